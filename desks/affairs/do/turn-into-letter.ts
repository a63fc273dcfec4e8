/** 转来信: what a citizen came or called for goes on as a letter. */
import { viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { openContact } from '../../../kernel/people/contact.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { openLetter } from '../../letters/intake.ts'
import { turnIntoLetter } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { type Affair, desk } from './move-affair.ts'
import { handOn } from './take-over.ts'

/**
 * Opens the letter with everything that was said, and closes the affair on it: whoever asked is told the letter's number.
 * @throws Refusal `affairs.not-a-citizens` · what `letters.register` refuses
 */
export async function intoLetter(ctx: Ctx, affair: Affair): Promise<Affair> {
  const { detail } = affair
  if (!detail.outside || detail.body === null) throw new RefusalError(refuse('affairs.not-a-citizens'))
  const [contact] = await openContact(ctx, affair.id as never, 'turned into a letter')
  const letter = await openLetter(ctx, {
    channel: detail.way === 'call' ? 'call' : 'letter',
    title: affair.title ?? zh.one,
    body: detail.body,
    contact: contact ?? null,
    arisesFrom: affair.id as never,
  })
  return handOn(ctx, affair.id as never, { id: letter.id as never, number: letter.number }, null)
}

/** 转来信, of an affair that is already there. Rule: GN-31; ZK-05 */
export const handleTurnIntoLetter = handle(turnIntoLetter, async (ctx, { matter }) => intoLetter(ctx, (await viewMatter(ctx, desk, matter)) as Affair))
