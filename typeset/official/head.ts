/** 版头: what stands above the title, each form its own. Rule: GB/T 9704-2012 7.2, 10; standards §1.2, §1.5; R-F11 */
import { widthOf } from './breaker.ts'
import type { OfficialPaper } from './document.ts'
import { CELL, LEFT, LINE, RIGHT, SHEET, TOP, WIDTH } from './grid.ts'
import type { Glyphs, Item } from './page.ts'
import { words } from './set-line.ts'

/** Upper edge of the mark below that of the type area. */
const MARK_BELOW = 35
/** Between number and red line. */
const OVER_LINE = 4
const RED_LINE = 0.5
/** Height of the mark: as tall as it may be without touching the edges; custom, the standard names none. */
const MARK_MOST = 20
/** Of the height of its type, what the ink of 小标宋 takes. */
const INK = 0.92

export interface Head {
  readonly items: readonly Item[]
  /** Where the red line, or whatever ends the head, stands. */
  readonly bottom: number
}
const wide = (text: string) => widthOf(text) * CELL
const centred = (text: string, y: number): Item[] => words(text, LEFT + (WIDTH - wide(text)) / 2, y)

/** 份号、紧急程度: flush left, from the first line down. Never a level of secrecy (R-C01). */
function corner(paper: OfficialPaper, top: number): Item[] {
  const copy = paper.copyNumber ? words(paper.copyNumber, LEFT, top) : []
  return paper.urgency ? [...copy, ...words(paper.urgency, LEFT, top + (copy.length > 0 ? LINE : 0), 'hei')] : copy
}
const mark = (text: string, y: number, size: number, x: number = LEFT, width: number = WIDTH): Glyphs => ({
  kind: 'text',
  text,
  x,
  y,
  width,
  size,
  face: 'title',
  red: true,
  fit: 'mark',
})
/** The size at which a mark of so many characters fills no more than the width. */
const sizeFor = (characters: number): number => Math.min(MARK_MOST, WIDTH / characters)

/** Organs one below the other, 文件 to the right of them at middle height. */
function marks(organs: readonly string[], suffix: string, top: number): { items: Item[]; bottom: number } {
  const [only] = organs
  if (organs.length === 1 && only !== undefined) {
    const size = sizeFor([...only, ...suffix].length)
    return { items: [mark(only + suffix, top, size)], bottom: top + size * INK }
  }
  const longest = Math.max(...organs.map((o) => [...o].length))
  const size = Math.min(MARK_MOST * 0.6, WIDTH / (longest + 3))
  const pitch = size * 1.35
  const block = (longest + 3) * size
  const x = LEFT + (WIDTH - block) / 2
  const height = pitch * (organs.length - 1) + size * INK
  // each name fills the width of the longest
  const names = organs.flatMap((organ, n) => {
    const all = [...organ]
    const step = all.length > 1 ? ((longest - 1) * size) / (all.length - 1) : 0
    return all.map((c, i) => ({ ...mark(c, top + n * pitch, size, x + i * step, size) }))
  })
  return { items: [...names, mark(suffix, top + (height - size * INK) / 2, size, x + (longest + 0.6) * size, 2.4 * size)], bottom: top + height }
}
/** 签发人: two names in a line, the later lines under the first name; the number stands beside the last line. */
function signed(paper: OfficialPaper, top: number): { items: Item[]; bottom: number } {
  const label = '签发人：'
  const rows = Math.max(1, Math.ceil(paper.signers.length / 2))
  const widest = Math.max(...paper.signers.map((name) => widthOf(name)), 2)
  const inLine = Math.min(2, paper.signers.length)
  const width = 4 + widest * inLine + (inLine - 1)
  const x = RIGHT - CELL - width * CELL
  const items = paper.signers.flatMap((name, n) => words(name, x + (4 + (n % 2) * (widest + 1)) * CELL, top + Math.floor(n / 2) * LINE, 'kai'))
  const last = top + (rows - 1) * LINE
  if (paper.number) items.push(...words(paper.number, LEFT + CELL, last))
  return { items: [...words(label, x, top), ...items], bottom: last + CELL }
}
function redHead(paper: OfficialPaper): Head {
  const up = paper.form === 'upward'
  const { items, bottom } = marks(paper.organs, '文件', TOP + MARK_BELOW)
  const at = bottom + 2 * LINE
  const below = up ? signed(paper, at) : { items: centred(paper.number ?? '', at), bottom: at + CELL }
  const line = below.bottom + OVER_LINE
  return {
    items: [...corner(paper, TOP), ...items, ...below.items, { kind: 'rule', x: LEFT, y: line, width: WIDTH, height: 0, thick: RED_LINE, red: true }],
    bottom: line,
  }
}
/** 信函: a double line below the name and one near the foot, 170 mm both; number flush right under the first. GB/T 9704-2012 10.1 */
const LETTER = { mark: 30, line: 170, foot: 20, thick: 1, thin: 0.35, gap: 1.2 } as const
function double(y: number, thickAbove: boolean): Item[] {
  const x = (SHEET.width - LETTER.line) / 2
  const one = (at: number, thick: number): Item => ({ kind: 'rule', x, y: at, width: LETTER.line, height: 0, thick, red: true })
  return thickAbove ? [one(y, LETTER.thick), one(y + LETTER.gap, LETTER.thin)] : [one(y - LETTER.gap, LETTER.thin), one(y, LETTER.thick)]
}
function letterHead(paper: OfficialPaper): Head {
  const organ = paper.organs[0] ?? ''
  const size = Math.min(13, WIDTH / [...organ].length)
  const y = LETTER.mark + size * INK + OVER_LINE
  const under = y + LETTER.gap + CELL * (7 / 8)
  const number = paper.number ?? ''
  return {
    items: [
      mark(organ, LETTER.mark, size),
      ...double(y, true),
      ...double(SHEET.height - LETTER.foot, false),
      ...corner(paper, under),
      ...words(number, RIGHT - wide(number), under),
    ],
    bottom: under + CELL + (paper.copyNumber && paper.urgency ? LINE : 0),
  }
}
/** 命令（令）: name 20 mm below the upper edge, number two lines below it. GB/T 9704-2012 10.2 */
function orderHead(paper: OfficialPaper): Head {
  const organ = paper.organs[0] ?? ''
  const text = /令$/u.test(organ) ? organ : `${organ}令`
  const size = sizeFor([...text].length)
  const at = TOP + 20 + size * INK + 2 * LINE
  return { items: [mark(text, TOP + 20, size), ...centred(paper.number ?? '', at)], bottom: at + CELL }
}
/** 纪要: its name alone, 35 mm below the upper edge; a number and a line where it has them. GB/T 9704-2012 10.3 */
function minutesHead(paper: OfficialPaper): Head {
  const name = paper.organs[0] ?? ''
  const size = sizeFor([...name].length)
  const bottom = TOP + MARK_BELOW + size * INK
  const at = bottom + LINE
  const line = at + CELL + OVER_LINE
  return {
    items: [
      ...corner(paper, TOP),
      mark(name, TOP + MARK_BELOW, size),
      ...centred(paper.number ?? '', at),
      { kind: 'rule', x: LEFT, y: line, width: WIDTH, height: 0, thick: RED_LINE, red: true },
    ],
    bottom: line,
  }
}
export const headOf = { paper: redHead, upward: redHead, letter: letterHead, order: orderHead, minutes: minutesHead } as const satisfies Record<
  OfficialPaper['form'],
  (paper: OfficialPaper) => Head
>
