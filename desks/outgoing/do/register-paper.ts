/** 起草登记: the work has a 稿号, a holder and its clock from the first word on; the 文号 comes last. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower, homeUnits } from '../../../kernel/decide/office.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type PaperDetail, type RegisterPaper, registerPaper } from '../shape.ts'
import { movePaper, type Paper } from './move-paper.ts'
import { mustKeepYear } from './year-limit.ts'

const urgencyOf = { normal: 'normal', urgent: 'urgent', most_urgent: 'extra' } as const
/** The fields of a paper nobody has worked on yet. */
function freshDetail(input: RegisterPaper, overYear: PaperDetail['overYear']): PaperDetail {
  const { way, paperType, form, direction, level, important, urgency, purpose, organs, code, involved, ledBy, sealed, passesOn, inclination, materials } = input
  const told = { way, paperType, form, direction, level, important, urgency, purpose, organs, code, involved, ledBy, sealed, passesOn, inclination, materials }
  return {
    ...told,
    overYear,
    returns: [],
    checks: [],
    proof: null,
    legality: null,
    dissent: null,
    signer: null,
    grade: null,
    recheck: null,
    // every organ beside the leading one signs for itself (R-D25)
    joint: organs.slice(1).map((organ) => ({ organ, signer: null, signedOn: null, file: null, by: null })),
    docNumber: null,
    copies: null,
    sealedAt: null,
    issuedAt: null,
    openness: null,
    published: null,
    normative: null,
    consultation: null,
    withdrawn: null,
  }
}

/** Turned out of another matter: known to nobody that was not, with what goes along. */
export interface Turned {
  readonly readers: 'units' | 'own' | 'named'
  readonly told: string
}
/**
 * 起草登记. Whoever asked for the paper is owed its number; where nobody is named, that is the drafting unit itself.
 * @throws Refusal `outgoing.no-unit` · `outgoing.may-not-mark` (工作秘密) · what registering refuses
 * Rule: 条例 art. 18; GN-46; R-C04
 */
export async function beginPaper(ctx: Ctx, input: RegisterPaper, turned: Turned | null = null, overYear: PaperDetail['overYear'] = null): Promise<Paper> {
  if (input.named && !hasPower(ctx.office, ctx.who.person, 'outgoing.mark', ctx.now)) throw new RefusalError(refuse('outgoing.may-not-mark', {}, 403))
  const unit = input.unit ?? homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('outgoing.no-unit'))
  return movePaper(ctx, 'register', {
    matter: ctx.ids.next<MatterId>(),
    detail: freshDetail(input, overYear),
    input: {
      title: input.title,
      origin: input.asker ? 'assigned' : 'own',
      readers: turned?.readers ?? (input.named ? 'named' : 'units'),
      urgency: urgencyOf[input.urgency],
      unit,
      askers: [{ holder: input.asker ?? { unit, person: ctx.who.person } }],
      partOf: null,
      basis: [],
      arisesFrom: input.arisesFrom,
      files: [...new Set([...input.files, ...input.materials.flatMap((m) => (m.file ? [m.file] : []))])],
      dueBy: input.dueBy,
    },
    ...(turned ? { follow: [{ move: 'note', input: { text: turned.told, files: [] } }] } : {}),
  })
}
/** Applied for by hand: over a limit of the year it says why; what is turned out of another matter is asked when it goes to review. @throws Refusal `outgoing.over-year`. Rule: HB-29; R-M20 */
export const handleRegisterPaper = handle(registerPaper, async (ctx, input) => beginPaper(ctx, input, null, await mustKeepYear(ctx, input, input.overReason)), {
  power: 'outgoing.register',
})
