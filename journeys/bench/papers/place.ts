/** Blocks set on A4 pages: 28 characters a line, 22 lines a page, as the national standard has it. Rule: standards §1.1 */
import type { Block } from './flow.ts'

export interface Placed {
  readonly page: number
  readonly x: number
  /** Of the base line, from the top, in points. */
  readonly y: number
  readonly size: number
  readonly text: string
  readonly role: Block['role']
}
const [LEFT, TOP, WIDTH, PITCH, LINES] = [79.4, 104.9, 442.2, 29.6, 22]
export const PAGE = { width: 595.3, height: 841.9 }
const wide = (text: string): number => [...text].reduce((n, c) => n + (c.charCodeAt(0) < 0x2e80 && !'〔〕“”—·'.includes(c) ? 0.5 : 1), 0)
const barred = '，。、；：？！）》〉”〕'

function wrap(text: string, size: number): string[] {
  const most = WIDTH / size
  const rows: string[] = []
  let row = ''
  for (const c of text) {
    if (wide(row + c) > most && !barred.includes(c)) {
      rows.push(row)
      row = ''
    }
    row += c
  }
  return [...rows, row]
}
export function place(blocks: readonly Block[]): readonly Placed[] {
  const placed: Placed[] = []
  let page = 1
  let at = 0
  const down = (lines: number) => {
    at += lines
    if (at < LINES) return
    page++
    at = 0
  }
  const put = (text: string, size: number, x: number, role: Block['role'], lower = 0) => placed.push({ page, x, y: TOP + (at + 0.75 + lower) * PITCH, size, text, role })
  for (const block of blocks) {
    if (block.newPage && at > 0) {
      page++
      at = 0
    }
    if (at > 0 && block.gap) down(block.gap)
    if (block.stack) {
      const all = block.stack.length
      const size = 26
      const longest = Math.max(...block.stack.map(wide)) * size
      put(block.text, block.size, LEFT + longest + 40, 'head', (all - 1) / 2)
      for (const name of block.stack) {
        const gap = name.length > 1 ? (longest - wide(name) * size) / (name.length - 1) : 0
        // spread over the width of the longest: each character stands by itself
        let x = LEFT + 10
        for (const c of name) {
          put(c, size, x, 'head')
          x += size + gap
        }
        down(1)
      }
      continue
    }
    if (block.role === 'rule') {
      down(0.5)
      continue
    }
    const rows = block.align === 'center' ? [block.text] : wrap(block.text, block.size)
    for (const [n, row] of rows.entries()) {
      const width = wide(row) * block.size
      const x = block.align === 'center' ? LEFT + (WIDTH - width) / 2 : block.align === 'right' ? LEFT + WIDTH - width : LEFT
      if (row.trim()) put(row, block.size, x, block.role)
      if (n === rows.length - 1 && block.right) put(block.right, block.size, LEFT + WIDTH - wide(block.right) * block.size, block.role)
      down(block.size > 24 ? 2 : 1)
    }
  }
  const pages = page
  for (let n = 1; n <= pages; n++) placed.push({ page: n, x: n % 2 ? LEFT + WIDTH - 60 : LEFT + 14, y: 780, size: 14, text: `— ${n} —`, role: 'foot' })
  return placed
}
