/** 签收、登记: the paper has a number, a holder, its clocks, and its sender is owed an answer. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower, homeUnits } from '../../../kernel/decide/office.ts'
import { isOutside } from '../../../kernel/decide/own-series.ts'
import type { ContactId, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { clockAt, clockVersion } from '../../../kernel/rules/clock-rule.ts'
import { atTime, type Instant } from '../../../kernel/time.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { proposeBy } from '../arrival-time.ts'
import { type PaperDetail, type RegisterPaper, registerPaper } from '../shape.ts'
import { bornCopies } from './born-copies.ts'
import { declared, movePaper, type Paper } from './move-paper.ts'
import { mustBeNew, returnedBefore } from './same-paper.ts'

/** Once the office has set a limit of its own in the rule book, that counts, and no longer the hour of arrival. */
const asShipped = ({ rules, now }: Ctx): boolean => clockVersion(clockAt(declared, rules, 'proposing', now)?.rule ?? '') === 0
const urgencyOf = { normal: 'normal', urgent: 'urgent', most_urgent: 'extra' } as const
/** The fields of a paper nobody has worked on yet. */
export function freshDetail(input: RegisterPaper, now: Ctx['now']): PaperDetail {
  const { sender, senderUnit, senderNumber, paperType, urgency, writtenOn, copies, copyFrom, copyTo, attachmentsNamed, handling, answerBy, gist, runId, joint, resubmits } = input
  const told = { sender, senderUnit, senderNumber, paperType, urgency, writtenOn, copies, copyFrom, copyTo, attachmentsNamed, answerBy, gist, runId, joint, resubmits }
  return {
    ...told,
    // a request is work, whatever was ticked
    handling: paperType === 'request' ? 'act' : handling,
    receivedAt: input.receivedAt ?? now,
    asRequest: false,
    checks: [],
    proposal: null,
    leaders: [],
    chaser: null,
  }
}

/**
 * 签收、登记. The sender is owed an answer from this instant, also where it is only «read and filed»; what is due when follows from the hour it came.
 * @param named 限定知悉: known to the persons of its list alone
 * @throws Refusal `incoming.no-unit` · `incoming.may-not-mark` (工作秘密) · `incoming.copies-span` (the copy numbers are not as many as the copies) · `incoming.same-number` · what registering refuses
 * Rule: 条例 art. 24; R-D30; HA-17; R-C04
 */
export async function landPaper(ctx: Ctx, input: RegisterPaper, named = false): Promise<Paper> {
  if (named && !hasPower(ctx.office, ctx.who.person, 'incoming.mark', ctx.now)) throw new RefusalError(refuse('incoming.may-not-mark', {}, 403))
  const unit = input.unit ?? homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('incoming.no-unit'))
  const { copyFrom, copyTo, copies } = input
  if (copyFrom !== null && copyTo !== null && copyTo - copyFrom + 1 !== copies) throw new RefusalError(refuse('incoming.copies-span', { copies, from: copyFrom, to: copyTo }))
  if (input.once) await mustBeNew(ctx, input)
  const detail = freshDetail({ ...input, resubmits: input.resubmits ?? (await returnedBefore(ctx, input)) }, ctx.now)
  // a limit that had passed before the paper was written down cannot begin to run
  const ahead = (due: Instant | null) => (due !== null && due > ctx.now ? due : null)
  const matter = ctx.ids.next<MatterId>()
  const contact = sealContact(ctx.box, ctx.ids.next<ContactId>(), matter, { name: input.sender })
  const paper = await movePaper(ctx, 'register', {
    matter,
    contacts: [contact],
    detail,
    input: {
      title: input.title,
      origin: 'superior',
      readers: named ? 'named' : isOutside(ctx.office, unit) ? 'own' : 'units',
      urgency: urgencyOf[input.urgency],
      unit,
      askers: [{ contact: contact.id }],
      partOf: null,
      basis: [],
      arisesFrom: input.arisesFrom,
      files: input.files,
      proposeBy: asShipped(ctx) ? ahead(proposeBy(detail.receivedAt as Instant, ctx.calendar)) : null,
      answerBy: ahead(input.answerBy && atTime(input.answerBy)),
    },
  })
  await bornCopies(ctx, matter, { copies, from: copyFrom })
  return paper
}
export const handleRegisterPaper = handle(registerPaper, (ctx, input) => landPaper(ctx, input), { power: 'incoming.register' })
