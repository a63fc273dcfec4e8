import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf } from './comment-place.ts'

describe('批注落在字上', () => {
  test('文字分成几段后连起来还是原文，批注各自盖住自己引的那几个字', () => {
    const any = fc.string({ minLength: 1, maxLength: 40 }).chain((text) =>
      fc.record({
        text: fc.constant(text),
        from: fc.nat(5),
        spans: fc.array(fc.tuple(fc.nat(text.length - 1), fc.nat(text.length)), { maxLength: 4 }),
      }),
    )
    fc.assert(
      fc.property(any, ({ text, from, spans }) => {
        const places = spans.map(([at, length], n) => ({ id: `c${n}`, block: 'a', at: at + from, quote: text.slice(at, at + length) })).filter(({ quote }) => quote !== '')
        const pieces = piecesOf(text, from, places)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        for (const { id, quote } of places)
          expect(
            pieces
              .filter((piece) => piece.comments.includes(id))
              .map((piece) => piece.text)
              .join(''),
          ).toBe(quote)
      }),
    )
  })
  test('批注跨过标题和接写的话，两处都标出来', () => {
    const place = { id: 'c', block: 'a', at: 2, quote: '值守。二十四' }
    const [head, more] = ['加强值守。', '二十四小时在岗。']
    expect(piecesOf(head, 0, [place]).filter((one) => one.comments.length > 0)).toEqual([{ at: 2, text: '值守。', comments: ['c'] }])
    expect(piecesOf(more, head.length, [place]).filter((one) => one.comments.length > 0)).toEqual([{ at: 0, text: '二十四', comments: ['c'] }])
  })
})
