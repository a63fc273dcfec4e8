/** A hand on the glass of a telephone: touches as the system sends them. */
import type { Page } from 'playwright-core'

/** From now on this page is touched. */
export async function byFinger(page: Page): Promise<void> {
  const glass = await page.context().newCDPSession(page)
  await glass.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 })
}

/** 大力办, as a hand would: in parts of a square a hundred wide. */
const characters: readonly (readonly (readonly [number, number])[])[][] = [
  [
    [
      [10, 36],
      [50, 33],
      [90, 35],
    ],
    [
      [50, 6],
      [49, 40],
      [34, 68],
      [12, 92],
    ],
    [
      [51, 40],
      [68, 70],
      [90, 92],
    ],
  ],
  [
    [
      [20, 36],
      [74, 33],
      [68, 84],
      [54, 76],
    ],
    [
      [46, 8],
      [43, 48],
      [16, 92],
    ],
  ],
  [
    [
      [24, 32],
      [72, 30],
      [66, 84],
      [52, 77],
    ],
    [
      [46, 8],
      [43, 46],
      [18, 90],
    ],
    [
      [14, 46],
      [6, 66],
    ],
    [
      [82, 44],
      [94, 64],
    ],
  ],
]
/** A finger on the glass: touches as the system sends them. */
export async function writeByFinger(page: Page): Promise<void> {
  const glass = await page.context().newCDPSession(page)
  const box = await page.locator('.ink-surface').boundingBox()
  if (!box) throw new Error('no pad')
  const side = 92
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    glass.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((p) => ({ ...p, radiusX: 6, radiusY: 6 })) })
  for (const [n, strokes] of characters.entries())
    for (const stroke of strokes) {
      const place = ([x, y]: readonly [number, number]) => ({ x: box.x + 16 + n * (side + 10) + (x / 100) * side, y: box.y + 20 + (y / 100) * side })
      await touch('touchStart', [place(stroke[0] as [number, number])])
      for (const [k, to] of stroke.entries()) {
        const from = stroke[Math.max(0, k - 1)] as readonly [number, number]
        for (let part = 1; part <= 5; part++) await touch('touchMove', [place([from[0] + ((to[0] - from[0]) * part) / 5, from[1] + ((to[1] - from[1]) * part) / 5])])
      }
      await touch('touchEnd', [])
    }
}
