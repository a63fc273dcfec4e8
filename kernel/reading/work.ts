/**
 * 工作台: what is in my hands, was, what I set going, what was copied to me. My hands: my name, my posts, my units' unnamed
 * pieces, and those of whom I act for today. Each unit, person and kind is walked by its own index and merged.
 * Rule: architecture §2 «Lists by unit»; invariants 12, 14
 */
import { type RawBuilder, sql } from 'kysely'
import type { Calendar } from '../clock/workdays.ts'
import { homeUnits, type Office, postsHeld } from '../decide/office.ts'
import type { AssignmentId, PersonId, PostId, UnitId } from '../ids.ts'
import { type Sight, sightOf, visible } from '../people/sight.ts'
import type { Instant } from '../time.ts'
import type { WorkRow } from '../view.ts'
import { limitOf, type Tx } from '../write/tx.ts'
import { isInstant, isUuid, lightAt, matterRows, packCursor, pieceRows, type RawRow, spans, toRow, toSign, unpackCursor } from './row.ts'

export interface Reader {
  readonly tx: Tx
  readonly office: Office
  readonly calendar: Calendar
  readonly now: Instant
  readonly who: { readonly person: PersonId }
}
interface Asked {
  readonly tab: 'todo' | 'done' | 'started' | 'copied'
  readonly kind?: 'do' | 'say' | undefined
  readonly desk?: string | undefined
  readonly light?: string | undefined
  readonly cursor?: string | undefined
  readonly size: number
}
interface Page {
  readonly rows: WorkRow[]
  readonly next: string | null
}
/** Counts of one person's hands stop here; beyond it the exact number helps nobody. */
const MOST = 1_000

interface Hand {
  readonly person: PersonId
  readonly units: readonly UnitId[]
  readonly posts: readonly PostId[]
  readonly desks: readonly string[] | null
  readonly named: boolean
}
function handsOf({ office, who, now }: Reader): Hand[] {
  const of = (person: PersonId) => ({ person, units: homeUnits(office, person, now), posts: postsHeld(office, person, now).map((p) => p.id) })
  const lent = office.delegations.filter((d) => d.agent === who.person && d.from_at <= now && (d.to_at === null || now < d.to_at))
  return [{ ...of(who.person), desks: null, named: true }, ...lent.map((d) => ({ ...of(d.principal), desks: d.desks, named: d.named_too }))]
}

const both = (a: RawBuilder<boolean>, b: RawBuilder<boolean> | null): RawBuilder<boolean> => (b ? sql<boolean>`${a} and ${b}` : a)
function within(hand: Hand, sight: Sight, desk: string | undefined): RawBuilder<boolean> {
  const named = hand.named ? null : sql<boolean>`m.readers <> 'named'`
  const lent = hand.desks ? sql<boolean>`m.desk = any (${hand.desks}::text[])` : null
  return both(both(both(visible(sight, 'm', 'each'), named), lent), desk ? sql<boolean>`m.desk = ${desk}` : null)
}
/** Ids of open pieces in my hands, of these kinds, in the order of `order`, each branch by its own index. */
function openPieces(
  reader: Reader,
  kinds: readonly string[],
  desk: string | undefined,
  more: RawBuilder<boolean> | null,
  order: RawBuilder<unknown>,
  limit: number,
): RawBuilder<unknown> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const branches = handsOf(reader).flatMap((hand) => {
    const keep = within(hand, sight, desk)
    const only = more ? sql` and ${more}` : sql``
    // in their order first, then asked one by one whether they may be seen, until there are enough
    const walked = (mine: RawBuilder<boolean>) => sql`select a.id from (select a.id, a.matter_id, a.due_at from assignment a
        where ${mine} and a.kind = k.kind and a.state = 'open'${only} order by ${order} offset 0) a join matter m on m.id = a.matter_id
      where ${keep} order by ${order} ${limitOf(limit)}`
    return [
      sql`select x.id from unnest(${hand.units}::uuid[]) as u(id) cross join unnest(${kinds}::text[]) as k(kind) cross join lateral (
        ${walked(sql`a.unit = u.id and a.person is null and (a.post is null or a.post = any (${hand.posts}::uuid[]))`)}) x`,
      sql`select x.id from unnest(${kinds}::text[]) as k(kind) cross join lateral (${walked(sql`a.person = ${hand.person}`)}) x`,
    ]
  })
  return sql`(${sql.join(branches, sql` union `)})`
}
const byDue = sql`a.due_at, a.id`
const newest = sql`a.id desc`

