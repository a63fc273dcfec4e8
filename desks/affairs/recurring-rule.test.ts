import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkday } from '../../kernel/clock/due.ts'
import { addDays, type OfficeDate } from '../../kernel/time.ts'
import { cycles, type RecurringRule, shifts, turnsOf } from './recurring-rule.ts'

const day = (text: string) => text as OfficeDate
// 1 to 7 October 2026 are free, 10 October is worked
const calendar = {
  days: new Map([...[1, 2, 5, 6, 7].map((d) => [day(`2026-10-0${d}`), false] as const), [day('2026-10-10'), true] as const]),
  years: new Set([2026]),
}
const rule = (more: Partial<RecurringRule>): RecurringRule => ({
  every: 'month',
  weekday: 1,
  day: 1,
  month: 1,
  shift: 'before',
  lead: 3,
  from: day('2026-01-01'),
  until: null,
  ...more,
})
const turns = (more: Partial<RecurringRule>, from: string, to: string) => turnsOf(rule(more), day(from), day(to), calendar).map((t) => [t.due, t.opens])

describe('常态工作 recurring work (ZK-08, GN-07)', () => {
  test.each([
    ['every month on the 5th, three working days ahead', { day: 5, shift: 'none' }, '2026-11-01', '2026-11-30', [['2026-11-05', '2026-11-02']]],
    ['the 31st of a shorter month is its last day', { day: 31, shift: 'none', lead: 0 }, '2026-11-01', '2026-11-30', [['2026-11-30', '2026-11-30']]],
    ['a day in the holidays goes before them, and is opened before them', { day: 3 }, '2026-09-20', '2026-10-09', [['2026-09-30', '2026-09-25']]],
    ['or after them', { day: 3, shift: 'after', lead: 1 }, '2026-09-20', '2026-10-09', [['2026-10-08', '2026-09-30']]],
    ['every Friday', { every: 'week', weekday: 5, lead: 1 }, '2026-11-23', '2026-11-30', [['2026-11-27', '2026-11-26']]],
    [
      'every working day: what falls on a free one falls away',
      { every: 'day', lead: 0 },
      '2026-11-27',
      '2026-11-30',
      [
        ['2026-11-27', '2026-11-27'],
        ['2026-11-30', '2026-11-30'],
      ],
    ],
    ['the second month of a quarter', { every: 'quarter', month: 2, day: 10, lead: 0, shift: 'none' }, '2026-10-01', '2026-12-31', [['2026-11-10', '2026-11-10']]],
    ['once a year, ahead of the turn of the year', { every: 'year', month: 12, day: 25, lead: 10, shift: 'none' }, '2026-12-01', '2026-12-15', [['2026-12-25', '2026-12-11']]],
    ['not before it begins, not after it ends', { day: 5, from: day('2026-11-06'), until: day('2026-12-04') }, '2026-11-01', '2027-01-31', []],
  ] as const)('%s', (_, more, from, to, expected) => {
    expect(turns(more as Partial<RecurringRule>, from, to)).toEqual(expected)
  })
  test('whatever the rule: opened on a working day or its own, never after it is due, and asked in two parts it is the same as at once', () => {
    const any = fc.record({
      every: fc.constantFrom(...cycles),
      weekday: fc.integer({ min: 1, max: 7 }),
      day: fc.integer({ min: 1, max: 31 }),
      month: fc.integer({ min: 1, max: 3 }),
      shift: fc.constantFrom(...shifts),
      lead: fc.integer({ min: 0, max: 15 }),
    })
    fc.assert(
      fc.property(any, fc.nat({ max: 300 }), fc.nat({ max: 60 }), (more, start, length) => {
        const from = addDays(day('2026-01-01'), start)
        const [middle, to] = [addDays(from, Math.floor(length / 2)), addDays(from, length)]
        const whole = turnsOf(rule(more), from, to, calendar)
        for (const t of whole) {
          expect(t.opens <= t.due).toBe(true)
          if (more.lead > 0) expect(isWorkday(t.opens, calendar)).toBe(true)
        }
        const first = turnsOf(rule(more), from, middle, calendar)
        expect(first).toEqual(whole.filter((t) => t.opens <= middle))
      }),
      { numRuns: 60 },
    )
  })
})
