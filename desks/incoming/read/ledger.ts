/** 收文登记簿: the newest papers this person may see. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { all, versionOf } from '../../../kernel/figures/define.ts'
import { factsOf } from '../../../kernel/figures/facts.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { type Sight, sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { onlyOpen, phaseAndLight } from '../../../kernel/reading/phase-and-light.ts'
import { like } from '../../../kernel/reading/row.ts'
import { addDays, atTime, officeDate } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { incomingFigures } from '../figures.ts'
import { ledger, type PaperRow } from '../shape.ts'
import { paperRows } from './paper-rows.ts'

type Filter = z.output<typeof ledger.input>
const own = (condition: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from incoming_paper p where p.matter_id = m.id and ${condition})`
/** Counted in the figure, by the condition it is counted by. */
function inFigure(filter: Filter, figure: NonNullable<Filter['figure']>, sight: Sight, now: ReadCtx['now']): RawBuilder<boolean> {
  const { n, of } = versionOf(incomingFigures, figure, Number((filter.to ?? officeDate(now)).slice(0, 4)))
  return sql<boolean>`m.id in (select x.id from (${factsOf(incomingFigures, sight, { from: filter.from, to: filter.to }, now, false)}) x where (${of ?? all}) and (${n}))`
}
function conditions(filter: Filter, sight: Sight, now: ReadCtx['now'], exported: boolean): RawBuilder<boolean> {
  const { from, to, paperType, urgency, handling, figure, text } = filter
  const parts: RawBuilder<boolean>[] = [sql`m.desk = 'incoming'`, ...phaseAndLight({ phase: filter.phase }, now)]
  if (exported) parts.push(sql`m.readers <> 'named'`)
  if (from) parts.push(sql`m.registered_at >= ${atTime(from, '00:00')}`)
  if (to) parts.push(sql`m.registered_at < ${atTime(addDays(to, 1), '00:00')}`)
  if (paperType) parts.push(own(sql`p.paper_type = ${paperType}`))
  if (urgency) parts.push(own(sql`p.urgency = ${urgency}`))
  if (handling) parts.push(own(sql`p.handling = ${handling}`))
  if (figure) parts.push(inFigure(filter, figure, sight, now))
  if (text) {
    const said = like(text)
    parts.push(sql`(m.title ilike ${said} or m.number ilike ${said} or ${own(sql`(p.sender ilike ${said} or p.sender_number ilike ${said})`)})`)
  }
  return sql.join(parts, sql` and `)
}
/** @param exported leaves out `named` papers, which are never taken out of the house (R-C04) */
export async function ledgerPage(ctx: ReadCtx, filter: Filter, exported = false): Promise<{ rows: PaperRow[]; next: string | null }> {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const page = visiblePage(sight, {
    where: conditions(filter, sight, ctx.now, exported),
    open: onlyOpen({ phase: filter.phase }),
    after: (filter.cursor ?? null) as MatterId | null,
    limit: filter.size + 1,
  })
  const rows = await paperRows(ctx, page)
  return { rows: rows.slice(0, filter.size), next: rows.length > filter.size ? (rows[filter.size - 1]?.matter ?? null) : null }
}
export const readLedger = read(ledger, (ctx, filter) => ledgerPage(ctx, filter))
