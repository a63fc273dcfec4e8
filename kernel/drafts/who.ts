/** Who may read, write and speak of the text of a matter: sight of the matter first, then what its desk says. Rule: invariant 14; R-C18 */
import type { Ctx } from '../ctx.ts'
import { notFound } from '../decide/decide.ts'
import type { MatterFacts } from '../decide/facts.ts'
import { holds, rightsOf, seesMatter } from '../decide/rights.ts'
import { isOpenPhase } from '../decide/run.ts'
import type { MatterId } from '../ids.ts'
import { opensContacts } from '../people/masked.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { loadWorld } from '../write/load.ts'

export type DraftEyes = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'desks'>
export interface DraftRights {
  readonly facts: MatterFacts
  readonly write: boolean
  readonly comment: boolean
  /** Numbers of people are masked for him. */
  readonly masked: boolean
}
/** @throws RefusalError `kernel.not-found`: unknown, not his to see, or of a desk without drafts */
export async function draftRights(eyes: DraftEyes, matter: MatterId): Promise<DraftRights> {
  const facts = (await loadWorld(eyes.tx, eyes.desks, [matter])).get(matter)
  const entry = facts && eyes.desks.get(facts.matter.desk)
  if (!facts || !entry?.mayWriteDraft || !seesMatter(eyes.office, facts, eyes.who.person, eyes.now)) throw new RefusalError(notFound())
  const write = entry.mayWriteDraft(facts, eyes)
  const rights = rightsOf(eyes.office, facts, eyes.who.person, eyes.now)
  const own = facts.assignments.filter((piece) => piece.kind !== 'read' && piece.state !== 'waiting' && rights.some((person) => holds(eyes.office, person, piece, eyes.now)))
  return {
    facts,
    write,
    comment: isOpenPhase(facts.matter.phase) && (write || own.some((piece) => piece.state === 'open')),
    masked: !write && own.length === 0 && !opensContacts(eyes, facts.matter.desk),
  }
}
/** @throws RefusalError `kernel.not-found`, `drafts.may-not-write` */
export async function mustWriteDraft(eyes: DraftEyes, matter: MatterId): Promise<DraftRights> {
  const rights = await draftRights(eyes, matter)
  if (!rights.write) throw new RefusalError(refuse('drafts.may-not-write', {}, 403))
  return rights
}
