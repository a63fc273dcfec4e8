/** 标题: the lines found as title, in one. */
import { evenWidth, type Paper } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'

/** Blanks stay only between organs named one beside the other, and between words in Latin letters. */
const tidy = (text: string): string =>
  text
    .trim()
    .replace(/(?<=[A-Za-z0-9])\s+(?=[A-Za-z0-9])/g, '\u0001')
    .replace(/(?<=[委厅局部院会室办队政府])\s+(?=\p{Script=Han})/gu, '　')
    .replace(/[ \t]+/g, '')
    .replaceAll('\u0001', ' ')
export function proposeTitle({ title }: Paper): FieldProposal<string> | null {
  // an organ at the end of a line is joined to what follows by a blank only where it was one
  const value = tidy(title.map((line) => evenWidth(line.text).trim()).join(''))
  return value.length === 0 || value.length > 200 ? null : propose(value, title, title[0]?.size === null ? 'worded' : 'largest')
}
