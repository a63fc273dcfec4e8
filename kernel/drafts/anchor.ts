/** Where the words a comment was made on stand now: the text moves under it while it is written. Pure. */
import { blocksOf, blockText, type Draft } from './draft.ts'

export interface Anchor {
  /** Id of a block, `title` or `remark`. */
  readonly block: string
  readonly quote: string
  /** Where in `blockText` the words stood when the comment was made. */
  readonly at: number
}
/** What a comment may be made on, by its name. */
export const placesOf = (draft: Draft): ReadonlyMap<string, string> =>
  new Map([...blocksOf(draft).map((one) => [one.id, blockText(one)] as const), ['title', draft.title], ['remark', draft.remark ?? '']])

/** Of all places of the words in a text the one nearest to where they stood; null: not there. */
function nearest(text: string, quote: string, at: number): number | null {
  let found: number | null = null
  for (let n = text.indexOf(quote); n >= 0; n = text.indexOf(quote, n + 1)) {
    if (found === null || Math.abs(n - at) < Math.abs(found - at)) found = n
    if (n >= at) break
  }
  return found
}
/** @returns block and place of the words; in their own block first, then wherever else they stand once; null: gone (原文已改) */
export function findAnchor(draft: Draft, { block, quote, at }: Anchor): { readonly block: string; readonly at: number } | null {
  const places = placesOf(draft)
  const own = nearest(places.get(block) ?? '', quote, at)
  if (own !== null) return { block, at: own }
  const others = [...places].flatMap(([name, text]) => {
    const n = text.indexOf(quote)
    return n < 0 ? [] : [{ block: name, at: n, once: text.indexOf(quote, n + 1) < 0 }]
  })
  const [one] = others
  return one?.once && others.length === 1 ? { block: one.block, at: one.at } : null
}
