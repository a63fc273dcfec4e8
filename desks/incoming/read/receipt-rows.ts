/** What one unit sent to another, piece by piece: signed for by whom, read, answered. Begins at `visible()`. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { Office } from '../../../kernel/decide/office.ts'
import { wholeOf } from '../../../kernel/decide/own-series.ts'
import type { AssignmentId, MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { lightAt } from '../../../kernel/reading/row.ts'
import type { Instant } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import type { ReceiptRow, ReceiptState } from '../units-shape.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'calendar' | 'desks'>
/** Desks whose pieces stand in a unit's 收文. */
export const sendingDesks = ['incoming', 'affairs', 'outgoing'] as const
/** Of an outgoing paper what was distributed stands there, not the draft on its way among those who write it. */
export const isSent = sql<boolean>`(m.desk <> 'outgoing' or a.role = 'circulate')`

export interface PieceDb {
  readonly piece: AssignmentId
  readonly matter: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly urgency: string
  readonly phase: string
  readonly kind: 'do' | 'read'
  readonly lead: boolean
  readonly unit: UnitId
  readonly from_unit: UnitId
  readonly person: PersonId | null
  readonly given_at: Instant
  readonly due: Instant | null
  readonly accepted_at: Instant | null
  readonly seen_at: Instant | null
  readonly state: 'waiting' | 'open' | 'ended'
  readonly ending: string | null
  readonly ended_at: Instant | null
  readonly signed_by: PersonId | null
  readonly signed_at: Instant | null
  readonly own_number: string | null
  readonly urged_at: Instant | null
}
/** A unit with all its sections: what goes on among them is not sent to anybody. */
export function familyOf(office: Office, unit: UnitId): UnitId[] {
  const whole = wholeOf(office, unit)?.id
  return [...office.units.values()].filter((u) => wholeOf(office, u.id)?.id === whole).map((u) => u.id)
}
/** Signed for, or nobody need sign any more. */
export const isSigned = sql<boolean>`(case when a.kind = 'do' then a.accepted_at is not null else r.piece is not null end or a.state = 'ended')`

/** Given to somebody, and no errand; word for word what the index `assignment_received` holds. */
export const isGiven = sql<boolean>`a.kind in ('do', 'read') and a.state <> 'waiting' and a.role not in ('errand', 'returned')`
export const ofSendingDesks = sql<boolean>`m.desk = any (${sendingDesks as unknown as string[]}::text[]) and ${isSent}`
/** The newest first. @param where over `a` (the piece), `fa` (what it was given from), `m`, `r` (its receipt) */
export const pieceList = (reader: Reader, where: RawBuilder<boolean>, limit: number): RawBuilder<PieceDb> => sql<PieceDb>`
  select a.id as piece, m.id as matter, m.desk, m.number, m.title, m.urgency, m.phase, a.kind, a.lead, a.unit, fa.unit as from_unit, a.person, a.given_at,
    coalesce(a.due_at, k.due_at) as due, a.accepted_at, a.seen_at, a.state, a.ending, a.ended_at, r.signed_by, r.signed_at, r.own_number,
    (select max(e.at) from event e where e.matter_id = m.id and e.move = 'urge' and (e.said -> 'urged')::jsonb ? a.id::text) as urged_at
  from assignment a join assignment fa on fa.id = a.from_assignment join matter m on m.id = a.matter_id
    left join clock k on k.id = a.clock_id left join incoming_receipt r on r.piece = a.id
  where ${isGiven} and ${ofSendingDesks} and ${where}
    and ${visible(sightOf(reader.office, reader.who.person, reader.now), 'm', 'each')}
  order by a.id desc ${limitOf(limit)}`

/** What a paper of another desk calls itself (文号) stands before the number it is worked on under. */
export async function withPaperNumbers({ tx, desks }: Pick<Reader, 'tx' | 'desks'>, rows: readonly PieceDb[]): Promise<PieceDb[]> {
  const numbers = new Map<MatterId, string>()
  for (const [key, own] of Map.groupBy(rows, (row) => row.desk)) {
    const entry = desks.get(key)
    if (key === 'incoming' || !entry?.paper) continue
    for (const [matter, detail] of await entry.load(tx, [...new Set(own.map((row) => row.matter))])) {
      const number = entry.paper(detail)?.number
      if (number) numbers.set(matter, number)
    }
  }
  return rows.map((row) => ({ ...row, number: numbers.get(row.matter) ?? row.number }))
}

const well = ['done', 'agreed', 'passed']
export function stateOf(one: PieceDb): ReceiptState {
  if (one.state === 'ended')
    return one.ending === 'read' ? 'read' : one.ending !== null && well.includes(one.ending) ? (one.ending === 'passed' ? 'signed' : 'answered') : 'withdrawn'
  if (one.lead && one.accepted_at !== null && ['reported', 'closed'].includes(one.phase)) return 'answered'
  return (one.kind === 'do' ? one.accepted_at : one.signed_at) === null ? 'toSign' : 'signed'
}
export function showPiece({ office, calendar, now }: Reader, one: PieceDb): ReceiptRow {
  const unit = (id: UnitId) => ({ id: id as string, name: office.units.get(id)?.name ?? '' })
  const person = (id: PersonId) => ({ id: id as string, name: office.persons.get(id)?.name ?? '' })
  const [by, at] = [one.signed_by ?? (one.kind === 'do' && one.accepted_at !== null ? one.person : null), one.signed_at ?? (one.kind === 'do' ? one.accepted_at : null)]
  const state = stateOf(one)
  return {
    piece: one.piece,
    matter: one.matter,
    desk: one.desk,
    number: one.number,
    title: one.title,
    urgency: one.urgency,
    kind: one.kind,
    lead: one.lead,
    unit: unit(one.unit),
    from: unit(one.from_unit),
    person: one.person && person(one.person),
    givenAt: one.given_at,
    due: one.due,
    light: lightAt({ started: one.given_at, due: one.due, pauses: [], over: state !== 'toSign' && state !== 'signed' }, now, calendar),
    state,
    signed: by && at ? { by: person(by), at } : null,
    seenAt: one.seen_at,
    endedAt: one.ended_at,
    urgedAt: one.urged_at,
    ownNumber: one.own_number,
  }
}
