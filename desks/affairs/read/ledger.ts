/** 交办台账 and 来电来访登记簿: the newest matters of this desk this person may see. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { all, versionOf } from '../../../kernel/figures/define.ts'
import { factsOf } from '../../../kernel/figures/facts.ts'
import type { MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { type Sight, sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { onlyOpen, phaseAndLight } from '../../../kernel/reading/phase-and-light.ts'
import { like, matterRows, toRow } from '../../../kernel/reading/row.ts'
import { addDays, atTime, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { affairFigures } from '../figures.ts'
import { type AffairRow, type FigureKey, ledger, type Way } from '../shape.ts'

type Filter = z.output<typeof ledger.input>
const own = (condition: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from affairs_affair d where d.matter_id = m.id and ${condition})`

/** Registered on these days, the last one included. */
export function inPeriod({ from, to }: { readonly from?: OfficeDate | undefined; readonly to?: OfficeDate | undefined }): RawBuilder<boolean> {
  const begun = from ? sql`m.registered_at >= ${atTime(from, '00:00')}` : sql`true`
  return to ? sql<boolean>`${begun} and m.registered_at < ${atTime(addDays(to, 1), '00:00')}` : sql<boolean>`${begun}`
}
/** Counted in the figure, by the condition it is counted by. */
function inFigure(figure: FigureKey, filter: Filter, sight: Sight, now: ReadCtx['now']): RawBuilder<boolean> {
  const { n, of } = versionOf(affairFigures, figure, Number((filter.to ?? officeDate(now)).slice(0, 4)))
  return sql<boolean>`m.id in (select x.id from (${factsOf(affairFigures, sight, { from: filter.from, to: filter.to }, now, false)}) x where (${of ?? all}) and (${n}))`
}
function conditions(filter: Filter, sight: Sight, now: ReadCtx['now'], exported: boolean): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql`m.desk = 'affairs'`, inPeriod(filter), ...phaseAndLight({ phase: filter.phase }, now)]
  if (exported) parts.push(sql`m.readers <> 'named'`)
  if (filter.way) parts.push(own(sql`d.way = ${filter.way}`))
  if (filter.outside !== undefined) parts.push(own(sql`d.outside = ${filter.outside}`))
  if (filter.figure) parts.push(inFigure(filter.figure, filter, sight, now))
  if (filter.text) parts.push(sql`(m.title ilike ${like(filter.text)} or m.number ilike ${like(filter.text)})`)
  return sql.join(parts, sql` and `)
}

interface Own {
  readonly id: MatterId
  readonly way: Way
  readonly outside: boolean
  readonly asker_person: PersonId | null
  readonly asker_unit: UnitId | null
}
/** Lines of this desk, with who asked where that is somebody of the office; a citizen's name is in no list (R-C18). */
async function withOwn({ tx, office, calendar, now }: ReadCtx, raw: Awaited<ReturnType<ReturnType<typeof matterRows>['execute']>>['rows']): Promise<AffairRow[]> {
  const { rows } = await sql<Own>`select d.matter_id as id, d.way, d.outside, k.person as asker_person, k.unit as asker_unit from affairs_affair d
    left join lateral (select a.person, a.unit from assignment a where a.matter_id = d.matter_id and a.role = 'asker' order by a.id limit 1) k on true
    where d.matter_id = any (${raw.map((r) => r.matter)}::uuid[])`.execute(tx)
  const byId = new Map(rows.map((r) => [r.id, r]))
  return raw.flatMap((one) => {
    const found = byId.get(one.matter)
    if (!found) return []
    const { way, outside, asker_person: person, asker_unit: unit } = found
    const asker = (person && office.persons.get(person)?.name) ?? (unit && office.units.get(unit)?.short) ?? null
    return [{ ...toRow(one, office, calendar, now), way, outside, asker }]
  })
}

/** @param exported leaves out `named` affairs, which are never taken out of the house (R-C04) */
export async function ledgerPage(ctx: ReadCtx, filter: Filter, exported = false): Promise<{ rows: AffairRow[]; next: string | null }> {
  const { tx, who, now, office } = ctx
  const sight = sightOf(office, who.person, now)
  const page = visiblePage(sight, {
    where: conditions(filter, sight, now, exported),
    open: onlyOpen({ phase: filter.phase }),
    after: (filter.before ?? null) as MatterId | null,
    limit: filter.size + 1,
  })
  const { rows } = await matterRows(page, sql`m.id desc`).execute(tx)
  const shown = rows.slice(0, filter.size)
  return { rows: await withOwn(ctx, shown), next: rows.length > filter.size ? (shown.at(-1)?.matter ?? null) : null }
}
export const readLedger = read(ledger, (ctx, filter) => ledgerPage(ctx, filter))
