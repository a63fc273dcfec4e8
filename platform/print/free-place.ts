/** Where a stamp has room on the head of a page: nothing printed under it, nearest to the top, then nearest to the middle. Pure. Rule: R-A03 */

export interface Darkness {
  readonly width: number
  readonly height: number
  /** One byte a dot, row by row: not 0 where something is printed. */
  readonly dots: Uint8Array
  readonly dotsPerMm: number
}
export const STAMP = { width: 45, height: 16 } as const
/** From the edge of the sheet, and around the stamp. */
const EDGE = 4
const CLEAR = 1
/** The head of a page: its upper third. */
const HEAD = 1 / 3

function sums({ width, height, dots }: Darkness): Uint32Array {
  const all = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      if (dots[y * width + x]) row++
      all[(y + 1) * (width + 1) + x + 1] = row + (all[y * (width + 1) + x + 1] as number)
    }
  }
  return all
}
/** @returns its upper left corner in millimetres; null where there is no room */
export function freePlace(page: Darkness): { readonly x: number; readonly y: number } | null {
  const all = sums(page)
  const wide = page.width + 1
  const dot = (mm: number, most: number) => Math.max(0, Math.min(most, Math.round(mm * page.dotsPerMm)))
  const inked = (x: number, y: number): boolean => {
    const [left, right] = [dot(x - CLEAR, page.width), dot(x + STAMP.width + CLEAR, page.width)]
    const [top, foot] = [dot(y - CLEAR, page.height), dot(y + STAMP.height + CLEAR, page.height)]
    const at = (row: number, column: number) => all[row * wide + column] as number
    return at(foot, right) - at(top, right) - at(foot, left) + at(top, left) > 0
  }
  const [across, down] = [page.width / page.dotsPerMm, page.height / page.dotsPerMm]
  const middle = (across - STAMP.width) / 2
  const columns: number[] = []
  for (let step = 0; step <= middle - EDGE; step++) columns.push(middle + step, ...(step > 0 ? [middle - step] : []))
  for (let y = EDGE; y + STAMP.height <= down * HEAD; y++) for (const x of columns) if (!inked(x, y)) return { x: Math.round(x * 10) / 10, y }
  return null
}
