/** 信访台账: the newest petitions this person may see. What only a closed list may know is in nobody else's. */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { onlyOpen, phaseAndLight } from '../../../kernel/reading/phase-and-light.ts'
import { like } from '../../../kernel/reading/row.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { ledger } from '../shape.ts'
import { petitionRows } from './petition-rows.ts'

export const readLedger = read(ledger, async (ctx, filter) => {
  const all = [sql<boolean>`m.desk = 'petitions'`, ...phaseAndLight(filter, ctx.now)]
  if (filter.kind) all.push(sql<boolean>`exists (select 1 from petitions_petition p where p.matter_id = m.id and p.kind = ${filter.kind})`)
  if (filter.text) all.push(sql<boolean>`(m.title ilike ${like(filter.text)} or m.number ilike ${like(filter.text)})`)
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const page = visiblePage(sight, { where: sql.join(all, sql` and `), open: onlyOpen(filter), after: (filter.cursor ?? null) as MatterId | null, limit: filter.size + 1 })
  const rows = (await petitionRows(ctx, page)).map(({ askBy: _, ...row }) => row)
  return { rows: rows.slice(0, filter.size), next: rows.length > filter.size ? (rows[filter.size - 1]?.matter ?? null) : null }
})
