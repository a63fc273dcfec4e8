/** Promise 1: nothing lies with nobody. Rule: invariant 1 */
import type { MatterId } from '../ids.ts'
import type { MatterFacts } from './facts.ts'
import type { AnswerRow } from './rows.ts'
import { isOpenPhase, leadOf } from './run.ts'

/** The main matter this one is merged into; null when it stands by itself. */
export const mergedInto = (f: Pick<MatterFacts, 'matter' | 'links'>): MatterId | null =>
  f.links.find((l) => l.kind === 'merged' && l.from_matter === f.matter.id && l.ended_at === null)?.to_matter ?? null

/**
 * The main line: the owner's piece, work a rule gave, an opinion that sets something off. In hands, or waiting for hands that will wake it.
 * A helper, an extra signer, a reader hold a piece of it, not the matter: when theirs ends, nobody would be left.
 */
function inHands(f: MatterFacts): boolean {
  return f.assignments.some((a) => {
    if (a.state === 'ended' || a.kind === 'read') return false
    const stage = f.stages.find((s) => s.id === a.stage_id)
    const main = a.lead || (a.from_assignment === null && stage?.route_key === null && (a.kind === 'do' || stage.next !== null))
    return main && (a.state === 'open' || f.stages.some((s) => s.wakes === a.id && s.ended_at === null) || (stage?.pace !== 'together' && !a.lead))
  })
}
/**
 * True for an open matter that nobody holds and nothing wakes: no owner, or no work in hand on its main line, no open part, no sent answer
 * waiting for the asker under a running clock of the matter's own, no pause with an end, no main matter that is still open.
 * @param open looks another matter up; one that is not loaded counts as open
 */
export function nobodyHolds(f: MatterFacts, open: (id: MatterId) => Pick<MatterFacts, 'matter'> | null): boolean {
  if (!isOpenPhase(f.matter.phase)) return false
  if (!leadOf(f)) return true
  if (inHands(f) || f.openParts > 0) return false
  const clock = f.clocks.some((c) => c.whole && c.stopped_at === null)
  if (clock && f.answers.some((a) => a.round === f.matter.round && awaited(a))) return false
  if (f.pauses.some((p) => p.to_at === null)) return false
  const main = mergedInto(f)
  return !(main && isOpenPhase(open(main)?.matter.phase ?? 'working'))
}
/** Sent, and the asker is still to read it, or to be asked how it was. */
export const awaited = (a: AnswerRow): boolean =>
  a.sent_at !== null && (a.settled_at === null || (a.to_contact !== null && a.kind === 'final' && a.rated_at === null && a.via !== 'none' && a.via !== 'through'))
