/** The text as it stands, one row of a matter: read by whoever has asked who may, written with a count that no saving passes over. */
import type { Ctx } from '../ctx.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { draftText } from './text.ts'

export interface StoredDraft {
  readonly draft: Draft
  /** 0: nothing written yet. */
  readonly revision: number
  readonly savedAt: Instant | null
  readonly savedBy: PersonId | null
}
/** What is kept of a draft is the JSON it was read as: digests are made over these characters. */
export const asKept = (draft: Draft): string => JSON.stringify(draft)
export const fromKept = (body: string | null): Draft => (body === null ? emptyDraft : (JSON.parse(body) as Draft))

/** Sight is the caller's. */
export async function storedDraft(tx: Tx, matter: MatterId): Promise<StoredDraft> {
  const [row] = await run<{ revision: number; body: string | null; at: Instant; by: PersonId }>(
    tx,
    'select t.revision, t.body, t.saved_at as at, t.saved_by as by from draft_text t where t.matter_id = $1',
    [matter],
  )
  return row ? { draft: fromKept(row.body), revision: row.revision, savedAt: row.at, savedBy: row.by } : { draft: emptyDraft, revision: 0, savedAt: null, savedBy: null }
}
/** For a desk, inside an act: the text as it stands; empty where nothing was written. */
export const currentDraft = async (ctx: Pick<Ctx, 'tx'>, matter: MatterId): Promise<Draft> => (await storedDraft(ctx.tx, matter)).draft

/** The matter is read anew by the search. */
export const searchAnew = (tx: Tx, matter: MatterId): Promise<unknown> => run(tx, 'insert into search_due (matter_id) values ($1)', [matter])
/** @throws RefusalError `drafts.stale`: something else was saved since `revision`; nothing is laid over it */
export async function writeDraft(ctx: Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>, matter: MatterId, draft: Draft, revision: number): Promise<number> {
  const values = [matter, asKept(draft), draftText(draft).join('\n'), ctx.now, ctx.who.person]
  const saved =
    revision === 0
      ? await run<{ revision: number }>(
          ctx.tx,
          'insert into draft_text (matter_id, revision, body, said, saved_at, saved_by) values ($1, 1, $2, $3, $4, $5) on conflict (matter_id) do nothing returning revision',
          values,
        )
      : await run<{ revision: number }>(
          ctx.tx,
          'update draft_text set revision = revision + 1, body = $2, said = $3, saved_at = $4, saved_by = $5 where matter_id = $1 and revision = $6 returning revision',
          [...values, revision],
        )
  const [row] = saved
  if (!row) {
    const now = await storedDraft(ctx.tx, matter)
    const by = now.savedBy === null ? '' : (ctx.office.persons.get(now.savedBy)?.name ?? '')
    throw new RefusalError(refuse('drafts.stale', { revision: now.revision, by, at: now.savedAt ?? '' }, 409))
  }
  await searchAnew(ctx.tx, matter)
  return row.revision
}
/** For a desk, inside an act of its own: lays this text down whatever stands there (a new matter, one turned out of another). */
export async function putDraft(ctx: Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>, matter: MatterId, draft: Draft): Promise<number> {
  const [row] = await run<{ revision: number }>(ctx.tx, 'select t.revision from draft_text t where t.matter_id = $1 for update', [matter])
  return writeDraft(ctx, matter, draft, row?.revision ?? 0)
}
