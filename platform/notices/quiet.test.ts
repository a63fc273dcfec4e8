import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { noRules, rulesOf } from '../../kernel/rules/in-force.ts'
import { addMillis, atTime, type Instant, instant, MINUTE, type OfficeDate, officeTime } from '../../kernel/time.ts'
import { afterAwake, afterQuiet, quietOf } from './quiet.ts'

const calendar: Calendar = { days: new Map(), years: new Set([2026]) } as never
const at = (day: string, time: string) => atTime(day as OfficeDate, time)
const night = { from: 20, to: 8 }

describe('免打扰 quiet hours (F16)', () => {
  test('at night one is spoken to in the morning; by day at once; hours are a rule of the office', () => {
    expect(afterQuiet(at('2026-11-30', '21:30'), night)).toBe(at('2026-12-01', '08:00'))
    expect(afterQuiet(at('2026-11-30', '05:00'), night)).toBe(at('2026-11-30', '08:00'))
    expect(afterQuiet(at('2026-11-30', '10:00'), night)).toBe(at('2026-11-30', '10:00'))
    expect(afterQuiet(at('2026-11-30', '12:30'), { from: 12, to: 14 })).toBe(at('2026-11-30', '14:00'))
    expect(quietOf(noRules, at('2026-11-30', '10:00'))).toEqual(night)
    const own = rulesOf([{ kind: 'quota', key: 'notice.quiet-from', version: 1, value: { n: 22, unit: 'oclock' }, from_at: at('2026-12-01', '00:00'), basis: '本办规定' }])
    expect(quietOf(own, at('2026-11-30', '10:00')).from).toBe(20)
    expect(quietOf(own, at('2026-12-01', '10:00')).from).toBe(22)
  })
  test('no hour of the day, whatever is set, is both quiet and spoken in, and nobody waits longer than a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 1439 }), (from, to, minute) => {
        fc.pre(!(from === 24 && to === 0) && !(from === 0 && to === 24))
        const now = addMillis(at('2026-11-30', '00:00'), minute * MINUTE)
        const spoken = afterQuiet(now, { from, to })
        expect(spoken >= now).toBe(true)
        expect(Date.parse(spoken) - Date.parse(now)).toBeLessThanOrEqual(24 * 60 * MINUTE)
        expect(afterQuiet(spoken, { from, to })).toBe(spoken)
      }),
    )
  })
  test('a wait is counted in the hours of working days: from Friday evening it goes on on Monday', () => {
    expect(afterAwake(at('2026-11-27', '19:00'), 120, night, calendar)).toBe(at('2026-11-30', '09:00'))
    expect(afterAwake(at('2026-11-28', '12:00'), 30, night, calendar)).toBe(at('2026-11-30', '08:30'))
    expect(afterAwake(at('2026-11-30', '09:00'), 120, night, calendar)).toBe(at('2026-11-30', '11:00'))
  })
  test('a longer wait never ends sooner, and no wait ends in the quiet hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 1440 }), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }), (offset, a, b) => {
        const from: Instant = addMillis(instant('2026-11-01T00:00:00.000Z'), offset * MINUTE)
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map((n) => afterAwake(from, n, night, calendar)) as [Instant, Instant]
        expect(short <= long).toBe(true)
        expect(officeTime(long) >= '08:00' && officeTime(long) <= '20:00').toBe(true)
      }),
    )
  })
})
