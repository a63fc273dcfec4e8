import { describe, expect, test } from 'vitest'
import { INK_LONGEST, type Ink, type InkPoint, packInk, readInk } from '../../kernel/ink.ts'
import { addPoint, PAD_HEIGHT, pointOn, type Touch, withStroke, writes } from './ink-strokes.ts'

const touch: Touch = { pointerId: 1, pointerType: 'touch', isPrimary: true, button: 0, width: 20, height: 22 }

describe('手写板 the pad hears one hand', () => {
  test('笔、手指、鼠标都能写；手掌、第二个手指、右键不算', () => {
    for (const pointerType of ['pen', 'touch', 'mouse']) expect(writes({ ...touch, pointerType }, false), pointerType).toBe(true)
    expect(writes({ ...touch, width: 90 }, false)).toBe(false)
    expect(writes({ ...touch, isPrimary: false }, false)).toBe(false)
    expect(writes({ ...touch, pointerType: 'mouse', button: 2 }, false)).toBe(false)
  })
  test('笔写过以后，搁在屏上的手不再留痕，笔照写', () => {
    expect(writes(touch, true)).toBe(false)
    expect(writes({ ...touch, pointerType: 'pen', isPrimary: false, width: 1 }, true)).toBe(true)
  })
  test('写出边的沿着边走；看不出差别的点不留；时间不倒流', () => {
    const box = { left: 10, top: 20, width: 500 }
    expect(pointOn(box, { clientX: 260, clientY: 70 }, PAD_HEIGHT)).toEqual({ x: 500, y: 100 })
    expect(pointOn(box, { clientX: 900, clientY: -5 }, PAD_HEIGHT)).toEqual({ x: 1000, y: 0 })
    const stroke: InkPoint[] = []
    addPoint(stroke, { x: 10, y: 10 }, 5, 0.5)
    addPoint(stroke, { x: 12, y: 11 }, 9, 0.5)
    addPoint(stroke, { x: 30, y: 11 }, 3, 2)
    expect(stroke).toEqual([
      { x: 10, y: 10, t: 5, p: 50 },
      { x: 30, y: 11, t: 5, p: 100 },
    ])
  })
  test('写到一半被叫走，一个多小时后接着写：先写的和后写的都还在', () => {
    const before: InkPoint[] = []
    const after: InkPoint[] = []
    addPoint(before, { x: 10, y: 10 }, 0, 0.5)
    addPoint(after, { x: 500, y: 10 }, INK_LONGEST + 60_000, 0.5)
    addPoint(after, { x: 600, y: 10 }, INK_LONGEST + 60_016, 0.5)
    const ink = withStroke(withStroke(null, before, PAD_HEIGHT), after, PAD_HEIGHT) as Ink
    expect(readInk(packInk(ink))).toEqual(ink)
    expect(after.map((at) => at.t)).toEqual([INK_LONGEST, INK_LONGEST])
  })
  test('写满了就不再收，先写的还在；收下的都能存', () => {
    let ink: Ink | null = null
    let n = 0
    for (;;) {
      const stroke = Array.from({ length: 200 }, (_, k) => ({ x: (k * 37) % 1000, y: (k * 53) % 600, t: n * 1000 + k * 4, p: 50 }))
      const next: Ink | null = withStroke(ink, stroke, PAD_HEIGHT)
      if (!next) break
      ink = next
      n++
    }
    expect(n).toBeGreaterThan(15)
    expect(readInk(packInk(ink as Ink))?.strokes).toHaveLength(n)
  })
})
