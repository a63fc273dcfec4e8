/** Who is told by itself: whose review comes up, whose open matter or policy cites what has gone out of force. Each once. Rule: GN-45, BZ-27 */
import type { Ctx } from '../../kernel/ctx.ts'
import { holdersOf } from '../../kernel/decide/office.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { NOBODY, type Sight, wholeDesk } from '../../kernel/people/sight.ts'
import { mattersCiting } from '../../kernel/policies/citing.ts'
import { type Library, openLibrary } from '../../kernel/policies/judge.ts'
import { doneLinks, publishedPolicies, REVIEW_AHEAD, type StoredPolicy } from '../../kernel/policies/read.ts'
import { type Done, doneByTarget, endingOn } from '../../kernel/policies/state.ts'
import { addDays, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'

type Telling = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'desks'>
/** The program's own eyes: open matters known to units. What named persons or a unit alone may know is not looked into by a program, and its owner not told. */
const everyDesk = (ctx: Pick<Ctx, 'desks'>): Sight => ({ ...wholeDesk(''), seeAll: [...ctx.desks.keys()] })
/** The library whole, also what is kept to a unit, as it stands today. */
interface Whole {
  readonly all: readonly StoredPolicy[]
  readonly done: ReadonlyMap<string, readonly Done[]>
  readonly library: Library
}
async function wholeOf(ctx: Pick<Ctx, 'tx' | 'now' | 'office'>): Promise<Whole> {
  const all = await publishedPolicies({ ...ctx, who: { person: NOBODY, system: true } })
  const links = await doneLinks(ctx)
  return { all, done: doneByTarget(links), library: openLibrary(all, links, officeDate(ctx.now)) }
}
/** @returns whether it had not been told before */
async function once(ctx: Pick<Ctx, 'tx' | 'now'>, policy: string, about: string): Promise<boolean> {
  const rows = await run(ctx.tx, 'insert into policy_told (policy, about, at) values ($1, $2, $3) on conflict do nothing returning 1 as told', [policy, about, ctx.now])
  return rows.length > 0
}

/** Tells the owners of open matters that cite what has ended of this policy; and, where the whole has, whoever answers for policies that rest on it. @returns how many were told */
export async function tellCiting(ctx: Telling, policy: StoredPolicy, known?: Whole): Promise<number> {
  const { all, done, library } = known ?? (await wholeOf(ctx))
  const ending = endingOn(policy, done.get(policy.id) ?? [], officeDate(ctx.now))
  if (!ending) return 0
  const since = `${ending.by ?? ''}:${ending.on}`
  let told = 0
  for (const { id, desk, owner } of await mattersCiting({ ...ctx, sight: everyDesk(ctx) }, library, policy)) {
    if (!(await once(ctx, policy.id, `matter:${id}:${since}`))) continue
    await putNotices(ctx.tx, [{ kind: 'cites-ended', to: owner, key: `cites:${policy.id}:${id}`, payload: { matter: id, desk }, dueAt: ctx.now }])
    told++
  }
  if (!ending.whole) return told
  const resting = await run<{ id: string }>(ctx.tx, `select l.from_policy as id from policy_link l where l.to_policy = $1 and l.kind = 'basis' and l.outcome = 'approved'`, [
    policy.id,
  ])
  for (const { id } of resting) {
    const one = all.find((other) => other.id === id)
    if (!one || !(await once(ctx, policy.id, `policy:${id}:${since}`))) continue
    const people = holdersOf(ctx.office, one.ownerPost, ctx.now)
    await putNotices(
      ctx.tx,
      people.map((to) => ({ kind: 'policy-basis-ended', to, key: `cites:${policy.id}:${id}`, payload: { page: `/policies/${id}` }, dueAt: ctx.now })),
    )
    told += people.length
  }
  return told
}

const RECENT = 60
/** By night: reviews that come up, and what went out of force since. Nothing is decided by it. @returns how many were told */
export async function tellPolicies(house: House): Promise<number> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    const standing = await loadStanding(tx)
    const ctx = { tx, now, who: { person: NOBODY, system: true as const }, desks: house.desks, ...standing }
    const whole = await wholeOf(ctx)
    const today = officeDate(now)
    let told = 0
    for (const one of whole.all) {
      const ending = endingOn(one, whole.done.get(one.id) ?? [], today)
      if (ending && ending.on >= addDays(today, -RECENT)) told += await tellCiting(ctx, one, whole)
      if (ending?.whole || one.reviewOn > addDays(today, REVIEW_AHEAD) || !(await once(ctx, one.id, `review:${one.reviewOn}`))) continue
      const people = holdersOf(ctx.office, one.ownerPost, now)
      await putNotices(
        tx,
        people.map((to) => ({ kind: 'policy-review', to, key: `policy:${one.id}:review`, payload: { day: one.reviewOn, page: `/policies/${one.id}` }, dueAt: now })),
      )
      told += people.length
    }
    return told
  })
}
