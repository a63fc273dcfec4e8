/** Where a comment holds on to the text on the screen, and the words it holds: both counted in the text of one block, its drawn number not counted. Pure but for the selection. */
export interface Place {
  readonly block: string
  readonly at: number
  readonly quote: string
}
export interface Piece {
  /** Where in its text it begins. */
  readonly at: number
  readonly text: string
  /** Comments on these words. */
  readonly comments: readonly string[]
}
/**
 * @param from where `text` begins in its block
 * @returns the text in pieces, each with the comments that hold on to it; nothing is lost and nothing is said twice
 */
export function piecesOf(text: string, from: number, places: readonly (Place & { readonly id: string })[]): Piece[] {
  const within = (n: number) => Math.min(Math.max(n - from, 0), text.length)
  const cuts = [...new Set([0, text.length, ...places.flatMap(({ at, quote }) => [within(at), within(at + quote.length)])])].sort((a, b) => a - b)
  return cuts.slice(1).map((end, n) => {
    const begin = cuts[n] ?? 0
    return { at: begin, text: text.slice(begin, end), comments: places.filter(({ at, quote }) => at < from + end && at + quote.length > from + begin).map(({ id }) => id) }
  })
}
/** Most words one comment holds on to; the contract says the same. */
const MOST = 500
/** @returns null: nothing is selected, or words of more than one block */
export function placeOfSelection(selection: Selection | null): Place | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const blockAt = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-id]:not(table)')
  const block = blockAt(range.startContainer)
  if (!block || block !== blockAt(range.endContainer)) return null
  const before = document.createRange()
  before.setStart(block, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const quote = range.toString()
  return quote.trim() === '' || quote.length > MOST ? null : { block: block.dataset.id ?? '', at: before.toString().length, quote }
}
