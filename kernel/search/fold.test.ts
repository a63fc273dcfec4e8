import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addPairs, addUnits, fold, foldText, piecesOf, wordsAsked } from './fold.ts'
import { highlight } from './highlight.ts'

const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'北苑小区供水管道漏水，电话１３８ＡbＣ①㎡㍿ﬁ𠮷\n 12'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
  maxLength: 60,
})
const part = (whole: string, from: number, length: number) => [...whole].slice(from, from + length).join('')
const pairs = (said: string, units = false) => {
  const set = new Set<number>()
  addPairs(set, said)
  if (units) addUnits(set, said)
  return set
}

describe('折叠与字对 folding and pieces', () => {
  test('any two characters of a text and more are among its pieces, whatever the script', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.integer({ min: 2, max: 12 }), (whole, from, length) => {
        const piece = foldText(part(whole, from, length))
        const has = pairs(foldText(whole))
        expect(foldText(whole)).toContain(piece)
        expect(piecesOf([piece], false).every((one) => has.has(one))).toBe(true)
      }),
    )
  })

  test('one character is among the pieces of a title', () => {
    fc.assert(
      fc.property(text, fc.nat(60), (whole, from) => {
        const has = pairs(foldText(whole), true)
        expect(piecesOf([foldText(part(whole, from, 1))], true).every((one) => has.has(one))).toBe(true)
      }),
    )
  })

  test('no two pairs share a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 2, maxLength: 2 }), fc.string({ unit: 'binary', minLength: 2, maxLength: 2 }), (a, b) => {
        if (a.length === 2 && b.length === 2 && a !== b && a.charCodeAt(0) >= 32 && b.charCodeAt(0) >= 32 && a.charCodeAt(1) >= 32 && b.charCodeAt(1) >= 32)
          expect([...pairs(a)]).not.toEqual([...pairs(b)])
      }),
    )
  })

  test('full width and half width, capital and small are one', () => {
    expect(foldText('ＡＢＣ１２３')).toBe('abc123')
    expect(wordsAsked(' 北苑　小区 北苑 ')).toEqual(['北苑', '小区'])
  })

  test('every unit of the folded text knows where it stood', () => {
    const { text: said, at } = fold('㎡的Ａ')
    expect(said).toBe('m2的a')
    expect([...at]).toEqual([0, 0, 1, 2])
    fc.assert(
      fc.property(text, (whole) => {
        const folded = fold(whole)
        expect(folded.text).toBe(foldText(whole))
        expect(folded.at.length).toBe(folded.text.length)
      }),
    )
  })
})

describe('标示 highlights', () => {
  test('the parts of a highlighted title are the title; what is lit is what was asked', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.integer({ min: 2, max: 6 }), (whole, from, length) => {
        const asked = foldText(part(whole, from, length))
        const parts = highlight(whole, whole, asked ? [asked] : [], true)
        expect(parts.map((one) => one.text).join('')).toBe(whole)
        if (asked.trim().length >= 2) expect(parts.some((one) => one.hit && foldText(one.text).includes(asked))).toBe(true)
      }),
    )
  })

  test('a long text is shown around the first place', () => {
    const long = `${'前'.repeat(300)}暖气不热${'后'.repeat(300)}`
    const parts = highlight(long, long, ['暖气'], false)
    expect(parts.filter((one) => one.hit)).toEqual([{ text: '暖气', hit: true }])
    expect(parts.map((one) => one.text).join('').length).toBeLessThan(100)
  })
})
