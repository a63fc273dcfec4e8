/** 公开目录: what was issued as public, published or due. Rule: GN-38; R-D60 */
import { sql } from 'kysely'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { atTime, type OfficeDate } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { publicList } from '../issue-shape.ts'

type Row = (typeof publicList)['output']['_output']['rows'][number]
const MOST = 2000
export async function publicRows({ tx, office, who, now }: ReadCtx, year: number, due: boolean): Promise<Row[]> {
  const from = atTime(`${year}-01-01` as OfficeDate, '00:00')
  const to = atTime(`${year + 1}-01-01` as OfficeDate, '00:00')
  const { rows } =
    await sql<Row>`select m.id as matter, p.doc_number as "docNumber", m.title, p.organs, p.issued_at as "issuedAt", k.due_at as "dueAt", p.published ->> 'on' as "publishedOn",
      p.published ->> 'where' as where, p.withdrawn ->> 'kind' as withdrawn
    from outgoing_paper p join matter m on m.id = p.matter_id
      left join lateral (select c.due_at from clock c where c.matter_id = m.id and c.key = 'publishing' order by c.started_at desc limit 1) k on true
    where p.issued_at >= ${from} and p.issued_at < ${to} and p.openness ->> 'kind' = 'open' and m.readers <> 'named' and ${visible(sightOf(office, who.person, now), 'm', 'each')}
      and ${due ? sql<boolean>`p.published is null and p.withdrawn is null` : sql<boolean>`true`}
    order by p.issued_at desc, m.id limit ${MOST}`.execute(tx)
  return rows
}
export const readPublicList = read(publicList, async (ctx, { year, due }) => ({ rows: await publicRows(ctx, year, due) }))
