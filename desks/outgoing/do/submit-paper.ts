/** 送审 and 退回: what is missing is told once, every round is counted. */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { leadOf } from '../../../kernel/decide/run.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { materialsMissing } from '../materials.ts'
import { keepMaterials, refuseDraft, returnPaper, sendBackDraft, submitPaper } from '../shape.ts'
import { heard } from '../signing-rules.ts'
import { zh } from '../words/zh-CN.ts'
import { mustFollowRules } from './follow-rules.ts'
import { moveWithText } from './keep-text.ts'
import { movePaper, type Paper } from './move-paper.ts'
import { factsOf, type PaperFacts, unitName } from './paper-facts.ts'

/** @throws RefusalError `outgoing.not-consulted`: units whose powers it touches and who have not been heard. Rule: R-D20 */
export function mustBeHeard(ctx: Pick<Ctx, 'office'>, facts: PaperFacts): void {
  const said = heard(facts)
  const left = facts.detail.involved.filter((one) => !said.has(one.unit))
  if (left.length > 0) throw new RefusalError(refuse('outgoing.not-consulted', { units: left.map((one) => unitName(ctx, one.unit)) }))
}

/**
 * 送审: with what goes along, and whoever it concerns heard.
 * @throws Refusal `outgoing.materials-missing` (all of it at once) · `outgoing.not-consulted` · `outgoing.breaks-rules` · `outgoing.rule-reason` · `outgoing.leave-needed` · `drafts.empty` · what assigning refuses
 * Rule: BZ-47, GN-46; R-D01 … R-D11, R-D20, R-M20; HB-29
 */
export const handleSubmitPaper = handle(submitPaper, async (ctx, { to, ask, change, ruleReason, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  const missing = materialsMissing(facts.detail)
  if (missing.length > 0) throw new RefusalError(refuse('outgoing.materials-missing', { missing: missing.map((kind) => zh.materials[kind]) }))
  mustBeHeard(ctx, facts)
  const overYear = await mustFollowRules(ctx, facts, ruleReason)
  const asked = [ask ?? zh.say.submit, ...(ruleReason === null ? [] : [`${zh.say.ruleReason}${ruleReason}`])].join('\n')
  return moveWithText(ctx, facts, 'submit', {
    change,
    ...(overYear === facts.detail.overYear ? {} : { detail: { ...facts.detail, overYear } }),
    input: { ...on, lead: to, helpers: [], ask: asked, due: null, bound: false },
  })
})

/** 补送审材料, or why there is none. A material named again takes the place of what was said before. */
export const handleKeepMaterials = handle(keepMaterials, async (ctx, { materials, files, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  const kept = [...detail.materials.filter((old) => !materials.some((m) => m.kind === old.kind)), ...materials]
  const said = materials.map((m) => `${zh.materials[m.kind]}${m.without === null ? '' : `：${m.without}`}`)
  const brought = [...new Set([...files, ...materials.flatMap((m) => (m.file ? [m.file] : []))])]
  return movePaper(ctx, 'keepMaterials', { detail: { ...detail, materials: kept }, input: { ...on, text: [zh.say.materials, ...said].join('\n'), files: brought } })
})

/** Items failed now that no earlier return named. */
const toldTooLate = ({ detail }: PaperFacts, checks: readonly (keyof typeof zh.checks)[]) =>
  detail.returns.length === 0 ? [] : checks.filter((key) => !detail.returns.some((earlier) => earlier.checks.includes(key)))
/** Whoever drafted it, as the piece he held. */
const drafter = ({ assignments }: PaperFacts, held: string | null) =>
  assignments.findLast((a) => a.kind === 'do' && a.state === 'ended' && a.accepted_at !== null && a.ending === 'passed' && a.person !== held)

/**
 * 退回修改: every reason at once, to whoever drafted it. What should have been said the first time is a slip of ours, and says why.
 * @throws Refusal `outgoing.tell-at-once` · what returning refuses
 * Rule: BZ-47; R-D22
 */
async function giveBack(ctx: Ctx, { reasons, checks, late, ...on }: Omit<z.output<typeof returnPaper.input>, 'to'>): Promise<Paper> {
  const facts = await factsOf(ctx, on.matter)
  const slips = toldTooLate(facts, checks)
  if (slips.length > 0 && late === null) throw new RefusalError(refuse('outgoing.tell-at-once', { checks: slips.map((key) => zh.checks[key]) }))
  const told = [zh.say.returned, ...reasons.map((one, n) => `${n + 1}. ${one}`), ...(late === null ? [] : [`${zh.say.returnedLate}${late}`])].join('\n').slice(0, 1000)
  const detail = { ...facts.detail, returns: [...facts.detail.returns, { reasons, checks, late, by: ctx.who.person as string, at: ctx.now as string }] }
  if (facts.matter.state === 'submitted') return movePaper(ctx, 'refuse', { detail, input: { ...on, ground: told } })
  const to = drafter(facts, leadOf(facts)?.person ?? null)
  return movePaper(ctx, 'sendBack', { detail, input: { ...on, to: to?.id ?? null, reason: told, resume: 'there' } })
}
export const handleReturnPaper = handle(returnPaper, giveBack)
/** The office's own words for it go the same way: counted, and on record with their reason. */
export const handleRefuse = handle(refuseDraft, (ctx, { ground, ...on }) => giveBack(ctx, { ...on, reasons: [ground], checks: [], late: null }))
export const handleSendBack = handle(sendBackDraft, (ctx, { reason, matter, piece, version, draft, recorded }) =>
  giveBack(ctx, { matter, piece, version, draft, recorded, reasons: [reason], checks: [], late: null }),
)
