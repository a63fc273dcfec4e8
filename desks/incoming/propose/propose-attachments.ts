/** 附件: the list under the text, each by its title; wrapped lines belong to the one before. Rule: GB/T 9704-2012 7.3.4 */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { evenWidth, type Paper } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'
import { isOrgan } from './propose-sender.ts'
import { readDate } from './read-date.ts'

const begins = /^附\s*件?\s*[:：]\s*(\S.*)$/
const numbered = /^(\d{1,2})[.．、]\s*(\S.*)$/
const MOST = 50
const isOver = (line: FileLine): boolean =>
  line.stands === 'right' || readDate(line.text) !== null || /^[（(]|^抄送|。$/.test(line.text) || (isOrgan(line.text) && line.stands !== 'left')

/** 1.区域图；2.点位表。 on one line. */
const inLine = (name: string): string[] => name.replace(/[。；;]$/, '').split(/[；;]\s*\d{1,2}[.．、]/)

export function proposeAttachments({ text }: Paper): FieldProposal<string[]> | null {
  const from = text.findIndex((line) => begins.test(line.text))
  if (from < 0) return null
  const names: string[] = []
  const read: FileLine[] = []
  for (const line of text.slice(from)) {
    if (read.length > 0 && isOver(line)) break
    const said = evenWidth(read.length === 0 ? (begins.exec(line.text)?.[1] ?? '') : line.text).trim()
    const [, n, name] = numbered.exec(said) ?? []
    if (read.length === 0) names.push(name ?? said)
    else if (n && Number(n) === names.length + 1) names.push(name ?? '')
    else names[names.length - 1] += said
    read.push(line)
    if (names.length > MOST) return null
  }
  return propose(
    names.flatMap(inLine).map((name) => name.trim().slice(0, 200)),
    read,
    'listed',
  )
}