interface Brief {
  readonly id: AssignmentId
  readonly due_at: Instant | null
  readonly started_at: Instant | null
  /** Work a person gave, not signed for; an opinion, and what a rule gave, need no signature. */
  readonly unsigned: boolean
  readonly kind: string
  readonly pauses: RawRow['pauses']
}
/** Everything open in my hands, briefly, by due time. */
async function briefly(reader: Reader, desk: string | undefined): Promise<(Brief & { readonly light: string })[]> {
  const { rows } =
    await sql<Brief>`select a.id, a.kind, coalesce(a.due_at, c.due_at) as due_at, case when a.due_at is null then c.started_at else a.given_at end as started_at, ${toSign} as unsigned,
      (select json_agg(json_build_object('from_at', p.from_at, 'to_at', p.to_at)) from pause p where p.matter_id = a.matter_id) as pauses
    from ${openPieces(reader, ['do', 'say'], desk, null, byDue, MOST)} f join assignment a on a.id = f.id
    left join lateral (select w.started_at, w.due_at from clock w where w.matter_id = a.matter_id and w.stopped_at is null order by w.whole desc, w.due_at limit 1) c on a.due_at is null
    order by a.due_at nulls last, a.id ${limitOf(MOST)}`.execute(reader.tx)
  return rows.map((row) => ({ ...row, light: lightAt({ started: row.started_at, due: row.due_at, pauses: spans(row.pauses), over: false }, reader.now, reader.calendar) }))
}

async function pieces(reader: Reader, ids: readonly AssignmentId[], order: RawBuilder<unknown>): Promise<WorkRow[]> {
  if (ids.length === 0) return []
  const { rows } = await pieceRows(ids, order).execute(reader.tx)
  return rows.map((row) => toRow(row, reader.office, reader.calendar, reader.now))
}
const listed = async <T>(reader: Reader, query: RawBuilder<T>): Promise<T[]> => (await query.execute(reader.tx)).rows

/** By due time, what has none last. */
async function todo(reader: Reader, asked: Asked): Promise<Page> {
  const order = sql`a.due_at nulls last, a.id`
  const place = unpackCursor(asked.cursor, 2)
  if (asked.light) {
    const all = (await briefly(reader, asked.desk)).filter((one) => one.light === asked.light && (!asked.kind || one.kind === asked.kind))
    const from = place ? all.findIndex((one) => one.id === place[1]) + 1 : 0
    const page = all.slice(from, from + asked.size)
    return {
      rows: await pieces(
        reader,
        page.map((one) => one.id),
        order,
      ),
      next: all.length > from + asked.size ? packCursor([null, page.at(-1)?.id ?? null]) : null,
    }
  }
  const [due, id] = place ?? []
  const later =
    !place || !isUuid(id ?? null)
      ? null
      : isInstant(due ?? null)
        ? sql<boolean>`((a.due_at, a.id) > (${due}, ${id}) or a.due_at is null)`
        : sql<boolean>`a.due_at is null and a.id > ${id}`
  const found = await listed(
    reader,
    sql<{
      id: AssignmentId
      due_at: Instant | null
    }>`select a.id, a.due_at from ${openPieces(reader, asked.kind ? [asked.kind] : ['do', 'say'], asked.desk, later, byDue, asked.size + 1)} f join assignment a on a.id = f.id order by ${order} ${limitOf(asked.size + 1)}`,
  )
  const page = found.slice(0, asked.size)
  const last = page.at(-1)
  return {
    rows: await pieces(
      reader,
      page.map((one) => one.id),
      order,
    ),
    next: found.length > asked.size && last ? packCursor([last.due_at, last.id]) : null,
  }
}

/** What I ended myself, in whoever's right; newest first. */
async function done(reader: Reader, asked: Asked): Promise<Page> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const [at, id] = unpackCursor(asked.cursor, 2) ?? []
  const earlier = isInstant(at ?? null) && isUuid(id ?? null) ? sql`and (a.ended_at, a.id) < (${at}, ${id})` : sql``
  const desk = asked.desk ? sql`and m.desk = ${asked.desk}` : sql``
  const found = await listed(
    reader,
    sql<{ id: AssignmentId; ended_at: Instant }>`select a.id, a.ended_at from assignment a join matter m on m.id = a.matter_id
      where a.acted_by = ${reader.who.person} and a.ended_at is not null ${earlier} ${desk} and ${visible(sight, 'm', 'each')} order by a.ended_at desc, a.id desc ${limitOf(asked.size + 1)}`,
  )
  const page = found.slice(0, asked.size)
  const last = page.at(-1)
  return {
    rows: await pieces(
      reader,
      page.map((one) => one.id),
      sql`a.ended_at desc, a.id desc`,
    ),
    next: found.length > asked.size && last ? packCursor([last.ended_at, last.id]) : null,
  }
}

