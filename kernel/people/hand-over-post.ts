/**
 * 岗位交接: the only way a holding ends (ZK-45). What its holder has by it stands on a list; the successor signs the list and owns by signing,
 * or the head of the unit for somebody already gone or while there is no successor.
 */
import type { Ctx } from '../ctx.ts'
import { type Office, postsHeld } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { unended } from '../decide/run.ts'
import type { MatterId, PersonId, PostId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { lockAndLoad } from '../write/load.ts'
import { run, type Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import { loadStanding } from './load.ts'
import { headAbove, leftBehind, seatFor, seatOf } from './seats.ts'
import { type Moved, takeOver } from './take-over.ts'

export interface HandingOver {
  readonly id: string
  readonly holding: string
  readonly person: PersonId
  readonly post: PostId
  readonly receiver: PersonId | null
}
/** The office as if this holding had ended. */
export const withoutHolding = (office: Office, person: PersonId, post: PostId): Office => ({
  ...office,
  holdings: office.holdings.filter((h) => h.person !== person || h.post !== post),
})

/** Who has to sign: the receiver while he is here, else the head of the unit. Null: a receiver must be named. */
export function signerOf(office: Office, h: Pick<HandingOver, 'person' | 'post' | 'receiver'>, at: Instant): PersonId | null {
  if (h.receiver && office.persons.get(h.receiver)?.active) return h.receiver
  const unit = office.posts.get(h.post)?.unit
  return unit ? headAbove(office, unit, h.person, at) : null
}

/** Running pieces of this name, closed matters' unread ones too. Ids only. */
export async function runningOf(tx: Tx, person: PersonId): Promise<(Pick<AssignmentRow, 'id' | 'unit' | 'post' | 'person' | 'kind'> & { readonly matter_id: MatterId })[]> {
  return run(tx, `select a.id, a.matter_id, a.unit, a.post, a.person, a.kind from assignment a where a.person = $1 and a.sees and a.state <> 'ended' order by a.matter_id, a.id`, [
    person,
  ])
}
/** What stands on the list: what would be left behind. */
export async function listed(tx: Tx, office: Office, h: Pick<HandingOver, 'person' | 'post'>, at: Instant) {
  const after = withoutHolding(office, h.person, h.post)
  return (await runningOf(tx, h.person)).filter((a) => leftBehind(after, h.person, h.post, a, at))
}

/** Matters whose seats change are locked and loaded so many at a time. */
const BATCH = 200
export async function resettle(
  ctx: Ctx,
  office: Office,
  matters: readonly MatterId[],
  one: (world: Parameters<typeof takeOver>[0], matter: MatterId) => ReturnType<typeof takeOver> | Refusal,
): Promise<readonly Moved[] | Refusal> {
  const moved: Moved[] = []
  for (let from = 0; from < matters.length; from += BATCH) {
    const ids = matters.slice(from, from + BATCH)
    const loaded = await lockAndLoad(ctx.tx, ctx.desks, ids, { events: true })
    const world = { matters: loaded, office, calendar: ctx.calendar, routes: ctx.routes, rules: ctx.rules }
    const done = ids.map((id) => one(world, id))
    const no = done.find(isRefusal)
    if (no) return no
    const acts = done.flatMap((d) => (d && !isRefusal(d) ? [d] : []))
    await write(
      ctx.tx,
      acts.map((d) => d.effects),
      { desks: ctx.desks },
    )
    moved.push(...acts.flatMap((d) => d.moved))
  }
  return moved
}

/**
 * The signature: the holding ends, the signer takes the post where he was named for it, and everything on the list is his.
 * @param seen pieces on the list he signs; where it has grown meanwhile he must look again
 * @returns what changed hands, or Refusal `people.hand-over-changed`, `people.person-without-seat`, `people.hand-over-recused` (nobody of the unit may take it)
 */
export async function signOver(ctx: Ctx, h: HandingOver, seen: number): Promise<readonly Moved[] | Refusal> {
  const { tx, now, who } = ctx
  // whoever gives him something in this moment is waited for, or waits for us and then finds him gone
  await run(tx, 'select 1 from person p where p.id = any ($1::uuid[]) order by p.id for update', [[h.person, who.person]])
  await takePost(ctx, h)
  const { office } = await loadStanding(tx)
  const list = await listed(tx, office, h, now)
  if (list.length !== seen) return refuse('people.hand-over-changed', { n: list.length }, 409)
  if (!seatFor(office, who.person, h.post, now)) return refuse('people.person-without-seat', {}, 409)
  const going = new Set(list.map((a) => a.id))
  const seats = seatOf(office, ctx.desks, h.post, who.person, now)
  let stuck = 0
  const said = { from: h.person, post: h.post, handingOver: h.id }
  const moved = await resettle(ctx, office, [...new Set(list.map((a) => a.matter_id))], (world, matter) => {
    const t = takeOver(
      world,
      matter,
      {
        move: 'handOverPost',
        actor: who.person,
        said,
        seat: (a, facts) => {
          if (!going.has(a.id) || !unended(a)) return null
          const to = seats(a, facts)
          if (!to) stuck += 1
          return to
        },
      },
      { now, act: ctx.act, ids: ctx.ids },
    )
    return stuck > 0 ? refuse('people.hand-over-recused', { n: stuck }, 409) : t
  })
  if (isRefusal(moved)) return moved
  await run(
    tx,
    `insert into handed_over (handing_over, matter_id, piece, taken) select $1, r.matter, r.piece, r.taken from json_to_recordset($2::json) as r(matter uuid, piece uuid, taken uuid)`,
    [h.id, JSON.stringify(moved.map((m) => ({ matter: m.matter, piece: m.piece, taken: m.taken.id })))],
  )
  await run(tx, 'update handing_over set signed_by = $2, signed_at = $3 where id = $1', [h.id, who.person, now])
  return moved
}

/** Does the receiver take the post with his signature? Not what he holds, and not the place of somebody lent: that goes with him. */
export const takesPost = (office: Office, h: Pick<HandingOver, 'post' | 'receiver'>, kind: string, at: Instant): boolean =>
  h.receiver !== null && kind !== 'borrowed' && !postsHeld(office, h.receiver, at).some((p) => p.id === h.post)

/** The holding ends now, and the receiver who was named for the post holds it. */
async function takePost(ctx: Ctx, h: HandingOver): Promise<void> {
  const { tx, now, who, office } = ctx
  const [ended] = await run<{ kind: string }>(
    tx,
    `update holding set to_at = greatest($2::timestamptz, from_at + interval '1 millisecond') where id = $1 and (to_at is null or to_at > $2) returning kind`,
    [h.holding, now],
  )
  if (!ended || h.receiver !== who.person || !takesPost(office, h, ended.kind, now)) return
  const kind = postsHeld(office, who.person, now).length > 0 ? 'also' : 'main'
  await run(tx, 'insert into holding (id, person, post, kind, from_at) values ($1, $2, $3, $4, $5)', [ctx.ids.next(), who.person, h.post, kind, now])
}
