/**
 * Breaks a text into lines of cells. A full-width character takes one cell, a half-width one half; a closing mark never begins a line and
 * an opening one never ends it; a number or a Latin word stays whole. A line that so comes out short, or a half cell too long, is spread
 * over its gaps: both edges of the type area stay straight. Pure. Rule: GB/T 9704-2012 5.2.3; GB/T 15834-2011 5.1; R-F03
 */
export interface Glyph {
  readonly text: string
  /** Cells from the left edge of the line. */
  readonly x: number
  /** Cells it takes. */
  readonly width: number
}
export interface Line {
  readonly glyphs: readonly Glyph[]
  /** Cells taken, from the left edge of the type area to the end of the last character. */
  readonly end: number
}
export interface Measure {
  /** Cells left empty before the first line, and before every other. */
  readonly first: number
  readonly hang: number
  /** Cells from the left edge to the right. */
  readonly across: number
}
const closing = new Set('，。、；：？！）》〉」』】〕”’％‰℃·'.split(''))
const opening = new Set('（《〈「『【〔“‘'.split(''))
const half = /^[ -~]$/u
const pairs = /^(——|……)$/u

const isSpace = (word: string | undefined): boolean => word === ' ' || word === '　'
/** What may not be torn apart: a number with its sign, a Latin word, a dash or an ellipsis of two cells. */
const atoms = (text: string): string[] => text.match(/——|……|[0-9A-Za-z]+(?:[.,:/%-][0-9A-Za-z]+)*%?|[\s\S]/gu) ?? []
export const widthOf = (text: string): number => (pairs.test(text) ? 2 : [...text].reduce((sum, c) => sum + (half.test(c) ? 0.5 : 1), 0))
/** Where two characters may be parted. */
const parts = (before: string | undefined, after: string | undefined): boolean =>
  before === undefined || after === undefined || !(opening.has(before) || closing.has(after) || pairs.test(after))

function spread(words: readonly string[], from: number, end: number, across: number, last: boolean): Line {
  const slack = last ? 0 : across - end
  const gaps = words.length - 1
  const each = gaps > 0 && slack !== 0 ? slack / gaps : 0
  let x = from
  const glyphs = words.map((text) => {
    const glyph = { text, x, width: widthOf(text) }
    x += glyph.width + each
    return glyph
  })
  return { glyphs, end: words.length === 0 ? from : x - each }
}
/** A mark at the end may lose half of itself before the line is broken elsewhere. */
const SQUEEZE = 0.5

/** @returns at least one line */
export function breakLines(text: string, { first, hang, across }: Measure): Line[] {
  const words = atoms(text.trim()).flatMap((word) => (widthOf(word) > across - Math.max(first, hang) ? [...word] : [word]))
  const lines: Line[] = []
  for (let at = 0; at < words.length || lines.length === 0; ) {
    const from = lines.length === 0 ? first : hang
    let to = at
    let end = from
    while (to < words.length && end + widthOf(words[to] as string) <= across + 1e-9) end += widthOf(words[to++] as string)
    const over = words[to]
    if (over !== undefined && closing.has(over) && end + 1 - SQUEEZE <= across && parts(over, words[to + 1])) end += widthOf(words[to++] as string)
    let cut = to
    while (cut > at + 1 && cut < words.length && !parts(words[cut - 1], words[cut])) cut--
    if (cut === at) cut = to
    const line = words.slice(at, cut).filter((word, n, all) => !isSpace(word) || (n > 0 && n < all.length - 1))
    const taken = line.reduce((sum, word) => sum + widthOf(word), from)
    lines.push(spread(line, from, taken, across, cut >= words.length && taken <= across))
    at = cut
    while (isSpace(words[at])) at++
  }
  return lines
}
