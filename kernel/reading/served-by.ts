/** Whom one serves: whose page one reads, and for whom one writes things down. */
import { holdersOf, type Office, postsHeld, postsOfUnit, runs } from '../decide/office.ts'
import type { PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** Leaders one serves: holders of leaders' posts in the unit one is a secretary of, and whoever one acts for. */
export function servedBy(office: Office, person: PersonId, at: Instant): PersonId[] {
  const posts = postsHeld(office, person, at).filter((post) => post.key === 'secretary')
  const leaders = posts.flatMap((post) => postsOfUnit(office, post.unit, at).filter((one) => one.key === 'leader'))
  const principals = office.delegations.filter((d) => d.agent === person && runs(d, at)).map((d) => d.principal)
  return [...new Set([...leaders.flatMap((post) => holdersOf(office, post.id, at)), ...principals])].filter((one) => one !== person)
}
