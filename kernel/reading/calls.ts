/**
 * 今天要打的电话: whoever holds what is late, ends today, waits for a signature, or lies unread, as far as the reader may see it; by person, with the telephone of
 * his unit's office. What was urged today stands there as done. Rule: F15 (readers too, and all of them); HB-14; HA-84
 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DeskRegistry } from '../ctx.ts'
import { promiseClock } from '../decide/clocks.ts'
import { holdersOf, type Office, postsHeld, receiverOf } from '../decide/office.ts'
import type { AssignmentId, MatterId, PersonId, PostId, UnitId } from '../ids.ts'
import { isOpen, sightOf, visible } from '../people/sight.ts'
import type { Rules } from '../rules/in-force.ts'
import { quotaAt } from '../rules/quotas.ts'
import { addMillis, atTime, type Instant, MINUTE, officeDate } from '../time.ts'
import type { WorkRow } from '../view.ts'
import { limitOf } from '../write/tx.ts'
import type { CallReason, calls } from './notices-shape.ts'
import { readContacts } from './organisation.ts'
import { pieceRows, runningClock, toRow, toSign } from './row.ts'
import type { Reader } from './work.ts'

type Page = z.input<(typeof calls)['output']>
type Row = Page['rows'][number]
type Item = Row['items'][number]
const MOST = 500
const phones = ['liaison', 'office', 'duty'] as const
interface Found {
  readonly id: AssignmentId
  readonly matter_id: MatterId
  readonly person: PersonId | null
  readonly post: PostId | null
  readonly unit: UnitId
  readonly desk: string
  readonly named: boolean
  readonly unsigned: boolean
  readonly unread_since: Instant | null
  readonly urged_at: Instant | null
  readonly urged_by: PersonId | null
  readonly urged_phone: boolean | null
}
interface CallsReader extends Reader {
  readonly desks: DeskRegistry
  readonly rules: Rules
}

/** Pieces somebody else holds, that want a call today. */
async function found({ tx, office, who, now, rules }: CallsReader): Promise<Found[]> {
  const sight = sightOf(office, who.person, now)
  const since = addMillis(now, -quotaAt(rules, 'notice.again', now).n * MINUTE)
  const end = atTime(officeDate(now))
  const unread: RawBuilder<Instant | null> = sql<Instant | null>`(select min(k.began_at) from climb k where k.piece = a.id and (k.ended is null or k.ended = 'top')
    and k.began_at <= ${since})`
  const unsigned = sql<boolean>`(${toSign} and a.given_at <= ${since})`
  const { rows } = await sql<Found>`select a.id, a.matter_id, a.person, a.post, a.unit, m.desk, m.readers = 'named' as named, ${unsigned} as unsigned, ${unread} as unread_since,
      e.at as urged_at, e.actor as urged_by, e.said ->> 'by' = 'phone' as urged_phone
    from assignment a join matter m on m.id = a.matter_id ${runningClock}
    left join lateral (select v.at, v.actor, v.said from event v where v.matter_id = m.id and v.move = 'urge' order by v.id desc limit 1) e on true
    where a.state = 'open' and a.role <> ${promiseClock} and a.person is distinct from ${who.person} and ${isOpen}
      and not exists (select 1 from pause p where p.matter_id = m.id and p.to_at is null)
      and ((a.kind <> 'read' and (coalesce(a.due_at, c.due_at) <= ${end} or ${unsigned})) or ${unread} is not null) and ${visible(sight, 'm', 'each')}
    order by coalesce(a.due_at, c.due_at) nulls last, a.id ${limitOf(MOST)}`.execute(tx)
  return rows
}
/** Whom one calls: the holder, the first holder of the post, or whoever receives for the unit. */
const holderOf = (office: Office, one: Found, now: Instant): PersonId | null =>
  one.person ?? (one.post ? holdersOf(office, one.post, now)[0] : receiverOf(office, one.unit, now)) ?? null

function reasonsOf(one: Found, row: WorkRow, now: Instant): CallReason[] {
  const reasons: CallReason[] = []
  if (row.kind !== 'read' && row.due !== null && row.due <= now) reasons.push('late')
  else if (row.kind !== 'read' && row.due !== null && row.due <= atTime(officeDate(now))) reasons.push('today')
  if (one.unsigned) reasons.push('unsigned')
  if (one.unread_since) reasons.push('unread')
  return reasons
}
function itemOf(one: Found, row: WorkRow, { office, desks, now }: CallsReader): Item {
  const quiet = desks.get(one.desk)?.desk.quiet ?? 0
  const until = one.urged_at && addMillis(one.urged_at, quiet * MINUTE)
  const today = one.urged_at !== null && one.urged_by !== null && officeDate(one.urged_at) === officeDate(now)
  return {
    row,
    piece: one.id,
    named: one.named,
    reasons: reasonsOf(one, row, now),
    unreadSince: one.unread_since,
    called: today
      ? { at: one.urged_at as Instant, by: { id: one.urged_by as PersonId, name: office.persons.get(one.urged_by as PersonId)?.name ?? '' }, phone: one.urged_phone === true }
      : null,
    quietUntil: until && until > now ? until : null,
  }
}
const isDone = (row: Row): boolean => row.items.every((item) => item.called !== null)
const lateness = (row: Row): number => row.items.filter((item) => item.reasons.includes('late')).length

export async function readCalls(reader: CallsReader): Promise<Page> {
  const { tx, office, calendar, now, who } = reader
  const pieces = await found(reader)
  const byPiece = new Map(pieces.map((one) => [one.id as string, one]))
  const raw = (await pieceRows([...byPiece.keys()] as AssignmentId[], sql`coalesce(a.due_at, c.due_at) nulls last, a.id`).execute(tx)).rows
  const contacts = new Map((await readContacts(tx, office, now)).rows.map((row) => [row.unit.id, row.contacts]))
  const phoneOf = (unit: UnitId): Row['phone'] => {
    for (let at: UnitId | null = unit; at; at = office.units.get(at)?.parent ?? null)
      for (const kind of phones) {
        const value = contacts.get(at)?.[kind]
        if (value) return { kind, value }
      }
    return null
  }
  const rows = new Map<string, Row>()
  for (const one of raw) {
    const piece = byPiece.get(one.piece ?? '')
    const person = piece && holderOf(office, piece, now)
    if (!piece || person === who.person) continue
    const key = `${person ?? ''}:${piece.unit}`
    const unit = { id: piece.unit as string, name: office.units.get(piece.unit)?.name ?? '' }
    const post = person ? (postsHeld(office, person, now).find((p) => p.unit === piece.unit) ?? postsHeld(office, person, now)[0])?.title : undefined
    const row = rows.get(key) ?? {
      key,
      person: person ? { id: person, name: office.persons.get(person)?.name ?? '' } : null,
      post: post ?? null,
      unit,
      phone: phoneOf(piece.unit),
      items: [],
    }
    rows.set(key, row)
    row.items.push(itemOf(piece, toRow(one, office, calendar, now), reader))
  }
  return {
    day: officeDate(now),
    rows: [...rows.values()].sort((a, b) => Number(isDone(a)) - Number(isDone(b)) || lateness(b) - lateness(a) || b.items.length - a.items.length || (a.key < b.key ? -1 : 1)),
  }
}
