/** One run of the exchange station, line by line, and the list of all. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { isInstant, isUuid, packCursor, unpackCursor } from '../../../kernel/reading/row.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { type Instant, instant } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type ArrivalRun, type RunLine, type RunRow, run, runs } from '../arrival-shape.ts'
import { checkRun } from '../run-check.ts'
import { ofHouse } from './house.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>
interface Stored {
  readonly id: string
  readonly station: string
  readonly fetched_by: PersonId
  readonly at: Instant
  readonly list_number: string | null
  readonly listed: number
  readonly by: PersonId
  readonly secret: number
  readonly closed_at: Instant | null
  readonly told_at: Instant | null
  readonly told_how: ArrivalRun['toldHow']
}
const named = (reader: Reader, id: PersonId) => ({ id: id as string, name: reader.office.persons.get(id)?.name ?? '' })
const when = (at: Instant | null) => (at === null ? null : instant(at))
const headOf = (reader: Reader, row: Stored) => ({
  id: row.id,
  station: row.station,
  fetchedBy: named(reader, row.fetched_by),
  at: instant(row.at),
  listNumber: row.list_number,
  listed: row.listed,
  by: named(reader, row.by),
  secret: row.secret,
  closedAt: when(row.closed_at),
  toldAt: when(row.told_at),
  toldHow: row.told_how,
})
interface StoredLine extends Omit<RunLine, 'signedBy'> {
  readonly run: string
  readonly signed_by: PersonId
}
/** Of a paper the reader may not see its line says that something came, and how much is lacking, not what. */
async function linesOf(reader: Reader, ids: readonly string[]): Promise<(RunLine & { readonly run: string })[]> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const known = sql`(l.matter_id is null or m.id is not null)`
  const { rows } =
    await sql<StoredLine>`select l.run, l.no, l.listed, l.copies_listed as "copiesListed", l.copies_came as "copiesCame", m.id as matter, m.number, l.as_copy as "asCopy",
      coalesce(p.sender, l.sender, '') as sender, coalesce(p.sender_number, l.sender_number) as "senderNumber", coalesce(m.title, l.title) as title,
      case when ${known} then l.attachments_missing else array_fill(''::text, array[cardinality(l.attachments_missing)]) end as "attachmentsMissing", l.signed_by,
      case when ${known} then l.code end as code
    from incoming_run_line l left join matter m on m.id = l.matter_id and ${visible(sight, 'm', 'each')} left join incoming_paper p on p.matter_id = m.id
    where l.run = any (${ids}::uuid[]) order by l.run, l.no`.execute(reader.tx)
  return rows.map(({ signed_by, ...line }) => ({ ...line, signedBy: named(reader, signed_by) }))
}
/** @throws RefusalError `kernel.not-found`: not there, or another house's */
export async function showRun(reader: Reader, id: string): Promise<ArrivalRun> {
  const { rows } = await sql<Stored>`select r.* from incoming_run r where r.id = ${id} and ${ofHouse(reader)}`.execute(reader.tx)
  const [row] = rows
  if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const lines = await linesOf(reader, [id])
  return { ...headOf(reader, row), lines: lines.map(({ run: _, ...line }) => line) }
}
export const readRun = read(run, (ctx, { id }) => showRun(ctx, id), { power: 'incoming.register' })

export async function runsPage(reader: Reader, cursor: string | undefined, size: number): Promise<{ rows: RunRow[]; next: string | null }> {
  const [at = null, id = null] = unpackCursor(cursor, 2) ?? []
  const after = isInstant(at) && isUuid(id) ? sql`and (r.at, r.id) < (${at}, ${id})` : sql``
  const { rows } = await sql<Stored>`select r.* from incoming_run r where ${ofHouse(reader)} ${after} order by r.at desc, r.id desc ${limitOf(size + 1)}`.execute(reader.tx)
  const shown = rows.slice(0, size)
  const lines = await linesOf(
    reader,
    shown.map((row) => row.id),
  )
  const last = rows.length > size ? shown.at(-1) : undefined
  return {
    rows: shown.map((row) => {
      const own = lines.filter((line) => line.run === row.id)
      return { ...headOf(reader, row), lines: own.length, came: own.filter((line) => line.copiesCame > 0).length, agrees: checkRun(row.listed, own).agrees }
    }),
    next: last ? packCursor([instant(last.at), last.id]) : null,
  }
}
export const readRuns = read(runs, (ctx, { cursor, size }) => runsPage(ctx, cursor, size), { power: 'incoming.register' })
