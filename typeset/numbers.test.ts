import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../kernel/refusal.ts'
import { documentNumber, isDocumentNumber } from './numbers.ts'

describe('发文字号 the office number (R-F10, R-F13)', () => {
  test.each(['云政办发〔2026〕12号', '信〔2026〕1号', '国办函〔2026〕12号', '云政发〔1999〕99999号'])('%s is a number', (text) => expect(isDocumentNumber(text)).toBe(true))
  test.each([
    ['square brackets', '云政办发[2026]12号'],
    ['round brackets', '云政办发（2026）12号'],
    ['第', '云政办发〔2026〕第12号'],
    ['a leading zero', '云政办发〔2026〕012号'],
    ['a short year', '云政办发〔26〕12号'],
    ['no issuing office', '〔2026〕12号'],
    ['a space', '云政办发〔2026〕 12号'],
    ['number nought', '云政办发〔2026〕0号'],
    ['the brackets of book titles', '云政办发【2026】12号'],
  ])('%s is refused: %s', (_, text) => expect(isDocumentNumber(text)).toBe(false))

  test('what we write we recognise, for every year and sequence number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 99999 }), (year, n) => {
        const number = documentNumber('云政办发', year, n)
        return typeof number === 'string' && isDocumentNumber(number)
      }),
    )
  })
  test.each([
    ['YZB', 2026, 1],
    ['云政办发', 2026, 0],
    ['云政办发', 26, 1],
    ['云政办发', 2026, 1.5],
  ])('refuses to write %s %d %d', (prefix, year, n) => expect(isRefusal(documentNumber(prefix, year, n))).toBe(true))
})
