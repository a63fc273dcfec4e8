/** 档号 and what follows from year and term. Pure. Rule: DA/T 22-2015; R-A02, R-A05 */
import type { Term } from './terms.ts'

/** One run of 件号 without gaps. */
export interface Group {
  readonly fonds: string
  readonly year: number
  readonly term: Term
  readonly organ: string
}
const DIGITS = 4
/** 全宗号-WS·年度-保管期限-机构（问题）代码-件号: J001-WS·2026-D30-BGS-0012 */
export const referenceOf = ({ fonds, year, term, organ }: Group, no: number): string => `${fonds}-WS·${year}-${term}-${organ}-${String(no).padStart(DIGITS, '0')}`

const years = { Y: null, D30: 30, D10: 10 } as const
/** 保管期限 begins with the year after the paper was made; the last year it is kept, null for ever. */
export const lastYear = (year: number, term: Term): number | null => (years[term] === null ? null : year + years[term])
/** The year with whose end it is handed over to the archive; null: its term ends before. Rule: R-A05; 档案法实施条例 art. 20 */
export function handOverYear(year: number, term: Term, after: number): number | null {
  const last = lastYear(year, term)
  return last !== null && last <= year + after ? null : year + after
}
