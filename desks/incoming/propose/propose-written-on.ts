/** 成文日期: alone on its line under the signature, or in brackets under the title; of minutes, which are not signed, the day of the imprint. Rule: R-F09; GB/T 9704-2012 7.3.5.4 */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import type { OfficeDate } from '../../../kernel/time.ts'
import { bare, evenWidth, type Paper, words } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'
import { proposePaperType } from './propose-paper-type.ts'
import { readDate } from './read-date.ts'

export function proposeWrittenOn(paper: Paper): FieldProposal<OfficeDate> | null {
  const [under] = paper.text
  const inBrackets = under && /^[（(](.{6,12}日)(?:.*(?:通过|批准|审议|公布|发布))?[）)]$/.exec(bare(under.text))?.[1]
  const atOnce = inBrackets ? readDate(inBrackets) : null
  if (atOnce && under) return propose(atOnce, [under], 'underTitle')
  const last = paper.text.at(-1)
  const signed = last && readDate(last.text)
  if (last && signed) return propose(signed, [last], 'signed')
  return ofMinutes(paper)
}
const isMinutes = (paper: Paper): boolean => proposePaperType(paper)?.value === 'minutes'
export const printed = (line: FileLine): { readonly by: string; readonly on: OfficeDate } | null => {
  const [by, on] = words(line.text)
  const day = on?.endsWith('印发') ? readDate(evenWidth(on).slice(0, -2)) : null
  return by && day ? { by, on: day } : null
}
function ofMinutes(paper: Paper): FieldProposal<OfficeDate> | null {
  if (!isMinutes(paper)) return null
  for (const line of [...paper.text, ...paper.after]) {
    const found = printed(line)
    if (found) return propose(found.on, [line], 'imprint')
  }
  return null
}
