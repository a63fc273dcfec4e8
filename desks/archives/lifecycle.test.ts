import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { archives } from './desk.ts'

describe('档案', () => {
  test('every state has a holder and a way through a result and an answer to its end', () => expect(faults(archives.lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(archives.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
})
