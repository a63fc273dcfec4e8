/** Open311 on the inner side: what the letters desk offers, and what of a request is told. Called where the public page is. Rule: R-W04 */
import { openToAll } from '../desks/letters/read/open-to-all.ts'
import { notOffered, servicesAt } from '../desks/letters/services.ts'
import type { Ctx } from '../kernel/ctx.ts'
import type { MatterId } from '../kernel/ids.ts'
import { loadStanding } from '../kernel/people/load.ts'
import type { HandedLetter, Progress } from '../kernel/said/handed-in.ts'
import type { Instant } from '../kernel/time.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { tellProgress, tellRegistered, tellServices } from '../platform/open311/publish.ts'

export async function tellPrograms({ pools, clock }: Pick<House, 'pools' | 'clock'>): Promise<void> {
  await inAct(pools.act, async (tx) => tellServices(tx, servicesAt((await loadStanding(tx)).rules, clock.now()), notOffered))
}
export async function tellRequest(ctx: Ctx, receipt: string | null, matter: MatterId, { open311 }: HandedLetter, progress: Progress): Promise<void> {
  if (!open311 || receipt === null) return
  await tellRegistered(ctx.tx, receipt, matter, open311)
  await retellRequest(ctx, receipt, matter, progress, ctx.now)
}
export async function retellRequest(ctx: Pick<Ctx, 'tx' | 'desks'>, receipt: string, matter: MatterId, progress: Progress, now: Instant): Promise<void> {
  await tellProgress(ctx.tx, receipt, progress, await openToAll(ctx, matter), now)
}
