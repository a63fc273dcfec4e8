/** A day as papers write it: 2026年11月3日, full-width figures, 二〇二六年十一月三日. Pure. */
import { isOfficeDate, type OfficeDate } from '../../../kernel/time.ts'
import { evenWidth } from './as-paper.ts'

const figures = '〇一二三四五六七八九'
const digit = (c: string): number => figures.indexOf(c === '零' || c === '○' || c === 'О' || c === 'O' ? '〇' : c)
/** 十一 → 11, 二十 → 20, 三 → 3; null for what is none. */
function small(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const [, tens, ones] = /^([一二三])?十([一二三四五六七八九])?$/.exec(text) ?? []
  if (text.includes('十')) return /^[一二三]?十[一二三四五六七八九]?$/.test(text) ? (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0) : null
  return text.length === 1 && digit(text) > 0 ? digit(text) : null
}
function yearOf(text: string): number | null {
  if (/^\d{4}$/.test(text)) return Number(text)
  const all = [...text].map(digit)
  return all.length === 4 && all.every((d) => d >= 0) ? Number(all.join('')) : null
}
const dated = /^(\d{4}|[〇○零一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日$/
export const toDay = (year: number, month: number, day: number): OfficeDate | null => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isOfficeDate(text) ? text : null
}
/** @returns null where the text is not exactly one day that exists */
export function readDate(text: string): OfficeDate | null {
  const [, y, m, d] = dated.exec(evenWidth(text).replace(/\s/g, '')) ?? []
  const [year, month, day] = [yearOf(y ?? ''), small(m ?? ''), small(d ?? '')]
  return year === null || month === null || day === null ? null : toDay(year, month, day)
}
