import { describe, expect, test } from 'vitest'
import { boxesOf, pagesIn } from './boxes.ts'

const lying = (...pages: number[]) => pages.map((each, n) => ({ no: n + 1, pages: each }))
describe('盒 boxes (R-A02, DA/T 22-2015)', () => {
  test('one after the other by 件号 until the box is full; no item is parted, none left out', () => {
    expect(boxesOf(lying(80, 90, 30, 60, 150, 40), pagesIn(20))).toEqual([
      { no: 1, from: 1, to: 3 },
      { no: 2, from: 4, to: 4 },
      { no: 3, from: 5, to: 6 },
    ])
  })
  test('what is thicker than a box has one of its own; numbers go on where the last year’s shelf ended', () => {
    expect(boxesOf(lying(10, 900, 10), 200, 7)).toEqual([
      { no: 7, from: 1, to: 1 },
      { no: 8, from: 2, to: 2 },
      { no: 9, from: 3, to: 3 },
    ])
    expect(boxesOf([], 200)).toEqual([])
  })
})
