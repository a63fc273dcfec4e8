/** 代录: another hand enters the decision. It lends no authority; it needs a power of its own. Rule: architecture §2 «Paper first» */
import { addWorkdays } from '../clock/due.ts'
import type { Desk } from '../desk.ts'
import type { PersonId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atTime, type Instant, officeDate } from '../time.ts'
import type { Recorded, World } from './facts.ts'
import { hasPower, type Office, postsHeld, powersOf } from './office.ts'
import { isRecordPower } from './record-power.ts'
import type { Case } from './work.ts'

/** Powers to record in this leader's name: on the desk, everywhere, for him by name, or for a post he holds. */
const powersFor = (office: Office, desk: string, leader: PersonId, at: Instant): string[] => [
  `${desk}.record`,
  'office.record',
  `record.p-${leader}`,
  ...postsHeld(office, leader, at).map((post) => `record.o-${post.id}`),
]
/** May this person enter on this desk what that leader decided? */
export const mayRecordFor = (office: Office, desk: string, who: PersonId, leader: PersonId, at: Instant): boolean =>
  who !== leader && powersFor(office, desk, leader, at).some((key) => hasPower(office, who, key, at))
/** For somebody, somewhere. */
export const mayRecordSomewhere = (office: Office, who: PersonId, at: Instant): boolean => powersOf(office, who, at).some(isRecordPower)
/** Entered after the end of the next working day: a 补录, which says why. */
export const late = (world: World, happened: Instant, now: Instant): boolean => now > atTime(addWorkdays(officeDate(happened), 1, world.calendar))

/**
 * May this be entered for somebody else, as having happened then?
 * @returns Refusal `kernel.recorded-self`, `kernel.unknown-holder`, `kernel.no-power`, `kernel.recorded-without-ground` (no scan, nobody who relayed
 * it), `kernel.recorded-in-future`, `kernel.recorded-before` (the matter's previous event), `kernel.recorded-late` (no reason given)
 */
export function recordedOk(world: World, f: Case, desk: Desk, who: PersonId, r: Recorded, now: Instant): Refusal | null {
  if (r.actor === who) return refuse('kernel.recorded-self')
  if (!world.office.persons.has(r.actor)) return refuse('kernel.unknown-holder')
  if (!mayRecordFor(world.office, desk.key, who, r.actor, now)) return refuse('kernel.no-power', { power: `${desk.key}.record`, move: 'record' }, 403)
  if (r.evidence === null && r.relay === null) return refuse('kernel.recorded-without-ground')
  if (r.at > now) return refuse('kernel.recorded-in-future', { at: r.at })
  const last = f.events[0]?.at ?? f.matter.registered_at
  if (r.at < last) return refuse('kernel.recorded-before', { at: r.at, last }, 409)
  return late(world, r.at, now) && r.late === null ? refuse('kernel.recorded-late') : null
}
