/** The only door for other desks: a draft begun about what another desk has in hand. */
import type { Ctx } from '../../kernel/ctx.ts'
import { homeUnits } from '../../kernel/decide/office.ts'
import { wholeOf } from '../../kernel/decide/own-series.ts'
import type { MatterRow } from '../../kernel/decide/rows.ts'
import type { FileId, MatterId } from '../../kernel/ids.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { beginPaper } from './do/register-paper.ts'
import { registerPaper } from './shape.ts'

export interface NewPaper {
  readonly title: string
  /** What it is for, in one line. */
  readonly purpose: string
  /** What goes along, for whoever drafts. */
  readonly told: string
  readonly arisesFrom: MatterId
  readonly files: readonly FileId[]
  /** As what it arises from: it is never known to more than that was. R-C04 */
  readonly readers: MatterRow['readers']
}
const PURPOSE = 200
/**
 * 转为发文: begun by whoever turns it, in the name of his own house; type, number prefix and whom it concerns are settled while it is drafted.
 * @returns where it is
 * @throws Refusal `outgoing.no-unit` · what registering refuses
 * Rule: anchors F18; R-C04
 */
export async function openPaper(ctx: Ctx, { title, purpose, told, arisesFrom, files, readers }: NewPaper): Promise<{ readonly id: string; readonly number: string }> {
  const unit = homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('outgoing.no-unit'))
  const organ = (wholeOf(ctx.office, unit) ?? ctx.office.units.get(unit))?.name ?? ''
  const input = registerPaper.input.parse({
    title,
    purpose: purpose.replace(/\s+/g, ' ').slice(0, PURPOSE),
    paperType: 'letter',
    form: 'letter',
    direction: 'level',
    organs: [organ],
    unit,
    arisesFrom,
    files,
  })
  const paper = await beginPaper(ctx, input, { readers, told })
  return { id: paper.id, number: paper.number ?? '' }
}
