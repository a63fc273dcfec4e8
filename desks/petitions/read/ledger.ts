/** 信访台账: the newest petitions this person may see. What only a closed list may know is in nobody else's. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { all as counted, versionOf } from '../../../kernel/figures/define.ts'
import { factsOf } from '../../../kernel/figures/facts.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { onlyOpen, phaseAndLight } from '../../../kernel/reading/phase-and-light.ts'
import { like } from '../../../kernel/reading/row.ts'
import { addDays, atTime, officeDate } from '../../../kernel/time.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { petitionFigures } from '../figures.ts'
import { type FigureKey, ledger } from '../shape.ts'
import { petitionRows, type Reader } from './petition-rows.ts'

type Filter = z.output<typeof ledger.input>
/** Counted in the figure, by the condition it is counted by. */
function inFigure(ctx: Reader, figure: FigureKey, { from, to }: Filter): RawBuilder<boolean> {
  const { n, of } = versionOf(petitionFigures, figure, Number((to ?? officeDate(ctx.now)).slice(0, 4)))
  const facts = factsOf(petitionFigures, sightOf(ctx.office, ctx.who.person, ctx.now), { from, to }, ctx.now, false)
  return sql<boolean>`m.id in (select x.id from (${facts}) x where (${of ?? counted}) and (${n}))`
}
/** @param exported leaves out what a closed list alone may know (R-C04) */
export async function ledgerPage(ctx: Reader, filter: Filter, exported = false) {
  const all = [sql<boolean>`m.desk = 'petitions'`, ...phaseAndLight(filter, ctx.now)]
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  if (filter.from) all.push(sql<boolean>`m.registered_at >= ${atTime(filter.from, '00:00')}`)
  if (filter.to) all.push(sql<boolean>`m.registered_at < ${atTime(addDays(filter.to, 1), '00:00')}`)
  if (filter.figure) all.push(inFigure(ctx, filter.figure, filter))
  if (exported) all.push(sql<boolean>`m.readers <> 'named'`)
  if (filter.kind) all.push(sql<boolean>`exists (select 1 from petitions_petition p where p.matter_id = m.id and p.kind = ${filter.kind})`)
  if (filter.text) all.push(sql<boolean>`(m.title ilike ${like(filter.text)} or m.number ilike ${like(filter.text)})`)
  const page = visiblePage(sight, { where: sql.join(all, sql` and `), open: onlyOpen(filter), after: (filter.cursor ?? null) as MatterId | null, limit: filter.size + 1 })
  const rows = (await petitionRows(ctx, page)).map(({ askBy: _, ...row }) => row)
  return { rows: rows.slice(0, filter.size), next: rows.length > filter.size ? (rows[filter.size - 1]?.matter ?? null) : null }
}
export const readLedger = read(ledger, (ctx, filter) => ledgerPage(ctx, filter))
