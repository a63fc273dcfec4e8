/** 拟复、送核、答复: the reply from the first words to the moment it leaves the house. */
import { createHash } from 'node:crypto'
import { viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { replyLetter, saveDraft, submitReply, tellExtended, tellOnce, unanswerableLetter } from '../shape.ts'
import { draftText, keepDraftText } from '../tables.ts'
import { zh } from '../words/zh-CN.ts'
import { desk, detailOf, moveLetter } from './move-letter.ts'

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
async function newestDraft(ctx: Ctx, matter: MatterId): Promise<{ no: number; digest: string } | null> {
  const [row] = await run<{ no: number; digest: string }>(ctx.tx, 'select d.no, d.digest from draft d where d.matter_id = $1 order by d.no desc limit 1', [matter])
  return row ?? null
}

/**
 * 自动保存: keeps the text as it stands; numbers nothing and decides nothing.
 * @throws Refusal `letters.not-drafting`: the reply is not being drafted, or not by him
 */
export const handleSaveDraft = handle(saveDraft, async (ctx, { matter, text }) => {
  const view = await viewMatter(ctx, desk, matter)
  if (!view.may.renew?.allowed) throw new RefusalError(refuse('letters.not-drafting', {}, 409))
  await keepDraftText(ctx.tx, { matter_id: matter, text, saved_at: ctx.now, saved_by: ctx.who.person })
  return { savedAt: ctx.now }
})

/**
 * 送核稿: the text gets its number, and the head of the division has it to read. The same text is not numbered twice.
 * @throws Refusal `letters.under-review` · `kernel.not-yours` · `kernel.stale-draft`
 * Rule: HA-45; invariant 10
 */
export const handleSubmitReply = handle(submitReply, async (ctx, input) => {
  const { matter, piece, text, change } = input
  const before = await newestDraft(ctx, matter)
  if (before && input.draft !== undefined && input.draft !== before.no) throw new RefusalError(refuse('kernel.stale-draft', { draft: before.no, yours: input.draft }, 409))
  const digest = digestOf(text)
  const fresh = before?.digest !== digest
  if (fresh) {
    const trivial = before !== null && change === 'trivial'
    const view = await moveLetter(ctx, 'renew', { input: { matter, piece, digest, change: before === null ? 'first' : change, reason: trivial ? '改正错字' : null } })
    await keepDraftText(ctx.tx, { matter_id: matter, text, saved_at: ctx.now, saved_by: ctx.who.person })
    // the kernel asks the earlier signers again by itself; a misprint asks nobody
    if (trivial || view.stages.some((s) => s.role === 'review' && s.endedAt === null)) return view
  }
  return moveLetter(ctx, 'submit', { input: { matter, piece, draft: (await newestDraft(ctx, matter))?.no } })
})

/**
 * 答复: exactly the words agreed leave the house; the call-back follows.
 * @throws Refusal `letters.no-draft` · `letters.not-reviewed` · `letters.draft-changed` (saved since it was agreed) · `kernel.stale-draft`
 * Rule: HA-45, ZK-57
 */
export const handleReplyLetter = handle(replyLetter, async (ctx, input) => {
  const { via, delivered, ...on } = input
  const [text, newest] = [await draftText(ctx.tx, input.matter), await newestDraft(ctx, input.matter)]
  // refused by `decide` with its reason where there is nothing to send, or nothing to see
  const changed = text !== null && newest !== null && digestOf(text.text) !== newest.digest
  if (changed && (await viewMatter(ctx, desk, input.matter)).may.reply?.allowed) throw new RefusalError(refuse('letters.draft-changed', {}, 409))
  return moveLetter(ctx, 'reply', { input: { draft: newest?.no, ...on, answers: null, body: text?.text ?? null, via, ground: null, delivered } })
})

/**
 * 一次性告知: the papers needed, said once. Asked a second time it needs a reason, which stands in the record beside it.
 * @throws Refusal `letters.told-once` (a second time without a reason)
 * Rule: BZ-47
 */
export const handleTellOnce = handle(tellOnce, async (ctx, { text, via, reason, ...on }) => {
  const detail = await detailOf(ctx, on.matter)
  const again = detail.supplements > 0
  if (again && reason === null && (await viewMatter(ctx, desk, on.matter)).may.tellOnce?.allowed)
    throw new RefusalError(refuse('letters.told-once', { times: detail.supplements }, 409))
  if (again && reason !== null) await moveLetter(ctx, 'note', { input: { matter: on.matter, text: zh.form.toldAgain.replace('{{reason}}', reason), files: [] } })
  return moveLetter(ctx, 'tellOnce', {
    input: { ...on, version: undefined, answers: null, body: text, via, ground: null, delivered: true },
    detail: { ...detail, supplements: detail.supplements + 1 },
  })
})

/** 告知延期: an answer in between; the final one is still owed. Rule: R-H08 */
export const handleTellExtended = handle(tellExtended, (ctx, { text, via, ...on }) =>
  moveLetter(ctx, 'tellExtended', { input: { ...on, answers: null, body: text, via, ground: null, delivered: true } }),
)

/**
 * 无法答复: nobody can be told; a ground, and a second person agrees. Then it is closed.
 * @throws Refusal `kernel.no-approver` · `kernel.consent-pending`
 * Rule: invariant 5; architecture §2 «`none` needs a ground and a second person»
 */
export const handleUnanswerable = handle(unanswerableLetter, (ctx, { ground, ...on }) =>
  moveLetter(ctx, 'unanswerable', { input: { ...on, answers: null, body: null, via: 'none', ground, delivered: true } }),
)
