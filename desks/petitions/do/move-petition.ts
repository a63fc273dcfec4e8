/** One move of a petition, answered with its own view. */
import { type Args, advance, viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { petitions } from '../desk.ts'
import type { PetitionDetail } from '../shape.ts'

export type Petition = MatterView<PetitionDetail>
/** As the kernel takes it, which knows no desk's fields. */
export const declared = petitions as unknown as Desk
export const movePetition = async (ctx: Ctx, move: string, args: Args): Promise<Petition> => (await advance(ctx, declared, move, args)) as Petition
export const viewPetition = async (ctx: Parameters<typeof viewMatter>[0], id: MatterId): Promise<Petition> => (await viewMatter(ctx, declared, id)) as Petition

/** The clock of this name that was begun last. */
export const lastClock = (petition: Petition, key: string): Petition['clocks'][number] | null =>
  petition.clocks.filter((c) => c.key === key).reduce<Petition['clocks'][number] | null>((last, c) => (last === null || c.startedAt >= last.startedAt ? c : last), null)
