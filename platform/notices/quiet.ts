/** 免打扰: when one may be spoken to. Pure. What is urgent is spoken at once, and counts by the clock. Rule: F16; hours and waits are rules of the office (decision 0017) */
import { isWorkday } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import type { Rules } from '../../kernel/rules/in-force.ts'
import { quotaAt } from '../../kernel/rules/quotas.ts'
import { addDays, addMillis, atTime, type Instant, MINUTE, millis, type OfficeDate, officeDate } from '../../kernel/time.ts'

/** Hours of the day, 0 to 24; the same twice: none are quiet. */
export interface Quiet {
  readonly from: number
  readonly to: number
}
const hour = (n: number): number => Math.min(24, Math.max(0, Math.floor(n)))
export const quietOf = (rules: Rules, at: Instant): Quiet => ({ from: hour(quotaAt(rules, 'notice.quiet-from', at).n), to: hour(quotaAt(rules, 'notice.quiet-to', at).n) })

const clockTime = (day: OfficeDate, at: number): Instant => atTime(day, `${String(at).padStart(2, '0')}:00`)
/** Spans of one day outside the quiet hours. */
function awake(day: OfficeDate, { from, to }: Quiet): readonly (readonly [Instant, Instant])[] {
  const spans = from === to ? [[0, 24] as const] : from > to ? [[to, from] as const] : [[0, from] as const, [to, 24] as const]
  return spans.filter(([a, b]) => a < b).map(([a, b]) => [clockTime(day, a), clockTime(day, b)] as const)
}
const MOST_DAYS = 400

/** Now, or when the quiet hours end. */
export function afterQuiet(at: Instant, quiet: Quiet): Instant {
  for (let day = officeDate(at), n = 0; n < MOST_DAYS; n++, day = addDays(day, 1)) for (const [from, to] of awake(day, quiet)) if (at < to) return at > from ? at : from
  return at
}
/** When so many minutes of working days, outside the quiet hours, have passed. */
export function afterAwake(from: Instant, minutes: number, quiet: Quiet, calendar: Calendar): Instant {
  let left = minutes * MINUTE
  for (let day = officeDate(from), n = 0; n < MOST_DAYS; n++, day = addDays(day, 1)) {
    if (!isWorkday(day, calendar)) continue
    for (const [start, end] of awake(day, quiet)) {
      const begin = start > from ? start : from
      if (begin >= end) continue
      if (left <= millis(end) - millis(begin)) return addMillis(begin, left)
      left -= millis(end) - millis(begin)
    }
  }
  return addMillis(from, minutes * MINUTE)
}
