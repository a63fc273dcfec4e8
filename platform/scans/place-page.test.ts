import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatterId } from '../../kernel/ids.ts'
import { slipCode } from '../../typeset/slip-code.ts'
import { placePage, slipKey } from './place-page.ts'

const matter = fc.uuid().map((id) => id as MatterId)
const form = fc.constantFrom('P', 'D', 'C', 'R', 'O')
const none: ReadonlySet<string> = new Set()

describe('归件 what becomes of a page by its codes', () => {
  test('one code of ours leads to its matter, whatever other codes stand beside it', () =>
    fc.assert(
      fc.property(matter, form, fc.array(fc.webUrl(), { maxLength: 3 }), fc.boolean(), (id, kind, others, damaged) => {
        expect(placePage([...others, slipCode(id, kind)], damaged, none, true)).toEqual({ kind: 'slip', matter: id, form: kind })
      }),
    ))
  test('nothing is guessed: without exactly one code of ours a page leads to no matter', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.boolean(), fc.boolean(), (codes, damaged, mayBeBack) => {
        expect(placePage(codes, damaged, none, mayBeBack).kind).not.toBe('slip')
      }),
    ))
  test('two slips on one page, the same slip twice in a pile: both wait', () =>
    fc.assert(
      fc.property(matter, matter, (one, other) => {
        fc.pre(one !== other)
        expect(placePage([slipCode(one, 'P'), slipCode(other, 'P')], false, none, false)).toEqual({ kind: 'waits', reason: 'several' })
        const seen = new Set([slipKey({ matter: one, form: 'P' })])
        expect(placePage([slipCode(one, 'P')], false, seen, false)).toEqual({ kind: 'waits', reason: 'twice' })
        expect(placePage([slipCode(one, 'D')], false, seen, false)).toEqual({ kind: 'slip', matter: one, form: 'D' })
      }),
    ))
  test.each([
    [[], false, false, { kind: 'waits', reason: 'no-code' }],
    [[], false, true, { kind: 'back' }],
    [[], true, true, { kind: 'waits', reason: 'damaged' }],
    [['https://example.cn'], false, true, { kind: 'waits', reason: 'foreign' }],
    [['HY1P01J2NAM000E0080000000000004H'], false, true, { kind: 'waits', reason: 'damaged' }],
  ] as const)('%j, damaged %s, 双面 %s', (codes, damaged, mayBeBack, place) => expect(placePage(codes, damaged, none, mayBeBack)).toEqual(place))
})
