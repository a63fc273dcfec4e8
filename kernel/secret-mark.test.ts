import { describe, expect, test } from 'vitest'
import { innocentNames, innocentTexts, markedNames, markedTexts } from './secret-mark.cases.ts'
import { holdsMark, markIn, nameHoldsMark } from './secret-mark.ts'

describe('密级标志 marks of secrecy, on phrases written before the rule (R-C01, R-C02)', () => {
  test('there are at least a hundred of each', () => {
    for (const all of [markedTexts, innocentTexts]) expect(new Set(all).size).toBeGreaterThanOrEqual(100)
  })
  test('no mark is missed', () => expect(markedTexts.filter((text) => !holdsMark(text))).toEqual([]))
  test('no innocent phrase is refused', () => expect(innocentTexts.filter(holdsMark)).toEqual([]))
  test('no marked file name is missed', () => expect(markedNames.filter((name) => !nameHoldsMark(name))).toEqual([]))
  test('no innocent file name is refused', () => expect(innocentNames.filter(nameHoldsMark)).toEqual([]))
  test('a mark is found wherever it stands in a longer text', () => {
    for (const text of markedTexts) expect(holdsMark(`来信收悉。\n${text}\n请阅办。`), text).toBe(true)
  })
  test('an innocent phrase stays innocent in a longer text', () => {
    for (const text of innocentTexts) expect(holdsMark(`来信收悉。\n${text}\n请阅办。`), text).toBe(false)
  })
  test('a body of any depth is searched, field names too; the answer names the field and quotes nothing', () => {
    expect(markIn({ title: '路灯', follow: [{ ask: { text: '请办\n机密★1年' } }] })).toBe('follow.0.ask.text')
    expect(markIn({ 机密: 1 })).toBe('.')
    expect(markIn({ 关于: { x: '秘密' } })).toBe('??.x')
    expect(markIn({ title: '秘密投票', n: 3, none: null, files: ['a'] })).toBeNull()
  })
  test('long texts are read in one pass', () => {
    const started = process.cpuUsage() // a busy machine is not a slow rule
    for (const piece of ['密', '机 ', '绝 密 ', '秘密、', '密级 ', '（', '★密', '*密 ', '000012 密 ', '级 ', '-'])
      for (const head of ['密', '密级']) for (const tail of ['', '密', '机密x']) holdsMark(head + piece.repeat(20_000 / piece.length) + tail)
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000)
  })
})
