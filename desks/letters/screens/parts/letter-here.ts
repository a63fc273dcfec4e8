/** What the letter's page and the forms opened over it share: the reply as it is being written, and whom somebody opened. */
import { createContext, useContext } from 'react'
import type { Opened } from './asker-card.tsx'
import type { ReplyDraft } from './reply-draft.ts'

export interface LetterShared {
  readonly draft: ReplyDraft
  readonly opened: readonly Opened[]
}
export const LetterHere = createContext<LetterShared | null>(null)
/** @throws RangeError outside the letter's page: a fault of ours */
export function useLetterHere(): LetterShared {
  const here = useContext(LetterHere)
  if (!here) throw new RangeError('useLetterHere outside a letter')
  return here
}
