/** In whose right somebody acts on a piece: his own, his post's, his unit's, or as agent. Rule: architecture §2 steps 5–7, invariants 11, 14 */
import type { PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { MatterFacts } from './facts.ts'
import { hasPower, homeUnits, type Office, postsHeld, principalsOf, rootUnits, unitsOf } from './office.ts'
import type { AssignmentRow } from './rows.ts'

/** Recused by name, or with a unit he belongs to by a post, or one that goes on from it. He sees nothing of the matter, is given nothing, decides nothing. Rule: invariant 11 */
export const isRecused = (facts: Pick<MatterFacts, 'recusals'>, office: Office, person: PersonId, at: Instant): boolean =>
  facts.recusals.length > 0 && facts.recusals.some((r) => r.person === person || (r.unit !== null && rootUnits(office, person, at).includes(r.unit)))

/**
 * Does this piece belong to this person? By name; else by the post it was given to; else, where it was given to the unit
 * (its receiving post) or to no post, by belonging to that unit. A piece given to another post of the unit, such as its head, is that post's alone.
 */
export function holds(office: Office, person: PersonId, piece: Pick<AssignmentRow, 'person' | 'post' | 'unit'>, at: Instant): boolean {
  if (piece.person !== null) return piece.person === person
  if (piece.post !== null && postsHeld(office, person, at).some((p) => p.id === piece.post)) return true
  const toUnit = piece.post === null || office.posts.get(piece.post)?.receiving === true
  return toUnit && homeUnits(office, person, at).includes(piece.unit)
}

/** Principals in whose right this person may act on this matter now, himself first. A `named` matter only where the delegation says so. */
export function rightsOf(office: Office, facts: Pick<MatterFacts, 'matter' | 'recusals'>, actor: PersonId, at: Instant): PersonId[] {
  if (isRecused(facts, office, actor, at)) return []
  const lent = principalsOf(office, actor, facts.matter.desk, at)
    .filter((d) => facts.matter.readers !== 'named' || d.named_too)
    .map((d) => d.principal)
  return [...new Set([actor, ...lent.filter((p) => !isRecused(facts, office, p, at))])]
}

/**
 * In whose right somebody may act on this piece: his own, his principals', and where the move says `anyone` his own as holder of the
 * power over that unit (a division head reassigning). Several where he holds it himself and for another; empty where it is not his.
 * @param rights of `rightsOf`, himself first
 */
export function rightsOn(office: Office, rights: readonly PersonId[], piece: AssignmentRow, power: string | null, anyone: boolean, at: Instant): readonly PersonId[] {
  const own = rights.filter((person) => holds(office, person, piece, at))
  const [actor] = rights
  if (own.length > 0 || !actor) return own
  return anyone && power !== null && hasPower(office, actor, power, at) && unitsOf(office, actor, at).includes(piece.unit) ? [actor] : []
}

/** may_see of architecture §2, over loaded facts: the same rule `people/sight.ts` asks the database. */
export function seesMatter(office: Office, facts: MatterFacts, person: PersonId, at: Instant): boolean {
  if (isRecused(facts, office, person, at)) return false
  const principals = principalsOf(office, person, facts.matter.desk, at)
  const seen = facts.assignments.filter((a) => a.sees)
  if (facts.matter.readers === 'named') {
    const people = [person, ...principals.filter((d) => d.named_too).map((d) => d.principal)]
    return seen.some((a) => a.person !== null && people.includes(a.person))
  }
  if (facts.matter.readers === 'units') {
    if (hasPower(office, person, `${facts.matter.desk}.see-all`, at)) return true
    if (facts.matter.phase === 'closed' && hasPower(office, person, `${facts.matter.desk}.see-closed`, at)) return true
  }
  const people = [person, ...principals.map((d) => d.principal)]
  const units = people.flatMap((p) => unitsOf(office, p, at))
  return seen.some((a) => (a.person !== null && people.includes(a.person)) || units.includes(a.unit))
}
