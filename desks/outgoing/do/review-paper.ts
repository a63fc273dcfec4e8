/** 会签, 核稿, 合法性审核, 呈签, 质量评定: on the way to the signature. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { say } from '../../../kernel/words/say.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { countersign, gradePaper, reviewLegality, reviewPaper, toSign } from '../shape.ts'
import { maySign, signerNeeded } from '../signer-rule.ts'
import { zh } from '../words/zh-CN.ts'
import { mustBeAgreed, mustBeLawful } from './follow-rules.ts'
import { moveWithText } from './keep-text.ts'
import { movePaper } from './move-paper.ts'
import { factsOf } from './paper-facts.ts'
import { mustBeHeard } from './submit-paper.ts'

const nameOf = ({ office }: Pick<Ctx, 'office'>, person: string): string => office.persons.get(person as PersonId)?.name ?? ''
const stamp = (ctx: Ctx) => ({ by: ctx.who.person as string, at: ctx.now as string })

/** 会签, all at once: each answers for itself, one may say no alone. Rule: GN-18; R-D09, R-D20 */
export const handleCountersign = handle(countersign, async (ctx, { to, ask, change, ...on }) =>
  moveWithText(ctx, await factsOf(ctx, on.matter), 'countersign', { change, input: { ...on, to, ask, kind: 'say', pace: 'together', need: null, blocks: false } }),
)

/**
 * 核稿通过: five items answered by name, two names under the proof-reading, and not by whoever drafted it.
 * @throws Refusal `outgoing.check-failed` (it is returned instead) · `outgoing.proof-by-two` · `outgoing.own-draft` · `outgoing.not-consulted`
 * Rule: R-D21; ZK-14; R-D20; 条例 art. 20
 */
export const handleReviewPaper = handle(reviewPaper, async (ctx, { checks, proof, change, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  if (checks.some((c) => !c.ok)) throw new RefusalError(refuse('outgoing.check-failed'))
  if (proof.first === proof.second || ![proof.first, proof.second].every((p) => ctx.office.persons.get(p)?.active)) throw new RefusalError(refuse('outgoing.proof-by-two'))
  if (facts.assignments.find((a) => a.role === 'registrar')?.person === ctx.who.person) throw new RefusalError(refuse('outgoing.own-draft', {}, 403))
  mustBeHeard(ctx, facts)
  const noted = checks.flatMap((c) => (c.note ? [`${zh.checks[c.key]}：${c.note}`] : []))
  const text = [zh.say.reviewed, ...noted, say(zh.say.proof, { first: nameOf(ctx, proof.first), second: nameOf(ctx, proof.second) }, 'zh-CN')].join('\n')
  const detail = { ...facts.detail, checks: checks.map((c) => ({ ...c, ...stamp(ctx) })), proof: { ...proof, ...stamp(ctx) } }
  return moveWithText(ctx, facts, 'review', { change, detail, input: { ...on, text, files: [] } })
})

/** 合法性审核: basis, opinion, by whom. Rule: GN-46 */
export const handleReviewLegality = handle(reviewLegality, async (ctx, { basis, opinion, lawful, reviewer, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  return movePaper(ctx, 'reviewLegality', {
    detail: { ...detail, legality: { basis, opinion, lawful, reviewer, ...stamp(ctx) } },
    input: { ...on, text: say(zh.say.legality, { opinion, reviewer }, 'zh-CN'), files: [] },
  })
})

/**
 * 呈签: before the one who may sign it; a dissent is told with how it was settled.
 * @throws Refusal `outgoing.wrong-signer` · `outgoing.dissent-untold` · `outgoing.not-reviewed-lawful` · `outgoing.not-agreed` · what giving refuses
 * Rule: R-D09, R-D23; GN-18, GN-46; 条例 art. 22
 */
export const handleToSign = handle(toSign, async (ctx, { signer, ask, dissent, change, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  mustBeLawful(facts)
  mustBeAgreed(ctx, facts)
  const needed = signerNeeded(facts.detail)
  if (!maySign(ctx.office, signer, needed, ctx.now)) throw new RefusalError(refuse('outgoing.wrong-signer', { needed: zh.signers[needed], name: nameOf(ctx, signer) }))
  return moveWithText(ctx, facts, 'toSign', {
    change,
    detail: { ...facts.detail, signer, dissent: dissent ?? facts.detail.dissent },
    input: { ...on, signer: { person: signer }, ask: ask ?? zh.say.sign, ...(dissent === null ? {} : { dissent }) },
  })
})

/** 质量评定: not «passed», but how good, and after how many rounds. Rule: BZ-38 */
export const handleGradePaper = handle(gradePaper, async (ctx, { grade, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  const text = say(zh.say.graded, { grade: zh.grades[grade], rounds: detail.returns.length }, 'zh-CN')
  return movePaper(ctx, 'grade', { detail: { ...detail, grade: { grade, ...stamp(ctx) } }, input: { ...on, text, files: [] } })
})
