/**
 * By when: due times, inner due times, pauses, alarms and lights, counted in office time (Asia/Shanghai, R-T06).
 * Pure; the calendar and `now` are passed in. Day-grained limits (days, workdays, months) end at 24:00 of their last day;
 * that instant is the next day's 00:00, so the last day of a due time is the day of the instant just before it.
 * Rule: Civil Code arts. 201–203, R-T01 … R-T06, standards §13
 */
import { addDays, addMillis, atTime, DAY, HOUR, type Instant, MINUTE, millis, type OfficeDate, officeDate } from '../time.ts'
import type { ClockDef, Span } from './define.ts'
import type { Calendar } from './workdays.ts'

export type DayOne = NonNullable<ClockDef['dayOne']>
/** A pause as the counting needs it (挂起): `to_at` is null while it lasts. */
export interface PauseSpan {
  readonly from_at: Instant
  readonly to_at: Instant | null
}
export interface Due {
  readonly due: Instant
  /** 暂按周末推算: the count looked at a year our calendar does not cover (R-T02). */
  readonly provisional: boolean
}
export type Light = 'late' | 'soon' | 'on' | 'paused' | 'done'
/** What is left or over, in the unit one says aloud: 剩 2 个工作日, 超 9 天, 剩 40 分钟. `n` 0 in workdays: 今日到期. */
export interface Remaining {
  readonly late: boolean
  readonly n: number
  readonly unit: 'workdays' | 'days' | 'hours' | 'minutes'
}

const yearOf = (day: OfficeDate): number => Number(day.slice(0, 4))
const daysApart = (from: OfficeDate, to: OfficeDate): number => (Date.parse(to) - Date.parse(from)) / DAY
/** The day a due time belongs to: 24:00 of a day is still that day. */
export const lastDay = (due: Instant): OfficeDate => officeDate(addMillis(due, -1))
const dayGrained = (due: Instant): boolean => atTime(lastDay(due)) === due

/** Does the office work that day? The exceptions of the calendar, else Monday to Friday. Rule: R-T01 */
export function isWorkday(day: OfficeDate, calendar: Calendar): boolean {
  const told = calendar.days.get(day)
  if (told !== undefined) return told
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(from: OfficeDate, to: OfficeDate, calendar: Calendar): number {
  let n = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(day, calendar)) n++
  return n
}
/** That day, or the first working day after it. Rule: Civil Code art. 203 */
export function onWorkday(day: OfficeDate, calendar: Calendar): OfficeDate {
  let at = day
  while (!isWorkday(at, calendar)) at = addDays(at, 1)
  return at
}
/** The n-th working day after `day`; n = 0: that day, or the next working day. */
export function addWorkdays(day: OfficeDate, n: number, calendar: Calendar): OfficeDate {
  let at = onWorkday(day, calendar)
  if (n > 0) at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkday(at, calendar)) left--
  }
  return at
}
/** The corresponding day n months on, else the end of that month: 11-30 + 3 = last of February. Rule: Civil Code art. 202 */
export function addMonths(day: OfficeDate, n: number): OfficeDate {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  const monthEnd = new Date(Date.UTC(y, m + n, 0))
  monthEnd.setUTCDate(Math.min(d, monthEnd.getUTCDate()))
  return monthEnd.toISOString().slice(0, 10) as OfficeDate
}
function covered(from: OfficeDate, to: OfficeDate, calendar: Calendar): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.years.has(year)) return false
  return true
}

/**
 * When a limit ends. Minutes and hours run round the clock; days, workdays and months end at 24:00 of their last day;
 * a last day of days or months on which the office rests moves to the next working day.
 * @param dayOne the day that counts as the first: default the day after (Civil Code art. 201: the starting day is not counted)
 * Rule: R-T03, Civil Code arts. 201–203
 */
export function dueOf(start: Instant, span: Span, dayOne: DayOne | undefined, calendar: Calendar): Due {
  if (span.unit === 'minutes' || span.unit === 'hours') return { due: addMillis(start, span.n * (span.unit === 'hours' ? HOUR : MINUTE)), provisional: false }
  const today = officeDate(start)
  const zero = dayOne === 'same day' ? addDays(today, -1) : dayOne === 'next workday' ? addDays(addWorkdays(today, 1, calendar), -1) : today
  // A limit of nothing ends with the day it starts on, whichever day counts as the first.
  const from = span.n === 0 ? today : zero
  if (span.unit === 'workdays') {
    const last = addWorkdays(from, span.n, calendar)
    return { due: atTime(last), provisional: !covered(today, last, calendar) }
  }
  const end = span.unit === 'days' ? addDays(from, span.n) : addMonths(from, span.n)
  const last = onWorkday(end, calendar)
  return { due: atTime(last), provisional: !covered(end, last, calendar) || (dayOne === 'next workday' && !covered(today, from, calendar)) }
}

/** Days a pause takes out of the count: the day it begins still counts, the day it ends no longer does. */
function pausedDays(pauses: readonly PauseSpan[], now: Instant): (day: OfficeDate) => boolean {
  const spans = pauses.map((p) => [officeDate(p.from_at), officeDate(p.to_at ?? now)] as const)
  return (day) => spans.some(([from, to]) => from < day && day <= to)
}
/** Pauses as intervals in time order, overlapping ones joined. */
function joined(pauses: readonly PauseSpan[], started: Instant, now: Instant): { from: Instant; to: Instant }[] {
  const list: { from: Instant; to: Instant }[] = []
  for (const p of [...pauses].sort((a, b) => (a.from_at < b.from_at ? -1 : 1))) {
    const from = p.from_at < started ? started : p.from_at
    const to = p.to_at ?? now
    if (to <= from) continue
    const last = list.at(-1)
    if (!last || last.to < from) list.push({ from, to })
    else if (to > last.to) last.to = to
  }
  return list
}

