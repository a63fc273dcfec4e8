import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { giftDue, giftRefusal, giftState } from './gift-rule.ts'
import { giftKinds, outcomes, saveGift } from './gift-shape.ts'

const day = (text: string) => text as OfficeDate
const plain: Calendar = { days: new Map(), years: new Set([2026, 2027]) } as never
const today = day('2026-11-30')
const gift = { id: null, kind: 'gift', what: '茶叶两盒', giver: '清溪县某企业', occasion: '下乡检查', value: 15_000, receivedOn: '2026-11-20', outcome: 'pending' } as const
const code = (more: object) => giftRefusal(saveGift.input.parse({ ...gift, ...more }), today)?.code ?? null

describe('礼品登记的规定 what the rule says of gifts (ZK-50)', () => {
  test('a month from the day it was taken; away from home, from the day of return; a last day off goes on to the next workday', () => {
    expect(giftDue({ receivedOn: day('2026-11-20'), backOn: null }, plain)).toBe('2026-12-21') // the 20th is a Sunday
    expect(giftDue({ receivedOn: day('2026-11-20'), backOn: day('2026-11-23') }, plain)).toBe('2026-12-23')
    expect(giftDue({ receivedOn: day('2026-01-31'), backOn: null }, plain)).toBe('2026-03-02')
  })
  test.each([
    ['money is never kept', { kind: 'money', value: 100, outcome: 'kept', dealtOn: '2026-11-21', receipt: '纪念' }, 'petitions.gift-hand-in'],
    ['200 yuan is handed in', { value: 20_000, outcome: 'kept', dealtOn: '2026-11-21', receipt: '纪念品' }, 'petitions.gift-hand-in'],
    ['below 200 yuan it may be kept on a stated ground', { value: 19_999, outcome: 'kept', dealtOn: '2026-11-21', receipt: '纪念品' }, null],
    ['of unknown value it is handed in', { value: null, outcome: 'kept', dealtOn: '2026-11-21', receipt: '纪念品' }, 'petitions.gift-hand-in'],
    ['handed in without a receipt', { outcome: 'handedIn', dealtOn: '2026-11-21' }, 'petitions.gift-receipt'],
    ['declined at once needs none', { outcome: 'declined', dealtOn: '2026-11-20' }, null],
    ['a meal is paid for, with its receipt', { kind: 'meal', value: 4000, outcome: 'paid', dealtOn: '2026-11-20', receipt: '伙食费收据 0032' }, null],
    ['a meal cannot be handed in', { kind: 'meal', outcome: 'handedIn', dealtOn: '2026-11-20', receipt: '无' }, 'petitions.gift-outcome'],
    ['a gift is not paid for and kept', { outcome: 'paid', dealtOn: '2026-11-21', receipt: '收据' }, 'petitions.gift-outcome'],
    ['dealt with before it came', { outcome: 'returned', dealtOn: '2026-11-19', receipt: '快递单' }, 'petitions.gift-dealt-day'],
    ['dealt with on no day', { outcome: 'returned', receipt: '快递单' }, 'petitions.gift-dealt-day'],
    ['pending with a day', { dealtOn: '2026-11-21' }, 'petitions.gift-dealt-day'],
    ['taken tomorrow', { receivedOn: '2026-12-01' }, 'petitions.gift-day'],
    ['back before it was taken', { backOn: '2026-11-19' }, 'petitions.gift-day'],
  ])('%s', (_, more, refused) => expect(code(more)).toBe(refused))
  test('every kind has a way out besides declining it, and everything that is over has something to show', () => {
    for (const kind of giftKinds) {
      const ways = outcomes.filter((outcome) => outcome !== 'pending' && code({ kind, outcome, dealtOn: '2026-11-21', receipt: '凭证' }) === null)
      expect(ways.length, kind).toBeGreaterThan(1)
    }
  })
  test('pending, due within a week, late, dealt with, confirmed', () => {
    const at = (due: string, outcome: (typeof outcomes)[number] = 'pending', confirmed = false) => giftState({ outcome, confirmed, due_on: day(due) }, today)
    expect([at('2026-12-08'), at('2026-12-07'), at('2026-11-30'), at('2026-11-29')]).toEqual(['pending', 'soon', 'soon', 'late'])
    expect([at('2026-11-01', 'returned'), at('2026-11-01', 'returned', true)]).toEqual(['dealt', 'confirmed'])
  })
})
