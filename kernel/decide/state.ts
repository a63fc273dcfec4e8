/** After the rows of a move: the state it leads to, the clocks it starts and stops. Rule: architecture §2 steps 15, 16 */
import type { Refusal } from '../refusal.ts'
import { govern, startClocks, stopClocks, stopIdle, wholeClock } from './clocks.ts'
import type { AssignmentRow } from './rows.ts'
import { type Input, leadOf, type Run, unended } from './run.ts'

/** Words by which a helper, a signer or a reader changes nothing but his own piece: the state moves only through his stage's `next`. */
const pieceOnly = ['accept', 'refuse', 'done', 'sign', 'read']

/**
 * @param leadsOn false: the state waits, and with it the clocks this move starts and stops
 * @returns Refusal `kernel.due-in-past` (a date set by the giver)
 */
export function settleState(run: Run, input: Input, leadsOn = true): Refusal | null {
  const { w, f, def } = run
  const own = run.word !== null && pieceOnly.includes(run.word) && run.piece !== null && !run.piece.lead
  if (def && !own && leadsOn && def.to !== 'same') {
    const to = typeof def.to === 'string' ? def.to : (def.to[f.matter.state] ?? f.matter.state)
    const state = run.desk.lifecycle.states[to]
    if (!state) throw new Error(`${run.desk.key}: unknown state ${to}`)
    if (to !== f.matter.state || state.phase !== f.matter.phase) w.change('matter', f.matter, { state: to, phase: state.phase })
  }
  if (leadsOn) stopClocks(run)
  else stopIdle(run)
  // what a take-back gives again has its clock already
  const no = leadsOn && run.word !== 'takeBack' ? startClocks(run, given(run), input) : null
  if (no) return no
  // the owner's piece follows the matter's running clock when its own has stopped
  const [lead, whole] = [leadOf(f), wholeClock(run)]
  if (lead && whole && !f.clocks.some((c) => c.id === lead.clock_id && c.stopped_at === null)) govern(run, lead, whole)
  return null
}
/** Pieces this step has given, as they stand now. */
const given = (run: Run): AssignmentRow[] =>
  run.w.step().rows.flatMap((c) => (c.table === 'assignment' && c.fresh ? (run.f.assignments.find((a) => a.id === c.row.id && unended(a)) ?? []) : []))
