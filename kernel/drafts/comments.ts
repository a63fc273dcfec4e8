/** 批注: what is said of the words of a draft. A comment stays; it is answered, resolved, taken up again. */
import type { Ctx } from '../ctx.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { recordOfficeAct } from '../people/record.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { type Anchor, findAnchor, placesOf } from './anchor.ts'
import { searchAnew, storedDraft } from './text-row.ts'

export interface CommentRow {
  readonly id: string
  readonly answers: string | null
  readonly block: string | null
  readonly quote: string | null
  readonly place: number | null
  readonly text: string | null
  readonly by: PersonId
  readonly at: Instant
  readonly resolved_by: PersonId | null
  readonly resolved_at: Instant | null
}
/** In the order they were made. Sight is the caller's. */
export const commentsOf = (tx: Tx, matter: MatterId): Promise<CommentRow[]> =>
  run<CommentRow>(
    tx,
    'select c.id, c.answers, c.block, c.quote, c.place, c.text, c.by, c.at, c.resolved_by, c.resolved_at from draft_comment c where c.matter_id = $1 order by c.at, c.id',
    [matter],
  )
async function put(ctx: Ctx, matter: MatterId, answers: string | null, anchor: Anchor | null, text: string): Promise<string> {
  const id = ctx.ids.next<string>()
  await run(ctx.tx, 'insert into draft_comment (id, matter_id, answers, block, quote, place, text, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    id,
    matter,
    answers,
    anchor?.block ?? null,
    anchor?.quote ?? null,
    anchor?.at ?? null,
    text,
    ctx.who.person,
    ctx.now,
  ])
  await recordOfficeAct(ctx, answers === null ? 'drafts.comment' : 'drafts.answerComment', { matter, comment: answers ?? id })
  await searchAnew(ctx.tx, matter)
  return id
}
/** @throws RefusalError `drafts.words-not-there`: they do not stand in the text as it was last saved */
export async function addComment(ctx: Ctx, matter: MatterId, anchor: Anchor | null, text: string): Promise<string> {
  if (anchor === null) return put(ctx, matter, null, null, text)
  const { draft } = await storedDraft(ctx.tx, matter)
  const found = placesOf(draft).has(anchor.block) ? findAnchor(draft, anchor) : null
  if (!found) throw new RefusalError(refuse('drafts.words-not-there', { quote: anchor.quote }, 409))
  return put(ctx, matter, null, { ...anchor, ...found }, text)
}
/** @throws RefusalError `drafts.no-such-comment` */
async function mustFind(tx: Tx, matter: MatterId, id: string): Promise<CommentRow> {
  await run(tx, 'select 1 from draft_comment c where c.id = $1 for update', [id])
  const row = (await commentsOf(tx, matter)).find((one) => one.id === id && one.answers === null)
  if (!row) throw new RefusalError(refuse('drafts.no-such-comment', {}, 404))
  return row
}
/** @throws RefusalError `drafts.no-such-comment` */
export async function addAnswer(ctx: Ctx, matter: MatterId, comment: string, text: string): Promise<string> {
  await mustFind(ctx.tx, matter, comment)
  return put(ctx, matter, comment, null, text)
}
/** @param write whether he may write the text: he, or whoever made the comment. @throws RefusalError `drafts.no-such-comment`, `drafts.not-your-comment` */
export async function setResolved(ctx: Ctx, matter: MatterId, comment: string, resolved: boolean, write: boolean): Promise<void> {
  const row = await mustFind(ctx.tx, matter, comment)
  if (!write && row.by !== ctx.who.person) throw new RefusalError(refuse('drafts.not-your-comment', {}, 403))
  if ((row.resolved_at !== null) === resolved) return
  await run(ctx.tx, 'update draft_comment set resolved_by = $2, resolved_at = $3 where id = $1', [comment, resolved ? ctx.who.person : null, resolved ? ctx.now : null])
  await recordOfficeAct(ctx, 'drafts.resolveComment', { matter, comment, resolved })
}
