import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAnchor, placesOf } from './anchor.ts'
import { type Draft, emptyDraft } from './draft.ts'

const text = fc.string({ unit: fc.constantFrom(...'供水改造年内完成'), minLength: 1, maxLength: 20 })
const draftOf = (texts: readonly string[]): Draft => ({ ...emptyDraft, body: texts.map((one, n) => ({ id: `b${n}`, kind: 'paragraph', text: one })) })

describe('批注的位置 where a comment stands', () => {
  test('字还在，批注就落在这几个字上；前面加多少字都跟得上', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (before, said, from, length) => {
        const at = from % said.length
        const quote = said.slice(at, at + 1 + (length % 6))
        const now = draftOf([`${before}${said}`])
        const found = findAnchor(now, { block: 'b0', quote, at })
        expect(found?.block).toBe('b0')
        expect(
          placesOf(now)
            .get('b0')
            ?.slice(found?.at, (found?.at ?? 0) + quote.length),
        ).toBe(quote)
      }),
    )
  })

  test('没有动过的，就在原处；同样的字有几处，取最近的一处', () => {
    expect(findAnchor(draftOf(['供水改造供水']), { block: 'b0', quote: '供水', at: 4 })).toEqual({ block: 'b0', at: 4 })
    expect(findAnchor(draftOf(['供水改造供水']), { block: 'b0', quote: '供水', at: 0 })).toEqual({ block: 'b0', at: 0 })
  })

  test('搬到别段的，那里只有一处就跟过去；有几处说不清是哪一处，算原文已改', () => {
    expect(findAnchor(draftOf(['年内', '完成供水']), { block: 'b0', quote: '供水', at: 0 })).toEqual({ block: 'b1', at: 2 })
    expect(findAnchor(draftOf(['年内', '供水', '供水']), { block: 'b0', quote: '供水', at: 0 })).toBeNull()
    expect(findAnchor(draftOf(['年内']), { block: 'gone', quote: '供水', at: 0 })).toBeNull()
  })
})
