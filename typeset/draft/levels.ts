/** Numbers typed before a line are levels and are taken off: 一、（一）1.（1）. They are counted anew. Rule: GB/T 9704-2012 7.3.3; standards §1.3 */
import type { Block } from '../../kernel/drafts/draft.ts'

const ordinal = '[一二三四五六七八九十]{1,3}'
/** 3.5万户 and 10.1 are figures, no levels. */
const typed: readonly (readonly [1 | 2 | 3 | 4, RegExp])[] = [
  [1, new RegExp(`^${ordinal}、\\s*`)],
  [2, new RegExp(`^[（(]\\s?${ordinal}\\s?[）)]、?\\s*`)],
  [3, /^\d{1,2}\s?[.．、](?!\d)\s*/],
  [4, /^[（(]\s?\d{1,2}\s?[）)]、?\s*/],
]
/** @returns the level its typed number states, and what stands behind the number; null: none */
export function typedLevel(text: string): { readonly level: 1 | 2 | 3 | 4; readonly rest: string } | null {
  for (const [level, pattern] of typed) {
    const [mark] = pattern.exec(text) ?? []
    if (mark && mark.length < text.length) return { level, rest: text.slice(mark.length) }
  }
  return null
}
/** The first sentence is the heading, what follows goes on in the same line. */
export function headingOf(level: 1 | 2 | 3 | 4, text: string): Block {
  const stop = text.indexOf('。') + 1
  return stop > 0 && stop < text.length ? { kind: 'heading', level, text: text.slice(0, stop), runOn: text.slice(stop) } : { kind: 'heading', level, text }
}
