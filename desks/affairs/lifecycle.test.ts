import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { affairs } from './desk.ts'

describe('交办事项', () => {
  test('every state has a holder and a way through a result and an answer to its end', () => expect(faults(affairs.lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(affairs.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
})
