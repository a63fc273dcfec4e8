/**
 * 机构沿革: which unit or post goes on where one has ended. Work lies with who is there now; what a predecessor knew its successor knows.
 * Rule: architecture §2 «Posts, effective-dated», «Who may see»: units of his posts and their predecessors
 */
import type { PostId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** One unit goes on as another; `main` takes what names the unit alone. */
export interface Succession {
  readonly predecessor: UnitId
  readonly successor: UnitId
  readonly main: boolean
  readonly at: Instant
}

/** What of the office this needs. */
interface Standing {
  readonly successions: readonly Succession[]
  readonly posts: ReadonlyMap<PostId, { readonly id: PostId; readonly follows: PostId | null; readonly from_at: Instant }>
}
interface Lines {
  readonly next: ReadonlyMap<UnitId, Succession>
  readonly before: ReadonlyMap<UnitId, readonly Succession[]>
  readonly posts: ReadonlyMap<PostId, PostId>
}
const known = new WeakMap<Standing, Lines>()
function linesOf(office: Standing): Lines {
  const made = known.get(office)
  if (made) return made
  const before = new Map<UnitId, Succession[]>()
  for (const line of office.successions) before.set(line.successor, [...(before.get(line.successor) ?? []), line])
  const lines: Lines = {
    next: new Map(office.successions.filter((s) => s.main).map((s) => [s.predecessor, s])),
    before,
    posts: new Map([...office.posts.values()].flatMap((p) => (p.follows ? [[p.follows, p.id] as const] : []))),
  }
  known.set(office, lines)
  return lines
}

/** The unit that stands in the place of this one at that moment: itself, or the main successor of its successors. */
export function unitNow(office: Standing, unit: UnitId, at: Instant): UnitId {
  let here = unit
  for (let next = linesOf(office).next.get(here); next && next.at <= at; next = linesOf(office).next.get(here)) here = next.successor
  return here
}
/** The post that goes on in the place of this one at that moment. */
export function postNow(office: Standing, post: PostId, at: Instant): PostId {
  let here = post
  for (let next = linesOf(office).posts.get(here); next && (office.posts.get(next)?.from_at ?? at) <= at; next = linesOf(office).posts.get(here)) here = next
  return here
}
/** These units with all their predecessors up to that moment. */
export function withPredecessors(office: Standing, units: Iterable<UnitId>, at: Instant): UnitId[] {
  const found = new Set(units)
  for (const unit of found) for (const line of linesOf(office).before.get(unit) ?? []) if (line.at <= at) found.add(line.predecessor)
  return [...found]
}
/** Every unit that has gone on as another, and as which: for figures told as the office stands now. */
export function gone(office: Standing, at: Instant): { readonly from: readonly UnitId[]; readonly to: readonly UnitId[] } {
  const from = [...linesOf(office).next.keys()].filter((unit) => unitNow(office, unit, at) !== unit)
  return { from, to: from.map((unit) => unitNow(office, unit, at)) }
}
