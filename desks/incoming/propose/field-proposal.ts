/** What is proposed of one field: the value, the lines it was read from, and the ground in one word. */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'

/** Signed at the end · head of the paper · imprint · alone on its line · end of the title · largest letters · worded as titles are · in brackets under the title · beside the head · words that ask for it by a day · list under the text. */
export const grounds = ['signed', 'head', 'imprint', 'alone', 'titleEnd', 'largest', 'worded', 'underTitle', 'beside', 'asked', 'listed'] as const
export type Ground = (typeof grounds)[number]
export interface FieldProposal<T> {
  readonly value: T
  readonly page: number
  /** On its page, the first of the lines it was read from. */
  readonly line: number
  readonly lines: readonly FileLine[]
  readonly why: Ground
}
export function propose<T>(value: T, lines: readonly FileLine[], why: Ground): FieldProposal<T> | null {
  const [first] = lines
  return first ? { value, page: first.page, line: first.no, lines, why } : null
}
