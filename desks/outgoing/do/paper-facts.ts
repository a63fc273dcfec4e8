/** What stands of one paper, as somebody who may see it finds it. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterFacts } from '../../../kernel/decide/facts.ts'
import { seesMatter } from '../../../kernel/decide/rights.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { loadWorld } from '../../../kernel/write/load.ts'
import type { PaperDetail } from '../shape.ts'
import { declared } from './move-paper.ts'

export type PaperFacts = MatterFacts<PaperDetail>
/** @throws RefusalError `kernel.not-found`: unknown, of another desk, or not his to see (invariant 14) */
export async function factsOf(ctx: Pick<Ctx, 'tx' | 'desks' | 'office' | 'who' | 'now'>, matter: MatterId): Promise<PaperFacts> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  if (!facts || facts.matter.desk !== declared.key || !seesMatter(ctx.office, facts, ctx.who.person, ctx.now)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return facts as PaperFacts
}
export const unitName = ({ office }: Pick<Ctx, 'office'>, unit: string): string => office.units.get(unit as UnitId)?.name ?? ''
