import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citationCases } from './citations.cases.ts'
import { library as entries, links, today } from './citations.library.ts'
import { findCitations } from './find-citations.ts'
import { type Judged, judgeCitations, openLibrary, wrongStatuses } from './judge.ts'
import { articlesIn, numeral, standingOn } from './state.ts'

const library = openLibrary(entries, links, today)
const judged = (text: string): Judged[] => judgeCitations(library, findCitations(text))
const factOf = ({ status, on, by, entry }: Judged): string | null => (status === 'mismatch' ? (by?.title ?? entry?.number ?? null) : on)

describe('引用核对 citations (BZ-27)', () => {
  test('一百多条引用，条条答得出；一条不多，一条不少 (BZ-27)', () => {
    const wrong = citationCases.flatMap(({ text, found }) => {
      const got = judged(text).map((one) => [one.said, one.status, factOf(one)] as const)
      const wanted = found.map(([said, status, fact], n) => [said, status, fact ?? got[n]?.[2] ?? null] as const)
      return JSON.stringify(got) === JSON.stringify(wanted) ? [] : [{ text, got, wanted }]
    })
    expect(wrong).toEqual([])
    expect(citationCases.flatMap(({ found }) => found).length).toBeGreaterThanOrEqual(100)
  })
  test('引文的位置就是原文的位置 (BZ-27)', () => {
    for (const { text } of citationCases)
      for (const { at, length, said } of judged(text))
        expect(
          text
            .slice(at, at + length)
            .replace(/^《|》$/gu, '')
            .trim(),
        ).toBe(said)
  })

  const clean = entries.filter((one) => standingOn(one, links, today).state === 'valid')
  const words = fc.string({ unit: fc.constantFrom(...'根据有关规定您反映的问题已办结。，；\n（）()0123 号年月日第条'), maxLength: 40 })
  const citing = fc
    .constantFrom(...clean)
    .chain((entry) =>
      fc.constantFrom(
        `《${entry.title}》`,
        entry.number ? `《${entry.title}》（${entry.number}）` : `《${entry.title}》`,
        entry.number ? `《${entry.title}》(${entry.number.replace('〔', '[').replace('〕', ']')})` : `《${entry.title}》`,
        `《${entry.title.replace(/^中华人民共和国/u, '')}》第三条`,
      ),
    )
  test('引用对的，前后写什么都不出声 (BZ-27)', () => {
    fc.assert(
      fc.property(words, citing, words, (before, cited, after) => {
        const text = `${before.replace(/[\d（(年月日]+$/u, '')}，${cited}，${after}`
        expect(judged(text).filter((one) => wrongStatuses.includes(one.status))).toEqual([])
      }),
    )
  })
  test('没有引用的文字，一个字也不说；什么文字都不出错 (BZ-27)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'您反映的北苑小区供水问题已经解决，电话号12。；（）()年月日第条 '), maxLength: 200 }), (text) => {
        expect(judged(text)).toEqual([])
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'《》〈〉（）()〔〕[]号令第发国务院20 26年条例废止'), maxLength: 80 }), (text) => {
        judged(text)
      }),
    )
  })
  test('同一份文件换了括号、空格、全角数字，答的还是一样 (BZ-27)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...entries.filter((one) => one.number?.includes('〔'))),
        fc.constantFrom('〔〕', '[]', '【】', '（）', '［］'),
        fc.boolean(),
        (entry, [open = '', close = ''], wide) => {
          const number = (entry.number ?? '').replace('〔', open).replace('〕', close)
          const said = wide ? number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : number.replace(/(\d+)号/u, ' $1 号')
          const [got] = judged(`按照${wide ? number : said}办理。`)
          expect(got?.entry?.id).toBe(entry.id)
        },
      ),
    )
  })
  test('第十二条、第一百二十三条、第9条都认得 (BZ-27)', () => {
    expect(articlesIn('第十二条、第一百二十三条和第9条')).toEqual([12, 123, 9])
    expect(numeral('二十')).toBe(20)
    expect(numeral('某')).toBeNull()
  })
})

describe('效力 standing (BZ-04)', () => {
  const entry = entries.find((one) => one.id === 'yz') as (typeof entries)[number]
  const on = (day: string, more: Partial<typeof entry> = {}) => standingOn({ ...entry, ...more }, links, day as typeof today)
  test('尚未施行、有效、已修改、已失效、已废止，由日期和别的文件算出，不由人填 (BZ-04)', () => {
    expect(on('2021-02-28').state).toBe('coming')
    expect(on('2021-03-01').state).toBe('valid')
    expect(on('2025-05-31').state).toBe('valid')
    expect(on('2025-06-01')).toEqual({ state: 'amended', on: '2025-06-01', by: 'yzx' })
    expect(on('2025-06-01', { textAsOf: '2025-06-01' as typeof today }).state).toBe('valid')
    expect(on('2026-01-02', { untilOn: '2025-12-31' as typeof today })).toEqual({ state: 'expired', on: '2025-12-31', by: null })
    const old = entries.find((one) => one.id === 'xf') as typeof entry
    expect(standingOn(old, links, '2022-04-30' as typeof today).state).toBe('valid')
    expect(standingOn(old, links, '2022-05-01' as typeof today)).toEqual({ state: 'repealed', on: '2022-05-01', by: '752' })
  })
})
