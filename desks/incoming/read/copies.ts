/** 份: who holds which, the newest first; never a copy of a paper one may not see. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower, homeUnits } from '../../../kernel/decide/office.ts'
import type { MatterId, PersonId, PostId } from '../../../kernel/ids.ts'
import { maySee, sightOf, visible } from '../../../kernel/people/sight.ts'
import { countUpTo } from '../../../kernel/reading/phase-and-light.ts'
import { like } from '../../../kernel/reading/row.ts'
import { MATTERS_STOP } from '../../../kernel/reading/shape.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { type Instant, instant, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { readCopyCode } from '../../../platform/ctx/reports.ts'
import { type CopyRow, copies, copiesOf, copyByCode, type copyFilter } from '../copies-shape.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>
interface Stored extends Pick<CopyRow, 'id' | 'number' | 'title' | 'sender' | 'senderNumber' | 'no' | 'of' | 'serial' | 'state' | 'folder'> {
  readonly matter: MatterId
  readonly holder: PersonId | null
  readonly post: PostId | null
  readonly back_by: OfficeDate | null
  readonly since: Instant
  readonly received_at: Instant
}
export function toCopyRow(reader: Reader, row: Stored): CopyRow {
  const { holder, post, back_by, since, received_at, ...rest } = row
  const unit = holder ? homeUnits(reader.office, holder, reader.now)[0] : undefined
  return {
    ...rest,
    desk: 'incoming',
    holder: holder && { id: holder as string, name: reader.office.persons.get(holder)?.name ?? '' },
    unit: (unit && reader.office.units.get(unit)?.short) ?? '',
    post: post && (reader.office.posts.get(post)?.title ?? ''),
    backBy: back_by,
    overdue: back_by !== null && back_by < officeDate(reader.now),
    since: instant(since),
    receivedAt: instant(received_at),
  }
}
/** @param where over `c` (the copy), `m` and `p` */
export async function copyRows(reader: Reader, where: RawBuilder<unknown>, order: RawBuilder<unknown>, most: number): Promise<CopyRow[]> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await sql<Stored>`select c.id, c.matter_id as matter, m.number, m.title, p.sender, p.sender_number as "senderNumber", c.no,
      (select count(*)::int from incoming_copy x where x.matter_id = c.matter_id) as of, c.serial, c.state, c.holder, c.post, c.folder, c.back_by::text as back_by, c.since, p.received_at
    from incoming_copy c join matter m on m.id = c.matter_id join incoming_paper p on p.matter_id = c.matter_id
    where ${where} and ${visible(sight, 'm', 'each')} order by ${order} ${limitOf(most)}`.execute(reader.tx)
  return rows.map((row) => toCopyRow(reader, row))
}
type Filter = z.output<typeof copyFilter>
function conditions(filter: Filter, now: Instant): RawBuilder<boolean>[] {
  const { state, holder, text } = filter
  const said = text ? like(text) : ''
  return [
    ...(state === 'overdue' ? [sql<boolean>`c.state = 'out' and c.back_by < ${officeDate(now)}::date`] : state ? [sql<boolean>`c.state = ${sql.lit(state)}`] : []),
    ...(holder ? [sql<boolean>`c.state = 'out' and c.holder = ${holder}`] : []),
    ...(text ? [sql<boolean>`(m.title ilike ${said} or m.number ilike ${said} or p.sender_number ilike ${said} or c.serial ilike ${said} or c.folder ilike ${said})`] : []),
  ]
}
interface Page {
  readonly rows: CopyRow[]
  readonly next: string | null
}
/** @param exported leaves out copies of `named` papers, which are never taken out of the house (R-C04) */
export async function copiesPage(reader: Reader, filter: Filter, cursor: string | undefined, size: number, exported = false): Promise<Page> {
  const leaving = exported ? [sql<boolean>`m.readers <> 'named'`] : []
  const all = [...conditions(filter, reader.now), ...leaving, ...(cursor ? [sql<boolean>`c.id < ${cursor}`] : [])]
  const rows = await copyRows(reader, all.length > 0 ? sql.join(all, sql` and `) : sql`true`, sql`c.id desc`, size + 1)
  return { rows: rows.slice(0, size), next: rows.length > size ? (rows[size - 1]?.id ?? null) : null }
}
export const readCopies = read(
  copies,
  async (ctx, { cursor, size, ...filter }) => {
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    // each walks an index of its own and stops where numbers over a list stop
    const upTo = (which: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
      countUpTo(
        ctx.tx,
        sql<number>`(select count(*)::int from (select 1 from incoming_copy c join matter m on m.id = c.matter_id
          where c.state = 'out' and ${which} and ${visible(sight, 'm', 'walked')} order by ${order} ${limitOf(MATTERS_STOP + 1)}) t)`,
      )
    const out = await upTo(sql`true`, sql`c.id desc`)
    const overdue = await upTo(sql`c.back_by < ${officeDate(ctx.now)}::date`, sql`c.back_by`)
    return { ...(await copiesPage(ctx, filter, cursor, size)), out, overdue }
  },
  { power: 'incoming.copies' },
)
/** 扫标签: which copy it is; a code that is not one of ours, or of a paper one may not see, is nothing. */
export const readCopyByCode = read(
  copyByCode,
  async (ctx, { code }) => {
    const said = readCopyCode(code)
    const [copy = null] = said ? await copyRows(ctx, sql`c.matter_id = ${said.matter} and c.no = ${said.copy}`, sql`c.no`, 1) : []
    return { copy }
  },
  { power: 'incoming.copies' },
)
interface StoredMove {
  readonly copy: string
  readonly kind: z.output<(typeof copiesOf)['output']>['moves'][number]['kind']
  readonly holder: PersonId | null
  readonly folder: string | null
  readonly toWhom: string | null
  readonly onDay: string | null
  readonly by: PersonId
  readonly at: Instant
}
/** Of one paper, with every hand each copy went through. @throws RefusalError `kernel.not-found` */
export const readCopiesOf = read(copiesOf, async (ctx, { matter }) => {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const rows = await copyRows(ctx, sql`c.matter_id = ${matter}`, sql`c.no`, 1000)
  const moves = await sql<StoredMove>`select v.copy, v.kind, v.holder, v.folder, v.to_whom as "toWhom", v.on_day::text as "onDay", v.by, v.at
    from incoming_copy_move v where v.matter_id = ${matter} and v.kind <> 'came' order by v.id desc limit 200`.execute(ctx.tx)
  const named = (id: PersonId) => ({ id: id as string, name: ctx.office.persons.get(id)?.name ?? '' })
  const may = (power: string) => hasPower(ctx.office, ctx.who.person, power, ctx.now)
  return {
    rows,
    moves: moves.rows.map((move) => ({ ...move, holder: move.holder && named(move.holder), by: named(move.by), at: instant(move.at) })),
    may: { move: may('incoming.copies'), destroy: may('incoming.destroy') },
  }
})
