import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INK_MOST, type Ink, inkBox, inkPath, inkSvg, inkText, packInk, readInk } from './ink.ts'

const ink: Ink = {
  width: 1000,
  height: 400,
  strokes: [
    [
      { x: 100, y: 100, t: 0, p: 40 },
      { x: 150, y: 110, t: 16, p: 60 },
      { x: 220, y: 90, t: 33, p: 50 },
    ],
    [{ x: 300, y: 200, t: 400, p: 0 }],
  ],
}
const point = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 400 }), p: fc.integer({ min: 0, max: 100 }) })
const written = fc.array(fc.array(point, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 20 }).map((strokes): Ink => {
  let t = 0
  return {
    width: 1000,
    height: 400,
    strokes: strokes.map((stroke) =>
      stroke.map((at) => {
        t += 16
        return { ...at, t }
      }),
    ),
  }
})

describe('手写原迹 ink', () => {
  test('写了什么，存下来再读出来还是什么：笔画、时间、轻重一点不差', () => {
    expect(packInk(ink)).toBe('{"w":1000,"h":400,"s":[[100,100,0,40,50,10,16,60,70,-20,17,50],[300,200,400,0]]}')
    fc.assert(
      fc.property(written, (one) => {
        expect(readInk(packInk(one))).toEqual(one)
      }),
    )
  })
  test('不是笔迹的不收：出了纸边、时间倒流、缺数、多数、空白、太长、夹带别的字', () => {
    for (const text of [
      '',
      '{}',
      'null',
      '{"w":1000,"h":400,"s":[]}',
      '{"w":1000,"h":400,"s":[[]]}',
      '{"w":1000,"h":400,"s":[[1,1,0]]}',
      '{"w":1000,"h":400,"s":[[1,1,0,5,3]]}',
      '{"w":1000,"h":400,"s":[[1001,1,0,5]]}',
      '{"w":1000,"h":400,"s":[[1,1,0,5,-2,0,0,5]]}',
      '{"w":1000,"h":400,"s":[[1,1,9,5,1,1,-1,5]]}',
      '{"w":1000,"h":400,"s":[[1,1,9,5],[1,1,8,5]]}',
      '{"w":1000,"h":400,"s":[[1,1,0,101]]}',
      '{"w":1000,"h":400,"s":[[1.5,1,0,5]]}',
      '{"w":1000,"h":400,"s":[[1,1,0,5]],"note":"王某"}',
      '{"w":1000,"h":400,"s":[["<svg>",1,0,5]]}',
      `{"w":1000,"h":400,"s":[[${'1,1,0,5,'.repeat(INK_MOST / 8)}1,1,0,5]]}`,
    ]) {
      expect(readInk(text), text.slice(0, 60)).toBeNull()
      expect(inkText.safeParse(text).success, text.slice(0, 60)).toBe(false)
    }
    expect(inkText.parse(packInk(ink))).toBe(packInk(ink))
  })
  test('画出来是线条，不是图片；只画写了字的地方', () => {
    expect(inkPath(ink.strokes[0] ?? [])).toBe('M100 100Q150 110 185 100L220 90')
    expect(inkPath(ink.strokes[1] ?? [])).toBe('M300 200h0.01')
    expect(inkBox(ink)).toEqual({ x: 88, y: 78, width: 224, height: 134 })
    const svg = inkSvg(ink)
    expect(svg.match(/<path /g)).toHaveLength(2)
    expect(svg).toContain('viewBox="88 78 224 134"')
    expect(svg).not.toMatch(/<image|data:|href/)
  })
})
