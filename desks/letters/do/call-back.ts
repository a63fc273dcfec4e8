/** 回访 call back. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { TRIES } from '../reply-rules.ts'
import { callBack } from '../shape.ts'
import { detailOf, moveLetter } from './move-letter.ts'

/**
 * 回访: responded, solved, satisfied are asked apart. Well → closed; dissatisfied or unsolved → handled again in the same act.
 * Not reached → the attempt is on record; after the third it closes as not asked, and no rating is invented.
 * @throws Refusal `letters.marks-missing` · `kernel.own-work` (who answered does not ask how it was) · `kernel.no-such-answer`
 * Rule: R-H09, R-H20; promise 2
 */
export const handleCallBack = handle(callBack, async (ctx, input) => {
  const { reached, answer, responded, solved, satisfied, text, ...on } = input
  const detail = await detailOf(ctx, input.matter)
  if (reached) {
    if (responded === null || solved === null || satisfied === null) throw new RefusalError(refuse('letters.marks-missing'))
    return moveLetter(ctx, 'rate', { input: { ...on, answer, responded, solved, satisfied, text }, detail: { ...detail, attempts: 0 } })
  }
  const attempts = detail.attempts + 1
  const tried = await moveLetter(ctx, 'note', { input: { ...on, text: text ?? `第 ${attempts} 次回访未接通`, files: [] }, detail: { ...detail, attempts } })
  return attempts < TRIES ? tried : moveLetter(ctx, 'unreached', { input: { matter: input.matter, piece: null } })
})
