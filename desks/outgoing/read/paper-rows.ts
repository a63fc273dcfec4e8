/** Lines of 发文 lists: the kernel's line and the paper's own fields. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { matterRows, toRow } from '../../../kernel/reading/row.ts'
import type { PaperRow } from '../ledger-shape.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'calendar'>
type Own = Pick<PaperRow, 'docNumber' | 'paperType' | 'direction' | 'paperUrgency' | 'organs' | 'copies' | 'issuedAt' | 'openness'> & { readonly id: MatterId }
/** @param ids a relation with a column id, made from `visible()` or `visiblePage()`; newest first */
export async function paperRows(reader: Reader, ids: RawBuilder<unknown>): Promise<PaperRow[]> {
  const { rows } = await matterRows(ids, sql`m.id desc`).execute(reader.tx)
  const own = await sql<Own>`select p.matter_id as id, p.doc_number as "docNumber", p.paper_type as "paperType", p.direction, p.urgency as "paperUrgency", p.organs, p.copies,
      p.issued_at as "issuedAt", p.openness ->> 'kind' as openness from outgoing_paper p where p.matter_id = any (${rows.map((r) => r.matter)}::uuid[])`.execute(reader.tx)
  const byId = new Map(own.rows.map((r) => [r.id, r]))
  return rows.flatMap((raw) => {
    const paper = byId.get(raw.matter)
    if (!paper) return []
    const { id: _, ...rest } = paper
    return [{ ...toRow(raw, reader.office, reader.calendar, reader.now), ...rest }]
  })
}
