/** What is written of a draft and not yet saved, kept on this machine with the revision it was written on. */
import { type Draft, draftSchema } from '../../kernel/drafts/draft.ts'
import { keepHere, keptHere } from '../kept-writing.ts'

interface KeptDraft {
  readonly revision: number
  readonly draft: Draft
}
const keyOf = (person: string, matter: string) => `draft.${person}.${matter}`
export const keepDraftHere = (person: string, matter: string, kept: KeptDraft): void => keepHere(keyOf(person, matter), kept)
export function draftKeptHere(person: string, matter: string): KeptDraft | null {
  const kept = keptHere(keyOf(person, matter)) as KeptDraft | null
  return kept && draftSchema.safeParse(kept.draft).success ? kept : null
}
export const forgetDraftHere = (person: string, matter: string): void => keepHere(keyOf(person, matter), null)
