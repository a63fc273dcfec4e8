/** May everybody know how far this letter has got? Never of 举报, of a secret identity, of a closed list, of what went to another lawful way or was erased. Rule: R-W04, R-C04 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { loadWorld } from '../../../kernel/write/load.ts'
import { run } from '../../../kernel/write/tx.ts'
import { notOffered } from '../services.ts'

export async function openToAll(ctx: Pick<Ctx, 'tx' | 'desks'>, matter: MatterId): Promise<boolean> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  const [letter] = await run<{ plain: boolean; category: string | null }>(
    ctx.tx,
    `select l.kind <> 'tip' and not l.secret and l.exit_to is null and l.body is not null as plain, l.category from letters_letter l where l.matter_id = $1`,
    [matter],
  )
  return facts?.matter.readers === 'units' && letter?.plain === true && !notOffered.some((one) => letter.category?.startsWith(one))
}
