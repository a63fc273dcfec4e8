/** 发文字号 as papers write it: any brackets, any width, blanks inside. Pure. Rule: R-F10; GB/T 9704-2012 7.2.5 */
import { evenWidth } from './as-paper.ts'

const open = '[〔［\\[（(﹝【]'
const close = '[〕］\\]）)﹞】]'
const usual = new RegExp(`^([\\p{Script=Han}A-Za-z]{0,16})${open}((?:19|20)\\d{2})${close}(第?)([1-9]\\d{0,4})(号|期|次)$`, 'u')
/** A court puts the year first. */
const court = /^[（(]((?:19|20)\d{2})[）)](\p{Script=Han}{1,4}\p{Script=Han}{1,8})([1-9]\d{0,5})号$/u
const issue = /^第([1-9]\d{0,3})(期|号|次)$/
/** @returns the number as it is registered, with 〔〕 and half-width figures; null where the text is not exactly one number */
export function readPaperNumber(said: string): string | null {
  const text = evenWidth(said).replace(/\s/g, '')
  const [, code, year, ordinal, n, unit] = usual.exec(text) ?? []
  if (year && n) return `${code ?? ''}〔${year}〕${ordinal ?? ''}${n}${unit}`
  const [, courtYear, name, courtNumber] = court.exec(text) ?? []
  if (courtYear) return `（${courtYear}）${name}${courtNumber}号`
  return issue.test(text) ? text : null
}
