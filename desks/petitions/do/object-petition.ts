/** 异议: a unit says, with reasons, that a petition is not its own. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { objectPetition } from '../shape.ts'
import { lastClock, movePetition, viewPetition } from './move-petition.ts'

/**
 * Within five working days of receipt; it goes back only when the petitions office agrees.
 * @throws Refusal `petitions.objection-late` · `kernel.bound` · `kernel.consent-pending`
 * Rule: art. 23
 */
export const handleObjectPetition = handle(objectPetition, async (ctx, input) => {
  const clock = lastClock(await viewPetition(ctx, input.matter), 'objection')
  if (clock && clock.dueAt < ctx.now) throw new RefusalError(refuse('petitions.objection-late', { due: clock.dueAt }, 409))
  return movePetition(ctx, 'refuse', { input })
})
