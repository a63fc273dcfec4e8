/** 登记 register a petition. */

import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { ContactId, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { copyFiles } from '../../../kernel/write/copy-files.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { affairToTake, contactOf, handAffairOver } from '../../affairs/intake.ts'
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
/**
 * 接办: an affair that is really a petition goes on as one, in the act that registers it. Its files go along and, where the form names nobody, who came or called;
 * whoever asked for the affair is told the number, but of an accusation only that it was received: its number is for the closed list.
 * @throws Refusal `affairs.no-such-number` · `petitions.affair-list`: what others have read is no accusation for a closed list, and what a list alone knows is nothing else · what registering a petition, or handing an affair on, refuses
 * Rule: ZK-05, ZK-50
 */
async function landTakingOver(ctx: Ctx, number: string, input: Input): Promise<Petition> {
  const affair = await affairToTake(ctx, number)
  if (affair.named !== (input.kind === 'accusation')) throw new RefusalError(refuse('petitions.affair-list', { number: affair.number }, 409))
  const contact = (input.name ?? input.phone ?? input.address) ? null : await contactOf(ctx, affair)
  const who = contact ? { name: contact.name ?? null, phone: contact.phone ?? null, address: contact.address ?? null } : {}
  const petition = await landPetition(ctx, { ...input, ...who, files: [...input.files, ...(await copyFiles(ctx, affair.id))] })
  await handAffairOver(ctx, affair.id, { id: petition.id as MatterId, number: petition.number }, input.kind === 'accusation' ? zh.say.received : null)
  return viewPetition(ctx, petition.id as MatterId)
}
export const handleRegisterPetition = handle(
  registerPetition,
  (ctx, input) => (input.takesOver === null ? landPetition(ctx, input) : landTakingOver(ctx, input.takesOver, input)),
  { power: 'petitions.register' },
)
