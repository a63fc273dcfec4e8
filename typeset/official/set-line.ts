/** A line of cells at its place. An opening mark stands in the right half of its cell, a closing one in the left: the typesetter is told how wide each is. */
import type { Face } from '../paper/faces.ts'
import { breakLines, type Line, type Measure } from './breaker.ts'
import { CELL, LEFT, SIZE } from './grid.ts'
import type { Item } from './page.ts'

export const setLine = (line: Line, y: number, face: Face, cell = CELL, size: number = SIZE.three, left: number = LEFT): Item[] =>
  line.glyphs.map(({ text, x, width }) => ({ kind: 'text', text, x: left + x * cell, y, width: width * cell, size, face }))

/** A few words in one line, wherever they end. */
export const words = (text: string, x: number, y: number, face: Face = 'fang', cell = CELL, size: number = SIZE.three): Item[] =>
  breakLines(text, { first: 0, hang: 0, across: Number.MAX_SAFE_INTEGER }).flatMap((line) => setLine(line, y, face, cell, size, x))

/** A line of the flow: what is over it, how tall it is, how it is drawn at a place. */
export interface Row {
  /** From the lower edge of what stands before to its own upper edge. */
  readonly lead: number
  readonly height: number
  readonly draw: (y: number) => readonly Item[]
  /** Never the last on a side: it goes where the next one goes. */
  readonly stays?: boolean
  /** Begins a side. */
  readonly breaks?: boolean
  /** Body, for the rule that the first side has some. */
  readonly body?: boolean
  /** Stands alone on a side turned by a quarter. */
  readonly lying?: boolean
}
const LEADING = CELL * (7 / 8)
export interface Styled {
  readonly face: Face
  readonly measure: Measure
  readonly lead?: number
  readonly body?: boolean
}
/** @param head characters at the beginning in a face of their own: 附件：, 出席： */
export function rowsOf(text: string, { face, measure, lead = LEADING, body = false }: Styled, head?: { readonly length: number; readonly face: Face }): Row[] {
  let left = head?.length ?? 0
  return breakLines(text, measure).map((line, n) => {
    const faces = line.glyphs.map((glyph) => {
      const own = left > 0
      left -= [...glyph.text].length
      return own ? (head as { face: Face }).face : face
    })
    return {
      lead: n === 0 ? lead : LEADING,
      height: CELL,
      body,
      draw: (y) => setLine(line, y, face).map((item, i) => (item.kind === 'text' ? { ...item, face: faces[i] as Face } : item)),
    }
  })
}
export { LEADING }
