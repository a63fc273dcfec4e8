/** One move of an outgoing paper, answered with its own view. */
import { type Args, advance, viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { outgoing } from '../desk.ts'
import type { PaperDetail } from '../shape.ts'
import { load } from '../tables.ts'

export type Paper = MatterView<PaperDetail>
/** As the kernel takes it, which knows no desk's fields. */
export const declared = outgoing as unknown as Desk
export const movePaper = async (ctx: Ctx, move: string, args: Args): Promise<Paper> => (await advance(ctx, declared, move, args)) as Paper
export const viewPaper = async (ctx: Parameters<typeof viewMatter>[0], id: MatterId): Promise<Paper> => (await viewMatter(ctx, declared, id)) as Paper
/** @throws RefusalError `kernel.not-found` */
export async function detailOf(ctx: Pick<Ctx, 'tx'>, matter: MatterId): Promise<PaperDetail> {
  const detail = (await load(ctx.tx, [matter])).get(matter)
  if (!detail) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return detail
}
