/** The working calendar as loaded facts. Counting itself is in `due.ts`. */
import type { OfficeDate } from '../time.ts'

/** Days that are not what their weekday says, and the years our table covers. Source of each row: `calendar_day.source`. */
export interface Calendar {
  /** day → true when it is worked. Only the exceptions. */
  readonly days: ReadonlyMap<OfficeDate, boolean>
  /** Years the table covers; outside, weekends are assumed and the result is provisional (R-T02). */
  readonly years: ReadonlySet<number>
}
