/** Typed dates and times, and what the address of the ledger may say. */
import { describe, expect, test } from 'vitest'
import { filterOf } from '../pages/ledger-filter.ts'
import { asNumber } from '../shell/as-number.ts'
import { readTime } from './read-time.ts'
import { fromWall, toWall } from './wall-clock.ts'

describe('钟点 wall-clock time', () => {
  test('a moment goes to the office’s wall clock and back, whatever zone the machine stands in', () => {
    expect(toWall('2026-11-25T10:00:00.000Z')).toBe('2026-11-25T18:00')
    expect(fromWall('2026-11-25T18:00')).toBe('2026-11-25T10:00:00.000Z')
    expect(fromWall('2026-02-30T18:00')).toBeNull()
    expect(fromWall('')).toBeNull()
  })
  test('a time may be typed short: 9, 930, 18:05, 18：05', () => {
    expect(['9', '930', '18:05', '18：05'].map(readTime)).toEqual(['09:00', '9:30'.padStart(5, '0'), '18:05', '18:05'])
    expect(['25', '1865', 'noon', ''].map(readTime)).toEqual([null, null, null, null])
  })
})
describe('总台账的地址 the ledger’s address', () => {
  test('what the contract knows is kept, the rest is dropped', () => {
    expect(filterOf({ light: 'late', from: '2026-11-01', evil: '<script>', phase: 'nowhere', text: '' })).toEqual({ light: 'late', from: '2026-11-01' })
  })
  test('a number opens a number, words search titles', () => {
    expect(['信〔2026〕12号', '412', '412号', '2026-412'].map(asNumber)).toEqual([true, true, true, true])
    expect(['供暖', '翠屏桥下穿段积水 3'].map(asNumber)).toEqual([false, false])
  })
})
