/** 检出: the text is taken out by one, saved while he writes, heard of every minute, and given back. */
import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import { beatDraft, checkOutDraft, giveBackDraft, saveDraft } from '../../kernel/drafts/shape.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { callAct, Refused } from '../call.ts'
import { freshKey } from '../clock.ts'
import { useMe } from '../me.ts'
import { useAct } from '../reading.ts'
import { type DraftSaver, draftSaver, type SaveState } from './draft-saver.ts'
import { draftKeptHere, forgetDraftHere, keepDraftHere } from './draft-text.ts'

const BEAT = 60_000
export interface Saved {
  readonly state: SaveState
  readonly at: string | null
  readonly refused: unknown
}
export interface Opened {
  readonly hold: string
  readonly draft: Draft
  /** Written here before on another text than the office has now: shown, never put over it unasked. */
  readonly other: Draft | null
}
const answered = (error: unknown): boolean => error instanceof Refused && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429

export function useDraftSession(matter: string) {
  const person = useMe().person.id
  const [open, setOpen] = useState<Opened | null>(null)
  const [saved, setSaved] = useState<Saved>({ state: 'saved', at: null, refused: null })
  const out = useAct(checkOutDraft)
  const beat = useAct(beatDraft)
  const back = useAct(giveBackDraft)
  const saver = useRef<DraftSaver | null>(null)
  const on = { matter: matter as MatterId }

  const begin = async (takeOver: boolean) => {
    const got = await out.runAsync({ ...on, takeOver }).catch(() => null)
    if (!got) return
    const draft = got.draft as Draft
    const kept = draftKeptHere(person, matter)
    const goesOn = kept !== null && kept.revision === got.revision
    saver.current?.stop()
    saver.current = draftSaver(
      {
        send: ({ key, revision, draft: text }) => callAct(saveDraft, { ...on, hold: got.hold, revision, draft: text as never }, { key }),
        isAnswer: answered,
        freshKey,
        keep: (revision, text) => keepDraftHere(person, matter, { revision, draft: text }),
        forget: () => forgetDraftHere(person, matter),
        tell: (state, at, refused) => setSaved({ state, at, refused }),
        pause: 1_500,
        again: 10_000,
      },
      got.revision,
    )
    setSaved({ state: 'saved', at: null, refused: null })
    setOpen({ hold: got.hold, draft: goesOn ? kept.draft : draft, other: kept && !goesOn ? kept.draft : null })
    if (goesOn) saver.current.write(kept.draft)
  }
  const end = async () => {
    if (!open || !(await saver.current?.flush())) return
    await back.runAsync({ ...on, hold: open.hold }).catch(() => undefined) // held no more anyhow: the text is saved
    setOpen(null)
  }
  const hold = open?.hold
  useEffect(() => {
    if (!hold) return
    const each = setInterval(() => !saver.current?.unsaved() && beat.run({ matter: matter as MatterId, hold }), BEAT)
    const again = () => void saver.current?.flush()
    const leaving = (event: BeforeUnloadEvent) => {
      if (saver.current?.unsaved()) event.preventDefault()
    }
    window.addEventListener('online', again)
    window.addEventListener('beforeunload', leaving)
    return () => {
      clearInterval(each)
      saver.current?.stop()
      void saver.current?.flush()
      window.removeEventListener('online', again)
      window.removeEventListener('beforeunload', leaving)
    }
  }, [hold, matter, beat.run])
  return {
    open,
    saved,
    begin,
    end,
    write: (draft: Draft) => saver.current?.write(draft),
    busy: out.busy || back.busy,
    refused: out.refused,
    forgetOther: () => setOpen((now) => now && { ...now, other: null }),
    /** His own text of before goes on, over the one that stands: he has seen both. */
    goOnWith: (draft: Draft) => {
      saver.current?.write(draft)
      setOpen((now) => now && { ...now, draft, other: null })
    },
  }
}
export type DraftSession = ReturnType<typeof useDraftSession>
