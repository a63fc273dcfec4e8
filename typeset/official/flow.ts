/**
 * Rows, one under the other, onto sides. A row that does not fit begins the next side and takes along whatever must not stand apart from it.
 * Where the signature alone would be left over, the lines of its side are set up to a tenth closer. Pure. Rule: R-F02, R-F23
 */

import { BOTTOM, LINE, TOP } from './grid.ts'
import type { Head } from './head.ts'
import type { Item } from './page.ts'
import { LEADING, type Row } from './set-line.ts'

/** How much closer lines may be set, from line to line. Rule: GB/T 9704-2012 7.3.5.5; R-F23 */
const CLOSER = 0.1
const NEAR = 1e-6

export interface FlowedSide {
  readonly items: readonly Item[]
  /** Lower edge of what stands on it. */
  readonly bottom: number
  readonly body: number
  readonly lying: boolean
}
interface Placed {
  readonly row: Row
  readonly y: number
}
interface Open {
  placed: Placed[]
  bottom: number
  head: readonly Item[]
}
const heightOf = (rows: readonly Row[], from: number): number => rows.reduce((at, row) => at + row.lead + row.height, from)

/** Moves what must stay with the next row over to the next side. */
function tail(placed: readonly Placed[]): number {
  let from = placed.length
  while (from > 0 && placed[from - 1]?.row.stays) from--
  return from
}
function place(rows: readonly Row[], from: number, fresh: boolean, factor = 1): { placed: Placed[]; bottom: number } {
  let at = from
  const placed = rows.map((row, n) => {
    const y = at + (n === 0 && fresh ? 0 : row.lead * factor)
    at = y + row.height
    return { row, y }
  })
  return { placed, bottom: at }
}
/** Rows from `n` on that must stand together: all that stay, and the first that does not. What begins a side, or lies on one of its own, stands with nothing before it. */
function group(rows: readonly Row[], n: number): readonly Row[] {
  let to = n
  while (to < rows.length - 1 && rows[to]?.stays && !rows[to + 1]?.breaks && !rows[to + 1]?.lying) to++
  return rows.slice(n, to + 1)
}

/** @param head of the first side. @returns sides in order, at least one */
export function flow(rows: readonly Row[], head: Head): FlowedSide[] {
  const sides: FlowedSide[] = []
  let open: Open = { placed: [], bottom: head.bottom, head: head.items }
  const finish = () => {
    if (open.placed.length === 0 && open.head.length === 0 && sides.length > 0) return
    sides.push({
      items: [...open.head, ...open.placed.flatMap(({ row, y }) => row.draw(y))],
      bottom: open.bottom,
      body: open.placed.filter(({ row }) => row.body).length,
      lying: false,
    })
  }
  const next = (carried: readonly Row[]) => {
    finish()
    const { placed, bottom } = place(carried, TOP, true)
    open = { placed, bottom: carried.length > 0 ? bottom : TOP, head: [] }
  }
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n] as Row
    if (row.lying) {
      if (open.placed.length > 0 || open.head.length > 0) finish()
      sides.push({ items: row.draw(0), bottom: BOTTOM, body: 1, lying: true })
      open = { placed: [], bottom: TOP, head: [] }
      continue
    }
    if (row.breaks && (open.placed.length > 0 || open.head.length > 0)) next([])
    const fresh = open.placed.length === 0 && open.head.length === 0
    const together = fresh ? [row] : group(rows, n)
    const whole = together.length > 8 ? [row] : together
    const end = heightOf(whole, fresh ? TOP - row.lead : open.bottom)
    if (end > BOTTOM + NEAR && !fresh) {
      const closer = squeezed(open.placed, whole, head.bottom, open.head.length > 0)
      if (closer && n + whole.length === rows.length) {
        open = { ...open, ...closer }
        n += whole.length - 1
        continue
      }
      const from = tail(open.placed)
      const carried = from > 0 ? open.placed.slice(from).map((p) => p.row) : []
      if (carried.length > 0) {
        open = { ...open, placed: open.placed.slice(0, from), bottom: lowerEdge(open.placed.slice(0, from), head.bottom, open.head.length > 0) }
      }
      next(carried)
    }
    const first = open.placed.length === 0 && open.head.length === 0
    const y = first ? TOP : open.bottom + row.lead
    open = { ...open, placed: [...open.placed, { row, y }], bottom: y + row.height }
  }
  finish()
  return sides
}
const lowerEdge = (placed: readonly Placed[], headBottom: number, hasHead: boolean): number => {
  const last = placed.at(-1)
  return last ? last.y + last.row.height : hasHead ? headBottom : TOP
}
/** The same side with closer lines, if that lets the rest on to it. */
function squeezed(placed: readonly Placed[], more: readonly Row[], headBottom: number, hasHead: boolean): { placed: Placed[]; bottom: number } | null {
  const rows = [...placed.map((p) => p.row), ...more]
  const from = hasHead ? headBottom : TOP
  const over = place(rows, from, !hasHead).bottom - BOTTOM
  const leads = rows.reduce((sum, row, n) => sum + (n === 0 && !hasHead ? 0 : row.lead), 0)
  // only what lies between lines gives way, a seal does not: a tenth of a line is this share of its lead
  if (over <= NEAR || over > leads * ((CLOSER * LINE) / LEADING)) return null
  return place(rows, from, !hasHead, (leads - over) / leads)
}
