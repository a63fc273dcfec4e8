/** 字样: a line in each of the five faces, in the size of the text, as it would stand on a paper. Pure. */
import { type Face, faces } from '../paper/faces.ts'
import { CELL, LEFT, LINE, SIZE, TOP } from './grid.ts'
import type { Item } from './page.ts'
import { words } from './set-line.ts'

const line = '云溪市人民政府办公室〔2026〕12号，1月5日'
/** @param text a line of the office's own instead */
export function sampleSide(text = line): { items: Item[]; number: Item[]; lying: boolean } {
  const rows = (Object.keys(faces) as Face[]).flatMap((face, n) => words(text, LEFT, TOP + n * LINE * 1.3, face, CELL * 1.1, SIZE.three * 1.1))
  return { items: rows, number: [], lying: false }
}
