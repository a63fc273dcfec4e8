/** The span before, and the same span a year before, each looked at when it was as old as this one is. Pure. */
import { addDays, atTime, DAY, type Instant, type OfficeDate, officeDate, officeTime } from '../time.ts'

export interface Span {
  readonly from: OfficeDate
  readonly to: OfficeDate
  readonly cutOff: Instant
}
const parts = (day: OfficeDate) => day.split('-').map(Number) as [number, number, number]
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const isLast = (day: OfficeDate): boolean => officeDay(addDays(day, 1)) === 1
const officeDay = (day: OfficeDate): number => parts(day)[2]
const daysApart = (from: OfficeDate, to: OfficeDate): number => (Date.parse(to) - Date.parse(from)) / DAY

/** So many months back; the 31st of a shorter month is its last day, and where `whole` a last day stays one. */
export function monthsBack(day: OfficeDate, n: number, whole = false): OfficeDate {
  const [year, month, date] = parts(day)
  const at = year * 12 + (month - 1) - n
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1]
  const last = daysIn(y, m)
  const d = whole && isLast(day) ? last : Math.min(date, last)
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` as OfficeDate
}
const momentOf = (at: Instant, day: OfficeDate): Instant => atTime(day, officeTime(at))

/** In calendar months where it begins on a first of a month: a month, a quarter, a year; else as many days before. */
function step({ from, to }: Span): { readonly months: number } | { readonly days: number } {
  const [y, m, d] = parts(from)
  const [y2, m2] = parts(to)
  const months = (y2 - y) * 12 + (m2 - m) + 1
  if (d !== 1) return { days: weekly(from, to) }
  if (months === 1) return { months: 1 }
  if (m === 1 && y === y2) return { months: 12 }
  return { months: isLast(to) ? months : Math.max(months, 3) }
}
/** A week begun on a Monday is compared with the week before, however much of it has passed. */
const weekly = (from: OfficeDate, to: OfficeDate): number => {
  const days = daysApart(from, to) + 1
  return days <= 7 && new Date(`${from}T00:00:00Z`).getUTCDay() === 1 ? 7 : days
}
function back(span: Span, months: number): Span {
  const cut = officeDate(span.cutOff)
  return { from: monthsBack(span.from, months), to: monthsBack(span.to, months, true), cutOff: momentOf(span.cutOff, monthsBack(cut, months, isLast(span.to) && cut === span.to)) }
}
export function spanBefore(span: Span): Span {
  const by = step(span)
  if ('months' in by) return back(span, by.months)
  return { from: addDays(span.from, -by.days), to: addDays(span.to, -by.days), cutOff: momentOf(span.cutOff, addDays(officeDate(span.cutOff), -by.days)) }
}
/** 上年同期. */
export const yearBefore = (span: Span): Span => back(span, 12)
