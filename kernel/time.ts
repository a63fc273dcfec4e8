/** Time. Instants are UTC ISO strings with milliseconds (`2026-03-02T01:00:00.000Z`); office days are days in Asia/Shanghai (R-T06). */
declare const instantBrand: unique symbol
declare const dateBrand: unique symbol
export type Instant = string & { readonly [instantBrand]: true }
export type OfficeDate = string & { readonly [dateBrand]: true }

const SHANGHAI_MS = 8 * 3600_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** @param text any ISO instant with an offset; @throws RangeError on anything else */
export function instant(text: string | number | Date): Instant {
  return new Date(text).toISOString() as Instant
}
export const millis = (at: Instant): number => Date.parse(at)
export const addMillis = (at: Instant, ms: number): Instant => instant(millis(at) + ms)

/** The office day an instant falls on, in Asia/Shanghai. */
export function officeDate(at: Instant): OfficeDate {
  return new Date(millis(at) + SHANGHAI_MS).toISOString().slice(0, 10) as OfficeDate
}
/** Year of an instant as the office counts it; numbers and series follow it. */
export const officeYear = (at: Instant): number => Number(officeDate(at).slice(0, 4))

/** The instant of an office day at a wall-clock time `HH:MM` (default the end of the day, 24:00). */
export function atTime(day: OfficeDate, time = '24:00'): Instant {
  const [h = 24, m = 0] = time.split(':').map(Number)
  return instant(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_MS + h * HOUR + m * MINUTE)
}
export function addDays(day: OfficeDate, days: number): OfficeDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10) as OfficeDate
}
export function isOfficeDate(text: string): text is OfficeDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}
/** Wall-clock parts of an instant in Asia/Shanghai: `09:05`. */
export const officeTime = (at: Instant): string => new Date(millis(at) + SHANGHAI_MS).toISOString().slice(11, 16)

/** When a limit ends, as the office says it: midnight is 24:00 of the day that ends. */
export function dueDay(at: Instant): { readonly day: OfficeDate; readonly time: string } {
  const time = officeTime(at)
  return time === '00:00' ? { day: officeDate(addMillis(at, -MINUTE)), time: '24:00' } : { day: officeDate(at), time }
}

/** 2026-01-05 → 2026年1月5日, never with a leading zero. Rule: R-F20, GB/T 9704-2012 7.3.5.4 */
export function chineseDate(day: OfficeDate): string {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
/** 2026年11月, November 2026: the month a day lies in, in words. */
export const monthWords = (day: OfficeDate, english: boolean): string =>
  new Intl.DateTimeFormat(english ? 'en-GB' : 'zh-CN', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
