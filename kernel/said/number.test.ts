import { describe, expect, test } from 'vitest'
import { numberFrom, readNumber } from './number.ts'

describe('旧编号 a number as an old register wrote it (R-F10)', () => {
  const pattern = '信〔{year}〕{seq}号'
  test.each(['信〔2026〕12号', '信[2026]12号', '信（2026）12号', '信【2026】 12 号'])('%s is number 12 of 2026, whatever the brackets', (text) => {
    expect(readNumber(pattern, text)).toEqual({ year: 2026, n: 12 })
  })
  test('an old system’s own form is told once: the year and the number stay, the writing is ours', () => {
    const read = numberFrom('LX({year})-{seq}', pattern)
    expect([read?.('LX(2026)-0315'), read?.('LX(2026)-7'), read?.('信〔2026〕8号'), read?.('LX(2026)-000')]).toEqual([
      '信〔2026〕315号',
      '信〔2026〕7号',
      '信〔2026〕8号',
      'LX(2026)-000',
    ])
    expect(numberFrom('{seq}', pattern)).toBeNull()
  })
  test.each(['信〔2026〕012号', '12', '访〔2026〕12号', '信〔2026〕12', '信〔2026〕0号', '信〔26〕12号', ''])('«%s» is of another form', (text) => {
    expect(readNumber(pattern, text)).toBeNull()
  })
})
