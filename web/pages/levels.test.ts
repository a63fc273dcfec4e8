import { expect, test } from 'vitest'
import { hasLevels, levelOf, mayHold, nextUnder, placeUnder } from './levels.ts'

const keys = ['c01', 'c0101', 'c010101', 'c02']
test('an entry added to a dictionary of levels stands under the one chosen, by its key (HB-44)', () => {
  expect(nextUnder(keys, 'c0101')).toBe('c010102')
  expect(placeUnder(keys, 'c0101')).toBe(3)
  expect(nextUnder(keys, 'c02')).toBe('c0201')
  expect(keys.map(levelOf)).toEqual([1, 2, 3, 1])
  expect(keys.map(mayHold)).toEqual([true, true, false, true])
})
test('a plain dictionary has no levels', () => {
  expect(hasLevels(['solved', 'own1'])).toBe(false)
  expect(hasLevels(keys)).toBe(true)
})
