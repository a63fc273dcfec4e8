/** Promise 1: nothing lies with nobody. Rule: invariant 1 */
import type { MatterId } from '../ids.ts'
import type { MatterFacts } from './facts.ts'
import type { AnswerRow } from './rows.ts'
import { isOpenPhase, leadOf } from './run.ts'

/** The main matter this one is merged into; null when it stands by itself. */
export const mergedInto = (f: Pick<MatterFacts, 'matter' | 'links'>): MatterId | null =>
  f.links.find((l) => l.kind === 'merged' && l.from_matter === f.matter.id && l.ended_at === null)?.to_matter ?? null

/**
 * True for an open matter that nobody holds and nothing wakes: no owner, or no open work, no open part, no sent answer waiting for the asker,
 * no pause with an end, no main matter that is still open.
 * @param open looks another matter up; one that is not loaded counts as open
 */
export function nobodyHolds(f: MatterFacts, open: (id: MatterId) => Pick<MatterFacts, 'matter'> | null): boolean {
  if (!isOpenPhase(f.matter.phase)) return false
  if (!leadOf(f)) return true
  if (f.assignments.some((a) => a.state === 'open' && a.kind !== 'read')) return false
  if (f.openParts > 0) return false
  if (f.answers.some((a) => a.round === f.matter.round && awaited(a))) return false
  if (f.pauses.some((p) => p.to_at === null)) return false
  const main = mergedInto(f)
  return !(main && isOpenPhase(open(main)?.matter.phase ?? 'working'))
}
/** Sent, and the asker is still to read it, or to be asked how it was. */
export const awaited = (a: AnswerRow): boolean =>
  a.sent_at !== null && (a.settled_at === null || (a.to_contact !== null && a.kind === 'final' && a.rated_at === null && a.via !== 'none' && a.via !== 'through'))
