/** A table in the text, or lying on a side of its own, its head toward the left edge on every side. Rule: GB/T 9704-2012 8 */
import { breakLines, widthOf } from './breaker.ts'
import type { Block } from './document.ts'
import { BOTTOM, HEIGHT, LEFT, LINE, lineOf, RIGHT, SHEET, SIZE, WIDTH } from './grid.ts'
import type { Item } from './page.ts'
import { LEADING, type Row, setLine, words } from './set-line.ts'
import { titleLines } from './title.ts'

const [PITCH, PAD, THICK, FINE] = [7, 1.6, 0.35, 0.25] as const
const size = SIZE.four * 0.9
type Table = Extract<Block, { kind: 'table' }>

/** Widths of the columns in millimetres. */
function widths({ columns }: Table, across: number): number[] {
  const sum = columns.reduce((a, b) => a + b, 0)
  return columns.map((c) => (c / sum) * across)
}
function tableRow(cells: readonly string[], across: readonly number[], left: number, head: boolean): Row {
  const lines = cells.map((text, n) => {
    const room = ((across[n] as number) - 2 * PAD) / size
    return breakLines(text, { first: 0, hang: 0, across: Math.max(1, Math.floor(room * 2) / 2) })
  })
  const height = Math.max(1, ...lines.map((l) => l.length)) * PITCH + PAD
  const edges = [left]
  for (const w of across) edges.push((edges.at(-1) as number) + w)
  return {
    lead: 0,
    height,
    body: true,
    draw: (y): Item[] => [
      ...lines.flatMap((cell, n) => {
        const x = (edges[n] as number) + PAD
        const short = cell.length === 1 && (head || widthOf(cells[n] ?? '') < 8)
        const shift = short ? ((across[n] as number) - 2 * PAD - widthOf(cells[n] ?? '') * size) / 2 : 0
        const top = y + (height - cell.length * PITCH) / 2 + (PITCH - size) / 2
        return cell.flatMap((line, i) => setLine(line, top + i * PITCH, head ? 'hei' : 'fang', size, size, x + Math.max(0, shift)))
      }),
      ...edges.map((x): Item => ({ kind: 'rule', x, y, width: 0, height, thick: FINE })),
      ...[y, y + height].map((at): Item => ({ kind: 'rule', x: left, y: at, width: across.reduce((a, b) => a + b, 0), height: 0, thick: head && at === y ? THICK : FINE })),
    ],
  }
}
export function table(block: Table): Row[] {
  if (block.lying) return lyingTable(block)
  const across = widths(block, WIDTH)
  return block.rows.map((cells, n) => ({ ...tableRow(cells, across, LEFT, n === 0), lead: n === 0 ? LEADING : 0, stays: n === 0 }))
}
/** Frame of a turned side: its left is the foot of the sheet. */
const LYING = { left: SHEET.height - BOTTOM, top: LEFT, width: HEIGHT, bottom: RIGHT } as const
/** @param caption number and title of the attachment the table is, on its first side: in its first line and from its third on */
export function lyingTable(block: Table, caption?: { readonly number: string; readonly title: string; readonly names: readonly string[] }): Row[] {
  const across = widths(block, LYING.width)
  const rows = block.rows.map((cells, n) => tableRow(cells, across, LYING.left, n === 0))
  const sides: Row[][] = [[]]
  const titled = caption ? titleLines(caption.title, caption.names, Math.floor(LYING.width / SIZE.two)) : []
  const captioned = caption ? 2 * LINE + (titled.length - 1) * lineOf(SIZE.two) + SIZE.two + LINE : 0
  const title: Item[] = [
    ...(caption ? words(caption.number, LYING.left, LYING.top, 'hei') : []),
    ...titled.map((text, n): Item => {
      const y = LYING.top + 2 * LINE + n * lineOf(SIZE.two)
      return { kind: 'text', text, x: LYING.left, y, width: LYING.width, size: SIZE.two, face: 'title', fit: 'centre' }
    }),
  ]
  let y: number = LYING.top + captioned
  for (const [n, row] of rows.entries()) {
    if (y + row.height > LYING.bottom && n > 0) {
      sides.push([rows[0] as Row])
      y = LYING.top + (rows[0] as Row).height
    }
    sides.at(-1)?.push(row)
    y += row.height
  }
  return sides.map(
    (side, n): Row => ({
      lead: 0,
      height: 0,
      lying: true,
      body: true,
      draw: () => {
        let at: number = LYING.top + (n === 0 ? captioned : 0)
        const drawn = side.flatMap((row) => {
          const items = row.draw(at)
          at += row.height
          return items
        })
        return n === 0 ? [...title, ...drawn] : drawn
      },
    }),
  )
}
