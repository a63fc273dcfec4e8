/** 归档文件目录: by 档号, within what its reader may see; a group is printed, any text of it is found. Rule: DA/T 22-2015; R-A05 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { like } from '../../../kernel/reading/row.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { catalogue, type catalogueAsked, groups, type KeptRow } from '../shape.ts'
import { tableAt } from '../terms.ts'
import { seen } from './archive-sight.ts'

type Filter = z.output<typeof catalogueAsked>
export const keptColumns = sql`i.id as item, i.matter_id as matter, m.desk, i.no, i.reference, i.number, i.author, m.title, i.paper_on::text as "on", i.pages, i.remark, i.sensitive,
  i.hand_over as "handOver", i.last_year as "lastYear",
  (select max(l.until) from archives_loan l join matter b on b.id = l.matter_id where l.item = i.id and b.state = 'lent') as "lentUntil"`

function conditions(filter: Filter): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql`i.state = 'kept'`]
  if (filter.year) parts.push(sql`i.year = ${filter.year}`)
  if (filter.term) parts.push(sql`i.term = ${filter.term}`)
  if (filter.organ) parts.push(sql`i.organ = ${filter.organ}`)
  if (filter.overBy) parts.push(sql`i.last_year < ${filter.overBy}`)
  if (filter.handOverBy) parts.push(sql`i.hand_over <= ${filter.handOverBy}`)
  if (filter.text) {
    const said = like(filter.text)
    parts.push(sql`(i.reference ilike ${said} or i.number ilike ${said} or i.author ilike ${said} or m.title ilike ${said})`)
  }
  return sql.join(parts, sql` and `)
}
/** Newest year first, and inside a run by its numbers. */
const cursorOf = (text: string | undefined) => {
  const found = /^(\d{4})\|(Y|D30|D10)\|([A-Za-z0-9]{1,10})\|(\d{1,7})$/.exec(text ?? '')
  return found && { year: Number(found[1]), term: found[2], organ: found[3], no: Number(found[4]) }
}
export async function cataloguePage(ctx: ReadCtx, filter: Filter, before: string | undefined, size: number): Promise<{ rows: KeptRow[]; next: string | null }> {
  const after = cursorOf(before)
  const behind = after ? sql`and (-i.year, i.term, i.organ, i.no) > (${-after.year}::int, ${after.term}::text, ${after.organ}::text, ${after.no}::int)` : sql``
  const { rows } = await sql<
    KeptRow & { year: number; term: string; organ: string }
  >`select ${keptColumns}, i.year, i.term, i.organ from archives_item i join matter m on m.id = i.matter_id
    where ${conditions(filter)} and ${seen(ctx)} ${behind} order by i.year desc, i.term, i.organ, i.no limit ${sql.lit(size + 1)}`.execute(ctx.tx)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page, next: rows.length > size && last ? `${last.year}|${last.term}|${last.organ}|${last.no}` : null }
}
export const readCatalogue = read(catalogue, (ctx, { before, size, ...filter }) => cataloguePage(ctx, filter, before, size))

/** Which runs there are, and how far they have come. */
export const readGroups = read(groups, async (ctx) => {
  const organs = tableAt(ctx.rules, ctx.now)?.table.organs ?? []
  const { rows } = await sql<{
    year: number
    term: 'Y' | 'D30' | 'D10'
    organ: string
    count: number
    pages: number
  }>`select i.year, i.term, i.organ, count(*)::int as count, sum(i.pages)::int as pages
    from archives_item i join matter m on m.id = i.matter_id where i.state = 'kept' and ${seen(ctx)} group by i.year, i.term, i.organ order by i.year desc, i.term, i.organ`.execute(
    ctx.tx,
  )
  return { rows: rows.map((row) => ({ ...row, name: organs.find((one) => one.code === row.organ)?.name ?? row.organ })) }
})
