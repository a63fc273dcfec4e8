/** 留稿: the text is kept at every step, and the kernel told whether it is still the one that was judged. Rule: R-D41; invariant 10 */
import type { Ctx } from '../../../kernel/ctx.ts'
import { asKept, currentDraft as currentText } from '../../../kernel/drafts/text-row.ts'
import { keepVersion, versionOfDraft, versionsOf } from '../../../kernel/drafts/versions.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { movePaper, type Paper } from './move-paper.ts'
import type { PaperFacts } from './paper-facts.ts'

/** Is what stands there word for word what was last put before somebody? */
export async function textStands(ctx: Ctx, { matter, drafts }: PaperFacts): Promise<boolean> {
  const judged = drafts.reduce<(typeof drafts)[number] | null>((newest, d) => (newest === null || d.no > newest.no ? d : newest), null)
  const kept = judged && (await versionsOf(ctx.tx, matter.id)).find((v) => v.digest === judged.digest)
  if (!kept) return false
  return asKept((await versionOfDraft(ctx.tx, matter.id, kept.no)).draft) === asKept(await currentText(ctx, matter.id))
}
/** @throws RefusalError `outgoing.changed-after-signing`. Rule: R-D41 */
export async function mustStand(ctx: Ctx, facts: PaperFacts): Promise<void> {
  if (!(await textStands(ctx, facts))) throw new RefusalError(refuse('outgoing.changed-after-signing', {}, 409))
}

export interface Said {
  readonly kind: 'substantive' | 'trivial'
  readonly reason: string | null
}
/**
 * A step that puts the text before somebody: where it has changed, it is a new draft first, in the same act.
 * @throws RefusalError `drafts.empty` (nothing written), and what the step refuses
 */
export async function moveWithText(
  ctx: Ctx,
  facts: PaperFacts,
  move: string,
  { change, ...args }: { readonly change: Said; readonly input: Readonly<Record<string, unknown>> & { readonly matter: MatterId }; readonly detail?: unknown },
): Promise<Paper> {
  if (await textStands(ctx, facts)) return movePaper(ctx, move, args)
  const { digest } = await keepVersion(ctx, facts.matter.id, move)
  // judged as it stood on the page; what follows is about the text just kept
  const { draft: _, version, ...input } = args.input
  const renewal = {
    matter: facts.matter.id,
    piece: null,
    ...(version === undefined ? {} : { version }),
    digest,
    change: facts.drafts.length === 0 ? 'first' : change.kind,
    reason: change.reason,
  }
  return movePaper(ctx, 'renew', { input: renewal, ...(args.detail === undefined ? {} : { detail: args.detail }), follow: [{ move, input }] })
}
