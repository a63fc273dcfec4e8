/**
 * 手写原迹 ink: what a hand wrote, as strokes of points with time and pressure; kept as one compact line of text, drawn as lines on the screen and on
 * paper. It is the trace of a hand and no more: no reliable electronic signature (电子签名法 art. 13). Pure. Rule: docs/decisions/0026
 */
import { z } from 'zod'

/** Where the hand was on the pad, from its left and upper edge; milliseconds since it first touched; pressure 0 (not told) to 100. */
export interface InkPoint {
  readonly x: number
  readonly y: number
  readonly t: number
  readonly p: number
}
export type InkStroke = readonly InkPoint[]
/** A pad of this size, in its own units, and what was written on it. */
export interface Ink {
  readonly width: number
  readonly height: number
  readonly strokes: readonly InkStroke[]
}
/** Characters of one trace as it is kept: some eighty characters of quick writing. The table says the same. */
export const INK_MOST = 64_000
/** An hour on one pad: the hand's clock stands still there. */
export const INK_LONGEST = 3600_000
const side = z.int().min(1).max(10_000)
const kept = z.strictObject({ w: side, h: side, s: z.array(z.array(z.int()).min(4)).min(1).max(3000) })

/** As it is kept: `{"w":…,"h":…,"s":[[x,y,t,p, dx,dy,dt,p, …], …]}`; after its first point each stroke tells how far the hand went on. */
export function packInk(ink: Ink): string {
  const strokes = ink.strokes.map((stroke) =>
    stroke.flatMap((at, n) => {
      const before = stroke[n - 1]
      return before ? [at.x - before.x, at.y - before.y, at.t - before.t, at.p] : [at.x, at.y, at.t, at.p]
    }),
  )
  return JSON.stringify({ w: ink.width, h: ink.height, s: strokes })
}

function strokeOf(told: readonly number[], { width, height }: { readonly width: number; readonly height: number }, since: number): InkPoint[] | null {
  if (told.length % 4 !== 0) return null
  const points: InkPoint[] = []
  for (let at = 0; at < told.length; at += 4) {
    const [a = 0, b = 0, c = 0, p = 0] = told.slice(at, at + 4)
    const before = points.at(-1)
    const point = before ? { x: before.x + a, y: before.y + b, t: before.t + c, p } : { x: a, y: b, t: c, p }
    const inside = point.x >= 0 && point.x <= width && point.y >= 0 && point.y <= height && p >= 0 && p <= 100
    if (!inside || point.t < (before?.t ?? since) || point.t > INK_LONGEST) return null
    points.push(point)
  }
  return points
}
/** Null: not a trace of this make: a point off the pad, time that runs back, a number too many. */
export function readInk(text: string): Ink | null {
  if (text.length > INK_MOST || !text.startsWith('{')) return null
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return null // whatever is no JSON is no ink
  }
  const found = kept.safeParse(told)
  if (!found.success) return null
  const { w: width, h: height, s } = found.data
  const strokes: InkPoint[][] = []
  for (const one of s) {
    const stroke = strokeOf(one, { width, height }, strokes.at(-1)?.at(-1)?.t ?? 0)
    if (!stroke) return null
    strokes.push(stroke)
  }
  return { width, height, strokes }
}

/** The contract: one trace as it is kept. */
export const inkText = z
  .string()
  .max(INK_MOST)
  .refine((text) => readInk(text) !== null, { error: 'not-ink' })
  .meta({ id: 'Ink' })

/** A stroke as a path: through the middles between its points, so that it is round; a touch alone is a dot. */
export function inkPath(stroke: InkStroke): string {
  const [first, ...rest] = stroke
  if (!first) return ''
  if (rest.length === 0) return `M${first.x} ${first.y}h0.01`
  let path = `M${first.x} ${first.y}`
  for (const [n, at] of rest.entries()) {
    const next = rest[n + 1]
    path += next ? `Q${at.x} ${at.y} ${(at.x + next.x) / 2} ${(at.y + next.y) / 2}` : `L${at.x} ${at.y}`
  }
  return path
}
/** How broad a stroke is: by its pressure, on a pad a thousand broad; where none is told, as of a hand that presses lightly. */
export const inkBreadth = (stroke: InkStroke): number => {
  const pressure = stroke.reduce((sum, at) => sum + at.p, 0) / Math.max(1, stroke.length)
  return Math.round((4 + (pressure || 40) * 0.06) * 10) / 10
}

/** What is written on, with a narrow edge: the empty rest of a pad is neither shown nor printed. */
export function inkBox(ink: Ink): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const points = ink.strokes.flat()
  const [xs, ys, edge] = [points.map((at) => at.x), points.map((at) => at.y), 12]
  const [left, top] = [xs.reduce((a, b) => Math.min(a, b)) - edge, ys.reduce((a, b) => Math.min(a, b)) - edge]
  return { x: left, y: top, width: xs.reduce((a, b) => Math.max(a, b)) + edge - left, height: ys.reduce((a, b) => Math.max(a, b)) + edge - top }
}
/** The trace as a drawing that stands by itself: lines and no picture. */
export function inkSvg(ink: Ink): string {
  const { x, y, width, height } = inkBox(ink)
  const paths = ink.strokes.map((stroke) => `<path d="${inkPath(stroke)}" stroke-width="${inkBreadth(stroke)}"/>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" fill="none" stroke="#141414" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`
}
