/** 下发限额: a department or county gets no more papers in a month than the office has set itself, or a reason stands on record. Rule: R-M20 (over it a reason) */
import type { Holder } from '../../../kernel/contract.ts'
import type { Ctx, DeskEntry } from '../../../kernel/ctx.ts'
import { isOutside, wholeOf } from '../../../kernel/decide/own-series.ts'
import { papersWith } from '../../../kernel/figures/sent-down.ts'
import type { MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { isRefusal, RefusalError, refuse } from '../../../kernel/refusal.ts'
import { target } from '../../../kernel/route/who.ts'
import { quotaAt } from '../../../kernel/rules/quotas.ts'
import { officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { zh } from '../words/zh-CN.ts'
import { detailOf } from './move-paper.ts'

interface Over {
  readonly quota: number
  /** Units that would have, or have, more than that with this paper. */
  readonly units: readonly (readonly [UnitId, number])[]
}
async function overQuota(ctx: Ctx, matter: MatterId, to: readonly Holder[]): Promise<Over> {
  const quota = quotaAt(ctx.rules, 'down.papers', ctx.now).n
  const units = to.flatMap((holder): UnitId[] => {
    const found = target(ctx.office, holder, ctx.now, false)
    if (isRefusal(found) || !isOutside(ctx.office, found.unit)) return []
    return [wholeOf(ctx.office, found.unit)?.id ?? found.unit]
  })
  const [registrar] = await run<{ unit: UnitId }>(ctx.tx, `select a.unit from assignment a where a.matter_id = $1 and a.role = 'registrar' limit 1`, [matter])
  // a unit that hands out its own papers among its own people burdens nobody below
  if (units.length === 0 || (registrar && isOutside(ctx.office, registrar.unit))) return { quota, units: [] }
  const counts = await papersWith(ctx.tx, ctx.office, officeDate(ctx.now).slice(0, 7), matter, [...new Set(units)])
  return { quota, units: [...counts].filter(([, n]) => n > quota) }
}
const unexplained = (ctx: Ctx, { units, quota }: Over) =>
  new RefusalError(refuse('incoming.over-quota', { units: units.map(([unit, n]) => `${ctx.office.units.get(unit)?.short ?? ''} ${n}`), quota }))
async function keepReason(ctx: Ctx, matter: MatterId, { units, quota }: Over, by: PersonId, reason: string): Promise<void> {
  for (const [unit, n] of units)
    await run(ctx.tx, 'insert into incoming_over_quota (matter_id, unit, at, by, n, quota, reason) values ($1, $2, $3, $4, $5, $6, $7)', [
      matter,
      unit,
      ctx.now,
      by,
      n,
      quota,
      reason,
    ])
}

/** 交办、传阅: sent down in this act. @throws Refusal `incoming.over-quota`: which units, and how many it would be */
export async function mustKeepQuota(ctx: Ctx, matter: MatterId, to: readonly Holder[], reason: string | null): Promise<void> {
  const over = await overQuota(ctx, matter, to)
  if (over.units.length === 0) return
  if (reason === null) throw unexplained(ctx, over)
  await keepReason(ctx, matter, over, ctx.who.person, reason)
}
/**
 * 拟办: sent down once a leader agrees, who is not asked for reasons then; so whoever proposes it says why now.
 * @throws Refusal `incoming.over-quota`
 * @returns the reason as it goes into the proposal; null where none is needed
 */
export async function mustExplain(ctx: Ctx, matter: MatterId, to: readonly Holder[], reason: string | null): Promise<string | null> {
  const over = await overQuota(ctx, matter, to)
  if (over.units.length === 0) return null
  if (reason === null) throw unexplained(ctx, over)
  return reason
}
/**
 * 同意拟办意见: what is binding now is counted now. The reason is the proposer's; where nothing was too much when he proposed it, that a leader agreed.
 * Rule: R-M20; R-D24
 */
export const after: NonNullable<DeskEntry['after']> = async (ctx, matter, moves) => {
  if (!moves.includes('bind')) return
  const { proposal } = await detailOf(ctx, matter)
  if (!proposal?.task) return
  const over = await overQuota(ctx, matter, [proposal.task.lead, ...proposal.task.helpers])
  const [by, reason] = proposal.overReason ? [proposal.by as PersonId, proposal.overReason] : [ctx.who.person, zh.units.down.agreed]
  await keepReason(ctx, matter, over, by, reason)
}
