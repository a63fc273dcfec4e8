/** 本年已印发, by organ and type: what the limits of the year are held against. Papers known to named persons alone are counted nowhere. Rule: HB-29; R-M20 */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import { wholeOf } from '../../../kernel/decide/own-series.ts'
import { visible, wholeDesk } from '../../../kernel/people/sight.ts'
import { inForce } from '../../../kernel/rules/in-force.ts'
import { atTime, type OfficeDate, officeYear } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { LETTERHEADS_RULE, letterheadsAt } from '../letterheads.ts'
import { type Counted, isOver, QUOTAS_RULE, quotasAt, speaksOf, type Used } from '../paper-quotas.ts'
import { letterheads, type QuotaUsed, quotas, quotaUse } from '../tables-shape.ts'

type Asking = Pick<Ctx, 'tx' | 'rules' | 'now'>
/** Every limit with its use; of such a paper alone, where one is named. */
export async function usedThisYear({ tx, rules, now }: Asking, of: Counted | null = null): Promise<Used[]> {
  const rows = quotasAt(rules, now).rows.filter((row) => of === null || speaksOf(row, of))
  if (rows.length === 0) return []
  const year = officeYear(now)
  const [from, to] = [year, year + 1].map((one) => atTime(`${one}-01-01` as OfficeDate, '00:00'))
  const counted = await sql<Counted & { n: number }>`select p.organs[1] as organ, p.paper_type as "paperType", count(*)::int as n
      from outgoing_paper p join matter m on m.id = p.matter_id
      where p.issued_at >= ${from} and p.issued_at < ${to} and p.led_by is null and ${visible(wholeDesk('outgoing'), 'm')} group by 1, 2`.execute(tx)
  return rows.map((row) => ({ ...row, issued: counted.rows.filter((one) => speaksOf(row, one)).reduce((n, one) => n + one.n, 0) }))
}
export const shown = (used: readonly Used[]): QuotaUsed[] => used.map((one) => ({ ...one, over: isOver(one) }))
export const readQuotaUse = read(quotaUse, async (ctx, { organ, paperType }) => ({ used: organ === '' ? [] : shown(await usedThisYear(ctx, { organ, paperType })) }))

const settled = ({ rules, now }: ReadCtx, key: string) => {
  const own = inForce(rules, 'table', key, now)
  return { version: own?.version ?? null, basis: own?.basis ?? null }
}
export const readQuotas = read(quotas, async (ctx) => ({
  ...settled(ctx, QUOTAS_RULE),
  table: quotasAt(ctx.rules, ctx.now),
  year: officeYear(ctx.now),
  used: shown(await usedThisYear(ctx)),
}))
export const readLetterheads = read(letterheads, async (ctx) => {
  const { office, rules, now, who } = ctx
  const unit = homeUnits(office, who.person, now)[0]
  // a division writes in the name of its office. R-D10
  const own = unit ? ((wholeOf(office, unit) ?? office.units.get(unit))?.name ?? '') : ''
  return { ...settled(ctx, LETTERHEADS_RULE), table: letterheadsAt(rules, now), own }
})
