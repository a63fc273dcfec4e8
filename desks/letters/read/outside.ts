/** 外部系统对照: of one letter, and 待回填 of all one may see. */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { maySee, sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type OutsideForm, type OutsideRow, outsideForms, outsideOf, toFeed } from '../outside.ts'
import { letterRows, type Reader } from './letter-rows.ts'

export const outsideRows = (reader: Pick<Reader, 'tx'>, matter: MatterId): Promise<OutsideRow[]> =>
  run<OutsideRow>(
    reader.tx,
    `select o.system, o.number, o.link, o.feed_by as "feedBy", o.fed_at as "fedAt", coalesce(p.name, case when o.fed_key is not null then o.system end) as "fedBy", o.supervised
     from letters_outside o left join person p on p.id = o.fed_by where o.matter_id = $1 order by o.system`,
    [matter],
  )
const formsOf = (reader: Pick<Reader, 'tx'>): Promise<OutsideForm[]> =>
  run<OutsideForm>(reader.tx, 'select f.system, f.columns, f.fields from letters_outside_form f order by f.system', [])

export const readOutside = read(outsideOf, async (ctx, { id }) => {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), id))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return { rows: await outsideRows(ctx, id), forms: await formsOf(ctx) }
})
export const readOutsideForms = read(outsideForms, async (ctx) => ({ forms: await formsOf(ctx) }))

/** Not yet fed back, soonest first; what has no date of its own comes last. @param exported leaves out `named` letters (R-C04) */
export async function toFeedRows(ctx: Reader, exported = false) {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const leaving = exported ? sql`and m.readers <> 'named'` : sql``
  const owed = sql`(select m.id from matter m join letters_outside o on o.matter_id = m.id and o.fed_at is null where m.phase <> 'void' and ${visible(sight, 'm', 'each')} ${leaving} limit 500)`
  const rows = await letterRows(ctx, owed, sql`m.id`)
  const theirs = await run<OutsideRow & { id: string }>(
    ctx.tx,
    `select o.matter_id as id, o.system, o.number, o.link, o.feed_by as "feedBy", o.fed_at as "fedAt", null as "fedBy", o.supervised
     from letters_outside o where o.fed_at is null and o.matter_id = any ($1::uuid[]) order by o.feed_by nulls last, o.matter_id`,
    [rows.map((row) => row.matter)],
  )
  const byId = new Map(rows.map((row) => [row.matter, row]))
  return theirs.flatMap(({ id, ...outside }) => {
    const row = byId.get(id)
    return row ? [{ ...row, outside }] : []
  })
}
export const readToFeed = read(toFeed, async (ctx) => ({ rows: await toFeedRows(ctx) }))
