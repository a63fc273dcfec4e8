/** 台账: the newest matters of 样本台 this person may see. */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { sampleDesk } from '../desk.ts'
import { ledger } from '../shape.ts'

interface Row {
  matter: MatterId
  number: string | null
  title: string | null
  state: string
  phase: string
  registeredAt: string
  purpose: string
}
export const readLedger = read(ledger, async ({ tx, who, now, office }, { before, size }) => {
  const page = visiblePage(sightOf(office, who.person, now), { where: sql<boolean>`m.desk = ${sampleDesk.key}`, after: (before ?? null) as MatterId | null, limit: size })
  const { rows } = await sql<Row>`select x.id as matter, x.number, x.title, x.state, x.phase, x.registered_at as "registeredAt", d.purpose
    from ${page} v join matter x on x.id = v.id join sample_desk_matter d on d.matter_id = x.id order by x.id desc`.execute(tx)
  return { rows, next: rows.length === size ? (rows.at(-1)?.matter ?? null) : null }
})
