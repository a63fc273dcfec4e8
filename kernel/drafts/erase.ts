/** 依法删除 of a draft: the text, every version of it with its salt, what was said of it. Digests, counts, who and when stay. Rule: architecture §2 «Erasure» */
import type { MatterId } from '../ids.ts'
import { run, type Tx } from '../write/tx.ts'

export async function forgetDrafts(tx: Tx, matters: readonly MatterId[]): Promise<void> {
  await run(tx, 'update draft_text set body = null, said = null where matter_id = any ($1::uuid[])', [matters])
  await run(tx, 'update draft_version set body = null, salt = null, note = null where matter_id = any ($1::uuid[]) and body is not null', [matters])
  await run(tx, 'update draft_comment set text = null, quote = null where matter_id = any ($1::uuid[]) and text is not null', [matters])
}
/** Is there any text left of it? Asked by 误入清理. */
export const hasDraftText = async (tx: Tx, matter: MatterId): Promise<boolean> =>
  (
    await run(
      tx,
      `select 1 where exists (select 1 from draft_text t where t.matter_id = $1 and t.body is not null)
       or exists (select 1 from draft_version v where v.matter_id = $1 and v.body is not null) or exists (select 1 from draft_comment c where c.matter_id = $1 and c.text is not null)`,
      [matter],
    )
  ).length > 0
