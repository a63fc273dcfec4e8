/** 登记 register a petition. */

import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { ContactId, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { adviceOn } from '../advice.ts'
import { type PetitionDetail, REPRESENTATIVES, registerPetition } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { movePetition, type Petition, viewPetition } from './move-petition.ts'

type Input = z.output<typeof registerPetition.input>
/**
 * A petition about the same facts that is in hand is not taken a second time, and after 复核 none is.
 * @throws Refusal `petitions.pending` · `petitions.locked`
 * Rule: arts. 19, 36; R-X04
 */
async function mustBeNew(ctx: Ctx, same: MatterId): Promise<void> {
  const earlier = await viewPetition(ctx, same)
  const advice = adviceOn({ phase: earlier.phase, round: earlier.round, askBy: null }, ctx.now)
  if (advice === 'pending') throw new RefusalError(refuse('petitions.pending', { number: earlier.number }, 409))
  if (advice === 'locked') throw new RefusalError(refuse('petitions.locked', { number: earlier.number }, 409))
}

/**
 * 登记: number, owner, the fifteen days and the debt of an answer, as of any matter. An accusation is known to a closed list alone, has a number of a series of
 * its own, goes to somebody on the list in the same act, and never to whom it speaks of.
 * @throws Refusal `petitions.too-many` · `petitions.pending` · `petitions.locked` · `petitions.no-unit` · `kernel.closed-list` · `kernel.recused`
 * Rule: R-X01, R-X02, R-X04; ZK-50
 */
export async function landPetition(ctx: Ctx, input: Input): Promise<Petition> {
  if (input.came > REPRESENTATIVES) throw new RefusalError(refuse('petitions.too-many', { most: REPRESENTATIVES }))
  const unit = input.unit ?? homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('petitions.no-unit'))
  if (input.same) await mustBeNew(ctx, input.same)
  const matter = ctx.ids.next<MatterId>()
  const contact = sealContact(ctx.box, ctx.ids.next<ContactId>(), matter, input)
  const closed = input.kind === 'accusation'
  const detail: PetitionDetail = { kind: input.kind, way: input.way, body: input.body, people: input.people, reachable: Boolean(input.phone ?? input.address) }
  return movePetition(ctx, 'register', {
    matter,
    contacts: [contact],
    detail,
    follow: closed ? [{ move: 'entrust', input: { lead: input.entrust, helpers: [], ask: zh.say.entrust, due: null, bound: true } }] : [],
    input: {
      title: input.title,
      origin: 'public',
      readers: closed ? 'named' : 'units',
      urgency: 'normal',
      unit,
      askers: [{ contact: contact.id }],
      partOf: null,
      basis: [],
      arisesFrom: input.same,
      recused: input.accused.map((one) => ({ ...one, ground: 'accused' })),
      files: input.files,
    },
  })
}
export const handleRegisterPetition = handle(registerPetition, landPetition, { power: 'petitions.register' })