/** Matters in which I gave somebody something (registering gives myself the first piece), newest matter first. */
async function started(reader: Reader, asked: Asked): Promise<Page> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const [before] = unpackCursor(asked.cursor, 1) ?? []
  const older = isUuid(before ?? null) ? sql`and a.matter_id < ${before}` : sql``
  const desk = asked.desk ? sql`and m.desk = ${asked.desk}` : sql``
  const ids = sql`(select distinct on (a.matter_id) a.matter_id as id from assignment a join matter m on m.id = a.matter_id
    where a.given_by = ${reader.who.person} ${older} ${desk} and ${visible(sight, 'm', 'each')} order by a.matter_id desc ${limitOf(asked.size + 1)})`
  const found = await listed(reader, matterRows(ids, sql`m.id desc`))
  const rows = found.slice(0, asked.size).map((row) => toRow(row, reader.office, reader.calendar, reader.now))
  return { rows, next: found.length > asked.size ? packCursor([rows.at(-1)?.matter ?? null]) : null }
}

/** 抄送、传阅: the unread first, then what I have read, newest first. */
async function copied(reader: Reader, asked: Asked): Promise<Page> {
  const [stage, at, id] = unpackCursor(asked.cursor, 3) ?? []
  if (stage !== 'read') {
    const earlier = isUuid(id ?? null) ? sql<boolean>`a.id < ${id}` : null
    const found = await listed(
      reader,
      sql<{ id: AssignmentId }>`select f.id from ${openPieces(reader, ['read'], asked.desk, earlier, newest, asked.size + 1)} f order by f.id desc ${limitOf(asked.size + 1)}`,
    )
    const page = found.slice(0, asked.size).map((one) => one.id)
    const rows = await pieces(reader, page, newest)
    if (found.length > asked.size) return { rows, next: packCursor(['unread', null, page.at(-1) ?? null]) }
    const rest = await alreadyRead(reader, asked, null, null, asked.size - page.length)
    return { rows: [...rows, ...rest.rows], next: rest.next }
  }
  return alreadyRead(reader, asked, at ?? null, id ?? null, asked.size)
}
/** Read by me, in whoever's right; what was withdrawn unread is gone. */
async function alreadyRead(reader: Reader, asked: Asked, at: string | null, id: string | null, size: number): Promise<Page> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const earlier = isInstant(at) && isUuid(id) ? sql`and (a.ended_at, a.id) < (${at}, ${id})` : sql``
  const desk = asked.desk ? sql`and m.desk = ${asked.desk}` : sql``
  const found = await listed(
    reader,
    sql<{ id: AssignmentId; ended_at: Instant }>`select a.id, a.ended_at from assignment a join matter m on m.id = a.matter_id
      where a.acted_by = ${reader.who.person} and a.kind = 'read' and a.ended_at is not null ${earlier} ${desk} and ${visible(sight, 'm', 'each')}
      order by a.ended_at desc, a.id desc ${limitOf(size + 1)}`,
  )
  const page = found.slice(0, size)
  const last = page.at(-1)
  const next = found.length > size ? packCursor(['read', last?.ended_at ?? at, last?.id ?? id]) : null
  const rows = await pieces(
    reader,
    page.map((one) => one.id),
    sql`a.ended_at desc, a.id desc`,
  )
  return { rows, next }
}

export async function readWork(reader: Reader, asked: Asked) {
  const page = await { todo, done, started, copied }[asked.tab](reader, asked)
  const open = await briefly(reader, undefined)
  const unread = await listed(reader, sql<{ n: number }>`select count(*) as n from ${openPieces(reader, ['read'], undefined, null, newest, MOST)} f`)
  const of = (light: string) => open.filter((one) => one.light === light).length
  return {
    ...page,
    counts: {
      todo: open.length,
      late: of('late'),
      soon: of('soon'),
      unsigned: open.filter((one) => one.unsigned).length,
      say: open.filter((one) => one.kind === 'say').length,
      unread: Math.min(MOST, unread[0]?.n ?? 0),
    },
  }
}
