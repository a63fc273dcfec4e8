import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryLines, levelOne, pathOf, sayPath } from '../categories.ts'
import { foldsOf, macroF1, silentBelow, type Tried } from './confidence.ts'
import { packModel, unpackModel } from './kept.ts'
import { guess, learnFrom, strongest } from './model.ts'
import { piecesOf, rowOf, vocabularyOf } from './pieces.ts'
import { primersOf } from './primers.ts'

const letters = [
  ['北苑小区暖气不热', '室温只有十二度，换热站说循环泵坏了', 'heat'],
  ['东湖小区暖气停了', '供热三天没有，老人受不了', 'heat'],
  ['城南供热温度低', '暖气片冰凉，换热站没人接电话', 'heat'],
  ['工地拖欠工资', '包工头欠我们三个月工资不给', 'pay'],
  ['饭店不发工资', '辞职后老板拖欠两个月工资', 'pay'],
  ['农民工讨薪', '工程款没到，工资一直拖欠', 'pay'],
].map(([title = '', body = '', is = '']) => ({ title, body, is }))

describe('建议：从已办来信中学 what closed letters teach', () => {
  test('a new letter is put where letters like it were, and the reason is a word of its own text', () => {
    const model = learnFrom(letters)
    const asked = { title: '西苑楼里供热不好', body: '暖气不热，换热站推给物业' }
    expect(guess(model, asked)?.is).toBe('heat')
    const words = strongest(model, asked, 'heat')
    expect(words.length).toBeGreaterThan(0)
    for (const word of words) expect(`${asked.title}\n${asked.body}`).toContain(word)
    expect(guess(model, { title: '老板拖欠工资', body: '' })?.is).toBe('pay')
  })
  test('a text none of whose words it knows is not guessed at', () => {
    expect(guess(learnFrom(letters), { title: 'hello', body: '' })).toBe(null)
  })
  test('kept and taken out again it says the same', () => {
    const model = learnFrom(letters)
    const again = unpackModel(packModel(model).body)
    const asked = { title: '暖气不热', body: '' }
    expect(guess(again, asked)?.ranked).toEqual(guess(model, asked)?.ranked)
    expect(packModel(again).digest).toBe(packModel(model).digest)
  })
  test('a letter is a row of length one, whatever is written in it', () => {
    const vocabulary = vocabularyOf(letters.map(piecesOf))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (title, body) => {
        const { says } = rowOf(piecesOf({ title, body }), vocabulary)
        const length = Math.sqrt(says.reduce((sum, one) => sum + one * one, 0))
        expect(says.length === 0 ? 1 : length).toBeCloseTo(1)
      }),
    )
  })
  test('folds spread every class evenly and are the same for a seed', () => {
    const labels = [...'aaaaaaaaaabbbbb']
    const fold = foldsOf(labels, 5, 7)
    for (let k = 0; k < 5; k++) expect(labels.filter((l, i) => fold[i] === k && l === 'a').length).toBe(2)
    expect(foldsOf(labels, 5, 7)).toEqual(fold)
    expect(foldsOf(labels, 5, 8)).not.toEqual(fold)
  })
})

describe('没有把握就不说 silent below a confidence', () => {
  const tried = (n: number, right: (i: number) => boolean): Tried[] =>
    Array.from({ length: n }, (_, i) => ({ was: 'a', guess: { is: right(i) ? 'a' : 'b', ahead: 1 - i / n, ranked: [] } }))
  test('speaks as far down as nine in ten were right, the doubt of few letters taken off', () => {
    const from = silentBelow(tried(200, (i) => i < 100))
    expect(from).not.toBe(null)
    // a hundred right, then wrong ones: some are let in, never as many as would make one in ten wrong
    const shown = tried(200, (i) => i < 100).filter((t) => t.guess.ahead >= (from ?? 2))
    expect(shown.filter((t) => t.guess.is === 'a').length / shown.length).toBeGreaterThanOrEqual(0.9)
  })
  test('says nothing where it is never sure, or has seen too little', () => {
    expect(silentBelow(tried(200, (i) => i % 2 === 0))).toBe(null)
    expect(silentBelow(tried(10, () => true))).toBe(null)
  })
  test('macro-F1 counts a rare class as much as a frequent one', () => {
    expect(macroF1([...Array(9)].map(() => ({ was: 'a', is: 'a' })).concat([{ was: 'b', is: 'a' }]))).toBeCloseTo(0.947 / 2, 2)
  })
})

describe('事项类别 the dictionary of three levels', () => {
  test('every entry stands under one that exists, and has its word in both languages', () => {
    const keys = new Set(categoryLines.map(([key]) => key))
    expect(keys.size).toBe(categoryLines.length)
    for (const [key, zh, en] of categoryLines) {
      for (const above of pathOf(key)) expect(keys).toContain(above)
      expect(zh.length * en.length).toBeGreaterThan(0)
    }
  })
  test('an entry the office adds says its place by its key; one that says none stands by itself', () => {
    expect(pathOf('c010106')).toEqual(['c01', 'c0101', 'c010106'])
    expect(pathOf('own')).toEqual(['own'])
    expect(levelOne('c0102')).toBe('c01')
    expect(sayPath('c0101', (key) => key)).toBe('c01 › c0101')
  })
  test('the dictionary itself teaches: the words under a first level speak for it before any letter is closed', () => {
    const primers = primersOf(categoryLines.map(([key, word]) => ({ key, word })))
    expect(primers.find((p) => p.is === 'c05' && p.body.includes('拖欠工资'))).toBeDefined()
  })
})
