import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instant, type OfficeDate, officeDate } from '../time.ts'
import { spanBefore, yearBefore } from './spans.ts'

const span = (from: string, to: string, cutOff = `${to}T06:00:00.000Z`) => ({ from: from as OfficeDate, to: to as OfficeDate, cutOff: instant(cutOff) })
const days = ({ from, to, cutOff }: ReturnType<typeof span>) => [from, to, officeDate(cutOff)]

describe('上期、上年同期 (R-H20)', () => {
  test.each([
    ['a month so far: as many days of the month before', '2026-11-01', '2026-11-16', ['2026-10-01', '2026-10-16', '2026-10-16']],
    ['a whole month: the whole month before', '2026-11-01', '2026-11-30', ['2026-10-01', '2026-10-31', '2026-10-31']],
    ['the 31st of a shorter month is its last day', '2026-03-01', '2026-03-29', ['2026-02-01', '2026-02-28', '2026-02-28']],
    ['a week so far: as much of the week before', '2026-11-23', '2026-11-25', ['2026-11-16', '2026-11-18', '2026-11-18']],
    ['a year so far: as much of last year', '2026-01-01', '2026-11-30', ['2025-01-01', '2025-11-30', '2025-11-30']],
    ['a quarter', '2026-07-01', '2026-09-30', ['2026-04-01', '2026-06-30', '2026-06-30']],
    ['any other span: as many days before it', '2026-11-03', '2026-11-12', ['2026-10-24', '2026-11-02', '2026-11-02']],
  ])('%s', (_, from, to, before) => {
    expect(days(spanBefore(span(from, to)) as never)).toEqual(before)
  })
  test('a month past is compared at the same age: October on 30 November with September on 30 October', () => {
    expect(days(spanBefore(span('2026-10-01', '2026-10-31', '2026-11-30T06:00:00.000Z')) as never)).toEqual(['2026-09-01', '2026-09-30', '2026-10-30'])
  })
  test('the same span a year ago; 29 February has the 28th', () => {
    expect(days(yearBefore(span('2028-02-01', '2028-02-29')) as never)).toEqual(['2027-02-01', '2027-02-28', '2027-02-28'])
  })
  test('whatever is asked, what went before ends before it begins, or is a year old', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01' as OfficeDate, n))
    fc.assert(
      fc.property(day, fc.nat({ max: 400 }), fc.nat({ max: 90 }), (from, length, later) => {
        const to = addDays(from, length)
        const one = span(from, to, `${addDays(to, later)}T06:00:00.000Z`)
        for (const before of [spanBefore(one), yearBefore(one)]) {
          expect(before.from <= before.to).toBe(true)
          expect(before.from < from).toBe(true)
          expect(officeDate(before.cutOff) >= before.to).toBe(true)
        }
        if (length < 366) expect(spanBefore(one).to < from).toBe(true)
      }),
    )
  })
})
