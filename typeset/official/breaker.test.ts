import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, widthOf } from './breaker.ts'

const full = { first: 2, hang: 0, across: 28 }
const characters = fc
  .array(fc.constantFrom(...'一二三四五六七八九十市政府，。、；：（）《》“”〔〕12345aBc%. ——……'.split('')), { minLength: 1, maxLength: 200 })
  .map((all) => all.join(''))
const textOf = (lines: ReturnType<typeof breakLines>) => lines.map((line) => line.glyphs.map((g) => g.text).join(''))

describe('断行 the breaker', () => {
  test('a line of body holds 28 full-width cells, each in its own (R-F03)', () => {
    const [first, second] = breakLines('字'.repeat(60), full)
    expect(first?.glyphs).toHaveLength(26)
    expect(second?.glyphs.map((g) => g.x)).toEqual(Array.from({ length: 28 }, (_, n) => n))
    expect(second?.end).toBe(28)
  })
  test('no mark that closes begins a line, none that opens ends it, nothing is lost, nothing stands outside (GB/T 15834-2011 5.1)', () => {
    fc.assert(
      fc.property(characters, (text) => {
        const lines = breakLines(text, full)
        expect(textOf(lines).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const [n, line] of lines.entries()) {
          expect(line.end).toBeLessThan(28.001)
          for (const glyph of line.glyphs) expect(glyph.x).toBeGreaterThanOrEqual(n === 0 ? 2 : 0)
        }
      }),
      { numRuns: 400 },
    )
    const words = fc
      .array(fc.constantFrom('市政府', '办公室', '《通知》', '（试行）', '，', '。', '2026年', '50%'), { minLength: 20, maxLength: 120 })
      .map((all) => all.join('').replaceAll(/[，。]{2,}/g, '。'))
    fc.assert(
      fc.property(words, (text) => {
        for (const [n, line] of textOf(breakLines(text, full)).entries()) {
          if (n > 0) expect(line).toMatch(/^[^，。）》]/)
          if (n < textOf(breakLines(text, full)).length - 1) expect(line).toMatch(/[^（《]$/)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('a number with its sign, and a Latin word, are not torn', () => {
    for (let n = 20; n < 28; n++) {
      const lines = textOf(breakLines(`${'字'.repeat(n)}1250.5%的Wi-Fi`, { first: 0, hang: 0, across: 28 }))
      expect(lines.filter((line) => line.includes('1250.5%'))).toHaveLength(1)
    }
  })
  test('both edges stay straight where a mark moved a character on; the last line is left as it is', () => {
    const lines = breakLines(`${'字'.repeat(28)}，${'字'.repeat(3)}`, { first: 0, hang: 0, across: 28 })
    expect(lines[0]?.glyphs).toHaveLength(27)
    expect(lines[0]?.end).toBeCloseTo(28)
    expect(lines[1]?.glyphs.map((g) => g.text).join('')).toBe('字，字字字')
    expect(lines[1]?.end).toBe(5)
  })
  test('half-width characters take half a cell', () => expect([widthOf('2026年'), widthOf('——'), widthOf('a字')]).toEqual([3, 2, 1.5]))
})
