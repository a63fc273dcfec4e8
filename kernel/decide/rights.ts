/** In whose right somebody acts on a piece: his own, his post's, his unit's, or as agent. Rule: architecture §2 steps 5–7, invariants 11, 14 */
import type { PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { MatterFacts } from './facts.ts'
import { hasPower, homeUnits, type Office, postsHeld, principalsOf, unitsOf } from './office.ts'
import type { AssignmentRow } from './rows.ts'

const isRecused = (facts: MatterFacts, office: Office, person: PersonId, at: Instant): boolean =>
  facts.recusals.length > 0 && facts.recusals.some((r) => r.person === person || (r.unit !== null && homeUnits(office, person, at).includes(r.unit)))

/** Does this piece belong to this person by name, by post, or (nobody named yet) by unit? */
export function holds(office: Office, person: PersonId, piece: AssignmentRow, at: Instant): boolean {
  if (piece.person !== null) return piece.person === person
  if (piece.post !== null && postsHeld(office, person, at).some((p) => p.id === piece.post)) return true
  return homeUnits(office, person, at).includes(piece.unit)
}

/**
 * The person in whose right `actor` may act on this piece, or null. A holder of `power` in the same unit may act on a
 * colleague's piece only where the move says `anyone` (a division head reassigning).
 */
export function rightOn(office: Office, facts: MatterFacts, actor: PersonId, piece: AssignmentRow, power: string | null, anyone: boolean, at: Instant): PersonId | null {
  if (isRecused(facts, office, actor, at)) return null
  if (holds(office, actor, piece, at)) return actor
  for (const d of principalsOf(office, actor, facts.matter.desk, at)) {
    if (facts.matter.readers === 'named' && !d.named_too) continue
    if (!isRecused(facts, office, d.principal, at) && holds(office, d.principal, piece, at)) return d.principal
  }
  if (anyone && power !== null && hasPower(office, actor, power, at) && unitsOf(office, actor, at).includes(piece.unit)) return piece.person ?? actor
  return null
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
  if (hasPower(office, person, `${facts.matter.desk}.see-all`, at)) return true
  const people = [person, ...principals.map((d) => d.principal)]
  const units = people.flatMap((p) => unitsOf(office, p, at))
  return seen.some((a) => (a.person !== null && people.includes(a.person)) || units.includes(a.unit))
}
