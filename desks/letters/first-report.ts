/**
 * 首报: what is known of a possible emergency, out of the letter that told of it; until incidents have a desk of their own it goes to duty as an affair. Pure.
 * Rule: R-H10; R-I10 both times are told, when it happened and when it was reported; R-I11 what is not known holds nothing up
 */
import { z } from 'zod'
import { act, instantText, line, matterId, text } from '../../kernel/contract.ts'
import { addMillis, chineseDate, type Instant, MINUTE, officeDate, officeTime } from '../../kernel/time.ts'

/** In writing so many minutes after it was reported to us. Source: standards §4.2, the shortest of the limits for grave events; places differ. */
export const WRITTEN = 60
export const firstReport = act('letters.firstReport', {
  input: z.object({
    matter: matterId,
    what: text(2000),
    happenedAt: instantText.nullable(),
    place: line(200).nullable(),
    casualties: line(500).nullable(),
    measures: line(500).nullable(),
    source: line(200),
  }),
  output: z.object({ id: z.string(), number: z.string() }),
})
type Known = Omit<z.output<typeof firstReport.input>, 'matter'>
export interface ReportWords {
  readonly reportedAt: string
  readonly happenedAt: string
  readonly place: string
  readonly what: string
  readonly casualties: string
  readonly measures: string
  readonly source: string
  readonly limit: string
  readonly unknown: string
}
export const writtenBy = (reportedAt: Instant): Instant => addMillis(reportedAt, WRITTEN * MINUTE)
const moment = (at: Instant): string => `${chineseDate(officeDate(at))} ${officeTime(at)}`
/** As it goes up: each element in its line, what is not known yet said to be so. */
export function reportText(known: Known, reportedAt: Instant, words: ReportWords): string {
  const lines: readonly (readonly [string, string | null])[] = [
    [words.reportedAt, moment(reportedAt)],
    [words.happenedAt, known.happenedAt && moment(known.happenedAt)],
    [words.place, known.place],
    [words.what, known.what],
    [words.casualties, known.casualties],
    [words.measures, known.measures],
    [words.source, known.source],
    [words.limit, moment(writtenBy(reportedAt))],
  ]
  return lines.map(([name, said]) => `${name}：${said ?? words.unknown}`).join('\n')
}
