import { expect, test } from 'vitest'
import type { LetterRow } from '../../shape.ts'
import { withCaller } from './same-caller.ts'

const row = (matter: string, more: object = {}) => ({ matter, phase: 'working', place: null, ...more }) as unknown as LetterRow
const alike = (matter: string) => ({ ...row(matter), same: ['渗水'] })

test('what this caller wrote already stands first and says so', () => {
  expect(withCaller([alike('a'), alike('b')], [row('b')], '', '同一来电人').map((r) => [r.matter, r.same])).toEqual([
    ['b', ['同一来电人', '渗水']],
    ['a', ['渗水']],
  ])
})
test('his open letter about this place is a possible duplicate whatever its words; a closed one, or one elsewhere, is not', () => {
  const before = [row('here', { place: '城东区锦绣家园' }), row('closed', { place: '锦绣家园', phase: 'closed' }), row('elsewhere', { place: '北苑小区' })]
  expect(withCaller([], before, '锦绣家园', '同一来电人').map((r) => r.matter)).toEqual(['here'])
  expect(withCaller([], before, '', '同一来电人')).toEqual([])
})
