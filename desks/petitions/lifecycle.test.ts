import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { addMillis, instant } from '../../kernel/time.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { adviceOn } from './advice.ts'
import { petitions } from './desk.ts'

describe('信访', () => {
  test('every state has a holder and a way through a result and an answer to its end', () => expect(faults(petitions.lifecycle)).toEqual([]))
  test('its numbers, and those of the closed list, are office numbers', () => {
    for (const series of [petitions.series, petitions.closedList?.series ?? '']) expect(isDocumentNumber(series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true)
  })
  test('whatever an earlier petition is, in hand is never taken twice and a recheck never again (R-X04)', () => {
    const now = instant('2026-11-30T01:00:00.000Z')
    const earlier = fc.record({
      phase: fc.constantFrom('registered', 'assigned', 'working', 'reported', 'closed'),
      round: fc.integer({ min: 1, max: 3 }),
      askBy: fc.option(fc.integer({ min: -40, max: 40 }).map((d) => addMillis(now, d * 86_400_000))),
    })
    fc.assert(
      fc.property(earlier, (e) => {
        const advice = adviceOn(e, now)
        if (e.phase !== 'closed') return advice === 'pending'
        return e.round === 3 ? advice === 'locked' : advice === (e.askBy !== null && e.askBy >= now ? 'mayAsk' : 'late')
      }),
    )
  })
})
