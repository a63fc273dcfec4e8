/**
 * 归档 of a paper: 正本, the attachments it names, the 收文处理笺. Its row in the office's table goes by its type, by 办件 or 阅件, by where it came from and, of a joint
 * paper, by which of the two offices leads: that one keeps the original, the other a copy. Rule: R-A01; 条例 art. 27
 */
import { sql } from 'kysely'
import type { KeptPaper, PartRole } from '../../../kernel/archive.ts'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { filesKept, inOrder, slipKept } from '../../../kernel/reading/kept-parts.ts'
import type { OfficeDate } from '../../../kernel/time.ts'

/** 收文处理笺 among the desk's slips. */
const HANDLING = 'processing'
interface Row {
  readonly matter: MatterId
  readonly unit: UnitId
  readonly sender: string
  readonly sender_unit: UnitId | null
  readonly sender_number: string | null
  readonly paper_type: string
  readonly handling: 'act' | 'read'
  readonly urgency: string
  readonly day: OfficeDate
  readonly named: number
  readonly lead: 'ours' | 'theirs' | null
}
export const keeps: NonNullable<DeskEntry['keeps']> = async ({ tx, office, who, now }, matters) => {
  const { rows } = await sql<Row>`select m.id as matter, m.owner_unit as unit, p.sender, p.sender_unit, p.sender_number, p.paper_type, p.handling, p.urgency,
       coalesce(p.written_on, (p.received_at at time zone 'Asia/Shanghai')::date)::text as day, p.joint ->> 'lead' as lead, coalesce(cardinality(p.attachments_named), 0) as named
     from matter m join incoming_paper p on p.matter_id = m.id where m.id = any (${matters}::uuid[]) and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  const files = await filesKept(tx, matters)
  return new Map(
    rows.map((row): [MatterId, KeptPaper] => {
      const marks = [
        `paper:${row.paper_type}`,
        `handling:${row.handling}`,
        `urgency:${row.urgency}`,
        `origin:${row.sender_unit === null ? 'outside' : 'below'}`,
        ...(row.lead ? [`joint:${row.lead}`] : []),
      ]
      const named = Array.from({ length: row.named }, (): PartRole => 'attachment')
      const parts = inOrder([...(files.get(row.matter) ?? []), slipKept('handling', HANDLING)])
      return [row.matter, { number: row.sender_number, author: row.sender, on: row.day, unit: row.unit, marks, parts, needed: ['original', 'handling', ...named] }]
    }),
  )
}
