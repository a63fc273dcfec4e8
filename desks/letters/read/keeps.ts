/** 归档 of a letter: what came, the reply in words, the 处理笺; the writer's name is in no catalogue (R-C18). Rule: R-A01 */
import { sql } from 'kysely'
import type { KeptPaper } from '../../../kernel/archive.ts'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { filesKept, inOrder, slipKept } from '../../../kernel/reading/kept-parts.ts'
import type { OfficeDate } from '../../../kernel/time.ts'
import { handling, reply } from '../slips.ts'
import { zh } from '../words/zh-CN.ts'

interface Row {
  readonly matter: MatterId
  readonly number: string | null
  readonly day: OfficeDate
  readonly unit: UnitId
  readonly kind: string
  readonly result: string | null
  readonly replied: boolean
}
export const keeps: NonNullable<DeskEntry['keeps']> = async ({ tx, office, who, now }, matters) => {
  const { rows } = await sql<Row>`select m.id as matter, m.number, (m.registered_at at time zone 'Asia/Shanghai')::date::text as day, m.owner_unit as unit, l.kind, p.result,
       exists (select 1 from answer a where a.matter_id = m.id and a.round = m.round and a.kind = 'final' and a.body is not null and a.via <> 'none') as replied
     from matter m join letters_letter l on l.matter_id = m.id left join round r on r.matter_id = m.id and r.no = m.round left join report p on p.id = r.report
     where m.id = any (${matters}::uuid[]) and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  const files = await filesKept(tx, matters)
  return new Map(
    rows.map((row): [MatterId, KeptPaper] => {
      const own = [...(files.get(row.matter) ?? []), ...(row.replied ? [slipKept('final', reply.key)] : []), slipKept('handling', handling.key)]
      const marks = [`kind:${row.kind}`, ...(row.result ? [`result:${row.result}`] : [])]
      return [row.matter, { number: row.number, author: zh.roles.asker, on: row.day, unit: row.unit, marks, parts: inOrder(own), needed: ['handling'] }]
    }),
  )
}
