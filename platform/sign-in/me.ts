/** Who I am: person, posts, powers, whom I may act for. */

import { homeUnits, type Office, postsHeld, powersOf } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { postsOf } from '../../kernel/reading/people.ts'
import type { Me } from '../../kernel/reading/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { inReading } from '../ctx/transaction.ts'
import type { Serving } from '../http/serving.ts'
import { isDemo } from './demo.ts'
import type { Session } from './sessions.ts'

export async function meOf(serving: Serving, session: Session): Promise<Me> {
  const now = serving.clock.now()
  const office = await inReading(serving.pools.read, session.person, now, async (tx) => (await loadStanding(tx)).office)
  const person = office.persons.get(session.person)
  if (!person?.active) throw new RefusalError(refuse('session.expired', {}, 401))
  return {
    person: { id: person.id, name: person.name, username: session.username },
    posts: postsOf(office, person.id, now),
    units: homeUnits(office, person.id, now).map((id) => ({ id, name: office.units.get(id)?.name ?? '' })),
    powers: powersOf(office, person.id, now),
    principals: principals(office, person.id, now),
    language: session.language,
    mustChange: session.mustChange,
    mustBind: session.mustBind,
    demo: await isDemo(serving),
    desks: postsHeld(office, person.id, now).length > 0 || powersOf(office, person.id, now).length > 0 ? [...serving.desks.keys()] : [],
  }
}

function principals(office: Office, agent: PersonId, now: Instant): Me['principals'] {
  return office.delegations
    .filter((d) => d.agent === agent && d.from_at <= now && (d.to_at === null || now < d.to_at))
    .map((d) => ({ person: { id: d.principal, name: office.persons.get(d.principal)?.name ?? '' }, desks: d.desks === null ? null : [...d.desks], until: d.to_at }))
}
