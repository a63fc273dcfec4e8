/**
 * 机构调整 as a plan over the office as it stands: which units end, which go on in their place, where each post and each piece goes. Pure.
 * Rule: ZK-47; architecture §2 «Posts, effective-dated»
 */
import type { z } from 'zod'
import { holdersOf, type Office, type Post, postsHeld, receiverOf, runs, type Unit } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import type { Ids, PersonId, PostId, UnitId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import type { reorganise } from './organisation-shape.ts'
import type { Seat } from './seats.ts'

export type Asked = z.output<(typeof reorganise)['input']>
/** A post that goes on as another. */
export interface MovedPost {
  readonly old: Post
  readonly next: Post
}
export interface Plan {
  readonly kind: Asked['kind']
  readonly ending: readonly Unit[]
  readonly successors: readonly Unit[]
  /** Successors that do not exist yet. */
  readonly fresh: readonly Unit[]
  readonly posts: readonly MovedPost[]
}

/** A new name is one for one; a merger takes in at least two; a split leaves at least two; an abolished unit has a successor that stands. */
function fits({ kind, ending, successors }: Asked): boolean {
  const [from, to] = [ending.length, successors.length]
  const made = successors.filter((s) => s.make !== null).length
  if (kind === 'rename') return from === 1 && to === 1 && made === 1
  if (kind === 'merge') return to === 1 && from + (made === 1 ? 0 : 1) >= 2
  if (kind === 'split') return from === 1 && to >= 2
  return to >= 1 && made === 0
}

/** @returns Refusal `kernel.not-found`, `people.successor-number`, `people.successor-unclear`, `people.same-unit`, `people.post-not-there`, `people.code-taken`, `people.successor-without-receiver` */
export function planOf(office: Office, asked: Asked, ids: Ids, at: Instant): Plan | Refusal {
  const standing = (id: UnitId) => {
    const unit = office.units.get(id)
    return unit && runs(unit, at) ? unit : null
  }
  const ending = [...new Set(asked.ending)].map(standing)
  if (ending.some((u) => u === null)) return refuse('kernel.not-found', {}, 404)
  if (!fits(asked)) return refuse('people.successor-number', {}, 422)
  const going = new Set(ending.map((u) => u?.id))
  const fresh: Unit[] = []
  const successors: Unit[] = []
  for (const { unit, make } of asked.successors) {
    const here = unit ? standing(unit) : null
    if ((unit === null) === (make === null) || (unit !== null && !here)) return refuse('people.successor-unclear', {}, 422)
    if (here && going.has(here.id)) return refuse('people.same-unit', {}, 422)
    if (make?.parent && going.has(make.parent)) return refuse('people.same-unit', {}, 422)
    const made: Unit | null = make ? { ...make, id: ids.next<UnitId>(), from_at: at, to_at: null } : null
    const taken = made && [...office.units.values()].some((u) => u.to_at === null && u.code === made.code && !going.has(u.id))
    if (made && (taken || fresh.some((u) => u.code === made.code))) return refuse('people.code-taken', { code: made.code }, 409)
    if (made) fresh.push(made)
    successors.push(made ?? (here as Unit))
  }
  const named = new Map(asked.posts.map((p) => [p.post, p]))
  const posts = [...office.posts.values()].filter((p) => going.has(p.unit) && runs(p, at)).sort((a, b) => a.rank - b.rank)
  if (asked.posts.some((p) => !posts.some((q) => q.id === p.post) || p.into >= successors.length)) return refuse('people.post-not-there', {}, 422)
  const moved = posts.map((old): MovedPost => {
    const want = named.get(old.id)
    const into = successors[want?.into ?? 0] as Unit
    const next = { ...old, id: ids.next<PostId>(), unit: into.id, title: want?.title ?? old.title, head: want?.head ?? old.head, receiving: want?.receiving ?? old.receiving }
    return { old, next: { ...next, follows: old.id, from_at: at, to_at: null } }
  })
  const plan: Plan = { kind: asked.kind, ending: ending as Unit[], successors, fresh, posts: moved }
  const after = afterwards(office, plan, at)
  const deaf = successors.find((u) => receiverOf(after, u.id, at) === null)
  return deaf ? refuse('people.successor-without-receiver', { unit: deaf.name }, 422) : plan
}

/** What hung under a unit that ends hangs under its main successor; a successor that hung there itself, under what is left above. */
export function parentAfter(office: Office, plan: Pick<Plan, 'ending' | 'successors'>, unit: Unit, at: Instant): UnitId | null {
  const gone = (id: UnitId | null) => id !== null && plan.ending.some((e) => e.id === id)
  if (!gone(unit.parent) || gone(unit.id) || !runs(unit, at)) return unit.parent
  if (!plan.successors.some((s) => s.id === unit.id)) return plan.successors[0]?.id ?? null
  let up = unit.parent
  while (gone(up)) up = (up && office.units.get(up)?.parent) ?? null
  return up
}

const ends = <T extends { readonly to_at: Instant | null }>(row: T, at: Instant): T => ({ ...row, to_at: at })
/** The office as the plan leaves it; what `loadStanding` reads once it is written. */
export function afterwards(office: Office, plan: Plan, at: Instant): Office {
  const going = new Set(plan.ending.map((u) => u.id))
  const next = new Map(plan.posts.map((p) => [p.old.id, p.next.id]))
  const rehung = (u: Unit): Unit => ({ ...u, parent: parentAfter(office, plan, u, at) })
  const units = [...office.units.values()].map((u) => (going.has(u.id) ? ends(u, at) : rehung(u)))
  const posts = [...office.posts.values()].map((p) => (next.has(p.id) ? ends(p, at) : p))
  const goesOn = (post: PostId | null) => (post ? next.get(post) : undefined)
  const carried = <T extends { readonly post: PostId | null; readonly from_at: Instant; readonly to_at: Instant | null }>(rows: readonly T[]): T[] =>
    rows.flatMap((row) => {
      const to = goesOn(row.post)
      return to && runs(row, at) ? [ends(row, at), { ...row, post: to, from_at: at }] : [row]
    })
  return {
    ...office,
    units: new Map([...units, ...plan.fresh].map((u) => [u.id, u])),
    posts: new Map([...posts, ...plan.posts.map((p) => p.next)].map((p) => [p.id, p])),
    holdings: carried(office.holdings),
    powers: carried(office.powers),
    successions: [...office.successions, ...plan.ending.flatMap((u) => plan.successors.map((s, n) => ({ predecessor: u.id, successor: s.id, main: n === 0, at })))],
  }
}

/** Where a running piece of a unit that ends goes: with its person and post; what was given to the unit, to whoever receives for the successor. */
export function seatIn(after: Office, plan: Plan, at: Instant): (a: AssignmentRow) => Seat | null {
  const going = new Set(plan.ending.map((u) => u.id))
  const next = new Map(plan.posts.map((p) => [p.old.id, p]))
  const main = plan.successors[0] as Unit
  const receiving = (unit: UnitId): PostId | null =>
    [...after.posts.values()]
      .filter((p) => p.unit === unit && p.receiving && runs(p, at))
      .sort((x, y) => x.rank - y.rank)
      .find((p) => holdersOf(after, p.id, at).length > 0)?.id ?? null
  const byPerson = (person: PersonId, a: AssignmentRow): Seat => {
    const moved = a.post ? next.get(a.post)?.next : undefined
    const held = postsHeld(after, person, at)
    const own =
      held.find((p) => p.id === moved?.id) ?? held.find((p) => plan.posts.some((q) => q.next.id === p.id && q.old.unit === a.unit)) ?? held.find((p) => p.unit === main.id)
    if (own) return { unit: own.unit, post: own.id, person }
    // his work there goes on without him
    const post = receiving(main.id)
    return { unit: main.id, post, person: a.lead && a.accepted_at !== null ? receiverOf(after, main.id, at) : null }
  }
  return (a) => {
    if (!going.has(a.unit)) return null
    if (a.person) return byPerson(a.person, a)
    const moved = a.post ? next.get(a.post) : undefined
    if (moved && !moved.old.receiving) return { unit: moved.next.unit, post: moved.next.id, person: null }
    const unit = moved?.next.unit ?? main.id
    return { unit, post: receiving(unit), person: null }
  }
}
