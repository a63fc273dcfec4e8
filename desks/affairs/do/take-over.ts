/** 由他处接办: the affair has found its own desk. */
import { viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { takeOver } from '../shape.ts'
import { type Affair, byNumber, desk, detailOf, moveAffair } from './move-affair.ts'
import { spokenVia } from './spoken.ts'

/** @param told what whoever asked is told; by default where it went */
export async function handOn(ctx: Ctx, matter: MatterId, to: { readonly id: MatterId; readonly number: string | null }, told: string | null): Promise<Affair> {
  const detail = await detailOf(ctx, matter)
  const text = told ?? `已由${to.number ?? ''}接续办理。`
  const via = detail.outside ? spokenVia(detail.way) : 'in_app'
  return moveAffair(ctx, 'takeOver', {
    detail: { ...detail, successor: to.id },
    input: { matter, piece: null, result: 'takenOver', text, via, by: to.id, files: [], withoutHelpers: [] },
  })
}

/**
 * 接办: a matter of another desk has it from now on. The link stands, whoever asked is told the number; a citizen's is closed at once,
 * an order when whoever gave it has read where it went.
 * @throws Refusal `affairs.no-such-number` · `affairs.same-desk` (it would only change its number) · `kernel.lead-only`
 * Rule: ZK-05; docs/decisions/0015-affairs-is-one-folder.md
 */
export const handleTakeOver = handle(takeOver, async (ctx, { matter, number, text }) => {
  const seen = await viewMatter(ctx, desk, matter)
  const to = await byNumber(ctx, number)
  if (to.desk === desk.key || to.id === seen.id) throw new RefusalError(refuse('affairs.same-desk'))
  return handOn(ctx, matter, to, text)
})
