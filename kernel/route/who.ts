/** Whom something is given to, resolved over the office as it stands. Rule: architecture §2 step 14; promise 1 (no unit without a receiving person). */

import type { Holder } from '../contract.ts'
import type { MatterFacts, RouteWho } from '../decide/facts.ts'
import { charge, headOf, holdersOf, homeUnits, membersOf, type Office, postIn, postsOfUnit, receiverOf, runs } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { postNow, unitNow } from '../decide/succession.ts'
import type { PersonId, PostId, UnitId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'

/** Somebody who can really receive. */
export interface Target {
  readonly unit: UnitId
  readonly post: PostId | null
  readonly person: PersonId | null
}

/**
 * A unit, post or person as somebody who can really receive. A unit or post that has ended is the one that goes on in its place.
 * @returns Refusal `kernel.unknown-holder`, `kernel.no-receiver` (nobody holds the receiving post), `kernel.person-without-post`, `kernel.person-inactive`
 */
export function target(office: Office, holder: Holder, at: Instant, personsOnly: boolean): Target | Refusal {
  if (holder.person) {
    const person = office.persons.get(holder.person)
    if (!person) return refuse('kernel.unknown-holder', {}, 422)
    if (!person.active) return refuse('kernel.person-inactive', { person: person.name })
    const homes = homeUnits(office, person.id, at)
    const asked = holder.unit ? unitNow(office, holder.unit, at) : undefined
    const unit = asked && homes.includes(asked) ? asked : homes[0]
    if (!unit) return refuse('kernel.person-without-post', { person: person.name })
    return { unit, post: postIn(office, person.id, unit, at)?.id ?? null, person: person.id }
  }
  if (holder.post) {
    const post = office.posts.get(postNow(office, holder.post, at))
    if (!post) return refuse('kernel.unknown-holder', {}, 422)
    const [first] = holdersOf(office, post.id, at)
    if (!first) return refuse('kernel.no-receiver', { unit: office.units.get(post.unit)?.name ?? '', post: post.title })
    return { unit: post.unit, post: post.id, person: personsOnly ? first : null }
  }
  const unit = holder.unit ? office.units.get(unitNow(office, holder.unit, at)) : undefined
  if (!unit || !runs(unit, at)) return refuse('kernel.unknown-holder', {}, 422)
  const receiver = receiverOf(office, unit.id, at)
  if (!receiver) return refuse('kernel.no-receiver', { unit: unit.name, post: null })
  const post = postsOfUnit(office, unit.id, at).find((p) => p.receiving && holdersOf(office, p.id, at).includes(receiver))
  return { unit: unit.id, post: post?.id ?? null, person: personsOnly ? receiver : null }
}

/** Whoever stands today where somebody held a piece: himself while he is in the unit, else his post while anybody holds it, else the unit. */
export function holderNow(office: Office, a: Pick<AssignmentRow, 'unit' | 'post' | 'person'>, at: Instant): Holder {
  if (a.person && membersOf(office, a.unit, at).includes(a.person)) return { unit: a.unit, person: a.person }
  return a.post && holdersOf(office, a.post, at).length > 0 ? { unit: a.unit, post: a.post } : { unit: a.unit }
}
/** A post by its key in the office (`letters-division`), as a holder. */
export function postByKey(office: Office, key: string, at: Instant): Holder | null {
  for (const post of office.posts.values()) if (post.key === key && post.from_at <= at && (post.to_at === null || at < post.to_at)) return { post: post.id }
  return null
}

/** Holders of one route step (versioned templates: 办理路线). `chosen` is what the starter picked for named places. */
export function routeHolders(office: Office, facts: MatterFacts, who: readonly RouteWho[], chosen: Readonly<Record<string, Holder>>, at: Instant): Holder[] | Refusal {
  const found: Holder[] = []
  for (const place of who) {
    if ('head' in place) {
      const p = headOf(office, facts.matter.owner_unit, at)
      if (!p) return refuse('kernel.no-head', { unit: office.units.get(facts.matter.owner_unit)?.name ?? '' })
      found.push({ person: p })
    } else if ('charge' in place) {
      const p = charge(office, facts.matter.owner_unit, at)
      if (!p) return refuse('kernel.no-charge', { unit: office.units.get(facts.matter.owner_unit)?.name ?? '' })
      found.push({ person: p })
    } else if ('post' in place) {
      const p = postByKey(office, place.post, at)
      if (!p) return refuse('kernel.no-receiver', { unit: place.post, post: place.post })
      found.push(p)
    } else if ('unit' in place) found.push({ unit: place.unit as UnitId })
    else if ('person' in place) found.push({ person: place.person as PersonId })
    else {
      const p = chosen[place.chosen]
      if (!p) return refuse('kernel.not-chosen', { place: place.chosen })
      found.push(p)
    }
  }
  return found
}
