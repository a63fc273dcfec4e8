/** The chips of who has it. */
import { expect, test } from 'vitest'
import type { MatterView } from '../../kernel/view.ts'
import { unitsOf } from './matter-header.tsx'

const piece = (role: string, unit: string, more: object = {}) => ({
  role,
  lead: role !== 'helper',
  unit: { id: unit, name: unit },
  state: 'open',
  acceptedAt: '2026-11-23T01:00:00.000Z',
  ...more,
})
const matter = (...stages: object[][]) => ({ stages: stages.map((pieces) => ({ kind: 'do', pieces })) }) as unknown as MatterView

test('until somebody signs nobody is 主办: the registrar is 首问, the unit asked 待签收', () => {
  const asked = matter([piece('registrar', '来信来电科', { state: 'waiting' })], [piece('lead', '市城管局', { acceptedAt: null }), piece('helper', '城西区', { acceptedAt: null })])
  expect(unitsOf(asked)).toEqual([
    { part: 'registrar', unit: '来信来电科' },
    { part: 'notSigned', unit: '市城管局' },
    { part: 'joint', unit: '城西区' },
  ])
})
test('signed for: 主办 alone, each unit once', () => {
  const held = matter([piece('registrar', '来信来电科', { state: 'ended' })], [piece('lead', '市城管局'), piece('helper', '城西区'), piece('helper', '城西区')])
  expect(unitsOf(held)).toEqual([
    { part: 'lead', unit: '市城管局' },
    { part: 'joint', unit: '城西区' },
  ])
})
