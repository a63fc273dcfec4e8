/** Lines of 信访 lists: the kernel's line and the petition's own fields. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { matterRows, toRow } from '../../../kernel/reading/row.ts'
import type { PetitionRow } from '../shape.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'calendar'>
interface Own {
  readonly id: MatterId
  readonly petitionKind: PetitionRow['petitionKind']
  readonly way: PetitionRow['way']
  readonly askBy: string | null
}
export type Found = PetitionRow & { readonly askBy: string | null }
/** @param ids a relation with a column id, made from `visible()` or `visiblePage()`; newest first */
export async function petitionRows(reader: Reader, ids: RawBuilder<unknown>): Promise<Found[]> {
  const { rows } = await matterRows(ids, sql`m.id desc`).execute(reader.tx)
  const found = rows.map((r) => r.matter)
  const own = await sql<Own>`select p.matter_id as id, p.kind as "petitionKind", p.way,
      (select c.due_at from clock c where c.matter_id = p.matter_id and c.key = 'mayAsk' and c.round = x.round order by c.started_at desc limit 1) as "askBy"
    from petitions_petition p join matter x on x.id = p.matter_id where p.matter_id = any (${found}::uuid[])`.execute(reader.tx)
  const byId = new Map(own.rows.map((r) => [r.id, r]))
  return rows.flatMap((raw) => {
    const petition = byId.get(raw.matter)
    if (!petition) return []
    const { id: _, ...rest } = petition
    return [{ ...toRow(raw, reader.office, reader.calendar, reader.now), ...rest }]
  })
}
