/** 评价 by the petitioner himself, on the public page; and what he may read there. The system acts, under somebody who may record a rating and did not answer. Rule: art. 21 */
import type { Ctx } from '../../../kernel/ctx.ts'
import { peopleWith } from '../../../kernel/decide/office.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { HandedRating, Progress } from '../../../kernel/said/handed-in.ts'
import { loadWorld } from '../../../kernel/write/load.ts'
import { petitionProgress } from '../progress.ts'
import { movePetition } from './move-petition.ts'

/**
 * The mark stands; nothing is handled again by it: a petitioner who is not content has the law's own way, review and recheck.
 * @throws Refusal `kernel.already-rated` · `kernel.no-such-answer` · `kernel.not-in-this-state` · `kernel.own-work`: nobody is there who did not answer
 */
export async function ratePetition(ctx: Ctx, matter: MatterId, { form, answer }: Pick<HandedRating, 'form' | 'answer'>): Promise<void> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  if (!facts) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const by = facts.answers.find((a) => a.id === answer)?.by
  const person = peopleWith(ctx.office, 'petitions.rate', ctx.now).find((one) => one !== by)
  if (!person) throw new RefusalError(refuse('kernel.own-work', {}, 403))
  await movePetition({ ...ctx, who: { person, system: true } }, 'rate', { input: { matter, piece: null, answer, ...form } })
}
export async function readPetitionProgress(ctx: Pick<Ctx, 'tx' | 'desks' | 'office'>, matter: MatterId): Promise<Progress | null> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  return facts ? petitionProgress(facts, ctx.office) : null
}
