import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { sampleDesk } from './desk.ts'

describe('样本台', () => {
  test('every state has a holder and a way through a result and an answer to its end', () => expect(faults(sampleDesk.lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(sampleDesk.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
})
