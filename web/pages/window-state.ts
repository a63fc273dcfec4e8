/** What stands at the window: the text, what the desks propose, what a person changed. It is read again when the text rests; what was changed by hand stays. */
import { useEffect, useRef, useState } from 'react'
import type { ArrivedField } from '../../kernel/entrance.ts'
import { type ProposalSeen, propose } from '../../kernel/reading/window-shape.ts'
import { holdsMark } from '../../kernel/secret-mark.ts'
import { addMillis, atTime, type Instant, isOfficeDate, MINUTE, officeDate } from '../../kernel/time.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import type { Chosen } from '../parts/holder-picker.tsx'

/** Once the text rests. */
const REST = 350
export type Seen = ProposalSeen['arrived']
export interface WindowFields {
  readonly title: string
  readonly asker: readonly Chosen[]
  readonly lead: readonly Chosen[]
  /** A day, or '' for the desk's usual limit. */
  readonly due: string
  readonly name: string
  readonly phone: string
  readonly place: string
}
const chosen = (one: Seen['lead']): readonly Chosen[] => (one ? [{ holder: one.holder, name: one.name, note: one.because }] : [])
export const fieldsOf = (seen: Seen | null): WindowFields => ({
  title: seen?.title ?? '',
  asker: chosen(seen?.asker ?? null),
  lead: chosen(seen?.lead ?? null),
  due: seen?.due ? officeDate(addMillis(seen.due.at as Instant, -MINUTE)) : '',
  name: seen?.name ?? '',
  phone: seen?.phone ?? '',
  place: seen?.place ?? '',
})
const named = ([one]: readonly Chosen[]): Seen['lead'] => (one ? { holder: one.holder, name: one.name, because: one.note } : null)
/** What was read, with what was changed by hand in its place. */
export function arrivedOf(seen: Seen, own: Partial<WindowFields>): Seen {
  const now = { ...fieldsOf(seen), ...own }
  return {
    ...seen,
    title: now.title.trim(),
    asker: named(now.asker),
    lead: named(now.lead),
    due: own.due === undefined ? seen.due : isOfficeDate(own.due) ? { at: atTime(own.due), said: own.due } : null,
    name: now.name.trim() || null,
    phone: now.phone.trim() || null,
    place: now.place.trim() || null,
  }
}
export const isThere = (field: ArrivedField, fields: WindowFields): boolean => fields[field].length > 0

export function useWindow() {
  const [text, setText] = useState('')
  const [read, setRead] = useState<{ readonly text: string; readonly proposals: readonly ProposalSeen[] } | null>(null)
  const [own, setOwn] = useState<Partial<WindowFields>>({})
  const [picked, pick] = useState<string | null>(null)
  const newest = useRef(text)
  newest.current = text
  const waits = text.trim().length >= 4 && read?.text !== text && !holdsMark(text)
  /** A reading that comes too late is dropped; one that does not come is no hindrance to writing on. */
  const readNow = async (asked: string): Promise<readonly ProposalSeen[] | null> => {
    const found = await callAct(propose, { text: asked }, { key: freshKey() }).catch(() => null)
    if (found && newest.current === asked) setRead({ text: asked, proposals: found.proposals })
    return found?.proposals ?? null
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the text rests, and for nothing else
  useEffect(() => {
    if (text.trim().length < 4) return setRead(null)
    if (!waits) return
    const timer = setTimeout(() => void readNow(text), REST)
    return () => clearTimeout(timer)
  }, [text])
  const proposals = read?.proposals ?? []
  const of = (list: readonly ProposalSeen[]) => list.find((one) => `${one.desk}.${one.key}` === picked) ?? list[0] ?? null
  return {
    text,
    setText,
    own,
    proposals,
    chosen: of(proposals),
    pick,
    waits,
    change: <F extends keyof WindowFields>(field: F, value: WindowFields[F]) => setOwn((now) => ({ ...now, [field]: value })),
    /** Read to the end of what is written. */
    settled: async (): Promise<ProposalSeen | null> => of((waits || read?.text !== text ? await readNow(text) : proposals) ?? []),
    renew() {
      setText('')
      setRead(null)
      setOwn({})
      pick(null)
    },
  }
}
export type WindowState = ReturnType<typeof useWindow>
