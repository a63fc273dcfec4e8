/** Lines of the letters' lists: the kernel's line and the letter's own fields. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { matterRows, toRow } from '../../../kernel/reading/row.ts'
import type { LetterRow } from '../shape.ts'

export type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'calendar'>
interface Own {
  readonly id: MatterId
  readonly channel: LetterRow['channel']
  readonly letterKind: LetterRow['letterKind']
  readonly category: string | null
  readonly place: string | null
  readonly satisfied: string | null
}
/**
 * @param ids a relation with a column id, made from `visible()` or `visiblePage()`
 * @param order over `m` and its clock `c`
 */
export async function letterRows(reader: Reader, ids: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<LetterRow[]> {
  const { rows } = await matterRows(ids, order).execute(reader.tx)
  const found = rows.map((r) => r.matter)
  const own = await sql<Own>`select l.matter_id as id, l.channel, l.kind as "letterKind", l.category, l.place,
      (select a.satisfied from answer a where a.matter_id = l.matter_id and a.rated_at is not null order by a.rated_at desc limit 1) as satisfied
    from letters_letter l where l.matter_id = any (${found}::uuid[])`.execute(reader.tx)
  const byId = new Map(own.rows.map((r) => [r.id, r]))
  return rows.flatMap((raw) => {
    const letter = byId.get(raw.matter)
    if (!letter) return []
    const { id: _, ...rest } = letter
    return [{ ...toRow(raw, reader.office, reader.calendar, reader.now), ...rest }]
  })
}
