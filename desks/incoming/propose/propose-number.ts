/** 来文字号: alone on its line above the title, or right under it; never one that the text cites. */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { evenWidth, type Paper, words } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'
import { readPaperNumber } from './read-number.ts'

/** Blanks inside a number are none. */
const closed = (text: string): string =>
  evenWidth(text)
    .replace(/\s*([〔[［﹝【])\s*(\d{4})\s*([〕\]］﹞】])\s*(第?)\s*(\d{1,5})\s*(号|期|次)/g, '$1$2$3$4$5$6')
    .replace(/[（(]\s*(\d{4})\s*[）)]\s*(第?)\s*(\d{1,5})\s*号/g, '（$1）$2$3号')

function numbersOn(line: FileLine): string[] {
  return words(closed(line.text)).flatMap((word) => readPaperNumber(word.replace(/^[（(](?=.*[〔[].*号[）)]$)|(?<=号)[）)]$/g, '')) ?? [])
}
export function proposeNumber({ above, title, text }: Paper): FieldProposal<string> | null {
  const under = text.slice(0, 1).filter((line) => line.stands !== 'left' && line.page === title[0]?.page && title.length > 0)
  const found = [...above, ...under].flatMap((line) => numbersOn(line).map((number) => ({ number, line })))
  const [only] = found
  // two different ones: which is meant is not for a program to say
  return only && new Set(found.map(({ number }) => number)).size === 1 ? propose(only.number, [only.line], 'alone') : null
}
