/** What stands in the registering form, and what was read from the text. It lives in this page's memory only, so another page may be looked at in between. */
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { UnitId } from '../../../../kernel/ids.ts'
import { holdsMark } from '../../../../kernel/secret-mark.ts'
import type { Instant } from '../../../../kernel/time.ts'
import { callAct } from '../../../../web/call.ts'
import { freshKey, officeNow } from '../../../../web/clock.ts'
import type { SentFile } from '../../../../web/parts/file-drop.tsx'
import type { Chosen } from '../../../../web/parts/holder-picker.tsx'
import { fromWall } from '../../../../web/parts/wall-clock.ts'
import { type Channel, type Exit, type Kind, type LegalWay, type LetterRow, type Pasted, paste, type registerLetter } from '../../shape.ts'

export interface Intake {
  readonly channel: Exclude<Channel, 'web'>
  readonly kind: Kind
  /** An entry of the dictionary; empty: not said. */
  readonly category: string
  readonly title: string
  readonly body: string
  readonly place: string
  readonly name: string
  readonly phone: string
  readonly address: string
  /** How the writer wants to hear from us; `none`: nothing was left. */
  readonly replyBy: 'phone' | 'letter' | 'none'
  readonly secret: boolean
  /** 工作秘密 */
  readonly named: boolean
  readonly visit: boolean
  readonly urgency: 'normal' | 'urgent' | 'extra'
  readonly lead: readonly Chosen[]
  readonly helpers: readonly Chosen[]
  readonly ask: string
  /** Five working days, what the text says, or a moment of one's own (wall clock). */
  readonly limit: 'usual' | 'said' | 'own'
  readonly dueWall: string
  /** What the caller was told on the line; null = it goes to a unit. */
  readonly answered: string | null
  /** By which exit it leaves, and to which lawful way. */
  readonly exit: { readonly way: Exit; readonly to: LegalWay | null } | null
  /** 领导批示: who wrote on it, and what. */
  readonly noted: { readonly by: readonly Chosen[]; readonly note: string } | null
  readonly files: readonly SentFile[]
  /** An earlier letter to be named on the trail. */
  readonly about: LetterRow | null
  /** 接办: number of the affair that goes on as this letter. */
  readonly takesOver: string | null
}
export const emptyIntake = (channel: Intake['channel']): Intake => ({
  channel,
  kind: 'help',
  category: '',
  title: '',
  body: '',
  place: '',
  name: '',
  phone: '',
  address: '',
  replyBy: 'phone',
  secret: false,
  named: false,
  visit: false,
  urgency: 'normal',
  lead: [],
  helpers: [],
  ask: '',
  limit: 'usual',
  dueWall: '',
  answered: null,
  exit: null,
  noted: null,
  files: [],
  about: null,
  takesOver: null,
})
type Field = keyof Intake
export interface Read {
  readonly text: string
  readonly found: Pasted
}
interface Kept {
  readonly form: Intake
  readonly read: Read | null
  /** Fields a person wrote or chose; they are never filled again by themselves. */
  readonly touched: ReadonlySet<Field>
  /** Taken over once: what is read later fills by itself. */
  readonly taken: boolean
  readonly began: Instant | null
  /** The text was pasted whole and nothing was changed since: Enter lands it. */
  readonly armed: boolean
}
const fresh = (channel: Intake['channel'] = 'call'): Kept => ({ form: emptyIntake(channel), read: null, touched: new Set(), taken: false, began: null, armed: false })
let kept: Kept = fresh()

export const chosenUnit = (unit: { readonly unit: string; readonly name: string }): Chosen => ({ holder: { unit: unit.unit as UnitId }, name: unit.name, note: '' })
/** A unit is clear unless the reading itself doubts it. */
export const clearUnit = (found: Pasted) => found.units.find((u, n) => n === 0 && u.sure !== 'low') ?? null

/** What is proposed at once and says so beside the field: what it is about, which unit, by when. */
function proposed(form: Intake, found: Pasted, touched: ReadonlySet<Field>): Intake {
  const all = filled(form, found, touched)
  return { ...form, kind: all.kind, category: all.category, title: all.title, lead: all.lead, limit: all.limit, urgency: all.urgency }
}
/** Fills what nobody touched: also who called, from where, about which place. */
export function filled(form: Intake, found: Pasted, touched: ReadonlySet<Field>): Intake {
  const free = (field: Field) => !touched.has(field)
  const unit = clearUnit(found)
  return {
    ...form,
    ...(free('kind') ? { kind: found.kind.kind } : {}),
    ...(free('category') ? { category: found.category?.key ?? '' } : {}),
    ...(free('title') ? { title: found.title } : {}),
    ...(free('place') && found.place ? { place: found.place } : {}),
    ...(free('name') && found.name ? { name: found.name } : {}),
    ...(free('phone') && found.phone ? { phone: found.phone } : {}),
    ...(free('lead') ? { lead: unit ? [chosenUnit(unit)] : [] } : {}),
    ...(free('limit') ? { limit: found.due ? ('said' as const) : ('usual' as const) } : {}),
    ...(free('urgency') ? { urgency: found.urgent ? ('urgent' as const) : ('normal' as const) } : {}),
  }
}
/** What was read and does not yet stand in the form. */
export function toTake(form: Intake, found: Pasted, touched: ReadonlySet<Field>): boolean {
  const next = filled(form, found, touched)
  return (Object.keys(next) as Field[]).some((field) => JSON.stringify(next[field]) !== JSON.stringify(form[field]))
}

