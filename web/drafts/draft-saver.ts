/**
 * 自动保存, apart from any screen: what was written last is sent after a pause, one at a time. What got no answer is sent again as it was, under its own key,
 * so that nothing is saved twice and nothing newer is taken for saved. A refused save loses nothing. The caller sends; this remembers.
 */
import type { Draft } from '../../kernel/drafts/draft.ts'

export interface Attempt {
  readonly key: string
  readonly revision: number
  readonly draft: Draft
}
export interface Answer {
  readonly revision: number
  readonly savedAt: string
}
/** `here`: on this machine alone so far. `refused`: the office said no; it waits for whoever writes. */
export type SaveState = 'saved' | 'sending' | 'here' | 'refused'
export interface SaverParts {
  readonly send: (attempt: Attempt) => Promise<Answer>
  /** Did the office answer, and say no? Anything else is no answer. */
  readonly isAnswer: (error: unknown) => boolean
  readonly freshKey: () => string
  readonly keep: (revision: number, draft: Draft) => void
  readonly forget: () => void
  readonly tell: (state: SaveState, at: string | null, refused: unknown) => void
  readonly pause: number
  readonly again: number
}

export function draftSaver(parts: SaverParts, revision: number) {
  let now = revision
  let pending: Draft | null = null
  let attempt: Attempt | null = null
  let sending: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt: string | null = null
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }
  async function once(): Promise<'done' | 'no-answer' | 'refused'> {
    attempt ??= { key: parts.freshKey(), revision: now, draft: pending as Draft }
    parts.tell('sending', lastAt, null)
    try {
      const { revision: next, savedAt } = await parts.send(attempt)
      now = next
      lastAt = savedAt
      if (pending === attempt.draft) pending = null
      attempt = null
      if (pending) parts.keep(now, pending)
      else parts.forget()
      return 'done'
    } catch (error) {
      const refused = parts.isAnswer(error)
      if (refused) attempt = null
      parts.tell(refused ? 'refused' : 'here', lastAt, error)
      return refused ? 'refused' : 'no-answer'
    }
  }
  async function all(): Promise<boolean> {
    while (pending ?? attempt) {
      const how = await once()
      if (how === 'no-answer') later(parts.again)
      if (how !== 'done') return false
    }
    parts.tell('saved', lastAt, null)
    return true
  }
  /** @returns whether the office has everything */
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (!pending && !attempt) return Promise.resolve(true)
    sending ??= all().finally(() => {
      sending = null
    })
    return sending
  }
  return {
    write(draft: Draft): void {
      pending = draft
      parts.keep(now, draft)
      if (!sending) parts.tell('here', lastAt, null)
      later(parts.pause)
    },
    flush,
    unsaved: (): boolean => pending !== null || attempt !== null,
    stop: (): void => clearTimeout(timer),
  }
}
export type DraftSaver = ReturnType<typeof draftSaver>
