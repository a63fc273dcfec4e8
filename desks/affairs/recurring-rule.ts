/** On which days work comes round, and on which it is opened so that there is time for it. Pure; calendar and days are passed in. Rule: ZK-08, GN-07 */
import { isWorkday } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { addDays, type OfficeDate } from '../../kernel/time.ts'

export const cycles = ['day', 'week', 'month', 'quarter', 'year'] as const
export const shifts = ['none', 'before', 'after'] as const
export interface RecurringRule {
  readonly every: (typeof cycles)[number]
  /** 1 Monday … 7 Sunday, for a week. */
  readonly weekday: number
  /** Of the month, the quarter's or the year's `month`; past its last day: the last day. */
  readonly day: number
  /** Of the year 1 … 12, of the quarter 1 … 3. */
  readonly month: number
  /** Where that day is not worked: that day all the same, the working day before, or the one after. */
  readonly shift: (typeof shifts)[number]
  /** So many working days ahead it is opened. */
  readonly lead: number
  readonly from: OfficeDate
  readonly until: OfficeDate | null
}
const parts = (day: OfficeDate) => day.split('-').map(Number) as [number, number, number]
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const weekdayOf = (day: OfficeDate): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** Is it its day, before any shifting? */
export function comesRound(rule: RecurringRule, day: OfficeDate): boolean {
  const [year, month, date] = parts(day)
  const onDate = date === Math.min(rule.day, daysIn(year, month))
  switch (rule.every) {
    case 'day':
      return true
    case 'week':
      return weekdayOf(day) === rule.weekday
    case 'month':
      return onDate
    case 'quarter':
      return onDate && ((month - 1) % 3) + 1 === rule.month
    case 'year':
      return onDate && month === rule.month
  }
}
/** @returns null: that day falls away (every day, and not worked) */
function shifted({ every, shift }: RecurringRule, day: OfficeDate, calendar: Calendar): OfficeDate | null {
  if (shift === 'none' || isWorkday(day, calendar)) return day
  if (every === 'day') return null
  const by = shift === 'before' ? -1 : 1
  let at = day
  while (!isWorkday(at, calendar)) at = addDays(at, by)
  return at
}
function workdaysBack(day: OfficeDate, n: number, calendar: Calendar): OfficeDate {
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, -1)
    if (isWorkday(at, calendar)) left--
  }
  return at
}
export interface Turn {
  readonly due: OfficeDate
  readonly opens: OfficeDate
}
/** A holiday may move a day by so much, and lead time is counted from there. */
const MARGIN = 20
/** The turns that are due on `from` or later and open on `to` or earlier, in order; each due day once. */
export function turnsOf(rule: RecurringRule, from: OfficeDate, to: OfficeDate, calendar: Calendar): Turn[] {
  const turns = new Map<OfficeDate, Turn>()
  const last = addDays(to, MARGIN + rule.lead * 3)
  for (let day = addDays(from, -MARGIN); day <= last; day = addDays(day, 1)) {
    if (day < rule.from || (rule.until !== null && day > rule.until) || !comesRound(rule, day)) continue
    const due = shifted(rule, day, calendar)
    if (due === null || due < from) continue
    const opens = workdaysBack(due, rule.lead, calendar)
    if (opens <= to) turns.set(due, { due, opens })
  }
  return [...turns.values()].sort((a, b) => (a.due < b.due ? -1 : 1))
}
