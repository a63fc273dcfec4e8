/** 交办 assign, 转办 hand over: a custody stage. The giver waits and owns until the taker accepts; helpers 协办 are more pieces of that stage. Rule: 首问负责 GN-34 */

import type { Holder } from '../contract.ts'
import { wait } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import { hasPower, membersOf } from '../decide/office.ts'
import { holds } from '../decide/rights.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { leadOf, piecesOf, type Run, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

const canGive = (run: Run): Refusal | null => {
  const lead = leadOf(run.f)
  if (!lead) return refuse('kernel.no-lead', {}, 409)
  if (run.piece && run.piece.id !== lead.id) return run.piece.accepted_at === null ? refuse('kernel.accept-first', {}, 409) : refuse('kernel.lead-only')
  if (lead.state !== 'open') return refuse('kernel.piece-waits', {}, 409)
  return null
}
/** Is there anybody who could sign for it? Else it would lie with the giver for ever. */
function canAccept(run: Run, piece: AssignmentRow): boolean {
  const { office } = run.w.world
  const power = run.desk.lifecycle.moves.accept?.power
  const people = piece.person ? [piece.person] : membersOf(office, piece.unit, run.at).filter((p) => holds(office, p, piece, run.at))
  return !power || people.some((p) => hasPower(office, p, `${run.desk.key}.${power}`, run.at))
}
function custody(run: Run, to: Holder, helpers: readonly Holder[], ask: string, bound: boolean): Refusal | null {
  const lead = leadOf(run.f) as AssignmentRow
  if (to.person && to.person === lead.person) return refuse('kernel.to-oneself')
  const stage = give(run, {
    kind: 'do',
    role: 'lead',
    to: [{ holder: to, lead: true }, ...helpers.map((holder) => ({ holder }))],
    ask,
    custody: true,
    wakes: lead.id,
    bound,
    from: lead.id,
  })
  if (isRefusal(stage)) return stage
  const pieces = piecesOf(run.f, stage.id)
  const taker = pieces.find((a) => a.lead)
  if (taker && !canAccept(run, taker)) return refuse('kernel.cannot-accept', { unit: run.w.world.office.units.get(taker.unit)?.name ?? '' })
  for (const a of pieces) if (!a.lead) run.w.change('assignment', a, { role: 'helper' })
  wait(run, lead)
  return null
}

/**
 * 交办: a registered matter goes to the unit that shall lead, with helpers; a date set by the giver replaces the counted one.
 * @returns Refusal `kernel.no-receiver` (nobody holds the unit's receiving post), `kernel.unknown-holder`, `kernel.recused`, `kernel.to-oneself`,
 * `kernel.cannot-accept` (nobody there may sign for it), `kernel.piece-waits`, `kernel.accept-first`, `kernel.due-in-past`
 */
export const assign = word<WordInput['assign']>({ on: 'lead', can: canGive, act: (run, input) => custody(run, input.lead, input.helpers, input.ask, input.bound) })
/** 转办: between holders, the state stays; the holder owns until the next has signed. Refusals as `assign`. */
export const handOver = word<WordInput['handOver']>({ on: 'lead', can: canGive, act: (run, input) => custody(run, input.to, [], input.ask, false) })
