import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fen, readYuan, sayYuan } from './money.ts'

describe('金额 money in whole fen', () => {
  test.each([
    ['200', 20_000],
    ['1,280.5', 128_050],
    ['１２８０元', 128_000],
    ['¥0.05', 5],
  ])('%s is read as typed', (typed, amount) => expect(readYuan(typed)).toBe(amount))
  test.each(['', '二百', '-5', '1.234', '1e3', '99999999999', '200000000'])('%s is no amount', (typed) => expect(readYuan(typed)).toBeNull())
  test('what is said is read back to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (amount) => {
        expect(readYuan(sayYuan(amount as Fen))).toBe(amount)
      }),
    )
  })
})
