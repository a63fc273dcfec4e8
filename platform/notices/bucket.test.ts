import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bucket, draw, HOLDS } from './bucket.ts'

/** Draws at each of these moments. @returns when a token was taken */
function taken(gaps: readonly number[]): number[] {
  let bucket: Bucket = { tokens: HOLDS, at: 0 }
  let now = 0
  const times: number[] = []
  for (const gap of gaps) {
    now += gap
    const drawn = draw(bucket, now)
    if ('next' in drawn) {
      expect(drawn.next).toBeGreaterThan(now)
      continue
    }
    bucket = drawn.left
    times.push(now)
  }
  return times
}
describe('令牌桶 the token bucket (R-W01)', () => {
  test('whenever one asks, in no minute are there more than twenty', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 8_000 }), fc.constant(60_000)), { minLength: 1, maxLength: 400 }), (gaps) => {
        const times = taken(gaps)
        for (const from of times) expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(20)
      }),
    )
  })
  test('whoever is told to come later gets one then, and a whole minute of asking brings all but a few of the twenty', () => {
    const asked = draw({ tokens: 0.2, at: 0 }, 1_000)
    expect('next' in asked && 'left' in draw({ tokens: 0.2, at: 0 }, asked.next)).toBe(true)
    expect(taken(Array.from({ length: 600 }, () => 100)).length).toBeGreaterThanOrEqual(19)
  })
  test('what the other side shut stays shut until then', () => {
    expect(draw({ tokens: 1, at: 600_000 }, 599_999)).toEqual({ next: 600_000 })
    expect('left' in draw({ tokens: 1, at: 600_000 }, 600_000)).toBe(true)
  })
})
