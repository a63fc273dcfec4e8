/** The registering form: what a person wrote is never filled over, and what leaves it is what the contract takes. */
import { describe, expect, test } from 'vitest'
import { type Pasted, registerLetter } from '../../shape.ts'
import { chosenUnit, emptyIntake, filled, toInput, toTake } from './intake-state.ts'

const unit = { unit: '01943904-bf40-7de5-b751-4bfc6e0c9633', name: '市城管局', because: '派单目录', sure: 'high' } as const
const found: Pasted = {
  title: '团结路路灯不亮半个月',
  body: '团结路路灯不亮半个月，电话〔号码已登记〕',
  kind: { kind: 'complaint', because: '“投诉”' },
  units: [unit],
  due: { at: '2026-11-26T10:00:00.000Z', said: '11月26日前', provisional: false },
  phone: '13800006027',
  name: '王女士',
  place: '团结路',
  urgent: true,
  category: null,
}
const written = { ...emptyIntake('call'), body: '团结路路灯不亮半个月，电话13800006027' }
const none = new Set<never>()

describe('登记 the registering form', () => {
  test('全部填入: everything read is taken over (issue A, «Paste anything»)', () => {
    const form = filled(written, found, none)
    expect(form).toMatchObject({ kind: 'complaint', title: found.title, place: '团结路', name: '王女士', phone: '13800006027', limit: 'said', urgency: 'urgent' })
    expect(form.lead).toEqual([chosenUnit(unit)])
    expect(toTake(written, found, none)).toBe(true)
    expect(toTake(form, found, none)).toBe(false)
  })
  test('what somebody wrote or chose stays', () => {
    const form = filled({ ...written, title: '路灯', kind: 'help' }, found, new Set(['title', 'kind', 'lead'] as const))
    expect(form).toMatchObject({ title: '路灯', kind: 'help', lead: [] })
  })
  test('a unit the reading itself doubts is not filled in (R-H02)', () => {
    expect(filled(written, { ...found, units: [{ ...unit, sure: 'low' }] }, none).lead).toEqual([])
  })
  test('the number stands with the contact, not in the text (R-C18); the due time goes with the unit', () => {
    const form = filled(written, found, none)
    const input = toInput(form, { text: written.body, found }, true)
    expect(registerLetter.input.safeParse(input).success).toBe(true)
    expect(input).toMatchObject({ phone: '13800006027', body: found.body, assign: { lead: { unit: unit.unit }, due: found.due?.at } })
  })
  test('a number nobody took over still goes with the contact; a number of another person leaves the text alone', () => {
    const read = { text: written.body, found }
    expect(toInput(written, read, false)).toMatchObject({ phone: '13800006027', body: found.body })
    expect(toInput({ ...written, phone: '0871-6311 0000' }, read, false)).toMatchObject({ phone: '0871-6311 0000', body: written.body })
    expect(toInput({ ...written, replyBy: 'none' }, read, false)).toMatchObject({ phone: null, body: written.body })
  })
  test('a text changed since it was read leaves as it stands; no contact left means none is sent', () => {
    const form = { ...filled(written, found, none), body: '另写一段', replyBy: 'none' as const }
    expect(toInput(form, { text: written.body, found }, false)).toMatchObject({ body: '另写一段', name: null, phone: null, address: null, assign: null })
  })
  test('without a title the first words are one', () => {
    expect(toInput(written, null, false).title).toBe('团结路路灯不亮半个月，电话13800006027')
  })
})
