/** 精文: how long a paper may be, and how many a year, before it says why. Pure. Rule: R-M20; HB-29; standards §10.3 */
import { type Finding, found, none } from './writing.ts'

/** @param most characters of the text a paper has without a reason */
export const lengthFindings = (characters: number, most: number): readonly Finding[] => (characters > most ? found('R-M20', 'reason', 'tooLong', `${characters}/${most}`) : none)
/** @param pages as it will be printed; null: it cannot be laid out yet */
export const pageFindings = (pages: number | null, most: number): readonly Finding[] =>
  pages !== null && pages > most ? found('R-M20', 'reason', 'tooManyPages', `${pages}/${most}`) : none
/** @param over each limit of the year that it would pass, in words: 通知 31/30 */
export const yearFindings = (over: readonly string[]): readonly Finding[] => over.flatMap((one) => found('R-M20', 'reason', 'overYear', one))
