/**
 * How a text is compared when it is searched: full width and half width, capital and small read alike, and each unit knows where it stood. Chinese has no spaces between
 * words, so nothing is cut into words: a text is found by its two-character pieces, and then looked at itself. Decision 0020
 */
interface Folded {
  readonly text: string
  /** Where unit n of the folded text stands in the text itself. */
  readonly at: Uint32Array
}
const plain = (code: number) => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20 && code < 0x7f) || code === 0x0a

function foldOne(character: string): string {
  return plain(character.charCodeAt(0)) ? character.toLowerCase() : character.normalize('NFKC').toLowerCase()
}
/** Character by character, so that a piece of a text folds to a piece of the folded text. */
export function fold(text: string): Folded {
  const at: number[] = []
  let folded = ''
  let place = 0
  for (const character of text) {
    const piece = foldOne(character)
    for (let n = 0; n < piece.length; n++) at.push(place)
    folded += piece
    place += character.length
  }
  return { text: folded, at: Uint32Array.from(at) }
}
/** Without the places: for what is only to be cut into pieces. Most characters are left as they are. */
export const foldText = (text: string): string => text.replace(/[^\u0020-\u0040\u005b-\u007e\n\u4e00-\u9fff]/gu, foldOne)

/** Both units of a pair in one number of 32 bits, as PostgreSQL's `int` has it: no two pairs share one. */
const pair = (first: number, second: number): number => (first << 16) | second
/** Below this no unit begins a pair, so the numbers of `marks.ts` lie there. */
const FIRST = 0x20

/** Adds every two-unit piece of a folded text. */
export function addPairs(into: Set<number>, folded: string): void {
  let before = 0
  for (let n = 0; n < folded.length; n++) {
    const unit = folded.charCodeAt(n)
    if (before >= FIRST && unit >= FIRST) into.add(pair(before, unit))
    before = unit
  }
}
/** Adds every single unit as well: titles are short, and one character may be asked for in them. */
export function addUnits(into: Set<number>, folded: string): void {
  for (let n = 0; n < folded.length; n++) if (folded.charCodeAt(n) >= FIRST) into.add(pair(0, folded.charCodeAt(n)))
}
/**
 * Pieces a text must have where these words stand in it.
 * @param units one character counts too (titles)
 */
export function piecesOf(words: readonly string[], units: boolean): number[] {
  const pieces = new Set<number>()
  for (const word of words) {
    addPairs(pieces, word)
    if (units && word.length === 1) addUnits(pieces, word)
  }
  return [...pieces]
}
/** The words of a question as they are compared: every one must be found. */
export const wordsAsked = (q: string): string[] => [...new Set(foldText(q).split(/\s+/).filter(Boolean))].slice(0, 6)
