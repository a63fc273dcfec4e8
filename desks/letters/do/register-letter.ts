/** 登记 register a letter. */

import { viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower, homeUnits } from '../../../kernel/decide/office.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { ContactId, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { inUse } from '../../../kernel/rules/dictionary.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { copyFiles } from '../../../kernel/write/copy-files.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { affairToTake, contactOf, handAffairOver } from '../../affairs/intake.ts'
import { letters } from '../desk.ts'
import { lineClosed } from '../intakes.ts'
import { type LandInput, type LetterDetail, registerLetter } from '../shape.ts'
import type { LetterNow } from '../tables.ts'
import { countSuggested } from './count-suggested.ts'
import { firstSteps } from './first-step.ts'
import { moveLetter } from './move-letter.ts'

const detailOf = (input: LandInput): LetterDetail => ({
  channel: input.channel,
  kind: input.kind,
  category: input.category,
  body: input.body,
  place: input.place,
  secret: input.secret,
  reachable: Boolean(input.phone ?? input.address ?? input.other),
  visit: input.visit,
  visitedOn: null,
  attempts: 0,
  drafted: false,
  atOnce: input.answered !== null,
  imported: false,
  source: input.source?.name ?? null,
  sourceId: input.source?.id ?? null,
  exit: input.exit?.way ?? null,
  exitTo: input.exit?.to ?? null,
  noted: input.noted !== null,
  supplements: 0,
})

/**
 * 登记: the letter has a number, an owner (whoever took it, 首问) and a clock before anything else. With `assign` it goes to the
 * unit in the same act; with `answered` an enquiry was answered on the line, and is reported, answered and closed at once.
 * By an exit (R-H03) it is answered with what the citizen was told; a possible emergency is with the officer on duty in the same act (R-H10).
 * A leader who wrote on it waits for the answer beside the writer (HA-44).
 * @throws Refusal `letters.no-duty` · `letters.no-unit` · `letters.may-not-mark` · `letters.not-an-enquiry` · `letters.kind-out-of-use` · `letters.category-out-of-use` · `kernel.no-receiver` (nobody holds the unit's receiving post) · `kernel.no-power`
 * Rule: R-H01, R-H02, GN-34; promise 1
 */
export async function landLetter(ctx: Ctx, input: LandInput): Promise<MatterView<LetterDetail>> {
  const unit = input.unit ?? homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('letters.no-unit'))
  if (!inUse(letters, ctx.rules, 'kinds', input.kind, ctx.now)) throw new RefusalError(refuse('letters.kind-out-of-use', { kind: input.kind }))
  if (input.category && !inUse(letters, ctx.rules, 'categories', input.category, ctx.now))
    throw new RefusalError(refuse('letters.category-out-of-use', { category: input.category }))
  if (input.named && !hasPower(ctx.office, ctx.who.person, 'letters.mark', ctx.now)) throw new RefusalError(refuse('letters.may-not-mark', {}, 403))
  const { assign } = input
  if (assign?.due && assign.due <= ctx.now) throw new RefusalError(refuse('letters.bad-due'))
  const earlier = input.arisesFrom
  if (earlier && !(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), earlier))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const matter = ctx.ids.next<MatterId>()
  const contact = sealContact(ctx.box, ctx.ids.next<ContactId>(), matter, input)
  const detail: LetterNow = { ...detailOf(input), title: input.title }
  const follow = firstSteps(ctx, input)
  return moveLetter(ctx, 'register', {
    matter,
    contacts: [contact],
    detail,
    follow,
    input: {
      title: input.title,
      origin: 'public',
      readers: input.named ? 'named' : 'units',
      urgency: input.exit?.way === 'emergency' ? 'extra' : input.urgency,
      unit,
      askers: [{ contact: contact.id }, ...(input.noted ? [{ holder: { person: input.noted.leader } }] : [])],
      partOf: null,
      basis: [],
      arisesFrom: input.arisesFrom,
      files: input.files,
    },
  })
}
/**
 * 接办: an affair that is really a letter goes on as one, in the act that registers it. Its files go along and, where the form names nobody, who came or called;
 * whoever asked for the affair is told the letter's number.
 * @throws Refusal `affairs.no-such-number` · what registering a letter, or handing an affair on, refuses
 * Rule: ZK-05
 */
async function landTakingOver(ctx: Ctx, number: string, input: LandInput): Promise<MatterView<LetterDetail>> {
  const affair = await affairToTake(ctx, number)
  const contact = (input.name ?? input.phone ?? input.address) ? null : await contactOf(ctx, affair)
  const who = contact ? { name: contact.name ?? null, phone: contact.phone ?? null, address: contact.address ?? null } : {}
  const letter = await landLetter(ctx, { ...input, ...who, named: input.named || affair.named, files: [...input.files, ...(await copyFiles(ctx, affair.id))] })
  await handAffairOver(ctx, affair.id, { id: letter.id as MatterId, number: letter.number })
  return (await viewMatter(ctx, letters as unknown as Desk, letter.id as MatterId)) as MatterView<LetterDetail>
}
export const handleRegisterLetter = handle(
  registerLetter,
  async (ctx, { suggested, takesOver, ...input }) => {
    const closed = lineClosed(ctx.rules, input.channel, input.exit?.way === 'emergency', ctx.now)
    if (closed) throw new RefusalError(closed)
    const landed = takesOver === null ? await landLetter(ctx, input) : await landTakingOver(ctx, takesOver, input)
    const lead = input.assign?.lead
    if (suggested) await countSuggested(ctx, suggested, { category: input.category, unit: lead && 'unit' in lead ? (lead.unit ?? null) : null })
    return landed
  },
  { power: 'letters.register' },
)
