/** One row of 工作台 and 总台账: its columns, its light, its names. */
import { type RawBuilder, sql } from 'kysely'
import { innerDue, type Light, lightOf, type PauseSpan } from '../clock/due.ts'
import type { Calendar } from '../clock/workdays.ts'
import type { Office } from '../decide/office.ts'
import type { AssignmentId, MatterId, PersonId, UnitId } from '../ids.ts'
import { type Instant, instant } from '../time.ts'
import type { WorkRow } from '../view.ts'

export interface RawRow {
  readonly matter: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly phase: string
  readonly state: string
  readonly urgency: string
  readonly round: number
  readonly registered_at: Instant
  readonly lead_unit: UnitId
  readonly owner_person: PersonId
  readonly closed_at: Instant | null
  readonly started_at: Instant | null
  readonly due_at: Instant | null
  readonly pauses: readonly { readonly from_at: string; readonly to_at: string | null }[] | null
  readonly piece: AssignmentId | null
  readonly kind: 'do' | 'say' | 'read' | null
  readonly role: string | null
  readonly piece_state: string | null
  readonly accepted_at: Instant | null
  readonly to_sign: boolean
  readonly piece_due: Instant | null
  readonly piece_started: Instant | null
  readonly holder_person: PersonId | null
  readonly holder_unit: UnitId | null
}

/** What a matter `m` runs against: the nearest running clock of the whole, else of a piece (待交办, 待答复, 待回访 have none of the whole). */
const running = sql`from clock k where k.matter_id = m.id and k.stopped_at is null order by k.whole desc, k.due_at, k.id limit 1`
/** That clock, as `c`. */
export const runningClock = sql`left join lateral (select k.started_at, k.due_at ${running}) c on true`
/** Clock `k`, running, is the one its matter runs against. Most that are not stand beside one of the whole, which is asked first. */
export const isRunning = sql<boolean>`(k.whole or not exists (select 1 from clock n where n.matter_id = k.matter_id and n.stopped_at is null and n.whole offset 0))
  and k.id = (select n.id from clock n where n.matter_id = k.matter_id and n.stopped_at is null order by n.whole desc, n.due_at, n.id limit 1)`
/** When it is due; null where nothing runs. */
export const runningDue = sql<Instant | null>`(select k.due_at ${running})`

/** Work a person gave and nobody has signed for, of `assignment a`; what a rule gave (拟复, 回访) needs no signature. */
export const toSign = sql<boolean>`(a.kind = 'do' and a.accepted_at is null and (a.lead or a.from_assignment is not null))`
/** 承办单位 of `m`: the unit asked as lead, also before it has signed; else the owner's. */
export const leadUnit: RawBuilder<UnitId> = sql<UnitId>`coalesce((select l.unit from assignment l where l.matter_id = m.id and l.lead and l.state = 'open' order by l.given_at desc, l.id limit 1), m.owner_unit)`

/** Matters `m` of a unit: it owns them, or was asked as lead and is still to sign. */
export const ofUnit = (unit: UnitId): RawBuilder<boolean> =>
  sql<boolean>`(m.owner_unit = ${unit} or exists (select 1 from assignment l where l.matter_id = m.id and l.lead and l.state = 'open' and l.unit = ${unit}))`

const shared = sql`m.id as matter, m.desk, m.number, m.title, m.phase, m.state, m.urgency, m.round, m.registered_at, m.owner_person, c.started_at, c.due_at,
  ${leadUnit} as lead_unit, (select r.closed_at from round r where r.matter_id = m.id and r.no = m.round) as closed_at,
  (select json_agg(json_build_object('from_at', p.from_at, 'to_at', p.to_at)) from pause p where p.matter_id = m.id) as pauses`

