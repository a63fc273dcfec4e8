/** One move of a letter, answered with the letter's own view. */
import { type Args, advance } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { letters } from '../desk.ts'
import type { LetterDetail } from '../shape.ts'
import { load } from '../tables.ts'

/** The declaration as the kernel takes it, which knows no desk's fields. */
export const desk = letters as unknown as Desk
export const moveLetter = async (ctx: Ctx, move: string, args: Args): Promise<MatterView<LetterDetail>> => (await advance(ctx, desk, move, args)) as MatterView<LetterDetail>

/** @throws RefusalError `kernel.not-found` */
export async function detailOf(ctx: Ctx, matter: MatterId): Promise<LetterDetail> {
  const detail = (await load(ctx.tx, [matter])).get(matter)
  if (!detail) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return detail
}
