/** 离任 (R-D50): what keeps somebody from leaving: posts whose list is not signed, papers and things not given back, portfolios. Counts only; of matters nothing (R-C14). */
import type { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import { runs } from '../decide/office.ts'
import type { PersonId, PostId } from '../ids.ts'
import { listed, signerOf } from '../people/hand-over-post.ts'
import type { leaving } from '../people/organisation-shape.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { run } from '../write/tx.ts'

/** How many papers, keys, things each desk that lends still has with him. */
export async function unreturnedBy(ctx: Pick<Ctx, 'tx' | 'desks'>, person: PersonId): Promise<{ desk: string; n: number }[]> {
  const found: { desk: string; n: number }[] = []
  for (const { desk, unreturned } of ctx.desks.values()) if (unreturned) found.push({ desk: desk.key, n: await unreturned(ctx.tx, person) })
  return found
}
/** @throws RefusalError `kernel.not-found` */
export async function readLeaving(ctx: Pick<Ctx, 'tx' | 'desks' | 'office' | 'now' | 'who'>, id: PersonId): Promise<z.input<(typeof leaving)['output']>> {
  const { office, now, tx } = ctx
  const person = office.persons.get(id)
  if (!person) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const holdings = await run<{ id: string; post: PostId; list: string | null; receiver: PersonId | null }>(
    tx,
    `select h.id, h.post, o.id as list, o.receiver from holding h
       left join handing_over o on o.holding = h.id and o.signed_at is null and o.cancelled_at is null
     where h.person = $1 and (h.to_at is null or h.to_at > $2) order by h.from_at`,
    [id, now],
  )
  const posts = []
  for (const h of holdings) {
    const post = office.posts.get(h.post)
    const signer = h.list ? signerOf(office, { person: id, post: h.post, receiver: h.receiver }, now) : null
    posts.push({
      holding: h.id,
      post: { id: h.post as string, name: post?.title ?? '' },
      unit: { id: (post?.unit ?? '') as string, name: (post && office.units.get(post.unit)?.name) ?? '' },
      pieces: (await listed(tx, office, { person: id, post: h.post }, now)).length,
      list: h.list,
      signer: signer && { id: signer as string, name: office.persons.get(signer)?.name ?? '' },
    })
  }
  const papers = await unreturnedBy(ctx, id)
  const portfolios = office.portfolios.filter((p) => p.person === id && (runs(p, now) || p.from_at > now)).length
  const clear = posts.length === 0 && portfolios === 0 && papers.every((p) => p.n === 0)
  return { active: person.active, posts, papers, portfolios, mayLeave: clear && person.active && id !== ctx.who.person }
}
