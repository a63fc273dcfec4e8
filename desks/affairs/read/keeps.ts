/** 归档 of an affair: the order as it was handed over, and what came with it. Rule: R-A01 */
import { sql } from 'kysely'
import type { KeptPaper } from '../../../kernel/archive.ts'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { filesKept, inOrder, slipKept } from '../../../kernel/reading/kept-parts.ts'
import type { OfficeDate } from '../../../kernel/time.ts'
import { order } from '../slips.ts'

interface Row {
  readonly matter: MatterId
  readonly number: string | null
  readonly day: OfficeDate
  readonly unit: UnitId
  readonly way: string
  readonly outside: boolean
  readonly result: string | null
}
export const keeps: NonNullable<DeskEntry['keeps']> = async ({ tx, office, who, now }, matters) => {
  const { rows } =
    await sql<Row>`select m.id as matter, m.number, (m.registered_at at time zone 'Asia/Shanghai')::date::text as day, m.owner_unit as unit, d.way, d.outside, p.result
     from matter m join affairs_affair d on d.matter_id = m.id left join round r on r.matter_id = m.id and r.no = m.round left join report p on p.id = r.report
     where m.id = any (${matters}::uuid[]) and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  const files = await filesKept(tx, matters)
  return new Map(
    rows.map((row): [MatterId, KeptPaper] => {
      const author = office.units.get(row.unit)?.name ?? ''
      const marks = [`way:${row.way}`, `asked:${row.outside ? 'outside' : 'inside'}`, ...(row.result ? [`result:${row.result}`] : [])]
      const parts = inOrder([...(files.get(row.matter) ?? []), slipKept('handling', order.key)])
      return [row.matter, { number: row.number, author, on: row.day, unit: row.unit, marks, parts, needed: ['handling'] }]
    }),
  )
}
