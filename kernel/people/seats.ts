/** Where work goes when somebody leaves a post. Pure questions over the office as it is after the change. Rule: ZK-45, ZK-47 */
import type { MatterFacts } from '../decide/facts.ts'
import { headOf, homeUnits, membersOf, type Office, postIn, postsHeld } from '../decide/office.ts'
import { barred } from '../decide/own-work.ts'
import { isRecused } from '../decide/rights.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { stageOf } from '../decide/run.ts'
import type { DeclaredDesks } from '../desk.ts'
import type { PersonId, PostId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** Where a piece lies: a unit, a post of it, and by name whoever answers. */
export interface Seat {
  readonly unit: UnitId
  readonly post: PostId | null
  readonly person: PersonId | null
}

/** Is this piece left behind when he no longer holds that post? What belongs to another post of his goes with him. @param office without the holding */
export function leftBehind(office: Office, person: PersonId, post: PostId, a: Pick<AssignmentRow, 'person' | 'post' | 'unit'>, at: Instant): boolean {
  if (a.person !== person) return false
  if (a.post !== null && postsHeld(office, person, at).some((p) => p.id === a.post)) return false
  return a.post === post || !homeUnits(office, person, at).includes(a.unit)
}

/** Who signs while there is no successor, or for somebody already gone: the head of the unit, else of the one above. @param but never he himself */
export function headAbove(office: Office, unit: UnitId, but: PersonId, at: Instant): PersonId | null {
  for (let here: UnitId | null = unit; here; here = office.units.get(here)?.parent ?? null) {
    const head = headOf(office, here, at)
    if (head && head !== but) return head
  }
  return null
}

/** Where whoever takes the post over sits: on it where he holds it, else at his own post in that unit, else in his own unit. */
export function seatFor(office: Office, taker: PersonId, post: PostId, at: Instant): Seat | null {
  const unit = office.posts.get(post)?.unit
  const held = postsHeld(office, taker, at)
  if (!unit) return null
  if (held.some((p) => p.id === post)) return { unit, post, person: taker }
  const own = postIn(office, taker, unit, at) ?? held[0]
  return own ? { unit: own.unit, post: own.id, person: taker } : null
}

/** May he take this piece? Not what he is recused from, and no opinion on his own work (invariant 11). */
function mayTake(office: Office, desks: DeclaredDesks, facts: MatterFacts, a: AssignmentRow, taker: PersonId, at: Instant): boolean {
  if (isRecused(facts, office, taker, at)) return false
  const desk = desks.get(facts.matter.desk)?.desk
  return a.kind !== 'say' || !desk || !barred(facts, office, desk, stageOf(facts, a)).includes(taker)
}
/**
 * Where a piece left behind goes when somebody takes the post over: to him; where he may not, to another of the unit, by rank, to whom nothing stands in the way.
 * @param office as it is with the holding ended
 * @returns null where nobody may
 */
export function seatOf(office: Office, desks: DeclaredDesks, post: PostId, taker: PersonId, at: Instant): (a: AssignmentRow, facts: MatterFacts) => Seat | null {
  const own = seatFor(office, taker, post, at)
  return (a, facts) => {
    if (!own || mayTake(office, desks, facts, a, taker, at)) return own
    const other = membersOf(office, own.unit, at).find((p) => mayTake(office, desks, facts, a, p, at))
    return other ? seatFor(office, other, post, at) : null
  }
}
