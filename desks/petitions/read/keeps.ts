/** 归档 of a petition: what was put and the letter that answered it, both on paper or as files. An accusation stays with its list: it has no archive draft. Rule: R-A01, R-X02 */
import { sql } from 'kysely'
import type { KeptPaper } from '../../../kernel/archive.ts'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { filesKept } from '../../../kernel/reading/kept-parts.ts'
import type { OfficeDate } from '../../../kernel/time.ts'
import { zh } from '../words/zh-CN.ts'

interface Row {
  readonly matter: MatterId
  readonly number: string | null
  readonly day: OfficeDate
  readonly unit: UnitId
  readonly kind: string
}
export const keeps: NonNullable<DeskEntry['keeps']> = async ({ tx, office, who, now }, matters) => {
  const { rows } = await sql<Row>`select m.id as matter, m.number, (m.registered_at at time zone 'Asia/Shanghai')::date::text as day, m.owner_unit as unit, p.kind
     from matter m join petitions_petition p on p.matter_id = m.id where m.id = any (${matters}::uuid[]) and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  const files = await filesKept(tx, matters)
  return new Map(
    rows.map(({ matter, number, day, unit, kind }): [MatterId, KeptPaper] => [
      matter,
      { number, author: zh.roles.asker, on: day, unit, marks: [`kind:${kind}`], parts: files.get(matter) ?? [], needed: ['original', 'final'] },
    ]),
  )
}