/**
 * The due time after pauses: minutes and hours move by the time paused, day-grained limits by the days (natural or working) paused.
 * A pause begun after the due time, or before the clock, adds nothing for that part.
 * @param unit unit of the clock's span. Rule: R-T05
 */
export function withPauses(
  clock: { readonly started: Instant; readonly due: Instant; readonly unit: Span['unit'] },
  pauses: readonly PauseSpan[],
  now: Instant,
  calendar: Calendar,
): Due {
  let { due } = clock
  let provisional = false
  for (const { from, to } of joined(pauses, clock.started, now)) {
    if (from >= due) break
    if (!dayGrained(due)) {
      due = addMillis(due, millis(to) - millis(from))
      continue
    }
    const [first, last] = [officeDate(from), officeDate(to)]
    const old = lastDay(due)
    const next = clock.unit === 'workdays' ? addWorkdays(old, workdaysBetween(first, last, calendar), calendar) : onWorkday(addDays(old, daysApart(first, last)), calendar)
    if (next !== old) provisional ||= !covered(clock.unit === 'workdays' ? first : old, next, calendar)
    due = atTime(next)
  }
  return { due, provisional }
}

/**
 * The instant at which a share of the time allowed is used. Day-grained limits count working days after the starting day: whole ones, rounded
 * down, and the share is reached when that day ends (5 working days, two thirds: the end of the third); less than one whole day is a part
 * of the first (1 working day, two thirds: 16:00). Minutes and hours share the plain time. Paused time counts as not allowed.
 */
export function shareAt(start: Instant, due: Instant, part: number, calendar: Calendar, pauses: readonly PauseSpan[] = [], now: Instant = due): Instant {
  if (part >= 1) return due
  if (dayGrained(due)) {
    const paused = pausedDays(pauses, now)
    const days: OfficeDate[] = []
    for (let day = addDays(officeDate(start), 1); day <= lastDay(due); day = addDays(day, 1)) if (isWorkday(day, calendar) && !paused(day)) days.push(day)
    const used = days.length * part + 1e-9
    const [first, end] = [days[0], days[Math.floor(used) - 1]]
    if (end) return atTime(end)
    if (first) return addMillis(atTime(first, '00:00'), Math.round(used * DAY))
  }
  const gaps = joined(pauses, start, now)
  let left = (millis(due) - millis(start) - gaps.reduce((sum, p) => sum + millis(p.to) - millis(p.from), 0)) * part
  let at = start
  for (const gap of gaps) {
    const run = millis(gap.from) - millis(at)
    if (left < run) break
    left -= run
    at = gap.to
  }
  return addMillis(at, Math.round(Math.max(0, left)))
}
/** The office's own due time, two thirds of the way: 三分之二. Rule: HA-91 */
export const innerDue = (start: Instant, due: Instant, calendar: Calendar, pauses: readonly PauseSpan[] = [], now: Instant = due): Instant =>
  shareAt(start, due, 2 / 3, calendar, pauses, now)

/** When alarm number `no` (from 0) of a clock sounds; null when there are no more. */
export function alarmAt(def: Pick<ClockDef, 'alarms'>, started: Instant, due: Instant, no: number, calendar: Calendar): Instant | null {
  const alarm = def.alarms[no]
  if (!alarm) return null
  if ('share' in alarm.when) return shareAt(started, due, alarm.when.share, calendar)
  const { unit } = alarm.when.after
  return dueOf(unit === 'minutes' || unit === 'hours' ? due : addMillis(due, -1), alarm.when.after, 'next day', calendar).due
}

/** Working days left after today, the last day included; 0 on the last day and after it. */
export const workdaysLeft = (now: Instant, due: Instant, calendar: Calendar): number => workdaysBetween(officeDate(now), lastDay(due), calendar)

/**
 * A light is computed, never typed. Stopped: done. Paused: paused (grey). Past the due time: late. Soon: two thirds of the time are used,
 * it is the last day, or at most three working days are left; in a limit of three working days and less the last is left out, else it would never be on.
 * Rule: R-S10 (defaults), HA-91
 */
export function lightOf(clock: {
  readonly due: Instant
  readonly inner: Instant
  readonly stopped: Instant | null
  readonly paused: boolean
  readonly now: Instant
  readonly calendar: Calendar
  readonly doneAt?: Instant | null
}): Light {
  const { due, inner, now, calendar } = clock
  if (clock.stopped || clock.doneAt) return 'done'
  if (clock.paused) return 'paused'
  if (now > due) return 'late'
  if (now >= inner) return 'soon'
  if (dayGrained(due) && workdaysLeft(now, due, calendar) === 0) return 'soon'
  const long = dayGrained(due) && workdaysBetween(lastDay(inner), lastDay(due), calendar) >= 2
  return long && workdaysLeft(now, due, calendar) <= 3 ? 'soon' : 'on'
}

/** What is left or over, for words. Left: working days for day-grained limits, else hours or minutes; over: natural days, else hours or minutes. */
export function remaining(now: Instant, due: Instant, calendar: Calendar): Remaining {
  const late = now > due
  const ms = Math.abs(millis(due) - millis(now))
  if (late && (dayGrained(due) || ms >= DAY)) return { late, n: Math.max(1, daysApart(lastDay(due), officeDate(now))), unit: 'days' }
  if (!late && (dayGrained(due) || ms >= 2 * DAY)) return { late, n: workdaysLeft(now, due, calendar), unit: 'workdays' }
  return ms >= HOUR ? { late, n: Math.floor(ms / HOUR), unit: 'hours' } : { late, n: Math.floor(ms / MINUTE), unit: 'minutes' }
}
