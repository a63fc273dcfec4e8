/** 岗位交接 and 借调: a list made, signed, or withdrawn; somebody lent to another unit. */
import type { Ctx } from '../../kernel/ctx.ts'
import { isLent, postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId, PostId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { type HandingOver, signerOf, signOver } from '../../kernel/people/hand-over-post.ts'
import { borrow, cancelHandOver, openHandOver, signHandOver } from '../../kernel/people/organisation-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { isRefusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { mustPerson } from './persons.ts'
import { mustPost } from './units.ts'

const keeps = { power: 'office.people' } as const
const notFound = () => new RefusalError(refuse('kernel.not-found', {}, 404))

/** The open hand-over, held for this act. @throws RefusalError `kernel.not-found`, `people.hand-over-done` */
async function mustOpen(ctx: Ctx, id: string): Promise<HandingOver> {
  const [row] = await run<HandingOver & { done: boolean }>(
    ctx.tx,
    'select h.id, h.holding, h.person, h.post, h.receiver, h.signed_at is not null or h.cancelled_at is not null as done from handing_over h where h.id = $1 for update',
    [id],
  )
  if (!row) throw notFound()
  if (row.done) throw new RefusalError(refuse('people.hand-over-done', {}, 409))
  return row
}

export const handOverActs = [
  handle(
    openHandOver,
    async (ctx, { holding, receiver, why }) => {
      const [row] = await run<{ person: PersonId; post: PostId; kind: string }>(
        ctx.tx,
        'select h.person, h.post, h.kind from holding h where h.id = $1 and (h.to_at is null or h.to_at > $2) for update',
        [holding, ctx.now],
      )
      if (!row) throw notFound()
      const open = await run(ctx.tx, 'select 1 from handing_over h where h.holding = $1 and h.signed_at is null and h.cancelled_at is null', [holding])
      if (open.length > 0) throw new RefusalError(refuse('people.hand-over-open', {}, 409))
      if (receiver) mustReceive(ctx, row, receiver)
      const signer = signerOf(ctx.office, { ...row, receiver }, ctx.now)
      if (!signer) throw new RefusalError(refuse('people.nobody-signs', {}, 409))
      const id = ctx.ids.next<string>()
      await run(ctx.tx, 'insert into handing_over (id, holding, person, post, receiver, why, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        id,
        holding,
        row.person,
        row.post,
        receiver,
        why,
        ctx.who.person,
        ctx.now,
      ])
      await putNotices(ctx.tx, [{ kind: 'hand-over', to: signer, key: `hand-over:${id}`, payload: { handOver: id, by: row.person }, dueAt: ctx.now }])
      await recordOfficeAct(ctx, 'people.openHandOver', { handingOver: id, person: row.person, post: row.post, receiver, why })
      return { id }
    },
    keeps,
  ),
  handle(
    cancelHandOver,
    async (ctx, { id }) => {
      await mustOpen(ctx, id)
      await run(ctx.tx, 'update handing_over set cancelled_at = $2 where id = $1', [id, ctx.now])
      await recordOfficeAct(ctx, 'people.cancelHandOver', { handingOver: id })
      return {}
    },
    keeps,
  ),
  handle(
    signHandOver,
    async (ctx, { id, seen }) => {
      const h = await mustOpen(ctx, id)
      const signer = signerOf(ctx.office, h, ctx.now)
      // only the two it concerns know of it
      if (signer !== ctx.who.person) throw h.person === ctx.who.person ? notYours(ctx, signer) : notFound()
      const moved = await signOver(ctx, h, seen)
      if (isRefusal(moved)) throw new RefusalError(moved)
      await recordOfficeAct(ctx, 'people.signHandOver', { handingOver: id, person: h.person, post: h.post, pieces: moved.length })
      return { matters: new Set(moved.map((m) => m.matter)).size, pieces: moved.length }
    },
    'signed-in',
    { endsSessions: true },
  ),
  handle(
    borrow,
    async (ctx, { person, post, until }) => {
      if (!mustPerson(ctx, person).active) throw new RefusalError(refuse('people.has-left', {}, 409))
      const { unit } = mustPost(ctx, post)
      const held = postsHeld(ctx.office, person, ctx.now)
      if (held.length === 0) throw new RefusalError(refuse('people.no-home-post', {}, 409))
      if (held.some((p) => p.unit === unit)) throw new RefusalError(refuse('people.borrow-at-home', {}, 409))
      if (isLent(ctx.office, person, held[0]?.unit ?? unit, ctx.now)) throw new RefusalError(refuse('people.holds-already', {}, 409))
      if (until !== null && until <= ctx.now) throw new RefusalError(refuse('people.ends-before', {}, 422))
      const id = ctx.ids.next<string>()
      await run(ctx.tx, `insert into holding (id, person, post, kind, from_at, until_at) values ($1, $2, $3, 'borrowed', $4, $5)`, [id, person, post, ctx.now, until])
      await recordOfficeAct(ctx, 'people.borrow', { person, post, until })
      return { id }
    },
    keeps,
    { endsSessions: true },
  ),
]

/** Somebody who is here, is another, and for what a borrowed clerk leaves behind belongs to the unit he worked in. */
function mustReceive(ctx: Ctx, row: { readonly person: PersonId; readonly post: PostId; readonly kind: string }, receiver: PersonId): void {
  if (receiver === row.person) throw new RefusalError(refuse('people.not-oneself', {}, 422))
  if (!mustPerson(ctx, receiver).active) throw new RefusalError(refuse('people.has-left', {}, 409))
  const unit = ctx.office.posts.get(row.post)?.unit
  if (row.kind === 'borrowed' && !postsHeld(ctx.office, receiver, ctx.now).some((p) => p.unit === unit)) throw new RefusalError(refuse('people.receiver-elsewhere', {}, 409))
}
const notYours = (ctx: Ctx, signer: PersonId | null) => new RefusalError(refuse('people.not-the-signer', { by: (signer && ctx.office.persons.get(signer)?.name) ?? '' }, 403))
