/** The rows of 交办事项 beside its matters: loaded and saved as sets, so one act and an import of ten thousand share them. */
import { sql } from 'kysely'
import type { DeskEntry } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import type { AffairsDetail } from './shape.ts'

export const load: DeskEntry['load'] = async (tx, matters) => {
  const { rows } = await sql<{ matter_id: MatterId } & AffairsDetail>`select d.matter_id, d.purpose from affairs_matter d where d.matter_id = any (${matters}::uuid[])`.execute(tx)
  return new Map(rows.map(({ matter_id, ...detail }) => [matter_id, detail satisfies AffairsDetail]))
}
export const save: DeskEntry['save'] = async (tx, rows) => {
  const details = rows.map((row) => row.detail as AffairsDetail)
  await sql`insert into affairs_matter (matter_id, purpose)
    select n.matter_id, n.purpose from unnest(${rows.map((row) => row.matter)}::uuid[], ${details.map((d) => d.purpose)}::text[]) as n (matter_id, purpose)
    on conflict (matter_id) do update set purpose = excluded.purpose`.execute(tx)
}
