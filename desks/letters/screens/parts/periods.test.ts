/** The usual periods of the figures. */
import { describe, expect, test } from 'vitest'
import type { OfficeDate } from '../../../../kernel/time.ts'
import { spanOf } from './periods.ts'

const day = (text: string) => text as OfficeDate
describe('登记日期 periods', () => {
  test('a week begins on Monday, also on a Sunday', () => {
    expect(spanOf('week', day('2026-11-23'))).toEqual({ from: '2026-11-23', to: '2026-11-23' })
    expect(spanOf('week', day('2026-11-22'))).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  })
  test('months and years run from their first day; last month is whole, over the turn of the year too', () => {
    expect(spanOf('month', day('2026-11-22'))).toEqual({ from: '2026-11-01', to: '2026-11-22' })
    expect(spanOf('last', day('2026-01-05'))).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(spanOf('year', day('2026-11-22'))).toEqual({ from: '2026-01-01', to: '2026-11-22' })
    expect(spanOf('all', day('2026-11-22'))).toEqual({})
  })
})
