/** The only door for other desks: an affair opened about what another desk has found. */
import type { Ctx } from '../../kernel/ctx.ts'
import { homeUnits } from '../../kernel/decide/office.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { moveAffair } from './do/move-affair.ts'

export interface NewAffair {
  readonly title: string
  readonly body: string
  /** What it rests on: links of the new affair. */
  readonly basis: readonly MatterId[]
}
/**
 * 转为交办事项: registered by whoever turns it, under his own powers; his own unit asks and hears the result. Whom it goes to is decided on the affair's page.
 * @returns where it is
 * @throws Refusal `affairs.no-unit` · what registering an affair refuses
 */
export async function openAffair(ctx: Ctx, { title, body, basis }: NewAffair): Promise<{ readonly id: string; readonly number: string }> {
  const unit = homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('affairs.no-unit'))
  const affair = await moveAffair(ctx, 'register', {
    detail: { way: 'message', body, relayedBy: null, outside: false, people: null, atOnce: false, successor: null },
    input: { title, origin: 'assigned', readers: 'units', urgency: 'normal', unit, askers: [{ holder: { unit } }], partOf: null, basis, arisesFrom: null, files: [], due: null },
  })
  return { id: affair.id, number: affair.number ?? '' }
}
