/** One move of an affair, answered with the affair's own view. */
import { sql } from 'kysely'
import { type Args, advance } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { affairs } from '../desk.ts'
import type { AffairDetail } from '../shape.ts'
import { load } from '../tables.ts'

/** The declaration as the kernel takes it, which knows no desk's fields. */
export const desk = affairs as unknown as Desk
export type Affair = MatterView<AffairDetail>
export const moveAffair = async (ctx: Ctx, move: string, args: Args): Promise<Affair> => (await advance(ctx, desk, move, args)) as Affair

/** @throws RefusalError `kernel.not-found` */
export async function detailOf(ctx: Ctx, matter: MatterId): Promise<AffairDetail> {
  const detail = (await load(ctx.tx, [matter])).get(matter)
  if (!detail) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return detail
}

/** The registrar's own unit where he named none. @throws RefusalError `affairs.no-unit` */
export function unitOf(ctx: Ctx, named: UnitId | null): UnitId {
  const unit = named ?? homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('affairs.no-unit'))
  return unit
}

export interface Numbered {
  readonly id: MatterId
  readonly desk: string
  readonly number: string
}
/**
 * The matter of that number, of any desk, as far as this person may know of it.
 * @throws RefusalError `affairs.no-such-number`: unknown or not his to see, one answer for both (invariant 14)
 */
export async function byNumber(ctx: Ctx, number: string): Promise<Numbered> {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } =
    await sql<Numbered>`select m.id, m.desk, m.number from matter m where m.number = ${number.replace(/\s/g, '')} and ${visible(sight, 'm', 'each')} limit 1`.execute(ctx.tx)
  const [found] = rows
  if (!found) throw new RefusalError(refuse('affairs.no-such-number', { number }, 404))
  return found
}
