/** Pieces of text as a page holds them, joined to the lines a reader sees: in whatever order they were written, spread letters and overprinted bold included. */
import type { FileLine } from '../../../../kernel/reading/lines-shape.ts'

/** Lengths in points, from the upper left corner; y is the base line. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly size: number
}
export interface PageSize {
  readonly width: number
  readonly height: number
}
const MOST_LINES = 400
const MOST_CHARACTERS = 2_000

/** The same words twice in one place: a bold face that was not there. */
function once(pieces: readonly Piece[]): Piece[] {
  const kept = new Map<string, Piece[]>()
  return pieces.filter((p) => {
    const same = kept.get(p.text) ?? []
    if (same.some((q) => Math.abs(q.x - p.x) < p.size * 0.15 && Math.abs(q.y - p.y) < p.size * 0.15)) return false
    kept.set(p.text, [...same, p])
    return true
  })
}
/** Pieces on one base line, from left to right. */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: { y: number; size: number; pieces: Piece[] }[] = []
  for (const p of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(p.y - row.y) < Math.max(row.size, p.size) * 0.35) row.pieces.push(p)
    else rows.push({ y: p.y, size: p.size, pieces: [p] })
  }
  return rows.map((row) => row.pieces.sort((a, b) => a.x - b.x))
}
const gaps = (part: readonly Piece[]): number[] => part.slice(1).map((p, n) => p.x - (part[n] as Piece).x - (part[n] as Piece).w)
/** Letters spread evenly over a width are one word. */
function isSpread(part: readonly Piece[]): boolean {
  if (part.length < 2 || part.some((p) => [...p.text.trim()].length !== 1)) return false
  const all = gaps(part)
  const [least, most] = [Math.min(...all), Math.max(...all)]
  return least > 0 && most - least < (part[0] as Piece).size * 0.3
}
function wordsOf(part: readonly Piece[]): string {
  if (isSpread(part)) return part.map((p) => p.text.trim()).join('')
  const all = gaps(part)
  const text = part.map((p, n) => (n > 0 && (all[n - 1] ?? 0) > p.size * 0.45 ? `　${p.text}` : p.text)).join('')
  // the reader of PDF has put a blank into each gap
  return /^(?:\S )+\S$/u.test(text) ? text.replaceAll(' ', '') : text
}
/** Letters of one size beside each other; a change of size begins another word. */
function partsOf(row: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = []
  for (const p of row) {
    const last = parts.at(-1)?.at(-1)
    if (last && Math.abs(last.size - p.size) < 1) parts.at(-1)?.push(p)
    else parts.push([p])
  }
  return parts
}
const tidy = (text: string): string =>
  text
    .replaceAll('\u0000', '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\t\u00a0 ]+/g, ' ')
    .trim()

/** The lines of one page. */
export function linesOfPage(page: number, all: readonly Piece[], { width, height }: PageSize): FileLine[] {
  const pieces = once(all.filter((p) => p.text.trim() !== '' && p.size > 0 && Number.isFinite(p.x + p.y + p.w + p.size)))
  const left = Math.min(...pieces.map((p) => p.x))
  return rowsOf(pieces)
    .map((row) => ({ row, text: tidy(partsOf(row).map(wordsOf).join('　')).slice(0, MOST_CHARACTERS) }))
    .filter(({ text }) => text !== '')
    .slice(0, MOST_LINES)
    .map(({ row, text }, n) => {
      const size = Math.max(...row.map((p) => p.size))
      const x = Math.min(...row.map((p) => p.x))
      const end = Math.max(...row.map((p) => p.x + p.w))
      const y = Math.max(...row.map((p) => p.y))
      return { page, no: n + 1, text, size: Math.round(size * 10) / 10, stands: standing(x, end, left, width, size), box: share(x, y, end, size, width, height) }
    })
}
function standing(x: number, end: number, left: number, width: number, size: number): FileLine['stands'] {
  if (Math.abs(x - (width - end)) < width * 0.06 && x > left + size) return 'center'
  return x > left + size * 3.5 && width - end < x ? 'right' : 'left'
}
const part = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 10_000) / 10_000
const share = (x: number, y: number, end: number, size: number, width: number, height: number) => ({
  x: part(x / width),
  y: part((y - size) / height),
  w: part((end - x) / width),
  h: part((size * 1.25) / height),
})
