/** Office hours of the demo month: half past eight to twelve, two to half past five, on working days. */
import { isWorkday } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { addDays, addMillis, atTime, type Instant, MINUTE, millis, officeDate } from '../../kernel/time.ts'

const shifts = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const
/** That moment, or the next one in office hours. */
function inHours(at: Instant, calendar: Calendar): { at: Instant; until: Instant } {
  for (let day = officeDate(at); ; day = addDays(day, 1)) {
    if (!isWorkday(day, calendar)) continue
    for (const [from, to] of shifts) {
      const [opens, closes] = [atTime(day, from), atTime(day, to)]
      if (at < closes) return { at: at > opens ? at : opens, until: closes }
    }
  }
}
/** So many minutes of work later. One working day has 420. */
export function afterWork(start: Instant, minutes: number, calendar: Calendar): Instant {
  let left = minutes * MINUTE
  let at = start
  for (;;) {
    const shift = inHours(at, calendar)
    const room = millis(shift.until) - millis(shift.at)
    if (left < room) return addMillis(shift.at, left)
    left -= room
    at = shift.until
  }
}
export const WORKDAY = 420
