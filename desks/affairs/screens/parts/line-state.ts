/** What stands in the one line, what was read from it, and what somebody changed; what was changed by hand is never read over. */
import { useEffect, useRef, useState } from 'react'
import type { PersonId, UnitId } from '../../../../kernel/ids.ts'
import { holdsMark } from '../../../../kernel/secret-mark.ts'
import { addMillis, atTime, type Instant, isOfficeDate, MINUTE, officeDate } from '../../../../kernel/time.ts'
import { callAct } from '../../../../web/call.ts'
import { takeCarried } from '../../../../web/carried.ts'
import { freshKey } from '../../../../web/clock.ts'
import type { SentFile } from '../../../../web/parts/file-drop.tsx'
import type { Chosen } from '../../../../web/parts/holder-picker.tsx'
import { type LineRead, type ReadHolder, type RegisterAffair, readLine, type Way } from '../../shape.ts'

/** Once the text rests. */
const REST = 350
export interface OwnFields {
  readonly title: string
  readonly way: Way
  readonly asker: readonly Chosen[]
  readonly lead: readonly Chosen[]
  readonly helpers: readonly Chosen[]
  /** A day, or '' for none. */
  readonly due: string
  readonly relayedBy: string
  readonly arisesFrom: string
  readonly named: boolean
  readonly files: readonly SentFile[]
}
const chosen = (one: ReadHolder): Chosen => ({
  holder: { ...(one.person ? { person: one.person as PersonId } : {}), ...(one.unit ? { unit: one.unit as UnitId } : {}) },
  name: one.name,
  note: one.because,
})
function proposed(read: LineRead | null): OwnFields {
  return {
    title: read?.title ?? '',
    way: read?.way ?? 'oral',
    asker: read?.asker ? [chosen(read.asker)] : [],
    lead: read?.lead ? [chosen(read.lead)] : [],
    helpers: read?.helpers.map(chosen) ?? [],
    due: read?.due ? officeDate(addMillis(read.due.at as Instant, -MINUTE)) : '',
    relayedBy: '',
    arisesFrom: '',
    named: false,
    files: [],
  }
}
export type LineField = keyof OwnFields

export function useLine() {
  const [text, setText] = useState(() => takeCarried() ?? '')
  const [read, setRead] = useState<{ readonly text: string; readonly found: LineRead } | null>(null)
  const [own, setOwn] = useState<Partial<OwnFields>>({})
  const newest = useRef(text)
  newest.current = text
  const fields: OwnFields = { ...proposed(read?.found ?? null), ...own }
  const waits = text.trim().length >= 4 && read?.text !== text && !holdsMark(text)
  /** Reads the line as it stands; a reading that comes too late is dropped. */
  const readNow = async (line: string): Promise<LineRead | null> => {
    const found = await callAct(readLine, { text: line }, { key: freshKey() }).catch(() => null)
    if (found && newest.current === line) setRead({ text: line, found })
    return found
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the text rests, and for nothing else
  useEffect(() => {
    if (text.trim().length < 4) return setRead(null)
    if (!waits) return
    const timer = setTimeout(() => void readNow(text), REST)
    return () => clearTimeout(timer)
  }, [text])
  const input = (known: OwnFields, found: LineRead | null, assign: boolean): Omit<RegisterAffair, 'asker'> & { readonly asker: RegisterAffair['asker'] | undefined } => ({
    title: known.title.trim(),
    body: text.trim(),
    way: known.way,
    asker: known.asker[0]?.holder,
    relayedBy: known.relayedBy.trim() || null,
    urgency: found?.urgent ? 'urgent' : 'normal',
    due: own.due === undefined ? ((found?.due?.at as Instant | undefined) ?? null) : isOfficeDate(own.due) ? atTime(own.due) : null,
    named: known.named,
    unit: null,
    arisesFrom: known.arisesFrom.trim() || null,
    basis: [],
    files: known.files.map((f) => f.id) as never,
    assign: assign && known.lead[0] ? { lead: known.lead[0].holder, helpers: known.helpers.map((h) => h.holder) } : null,
  })
  return {
    text,
    fields,
    read: read?.found ?? null,
    waits,
    setText,
    change: <F extends LineField>(field: F, value: OwnFields[F]) => setOwn((now) => ({ ...now, [field]: value })),
    /** The line read to its end, with what was changed by hand. */
    async settled(): Promise<{ readonly fields: OwnFields; readonly found: LineRead | null }> {
      const found = waits ? await readNow(text) : (read?.found ?? null)
      return { fields: { ...proposed(found), ...own }, found }
    },
    input,
    renew() {
      setText('')
      setRead(null)
      setOwn({})
    },
  }
}
export type LineState = ReturnType<typeof useLine>
