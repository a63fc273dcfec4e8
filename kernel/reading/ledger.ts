/**
 * 总台账: every matter a person may see, by filters. Newest, oldest and the count walk the indexes of `visiblePage`; by due time
 * the running clocks are walked first, then what has none. Counts stop at 1,000.
 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { MatterId } from '../ids.ts'
import { isOpen, type Sight, sightOf, visible, visiblePage, visibleUpTo } from '../people/sight.ts'
import { addDays, atTime, type Instant, type OfficeDate } from '../time.ts'
import type { WorkRow } from '../view.ts'
import { limitOf } from '../write/tx.ts'
import { byRow, countUpTo, onlyOpen, phaseAndLight } from './phase-and-light.ts'
import { isInstant, isRunning, isUuid, leadUnit, lightAt, like, matterRows, ofUnit, packCursor, type RawRow, runningClock, spans, toRow, unpackCursor } from './row.ts'
import { type ledgerFile, MATTERS_STOP } from './shape.ts'
import { atStep } from './step.ts'
import type { Reader } from './work.ts'

export type LedgerFilter = z.output<typeof ledgerFile>
export interface LedgerPage {
  readonly rows: WorkRow[]
  readonly next: string | null
}
/** Candidates looked at for one page when a light is computed row by row. */
const LOOKED_AT = 2_000

/** Closed, and closed within these office days; of what was handled again the last closing counts. */
export function closedIn(from: OfficeDate | undefined, to: OfficeDate | undefined): RawBuilder<boolean> {
  const since = from ? sql`and r.closed_at >= ${atTime(from, '00:00')}` : sql``
  const until = to ? sql`and r.closed_at < ${atTime(addDays(to, 1), '00:00')}` : sql``
  return sql<boolean>`(m.phase = 'closed' and (m.id, m.round) in (select r.matter_id, r.no from round r where r.closed_at is not null ${since} ${until}))`
}
function conditions(filter: LedgerFilter, now: Instant, exported: boolean): RawBuilder<boolean> | undefined {
  const all: RawBuilder<boolean>[] = []
  if (filter.desk) all.push(sql`m.desk = ${filter.desk}`)
  all.push(...phaseAndLight(filter, now))
  if (filter.unit) all.push(ofUnit(filter.unit))
  if (filter.lies) all.push(sql`${ofUnit(filter.lies)} and ${leadUnit} = ${filter.lies}`)
  if (filter.step) all.push(atStep(filter.step))
  if (filter.closedFrom || filter.closedTo) all.push(closedIn(filter.closedFrom, filter.closedTo))
  if (filter.answeredFrom)
    all.push(sql`exists (select 1 from answer x where x.matter_id = m.id and x.kind = 'final' and x.via <> 'none' and x.sent_at >= ${atTime(filter.answeredFrom, '00:00')})`)
  if (filter.returnedFrom) all.push(sql`exists (select 1 from report x where x.matter_id = m.id and x.returned_at >= ${atTime(filter.returnedFrom, '00:00')})`)
  if (filter.text) all.push(sql`m.title ilike ${like(filter.text)}`)
  if (filter.number) all.push(sql`m.number ilike ${like(filter.number)}`)
  if (filter.from) all.push(sql`m.registered_at >= ${atTime(filter.from, '00:00')}`)
  if (filter.to) all.push(sql`m.registered_at < ${atTime(addDays(filter.to, 1), '00:00')}`)
  if (exported) all.push(sql`m.readers <> 'named'`)
  return all.length > 0 ? sql<boolean>`${sql.join(all, sql` and `)}` : undefined
}
const orders = { newest: sql`m.id desc`, oldest: sql`m.id`, due: sql`c.due_at nulls last, m.id` } as const
function candidates(sight: Sight, filter: LedgerFilter, where: RawBuilder<boolean> | undefined, cursor: string | undefined, limit: number): RawBuilder<unknown> {
  const [due, id] = unpackCursor(cursor, 2) ?? []
  const after = isUuid(id ?? null) ? (id as MatterId) : null
  const open = onlyOpen(filter)
  if (filter.sort !== 'due') return visiblePage(sight, { order: filter.sort, open, limit, after, ...(where && { where }) })
  const clockless = !isInstant(due ?? null)
  const unclocked = sql<boolean>`${where ? sql`${where} and ` : sql``}not exists (select 1 from clock k where k.matter_id = m.id and k.stopped_at is null)`
  const rest = sql`select null::timestamptz as due_at, v.id from ${visiblePage(sight, { order: 'oldest', open, limit, after: clockless ? after : null, where: unclocked })} v`
  if (after && clockless) return sql`(${rest})`
  const later = after ? sql` and (k.due_at, k.matter_id) > (${due}, ${after})` : sql``
  // the clocks in their order first, then asked one by one until there are enough
  const walked = sql`(select k.id, k.due_at, k.matter_id, k.whole from clock k where k.stopped_at is null${later} order by k.due_at, k.matter_id offset 0)`
  const seen = sql`${isRunning}${open ? sql` and ${isOpen}` : sql``} and ${visible(sight, 'm', 'each')}${where ? sql` and ${where}` : sql``}`
  // what has no clock stands last: it is looked for where the clocks do not fill the page
  return sql`(with clocked as materialized (select k.due_at, k.matter_id as id from ${walked} k join matter m on m.id = k.matter_id
      where ${seen} order by k.due_at, k.matter_id ${limitOf(limit)})
    select t.id from (select c.due_at, c.id from clocked c
      union all select r.due_at, r.id from (${rest}) r where (select count(*) from clocked) < ${limit}) t order by t.due_at nulls last, t.id ${limitOf(limit)})`
}
const placeOf = (row: RawRow) => packCursor([row.due_at, row.matter])

