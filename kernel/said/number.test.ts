import { describe, expect, test } from 'vitest'
import { readNumber } from './number.ts'

describe('旧编号 a number as an old register wrote it (R-F10)', () => {
  const pattern = '信〔{year}〕{seq}号'
  test.each(['信〔2026〕12号', '信[2026]12号', '信（2026）12号', '信【2026】 12 号'])('%s is number 12 of 2026, whatever the brackets', (text) => {
    expect(readNumber(pattern, text)).toEqual({ year: 2026, n: 12 })
  })
  test.each(['信〔2026〕012号', '12', '访〔2026〕12号', '信〔2026〕12', '信〔2026〕0号', '信〔26〕12号', ''])('«%s» is of another form', (text) => {
    expect(readNumber(pattern, text)).toBeNull()
  })
})
