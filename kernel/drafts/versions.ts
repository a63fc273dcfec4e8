/** Versions: the text as it stood at every step, kept for good, each with a salted digest that history may hold. Rule: R-D41; invariant 18 */
import type { Ctx } from '../ctx.ts'
import { textDigest } from '../history/digest.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { recordOfficeAct } from '../people/record.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { blocksOf, type Draft } from './draft.ts'
import { endHoldAtStep } from './hold.ts'
import { countOf, type DraftCount } from './text.ts'
import { asKept, fromKept, storedDraft } from './text-row.ts'

export const BY_HAND = 'by-hand'
export interface KeptVersion {
  readonly no: number
  readonly step: string
  readonly note: string | null
  readonly by: PersonId
  readonly at: Instant
  readonly digest: string
  readonly count: DraftCount
  readonly erased: boolean
}
/** What the digest of a version is made of. The salt lies beside the text and goes with it. */
export const draftDigest = (salt: string, draft: Draft): string => textDigest(salt, asKept(draft))
const saysNothing = (draft: Draft): boolean => draft.title.trim() === '' && blocksOf(draft).length === 0

/**
 * Keeps the text as it stands, under the step it was taken at; whoever was writing writes no more on it.
 * @param step of the desk; `by-hand` under a name, where writing goes on
 * @returns its number, and the digest a desk hands to 改稿 (`renew`)
 * @throws RefusalError `drafts.empty`
 */
export async function keepVersion(
  ctx: Ctx,
  matter: MatterId,
  step: string,
  note: string | null = null,
): Promise<{ readonly no: number; readonly digest: string; readonly draft: Draft }> {
  await run(ctx.tx, 'select 1 from draft_text t where t.matter_id = $1 for update', [matter])
  const { draft } = await storedDraft(ctx.tx, matter)
  if (saysNothing(draft)) throw new RefusalError(refuse('drafts.empty'))
  if (step !== BY_HAND) await endHoldAtStep(ctx, matter)
  const salt = ctx.ids.salt()
  const digest = draftDigest(salt, draft)
  const { body, attachments, all } = countOf(draft)
  const [row] = await run<{ no: number }>(
    ctx.tx,
    `insert into draft_version (matter_id, no, step, note, by, at, digest, salt, body, characters, in_attachments, in_all)
     select $1, coalesce((select max(v.no) from draft_version v where v.matter_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 returning no`,
    [matter, step, note, ctx.who.person, ctx.now, digest, salt, asKept(draft), body, attachments, all],
  )
  const { no } = row as { no: number }
  await recordOfficeAct(ctx, 'drafts.keep', { matter, no, step, digest })
  return { no, digest, draft }
}
interface Row {
  readonly no: number
  readonly step: string
  readonly note: string | null
  readonly by: PersonId
  readonly at: Instant
  readonly digest: string
  readonly characters: number
  readonly in_attachments: number
  readonly in_all: number
  readonly erased: boolean
  readonly body: string | null
}
const columns = 'v.no, v.step, v.note, v.by, v.at, v.digest, v.characters, v.in_attachments, v.in_all, v.body is null as erased'
const versionOf = ({ no, step, note, by, at, digest, erased, ...count }: Omit<Row, 'body'>): KeptVersion => ({
  no,
  step,
  note,
  by,
  at,
  digest,
  erased,
  count: { body: count.characters, attachments: count.in_attachments, all: count.in_all },
})
/** Newest first. Sight is the caller's. */
export const versionsOf = async (tx: Tx, matter: MatterId): Promise<KeptVersion[]> =>
  (await run<Row>(tx, `select ${columns} from draft_version v where v.matter_id = $1 order by v.no desc`, [matter])).map(versionOf)
/** @throws RefusalError `drafts.no-such-version`, `drafts.erased` */
export async function versionOfDraft(tx: Tx, matter: MatterId, no: number): Promise<{ readonly version: KeptVersion; readonly draft: Draft }> {
  const [row] = await run<Row>(tx, `select ${columns}, v.body from draft_version v where v.matter_id = $1 and v.no = $2`, [matter, no])
  if (!row) throw new RefusalError(refuse('drafts.no-such-version', { no }, 404))
  if (row.body === null) throw new RefusalError(refuse('drafts.erased', { no }, 404))
  return { version: versionOf(row), draft: fromKept(row.body) }
}
