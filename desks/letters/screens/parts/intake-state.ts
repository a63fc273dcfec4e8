/** What stands in the registering form, and what was read from the text. A field somebody touched is never filled again by itself. */
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { UnitId } from '../../../../kernel/ids.ts'
import { callAct } from '../../../../web/call.ts'
import { freshKey } from '../../../../web/clock.ts'
import { fromWall } from '../../../../web/parts/wall-clock.ts'
import type { SentFile } from '../../../../web/parts/file-drop.tsx'
import type { Chosen } from '../../../../web/parts/holder-picker.tsx'
import { type Channel, type Kind, type Pasted, paste, type registerLetter } from '../../shape.ts'

export interface Intake {
  readonly channel: Exclude<Channel, 'web'>
  readonly kind: Kind
  readonly title: string
  readonly body: string
  readonly place: string
  readonly name: string
  readonly phone: string
  readonly secret: boolean
  readonly visit: boolean
  readonly urgency: 'normal' | 'urgent' | 'extra'
  readonly lead: readonly Chosen[]
  readonly helpers: readonly Chosen[]
  /** Five working days, what the text says, or a date of one's own (wall clock). */
  readonly limit: 'usual' | 'said' | 'own'
  readonly dueWall: string
  /** What the caller was told on the line; null = not answered yet. */
  readonly answered: string | null
  readonly files: readonly SentFile[]
}
export const emptyIntake = (channel: Intake['channel'] = 'call'): Intake => ({
  channel,
  kind: 'help',
  title: '',
  body: '',
  place: '',
  name: '',
  phone: '',
  secret: false,
  visit: false,
  urgency: 'normal',
  lead: [],
  helpers: [],
  limit: 'usual',
  dueWall: '',
  answered: null,
  files: [],
})
type Field = keyof Intake
export const chosenUnit = (unit: { readonly unit: string; readonly name: string }): Chosen => ({ holder: { unit: unit.unit as UnitId }, name: unit.name, note: '' })

/** Fills what nobody touched. */
export function filled(now: Intake, read: Pasted, touched: ReadonlySet<Field>): Intake {
  const free = (field: Field) => !touched.has(field)
  const [unit] = read.units
  return {
    ...now,
    ...(free('kind') ? { kind: read.kind.kind } : {}),
    ...(free('title') ? { title: read.title } : {}),
    ...(free('place') ? { place: read.place ?? '' } : {}),
    ...(free('name') ? { name: read.name ?? '' } : {}),
    ...(free('phone') ? { phone: read.phone ?? '' } : {}),
    ...(free('lead') ? { lead: unit && unit.sure !== 'low' ? [chosenUnit(unit)] : [] } : {}),
    ...(free('limit') ? { limit: read.due ? ('said' as const) : ('usual' as const) } : {}),
    ...(free('urgency') ? { urgency: read.urgent ? ('urgent' as const) : ('normal' as const) } : {}),
  }
}

/** As the contract takes it. The writer's number leaves the text the units will read. */
export function toInput(form: Intake, read: { readonly text: string; readonly found: Pasted } | null, assign: boolean): z.input<typeof registerLetter.input> {
  const [lead] = form.lead
  const said = form.limit === 'said' ? (read?.found.due?.at ?? null) : form.limit === 'own' ? fromWall(form.dueWall) : null
  return {
    channel: form.channel,
    kind: form.kind,
    title: form.title.trim() || form.body.trim().slice(0, 36),
    body: read && read.text === form.body ? read.found.body : form.body,
    place: form.place.trim() || null,
    name: form.name.trim() || null,
    phone: form.phone.trim() || null,
    secret: form.secret,
    visit: form.visit,
    urgency: form.urgency,
    files: form.files.map((f) => f.id) as never,
    assign: assign && lead && form.answered === null ? { lead: lead.holder, helpers: form.helpers.map((h) => h.holder), due: said as never } : null,
    answered: form.answered === null ? null : { text: form.answered },
  }
}

const WAIT = 450
/** The form, and the text read again whenever it rests for a moment. */
export function useIntake() {
  const [form, setForm] = useState<Intake>(emptyIntake())
  const [read, setRead] = useState<{ readonly text: string; readonly found: Pasted } | null>(null)
  const touched = useRef(new Set<Field>())
  const change = <F extends Field>(field: F, value: Intake[F]) => {
    touched.current.add(field)
    setForm((now) => ({ ...now, [field]: value }))
  }
  const { body } = form
  useEffect(() => {
    if (body.trim().length < 4) {
      setRead(null)
      return
    }
    let gone = false
    const timer = setTimeout(async () => {
      try {
        const found = await callAct(paste, { text: body }, { key: freshKey() })
        if (gone) return
        setRead({ text: body, found })
        setForm((now) => filled(now, found, touched.current))
      } catch {
        // a suggestion that does not come is no hindrance: the form stands as it is
      }
    }, WAIT)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [body])
  const renew = () => {
    touched.current = new Set()
    setForm((now) => emptyIntake(now.channel))
    setRead(null)
  }
  return { form, change, read, renew }
}