/** @param exported leaves out `named` matters, which are never taken out of the house */
export async function readLedgerPage(reader: Reader, filter: LedgerFilter, cursor: string | undefined, size: number, exported = false): Promise<LedgerPage> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const where = conditions(filter, reader.now, exported)
  const rows: WorkRow[] = []
  let from = cursor
  for (let looked = 0; ; ) {
    const limit = byRow(filter) ? Math.max(size * 2, 100) : size
    const found = (await matterRows(candidates(sight, filter, where, from, limit + 1), orders[filter.sort]).execute(reader.tx)).rows
    for (const raw of found.slice(0, limit)) {
      from = placeOf(raw)
      const row = toRow(raw, reader.office, reader.calendar, reader.now)
      if (!byRow(filter) || row.light === filter.light) rows.push(row)
      if (rows.length === size) return { rows, next: raw === found.at(-1) ? null : from }
    }
    looked += limit
    if (found.length <= limit) return { rows, next: null }
    if (looked >= LOOKED_AT) return { rows, next: from ?? null }
  }
}

export async function countLedger(reader: Reader, filter: LedgerFilter): Promise<{ n: number; more: boolean }> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const where = conditions(filter, reader.now, false)
  if (byRow(filter)) {
    const { rows } = await sql<Pick<RawRow, 'started_at' | 'due_at' | 'pauses'>>`select c.started_at, c.due_at,
      (select json_agg(json_build_object('from_at', p.from_at, 'to_at', p.to_at)) from pause p where p.matter_id = m.id) as pauses
      from ${visiblePage(sight, { open: true, limit: MATTERS_STOP + 1, ...(where && { where }) })} f join matter m on m.id = f.id ${runningClock}`.execute(reader.tx)
    const n = rows.filter(
      (row) => lightAt({ started: row.started_at, due: row.due_at, pauses: spans(row.pauses), over: false }, reader.now, reader.calendar) === filter.light,
    ).length
    return { n: Math.min(n, MATTERS_STOP), more: rows.length > MATTERS_STOP }
  }
  return countUpTo(reader.tx, visibleUpTo(sight, { open: onlyOpen(filter), limit: MATTERS_STOP + 1, ...(where && { where }) }))
}

export async function readLedger(reader: Reader, asked: LedgerFilter & { readonly cursor?: string | undefined; readonly size: number }) {
  const page = await readLedgerPage(reader, asked, asked.cursor, asked.size)
  return { ...page, count: asked.cursor ? null : await countLedger(reader, asked) }
}
