import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatterId } from '../kernel/ids.ts'
import { copyCode, readCopyCode, readSlipCode, slipCode } from './slip-code.ts'

const matter = fc.uuid().map((id) => id as MatterId)
describe('单据上的小码 the code on a slip', () => {
  test('says which matter and which form, for every matter', () =>
    fc.assert(
      fc.property(matter, fc.constantFrom('P', 'D', 'C', 'R', 'O'), (id, form) => {
        expect(readSlipCode(slipCode(id, form))).toEqual({ matter: id, form })
      }),
    ))
  test('one character read wrong is unreadable, never another matter', () =>
    fc.assert(
      fc.property(matter, fc.integer({ min: 0, max: 31 }), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (id, at, wrong) => {
        const code = slipCode(id, 'P')
        fc.pre(code[at] !== wrong)
        expect(readSlipCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull()
      }),
      { numRuns: 2000 },
    ))
  test.each(['', 'HY1P', 'https://example.invalid/', 'HY2P00000000000000000000000000AA'])('«%s» is not ours', (code) => expect(readSlipCode(code)).toBeNull())
  test('is short and plain enough for a small square code', () => expect(slipCode('0197a000-0000-7000-8000-000000000001' as MatterId, 'D')).toMatch(/^[0-9A-Z]{32}$/))
  test('a label says which copy of which paper; a scan is attached by it like by any slip', () =>
    fc.assert(
      fc.property(matter, fc.integer({ min: 1, max: 999 }), (id, copy) => {
        const code = copyCode(id, copy)
        expect(code.length).toBeLessThanOrEqual(38)
        expect(readCopyCode(code)).toEqual({ matter: id, copy })
        expect(readSlipCode(code)).toEqual({ matter: id, form: 'O' })
      }),
    ))
  test('another copy number read by mistake is unreadable, never another copy', () =>
    fc.assert(
      fc.property(matter, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (id, copy, wrong) => {
        fc.pre(copy !== wrong)
        const code = copyCode(id, copy)
        const other = `${code.slice(0, 33)}${wrong}${code.slice(-2)}`
        expect(readCopyCode(other)).toBeNull()
        expect(readSlipCode(other)).toBeNull()
      }),
    ))
  test('a slip is no label', () => expect(readCopyCode(slipCode('0197a000-0000-7000-8000-000000000001' as MatterId, 'P'))).toBeNull())
})
