import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMillis, atTime, chineseDate, DAY, dueDay, instant, isOfficeDate, millis, monthWords, type OfficeDate, officeDate, officeTime, officeYear } from './time.ts'

const day = (text: string) => text as OfficeDate

describe('成文日期 the date on a paper (R-F20)', () => {
  test.each([
    ['2026-01-05', '2026年1月5日'],
    ['2026-10-10', '2026年10月10日'],
    ['2026-12-31', '2026年12月31日'],
    ['2000-02-29', '2000年2月29日'],
  ])('%s is written %s', (from, to) => expect(chineseDate(day(from))).toBe(to))

  test('never a leading zero, never Chinese numerals, on any day of a century', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 36524 }), (n) => /^(19|20)\d{2}年[1-9]\d?月[1-9]\d?日$/.test(chineseDate(addDays(day('1990-01-01'), n)))))
  })
})

describe('office time is Asia/Shanghai, instants are UTC (R-T06)', () => {
  test('the last second before midnight belongs to the old day, midnight to the new', () => {
    expect(officeDate(instant('2026-03-01T23:59:59.999+08:00'))).toBe('2026-03-01')
    expect(officeDate(instant('2026-03-02T00:00:00+08:00'))).toBe('2026-03-02')
  })
  test('the office year turns with the office, not with Greenwich', () => {
    expect(officeYear(instant('2025-12-31T16:00:00Z'))).toBe(2026)
    expect(officeYear(instant('2025-12-31T15:59:59.999Z'))).toBe(2025)
  })
  test('the end of an office day is the beginning of the next', () => {
    expect(atTime(day('2026-03-02'))).toBe(atTime(day('2026-03-03'), '00:00'))
    expect(atTime(day('2026-03-02'), '17:30')).toBe('2026-03-02T09:30:00.000Z')
  })
  test('wall-clock time and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20000 }), fc.integer({ min: 0, max: 1439 }), (n, minute) => {
        const on = addDays(day('1990-01-01'), n)
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const at = atTime(on, clock)
        return officeDate(at) === on && officeTime(at) === clock
      }),
    )
  })
  test('an instant always carries milliseconds and Z, so instants sort as text', () => {
    expect(instant('2026-03-02T09:00:00+08:00')).toBe('2026-03-02T01:00:00.000Z')
    expect(addMillis(instant('2026-03-02T01:00:00Z'), DAY)).toBe('2026-03-03T01:00:00.000Z')
    expect(millis(instant(0))).toBe(0)
    expect(() => instant('yesterday')).toThrow(RangeError)
  })
  test.each(['2026-02-30', '2026-13-01', '2026-1-5', '20260105', '', '2026-01-05T00:00:00Z'])('%s is not a day of the calendar', (text) => expect(isOfficeDate(text)).toBe(false))
  test('a leap day is', () => expect(isOfficeDate('2028-02-29')).toBe(true))
  test('a limit that ends at midnight belongs to the day it ends: 24:00, not the next day', () => {
    expect(dueDay(atTime(day('2026-12-07')))).toEqual({ day: '2026-12-07', time: '24:00' })
    expect(dueDay(atTime(day('2026-12-07'), '18:00'))).toEqual({ day: '2026-12-07', time: '18:00' })
  })
  test('the month over a table: 2026年1月, January 2026', () => {
    expect([monthWords(day('2026-01-05'), false), monthWords(day('2026-12-31'), true)]).toEqual(['2026年1月', 'December 2026'])
  })
})
