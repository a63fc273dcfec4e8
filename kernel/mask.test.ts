import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from './mask.ts'

const digits = (n: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: n, maxLength: n })
const mobiles = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map((parts) => parts.join(''))
const around = fc.string({ unit: fc.constantFrom(...'电话是请回，。 （）李王'), maxLength: 12 })

describe('遮盖 masking of numbers in a text', () => {
  test.each([
    ['请回电13800006027，谢谢', '请回电138****6027，谢谢'],
    ['138 0000 6027', '138 **** 6027'],
    ['+86 138-0000-6027', '+86 138-****-6027'],
    ['１３８００００６０２７', '１３８****６０２７'],
    ['身份证320811199003074512。', '身份证320*************12。'],
    ['32081119900307451X', '320*************1X'],
    ['旧证 320811900307451', '旧证 320**********51'],
    ['值班 0517-83601234', '值班 0517-******34'],
    ['电话：83601234', '电话：83****34'],
  ])('%s reads %s for whoever may not know it (R-C18)', (text, masked) => {
    expect(mask(text)).toBe(masked)
  })

  test.each([
    '信〔2026〕12号',
    '2026年11月30日',
    '20261130',
    '2026-11-30 15:42',
    '金额1234567.89元',
    '共83601234元',
    '统一编号 123456789012',
    '12345热线，110、119',
    '单价138.00006027元',
    '订单1380000602799',
  ])('%s is left as it is', (text) => {
    expect(mask(text)).toBe(text)
  })

  test('no telephone and no identity number stays whole, whatever stands around it, and the text keeps its length (R-C18)', () => {
    const identities = fc
      .tuple(fc.constantFrom('3', '4', '1'), digits(5), fc.constantFrom('19850623', '20011231'), digits(3), fc.constantFrom(...'0123456789X'))
      .map((p) => p.join(''))
    fc.assert(
      fc.property(around, fc.oneof(mobiles, identities), around, (before, number, after) => {
        const text = `${before}${number}${after}`
        const masked = mask(text)
        expect(masked).not.toContain(number)
        expect(masked).not.toContain(number.slice(3, -4))
        expect(masked.length).toBe(text.length)
        expect(masked.startsWith(before) && masked.endsWith(after)).toBe(true)
      }),
    )
  })

  test('only digits are ever changed, and the text keeps its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const once = mask(text)
        expect(once.length).toBe(text.length)
        expect([...once].filter((c, n) => c !== [...text][n]).every((c) => c === '*')).toBe(true)
      }),
    )
  })
})
