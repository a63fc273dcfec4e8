/** 复查、复核 asked for; 销号 when the time to ask is over. */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { target } from '../../../kernel/route/who.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { LAST_ROUND } from '../lifecycle.ts'
import { askRecheck, askReview, closePetition } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { lastClock, movePetition, type Petition, viewPetition } from './move-petition.ts'

type Input = z.output<typeof askReview.input>
const decidedBy = (petition: Petition): readonly string[] =>
  petition.stages.flatMap((stage) => stage.pieces.flatMap((piece) => (piece.lead && piece.acceptedAt ? [piece.unit.id as string] : [])))

/**
 * Within thirty days of the reply, and never to a body that decided already.
 * @throws Refusal `petitions.too-late` · `petitions.same-body` · `petitions.review-first` · `petitions.final`
 * Rule: arts. 35, 36; R-X04
 */
async function ask(ctx: Ctx, move: 'askReview' | 'askRecheck', input: Input): Promise<Petition> {
  const before = await viewPetition(ctx, input.matter)
  const may = before.may[move]
  const window = lastClock(before, 'mayAsk')
  if (may?.allowed && window && window.dueAt < ctx.now) throw new RefusalError(refuse('petitions.too-late', { until: window.dueAt }, 409))
  const to = target(ctx.office, input.to, ctx.now, false)
  if (may?.allowed && 'unit' in to && decidedBy(before).includes(to.unit)) throw new RefusalError(refuse('petitions.same-body', {}, 409))
  return movePetition(ctx, move, { input })
}
export const handleAskReview = handle(askReview, (ctx, input) => ask(ctx, 'askReview', input))
export const handleAskRecheck = handle(askRecheck, (ctx, input) => ask(ctx, 'askRecheck', input))

/**
 * 销号: a claim is closed when its petitioner can ask no more, or says he accepts; after 复核 it is closed for good.
 * @throws Refusal `petitions.may-still-ask` (until when)
 * Rule: arts. 35, 36
 */
export const handleClosePetition = handle(closePetition, async (ctx, { accepts, ...on }) => {
  const before = await viewPetition(ctx, on.matter)
  const window = lastClock(before, 'mayAsk')
  const open = before.detail.kind === 'claim' && before.round < LAST_ROUND && window !== null && window.dueAt > ctx.now
  if (open && !accepts && before.may.close?.allowed) throw new RefusalError(refuse('petitions.may-still-ask', { until: window.dueAt }, 409))
  if (accepts) await movePetition(ctx, 'note', { input: { matter: on.matter, text: zh.say.accepts, files: [] } })
  return movePetition(ctx, 'close', { input: { ...on, version: undefined } })
})
