/** Items of the archive, locked for an act of the archivist until it commits. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { gone, seen } from '../read/archive-sight.ts'
import type { DraftItem } from '../read/draft-rows.ts'

/**
 * Drafts (and what was left out before), in the order asked. Two archivists at the same pile: one has it, the other hears so.
 * @throws RefusalError `kernel.not-found` · `archives.kept-already` · `archives.open-again`
 */
export async function mustBeDrafts(ctx: Ctx, ids: readonly string[]): Promise<DraftItem[]> {
  await sql`select 1 from archives_item i where i.id = any (${ids}::uuid[]) order by i.id for update`.execute(ctx.tx)
  const { rows } = await sql<
    DraftItem & { kept: string | null; phase: string }
  >`select i.id as item, i.matter_id as matter, m.desk, m.number as own, m.title, i.drawn_at as closed_at, i.state, i.left_why,
      i.reference as kept, m.phase from archives_item i join matter m on m.id = i.matter_id where i.id = any (${ids}::uuid[]) and ${seen(ctx)}`.execute(ctx.tx)
  const byId = new Map(rows.map((row) => [row.item, row]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw gone()
    if (row.kept !== null) throw new RefusalError(refuse('archives.kept-already', { reference: row.kept }, 409))
    if (row.phase !== 'closed') throw new RefusalError(refuse('archives.open-again', { number: row.own }, 409))
    return row
  })
}
