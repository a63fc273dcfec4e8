/** 初审: five questions, each answered by name; passed, or returned with all reasons at once. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type CheckKey, examinePaper, type PaperDetail, returnPaper } from '../shape.ts'
import { load } from '../tables.ts'
import { zh } from '../words/zh-CN.ts'
import { detailOf, movePaper } from './move-paper.ts'

interface Answer {
  readonly key: CheckKey
  readonly ok: boolean
  readonly note: string | null
}
const byName = (ctx: Ctx, checks: readonly Answer[]): PaperDetail['checks'] => checks.map((c) => ({ ...c, by: ctx.who.person }))
const said = (checks: readonly Answer[]): string[] => checks.filter((c) => !c.ok).map((c) => `${zh.checks[c.key]}：${c.note ?? zh.say.notMet}`)

/**
 * 初审通过: all five answered with yes.
 * @throws Refusal `incoming.check-failed`: it is returned instead
 * Rule: 条例 art. 24(3); standards §2.4
 */
export const handleExaminePaper = handle(examinePaper, async (ctx, { checks, ...on }) => {
  if (checks.some((c) => !c.ok)) throw new RefusalError(refuse('incoming.check-failed'))
  const detail = await detailOf(ctx, on.matter)
  const noted = checks.flatMap((c) => (c.note ? [`${zh.checks[c.key]}：${c.note}`] : []))
  return movePaper(ctx, 'examine', { detail: { ...detail, checks: byName(ctx, checks) }, input: { ...on, text: [zh.say.passed, ...noted].join('\n'), files: [] } })
})

/** What failed now and was not told when the same paper was returned before. */
async function toldTooLate(ctx: Ctx, resubmits: string | null, checks: readonly Answer[]): Promise<CheckKey[]> {
  const earlier = resubmits ? (await load(ctx.tx, [resubmits as MatterId])).get(resubmits as MatterId) : undefined
  if (!earlier) return []
  return checks.filter((c) => !c.ok && earlier.checks.some((e) => e.key === c.key && e.ok)).map((c) => c.key)
}

/**
 * 退文: every reason at once (一次性告知), told to the sender and closed in one act. Returned a second time for what the first notice did not say is a slip of ours,
 * and says why.
 * @throws Refusal `incoming.nothing-failed` · `incoming.tell-at-once` (what should have been said the first time)
 * Rule: 条例 art. 24(3); BZ-47
 */
export const handleReturnPaper = handle(returnPaper, async (ctx, { checks, via, add, slip, ...on }) => {
  if (checks.every((c) => c.ok)) throw new RefusalError(refuse('incoming.nothing-failed'))
  const detail = await detailOf(ctx, on.matter)
  const late = await toldTooLate(ctx, detail.resubmits, checks)
  if (late.length > 0 && slip === null) throw new RefusalError(refuse('incoming.tell-at-once', { checks: late.map((key) => zh.checks[key]) }))
  const reasons = said(checks).map((one, n) => `${n + 1}. ${one}`)
  const letter = [zh.say.returned, ...reasons, ...(add ? [add] : []), zh.say.returnedEnd].join('\n')
  const text = slip === null ? letter : `${letter}\n${zh.say.slip}${slip}`
  return movePaper(ctx, 'returnPaper', {
    detail: { ...detail, checks: byName(ctx, checks) },
    input: { ...on, result: 'returned', text, letter, via, files: [], withoutHelpers: [] },
  })
})
