import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reach } from './reach.ts'

describe('达标线 98 %、95 % (HA-74)', () => {
  test.each([
    [49, 0, 1, 98, 0, 'safe'],
    [40, 0, 10, 98, 9, 'open'],
    [40, 1, 9, 98, 9, 'open'],
    [40, 2, 8, 98, 9, 'missed'],
    [19, 1, 0, 95, 0, 'safe'],
    [18, 2, 0, 95, 1, 'missed'],
    [0, 0, 0, 98, 0, 'safe'],
  ] as const)('%i good, %i lost, %i undecided, line %i %%: %i more, %s', (good, lost, yet, target, must, stands) => {
    expect(reach(good, lost, yet, target)).toEqual({ must, stands })
  })
  test('so many more and the line is met, one fewer and it is not', () => {
    const few = fc.nat({ max: 500 })
    fc.assert(
      fc.property(few, few, few, fc.integer({ min: 1, max: 10_000 }), (good, lost, yet, hundredths) => {
        const target = hundredths / 100
        const { must, stands } = reach(good, lost, yet, target)
        const met = (more: number) => (good + more) * 10_000 >= hundredths * (good + lost + yet)
        expect(met(must)).toBe(true)
        if (must > 0) expect(met(must - 1)).toBe(false)
        expect(stands).toBe(must === 0 ? 'safe' : must <= yet ? 'open' : 'missed')
      }),
    )
  })
})
