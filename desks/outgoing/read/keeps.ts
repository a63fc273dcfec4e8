/** 归档 of an outgoing paper: 正本 and attachments; its row in the office's table goes by type and by in whose name. Rule: R-A01; DA/T 22-2015 */
import { sql } from 'kysely'
import type { KeptPaper } from '../../../kernel/archive.ts'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { filesKept, inOrder } from '../../../kernel/reading/kept-parts.ts'
import type { OfficeDate } from '../../../kernel/time.ts'

interface Row {
  readonly matter: MatterId
  readonly unit: UnitId
  readonly number: string | null
  readonly organ: string
  readonly paper_type: string
  readonly direction: string
  readonly level: string
  readonly normative: boolean
  readonly day: OfficeDate
}
/** Papers that went out; what was voided before is kept nowhere. */
export const keeps: NonNullable<DeskEntry['keeps']> = async ({ tx, office, who, now }, matters) => {
  const { rows } =
    await sql<Row>`select m.id as matter, m.owner_unit as unit, p.doc_number as number, p.organs[1] as organ, p.paper_type, p.direction, p.level, p.normative is not null as normative,
       (p.issued_at at time zone 'Asia/Shanghai')::date::text as day
     from matter m join outgoing_paper p on p.matter_id = m.id
     where m.id = any (${matters}::uuid[]) and p.issued_at is not null and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  const files = await filesKept(tx, matters)
  return new Map(
    rows.map((row): [MatterId, KeptPaper] => {
      const marks = [`paper:${row.paper_type}`, `direction:${row.direction}`, `level:${row.level}`, ...(row.normative ? ['normative'] : [])]
      return [row.matter, { number: row.number, author: row.organ, on: row.day, unit: row.unit, marks, parts: inOrder(files.get(row.matter) ?? []), needed: ['original'] }]
    }),
  )
}
