/** Copies of what lies in a 件: as it is, and the first page with its 归档章. Within what one may see, or the time of a loan; every one on record. Rule: R-A03 */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import type { Copy, HandledCopy, HandledLabels, Stamp } from '../../../platform/ctx/copies.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { gone, seen } from '../read/archive-sight.ts'
import { lentToRead } from '../read/item.ts'
import type { Term } from '../terms.ts'
import { zh } from '../words/zh-CN.ts'

interface Row {
  readonly matter: MatterId
  readonly fonds: string
  readonly year: number
  readonly no: number
  readonly organ: string
  readonly term: Term
  readonly pages: number
  readonly reference: string
  readonly digest: string | null
  readonly kind: string | null
  readonly name: string | null
}
const columns = sql`i.matter_id as matter, i.fonds, i.year, i.no, i.organ, i.term, i.pages, i.reference, f.digest, f.kind, f.name`
/** 全宗号 · 年度 · 件号 / 机构（问题） · 保管期限 · 页数 */
export const stampOf = (row: Pick<Row, 'fonds' | 'year' | 'no' | 'organ' | 'term' | 'pages' | 'reference'>): Stamp => ({
  name: row.reference,
  cells: [row.fonds, String(row.year), String(row.no), row.organ, zh.terms[row.term], String(row.pages)],
})
/** The first part with a file, in the order they lie in: the 正本. */
const first = (ctx: ReadCtx, id: string) => sql<Row>`select ${columns} from archives_item i join matter m on m.id = i.matter_id
  left join lateral (select p.file from archives_part p where p.item = i.id and p.file is not null order by p.no limit 1) p on true left join file f on f.id = p.file
  where i.id = ${id} and i.state = 'kept' and (${seen(ctx)} or ${lentToRead(ctx)})`
/** One part by the file it is; over its matter, for the parts have no index by file. */
const one = (
  ctx: ReadCtx,
  file: string,
) => sql<Row>`select ${columns} from file f join matter m on m.id = f.matter_id join archives_item i on i.matter_id = m.id join archives_part p on p.item = i.id and p.file = f.id
  where f.id = ${file} and i.state = 'kept' and (${seen(ctx)} or ${lentToRead(ctx)}) limit 1`

async function copyOf(ctx: ReadCtx, query: ReturnType<typeof one>, stamped: boolean): Promise<Copy> {
  const [row] = (await query.execute(ctx.tx)).rows
  if (!row) throw gone()
  return {
    matter: row.matter,
    name: stamped ? row.reference : (row.name ?? row.reference),
    file: row.digest && row.kind ? { digest: row.digest, kind: row.kind } : null,
    stamp: stamped ? stampOf(row) : null,
  }
}
export const copies: readonly HandledCopy[] = [
  { key: 'stamped.pdf', find: (ctx, id) => copyOf(ctx, first(ctx, id), true) },
  { key: 'part', find: (ctx, id) => copyOf(ctx, one(ctx, id), false) },
]
export const labels: readonly HandledLabels[] = [
  {
    key: 'labels',
    power: 'archives.keep',
    async stamps(ctx, ids) {
      const { rows } = await sql<Row>`select ${columns} from archives_item i join matter m on m.id = i.matter_id left join file f on false
        where i.id = any (${ids}::uuid[]) and i.state = 'kept' and ${seen(ctx)} order by i.reference`.execute(ctx.tx)
      if (rows.length === 0) throw gone()
      return rows.map(stampOf)
    },
  },
]