/** Rows of matters `m` of a relation `from` that has their ids. @param order over `m` and `c` */
export const matterRows = (ids: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<RawRow> => sql<RawRow>`select ${shared},
    null as piece, null as kind, null as role, null as piece_state, null::timestamptz as accepted_at, false as to_sign, null::timestamptz as piece_due, null::timestamptz as piece_started,
    h.person as holder_person, h.unit as holder_unit
  from ${ids} f join matter m on m.id = f.id ${runningClock}
  left join lateral (select a.person, a.unit from assignment a where a.matter_id = m.id and a.state = 'open' and a.kind <> 'read' order by a.lead desc, a.given_at desc, a.id limit 1) h on true
  order by ${order}`

/** Rows of single pieces. @param order over `a`, `m` */
export const pieceRows = (ids: readonly AssignmentId[], order: RawBuilder<unknown>): RawBuilder<RawRow> => sql<RawRow>`select ${shared},
    a.id as piece, a.kind, a.role, a.state as piece_state, a.accepted_at, ${toSign} as to_sign, a.due_at as piece_due, a.given_at as piece_started, a.person as holder_person, a.unit as holder_unit
  from assignment a join matter m on m.id = a.matter_id ${runningClock}
  where a.id = any (${ids}::uuid[]) order by ${order}`

export const spans = (pauses: RawRow['pauses']): PauseSpan[] => (pauses ?? []).map((p) => ({ from_at: instant(p.from_at), to_at: p.to_at === null ? null : instant(p.to_at) }))

export interface Timed {
  readonly started: Instant | null
  readonly due: Instant | null
  readonly pauses: readonly PauseSpan[]
  readonly over: boolean
}
/** Without a due time a thing is on time, as long as it is not over. Rule: R-S10 */
export function lightAt({ started, due, pauses, over }: Timed, now: Instant, calendar: Calendar): Light {
  if (over) return 'done'
  const paused = pauses.some((p) => p.to_at === null)
  if (!due) return paused ? 'paused' : 'on'
  return lightOf({ due, inner: innerDue(started ?? due, due, calendar, pauses, now), stopped: null, paused, now, calendar })
}

export function toRow(raw: RawRow, office: Office, calendar: Calendar, now: Instant): WorkRow {
  const ofPiece = raw.piece !== null && raw.piece_due !== null
  const over = raw.phase === 'closed' || raw.phase === 'void' || raw.piece_state === 'ended'
  const due = ofPiece ? raw.piece_due : raw.due_at
  const started = ofPiece ? (raw.piece_started ?? raw.started_at) : raw.started_at
  const holder = raw.holder_person ?? (raw.holder_unit ? null : raw.owner_person)
  return {
    matter: raw.matter,
    desk: raw.desk,
    number: raw.number,
    title: raw.title,
    phase: raw.phase,
    state: raw.state,
    urgency: raw.urgency,
    light: lightAt({ started, due, pauses: spans(raw.pauses), over }, now, calendar),
    due,
    piece: raw.piece,
    kind: raw.kind,
    role: raw.role,
    pieceState: raw.piece_state,
    accepted: raw.accepted_at !== null,
    toSign: raw.to_sign,
    holder: (holder ? office.persons.get(holder)?.name : raw.holder_unit ? office.units.get(raw.holder_unit)?.short : null) ?? '',
    ownerUnit: office.units.get(raw.lead_unit)?.short ?? '',
    registeredAt: raw.registered_at,
    closedAt: raw.closed_at,
    round: raw.round,
  }
}

/** A pattern that finds this text as it stands, within. */
export const like = (text: string): string => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`

/** A place in a list, opaque to the browser. */
export const packCursor = (place: readonly (string | null)[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')
/** @returns null for anything this server did not make: the list then begins at its beginning */
export function unpackCursor(cursor: string | undefined, parts: number): (string | null)[] | null {
  if (!cursor) return null
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const good = Array.isArray(place) && place.length === parts && place.every((part) => part === null || (typeof part === 'string' && /^[0-9a-zA-Z:.+-]{1,40}$/.test(part)))
    return good ? (place as (string | null)[]) : null
  } catch {
    return null // not JSON: not ours
  }
}
export const isUuid = (text: string | null): text is string => text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
export const isInstant = (text: string | null): text is Instant => text !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)
