import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type OfficeDate } from '../../../kernel/time.ts'
import { readDate } from './read-date.ts'
import { readPaperNumber } from './read-number.ts'

const full = (text: string) => text.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const figures = '〇一二三四五六七八九'
const inWords = (n: number): string => (n < 10 ? (figures[n] ?? '') : `${n < 20 ? '' : figures[Math.floor(n / 10)]}十${n % 10 ? figures[n % 10] : ''}`)
const day = fc.integer({ min: 0, max: 25_000 }).map((n) => addDays('1980-01-01' as OfficeDate, n))
const code = fc.array(fc.constantFrom(...'云清江政办发函财教建改规字第'), { minLength: 1, maxLength: 8 }).map((all) => all.join(''))
const brackets = fc.constantFrom('〔〕', '[]', '［］', '（）', '()', '﹝﹞', '【】')

describe('成文日期 the day as papers write it', () => {
  test('every day there is, in figures, wide figures and Chinese, is read as itself', () =>
    fc.assert(
      fc.property(day, (on) => {
        const [y, m, d] = on.split('-').map(Number) as [number, number, number]
        expect(readDate(`${y}年${m}月${d}日`)).toBe(on)
        expect(readDate(full(`${y}年${m}月${d}日`))).toBe(on)
        expect(readDate(` ${y} 年 ${m} 月 ${d} 日`)).toBe(on)
        expect(readDate(`${[...String(y)].map((c) => figures[Number(c)]).join('')}年${inWords(m)}月${inWords(d)}日`)).toBe(on)
      }),
    ))
  test('days there are not, and anything with more in it, are none', () => {
    for (const text of ['2026年2月29日', '2026年13月1日', '2026年11月31日', '2026年11月', '2026年11月3日印发', '自2026年11月3日起', '', '二〇二六年十一月三十一日', '2026-11-03'])
      expect(readDate(text), text).toBeNull()
    fc.assert(fc.property(fc.string(), (text) => /年.*月.*日/.test(text) || readDate(text) === null))
  })
})
describe('来文字号 the number as papers write it (R-F10)', () => {
  test('whatever brackets and width, it is registered with 〔〕 and half-width figures; what is registered is read as itself', () =>
    fc.assert(
      fc.property(code, fc.integer({ min: 1950, max: 2090 }), fc.integer({ min: 1, max: 99_999 }), brackets, (name, year, n, [open = '', close = '']) => {
        const number = `${name}〔${year}〕${n}号`
        expect(readPaperNumber(`${name}${open}${year}${close}${n}号`)).toBe(number)
        expect(readPaperNumber(full(`${name}${open}${year}${close} ${n} 号`))).toBe(number)
        expect(readPaperNumber(number)).toBe(number)
      }),
    ))
  test('a court puts the year first; minutes have an issue', () => {
    expect(readPaperNumber('(2026)云中法建1号')).toBe('（2026）云中法建1号')
    expect(readPaperNumber('第4期')).toBe('第4期')
    expect(readPaperNumber('〔2026〕36号')).toBe('〔2026〕36号')
  })
  test('a number inside a sentence, one without a year, with a zero before it or without its 号 is none', () => {
    for (const text of ['（云政发〔2026〕31号）收悉', '云政发31号', '云政发〔2026〕031号', '云政发〔2026〕31', '云政发〔26〕31号', '云政发〔2026〕31号、32号', '电话0500-66010128'])
      expect(readPaperNumber(text), text).toBeNull()
  })
})
