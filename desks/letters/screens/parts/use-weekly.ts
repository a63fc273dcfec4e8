/** A report while it is being written: kept here, saved by itself a moment after the last key, one save after the other. */
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { callAct, isGone, isStale, Refused } from '../../../../web/call.ts'
import { freshKey } from '../../../../web/clock.ts'
import { saveWeekly, type weeklyView } from '../../weekly-shape.ts'
import type { BlockKey } from '../../weekly-words.ts'

type View = z.output<typeof weeklyView.output>
export type Block = View['blocks'][number]
const REST = 1200
export interface WeeklyDraft {
  readonly blocks: readonly Block[]
  readonly version: number
  readonly state: 'kept' | 'typing' | 'saving' | 'failed'
  readonly savedAt: string
  readonly fault: unknown
  readonly write: (key: BlockKey, text: string) => void
  /** Saves what is waiting now; resolves to the version that holds it, null where it could not be saved. */
  readonly settle: () => Promise<number | null>
}
export function useWeekly(view: View): WeeklyDraft {
  const [blocks, setBlocks] = useState<readonly Block[]>(view.blocks)
  const [state, setState] = useState<WeeklyDraft['state']>('kept')
  const [savedAt, setSavedAt] = useState(view.savedAt)
  const [fault, setFault] = useState<unknown>(null)
  const version = useRef(view.version)
  const waiting = useRef<readonly Block[] | null>(null)
  const saving = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const saveAll = async () => {
    while (waiting.current !== null) {
      const now = waiting.current
      waiting.current = null
      setState('saving')
      try {
        const saved = await callAct(saveWeekly, { id: view.id, version: version.current, blocks: [...now] }, { key: freshKey() })
        version.current = saved.version
        setSavedAt(saved.savedAt)
        setFault(null)
        setState(waiting.current === null ? 'kept' : 'typing')
      } catch (error) {
        waiting.current ??= now
        setFault(error)
        setState('failed')
        // somebody else's words stand there now: nothing is written over them by itself
        if (error instanceof Refused && (isStale(error) || isGone(error) || error.status === 409)) return
        timer.current = setTimeout(() => save.current(), 5 * REST)
        return
      }
    }
  }
  const save = useRef<() => void>(() => undefined)
  save.current = () => {
    clearTimeout(timer.current)
    if (waiting.current !== null)
      saving.current ??= saveAll().finally(() => {
        saving.current = null
      })
  }
  useEffect(() => () => save.current(), [])
  return {
    blocks,
    version: version.current,
    state,
    savedAt,
    fault,
    write: (key, text) => {
      const next = blocks.map((one) => (one.key === key ? { ...one, text } : one))
      setBlocks(next)
      waiting.current = next
      setState('typing')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => save.current(), REST)
    },
    settle: async () => {
      save.current()
      await saving.current
      return waiting.current === null ? version.current : null
    },
  }
}
