/** 排版: what an official paper says → what stands where on which side. Pure. Rule: GB/T 9704-2012; R-E02, R-F21, R-F30, R-F31 */
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { attachmentRows, mainRows } from './body.ts'
import { type Colophon, colophonOf } from './colophon.ts'
import type { OfficialPaper } from './document.ts'
import { type FlowedSide, flow } from './flow.ts'
import { BOTTOM, CELL, LEFT, LINE, RIGHT, SIZE, TOP } from './grid.ts'
import { headOf } from './head.ts'
import type { Item, Laid, Side } from './page.ts'

/** 一字线 on both sides of a page number, its upper edge 7 mm below the type area. */
const DASH_BELOW = 7
const DASH = SIZE.four
const DASH_THICK = 0.3
export function pageNumber(n: number): Item[] {
  const digits = String(n)
  const gap = DASH * 0.25
  const width = 2 * DASH + 2 * gap + digits.length * DASH * 0.5
  const x = n % 2 === 1 ? RIGHT - CELL - width : LEFT + CELL
  const y = BOTTOM + DASH_BELOW
  const dash = (at: number): Item => ({ kind: 'rule', x: at, y: y + DASH_THICK / 2, width: DASH, height: 0, thick: DASH_THICK })
  return [
    dash(x),
    { kind: 'text', text: digits, x: x + DASH + gap, y: y - SIZE.four / 2, width: digits.length * DASH * 0.5, size: SIZE.four, face: 'song', fit: 'centre' },
    dash(x + width - DASH),
  ]
}
const blank: FlowedSide = { items: [], bottom: BOTTOM, body: 0, lying: false }
/** 版记 on an even side: on the last one where it is even and has room, else on the next even one; a blank side before it, and its own, carry no number. */
function withColophon(sides: readonly FlowedSide[], colophon: Colophon | null): Side[] {
  const numbered = sides.map((side, n): Side => ({ items: side.items, number: n + 1, lying: side.lying }))
  const last = sides.at(-1) as FlowedSide
  if (!colophon) return numbered
  const even = sides.length % 2 === 0
  const room = last.bottom + LINE - CELL <= BOTTOM - colophon.height
  if (even && room && !last.lying) return [...numbered.slice(0, -1), { ...(numbered.at(-1) as Side), items: [...last.items, ...colophon.items] }]
  const own = (number: number | null): Side => ({ items: colophon.items, number, lying: false })
  return even ? [...numbered, { items: blank.items, number: null, lying: false }, own(null)] : [...numbered, own(sides.length + 1)]
}
/** 信函: no number on its first side. GB/T 9704-2012 10.1 */
const silent = (form: OfficialPaper['form'], n: number): boolean => form === 'letter' && n === 1

/**
 * @returns sides, or Refusal `typeset.no-body-on-first-side` (R-F21), `typeset.signer-missing` (R-F12), `typeset.attachment-untitled` (R-F22)
 */
export function layOut(paper: OfficialPaper): Laid | Refusal {
  if (paper.form === 'upward' && paper.signers.length === 0) return refuse('typeset.signer-missing')
  if (paper.attachments.some((a) => a.title.trim() === '')) return refuse('typeset.attachment-untitled')
  const head = headOf[paper.form](paper)
  const attached = paper.attachments.flatMap((one, n, all) => attachmentRows(one, n, all.length, paper.names))
  for (const inPlace of [true, false]) {
    const main = flow(mainRows(paper, inPlace), head)
    if (main[0]?.body === 0) continue
    const sides = attached.length > 0 ? [...main, ...flow(attached, { items: [], bottom: TOP })] : main
    const laid = withColophon(sides, colophonOf(paper, !inPlace))
    const last = main.at(-1) as FlowedSide
    return {
      sides: laid.map((side) => (side.number !== null && silent(paper.form, side.number) ? { ...side, number: null } : side)),
      lines: sides.map((side) => side.body),
      end: { side: main.length - 1, lines: last.body },
    }
  }
  return refuse('typeset.no-body-on-first-side')
}
