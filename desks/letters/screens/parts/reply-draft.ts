/** The reply while it is being written: kept here, saved by itself a moment after the last key, one save after the other, and once more when one leaves the page. */
import { useEffect, useRef, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import type { MatterView } from '../../../../kernel/view.ts'
import { callAct } from '../../../../web/call.ts'
import { freshKey } from '../../../../web/clock.ts'
import { useMe } from '../../../../web/me.ts'
import { useReadingLater } from '../../../../web/reading.ts'
import { draftView, saveDraft } from '../../shape.ts'

const REST = 1200
export interface ReplyDraft {
  /** undefined while the stored text is on its way. */
  readonly text: string | undefined
  readonly write: (text: string) => void
  /** The number these very words have; null while they were not submitted. */
  readonly numbered: number | null
  readonly savedAt: string | null
  readonly state: 'kept' | 'typing' | 'saving' | 'failed'
  readonly fault: unknown
  /** Somebody else saved other words since. */
  readonly other: { readonly name: string; readonly at: string; readonly text: string } | null
  readonly takeOther: () => void
  /** Nothing more will be saved by itself; resolves when what is on its way has arrived. */
  readonly settle: () => Promise<void>
}
export function useReplyDraft(matter: MatterView): ReplyDraft {
  const me = useMe()
  const stored = useReadingLater(draftView, { id: matter.id as MatterId }).data
  const kept = stored?.draft ?? null
  const [own, setOwn] = useState<string | null>(null)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [state, setState] = useState<ReplyDraft['state']>('kept')
  const [fault, setFault] = useState<unknown>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const waiting = useRef<string | null>(null)
  const saving = useRef<Promise<void> | null>(null)

  const saveAll = async () => {
    while (waiting.current !== null) {
      const text = waiting.current
      waiting.current = null
      setState('saving')
      try {
        setSavedAt((await callAct(saveDraft, { matter: matter.id as MatterId, text }, { key: freshKey() })).savedAt)
        setFault(null)
        setState(waiting.current === null ? 'kept' : 'typing')
      } catch (error) {
        waiting.current ??= text
        setFault(error)
        setState('failed')
        return
      }
    }
  }
  const save = () => {
    clearTimeout(timer.current)
    if (waiting.current !== null)
      saving.current ??= saveAll().finally(() => {
        saving.current = null
      })
  }
  const saveNow = useRef(save)
  saveNow.current = save
  useEffect(() => () => saveNow.current(), [])

  const write = (text: string) => {
    setOwn(text)
    waiting.current = text
    setState('typing')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => saveNow.current(), REST)
  }
  const text = own ?? (stored === undefined ? undefined : (kept?.text ?? ''))
  const newest = savedAt !== null && (kept === null || savedAt > kept.savedAt) ? savedAt : (kept?.savedAt ?? null)
  const other = own !== null && kept !== null && kept.text !== own && kept.savedBy !== me.person.name && (savedAt === null || kept.savedAt > savedAt) ? kept : null
  return {
    text,
    write,
    numbered: kept !== null && text === kept.text ? kept.numbered : null,
    savedAt: newest,
    state,
    fault,
    other: other && { name: other.savedBy, at: other.savedAt, text: other.text },
    takeOther: () => {
      waiting.current = null
      clearTimeout(timer.current)
      setOwn(null)
      setState('kept')
    },
    settle: async () => {
      clearTimeout(timer.current)
      waiting.current = null
      await saving.current
      setState('kept')
    },
  }
}

/** Pieces of the review since the unit last reported: who has it now, what was said. An agreement of an earlier round is none. */
export function reviewOf(matter: MatterView) {
  const pieces = matter.stages.filter((s) => s.role === 'review').flatMap((s) => s.pieces)
  const since =
    matter.reports
      .map((report) => report.at)
      .sort()
      .at(-1) ?? ''
  const ended = pieces.filter((p) => p.state === 'ended' && (p.endedAt ?? '') >= since).sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
  return { open: pieces.find((p) => p.state !== 'ended') ?? null, last: ended.filter((p) => p.ending === 'agreed' || p.ending === 'disagreed').at(-1) ?? null }
}