const digits = (phone: string) => phone.replace(/\D/g, '')
const firstWords = (body: string) => (body.trim().split(/[。！？；\n]/)[0] ?? '').slice(0, 36)
type Input = z.input<typeof registerLetter.input>
/** As the contract takes it. The writer's own number goes with the contact and leaves the text the units will read; it is never lost on the way. */
export function toInput(form: Intake, read: Read | null, assign: boolean): Input {
  const [lead] = form.lead
  const said = form.limit === 'said' ? (read?.found.due?.at ?? null) : form.limit === 'own' ? fromWall(form.dueWall) : null
  const left = form.replyBy !== 'none'
  const known = read && read.text === form.body ? read.found : null
  const phone = (left && (form.phone.trim() || known?.phone)) || null
  return {
    channel: form.channel,
    kind: form.kind,
    category: form.category || null,
    title: form.title.trim() || firstWords(form.body),
    body: known && phone !== null && known.phone === digits(phone) ? known.body : form.body,
    place: form.place.trim() || null,
    name: (left && form.name.trim()) || null,
    phone,
    address: (form.replyBy === 'letter' && form.address.trim()) || null,
    secret: form.secret,
    named: form.named,
    visit: form.visit,
    urgency: form.urgency,
    files: form.files.map((f) => f.id) as never,
    arisesFrom: (form.about?.matter ?? null) as never,
    assign: assign && lead ? { lead: lead.holder, helpers: form.helpers.map((h) => h.holder), ask: form.ask.trim() || null, due: said as never } : null,
    answered: form.answered === null ? null : { text: form.answered },
    exit: form.exit,
    takesOver: form.takesOver,
    noted: form.noted && { leader: (form.noted.by[0]?.holder.person ?? '') as never, note: form.noted.note },
    suggested:
      read && (read.found.category || clearUnit(read.found)) ? { category: read.found.category?.key ?? null, unit: assign ? (clearUnit(read.found)?.unit ?? null) : null } : null,
  }
}

/** 疑似突发: what is known so far is enough; neither a missing word nor a number that cannot be read holds it up. Rule: R-H10, R-I11 */
export function asEmergency(input: Input, bare: string): Input {
  const phone = input.phone && /^[0-9+][0-9 -]{5,28}$/.test(input.phone) ? input.phone : null
  const heard = [input.body.trim(), phone ? '' : (input.phone ?? '')].filter(Boolean).join('\n')
  return { ...input, phone, body: heard || bare, title: input.title.trim() || bare, answered: null, noted: null, exit: { way: 'emergency' } }
}

const REST = 450
export function useIntake() {
  const [state, set] = useState<Kept>(kept)
  kept = state
  const { form, read } = state
  const newest = useRef(state)
  newest.current = state
  const change = <F extends Field>(field: F, value: Intake[F]) =>
    set((now) => ({ ...now, form: { ...now.form, [field]: value }, touched: new Set([...now.touched, field]), began: now.began ?? officeNow(), armed: false }))
  /** Reads the text as it stands; a reading that comes too late is dropped. A reading that does not come is no hindrance. */
  const readNow = async (text: string, takeAll: boolean): Promise<Kept> => {
    const found = await callAct(paste, { text }, { key: freshKey() }).catch(() => null)
    const now = newest.current
    if (found === null || now.form.body !== text) return now
    const all = takeAll || now.taken
    const next = { ...now, read: { text, found }, taken: all, form: (all ? filled : proposed)(now.form, found, now.touched) }
    newest.current = next
    set(next)
    return next
  }
  // what carries a mark is not sent to be read, and told once it is registered: one alert, not one for every key
  const waits = form.body.trim().length >= 4 && read?.text !== form.body && !holdsMark(form.body)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the text rests, and for nothing else
  useEffect(() => {
    if (form.body.trim().length < 4) {
      if (read) set((now) => ({ ...now, read: null }))
      return
    }
    if (!waits) return
    const timer = setTimeout(() => void readNow(form.body, state.armed), state.armed ? 0 : REST)
    return () => clearTimeout(timer)
  }, [form.body])
  const take = () => set((now) => (now.read ? { ...now, taken: true, form: filled(now.form, now.read.found, now.touched) } : now))
  /** A whole message pasted: all that can be read is filled in, and Enter lands it. What is passed on to a call taker is no call. */
  const pasted = (text: string) =>
    set((now) => ({
      ...now,
      armed: true,
      began: now.began ?? officeNow(),
      form: { ...now.form, body: text, ...(now.touched.has('channel') ? {} : { channel: 'message' as const }) },
    }))
  return {
    ...state,
    waits,
    change,
    take,
    pasted,
    readNow: () => readNow(newest.current.form.body, true),
    disarm: () => set((now) => (now.armed ? { ...now, armed: false } : now)),
    renew: () => set(fresh(form.channel === 'message' && !state.touched.has('channel') ? 'call' : form.channel)),
    now: () => newest.current,
  }
}
export type IntakeState = ReturnType<typeof useIntake>
