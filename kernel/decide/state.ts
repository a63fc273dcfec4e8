/** After the rows of a move: the state it leads to, the clocks it starts and stops, what became pointless. Rule: architecture §2 steps 15, 16 */
import type { Refusal } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { startClocks, stopClocks } from './clocks.ts'
import { endStage } from './end.ts'
import type { AssignmentRow } from './rows.ts'
import { type AnyMove, type Input, type Run, unended } from './run.ts'

/** Words by which a helper, a signer or a reader changes nothing but his own piece. */
const pieceOnly = ['accept', 'refuse', 'done', 'sign', 'read']

export function settleState(run: Run, input: Input): Refusal | null {
  const { w, f, def } = run
  const own = run.word !== null && pieceOnly.includes(run.word) && run.piece !== null && !run.piece.lead
  if (def && !own && def.to !== 'same') {
    const to = typeof def.to === 'string' ? def.to : (def.to[f.matter.state] ?? f.matter.state)
    const state = run.desk.lifecycle.states[to]
    if (!state) throw new Error(`${run.desk.key}: unknown state ${to}`)
    if (to !== f.matter.state || state.phase !== f.matter.phase) w.change('matter', f.matter, { state: to, phase: state.phase })
  }
  stopClocks(run)
  const due = run.word === 'assign' && typeof input.due === 'string' ? (input.due as Instant) : null
  startClocks(run, given(run), due)
  dropPointless(run)
  return null
}
/** Pieces this step has given, as they stand now. */
const given = (run: Run): AssignmentRow[] =>
  run.w.step().rows.flatMap((c) => (c.table === 'assignment' && c.fresh ? (run.f.assignments.find((a) => a.id === c.row.id && unended(a)) ?? []) : []))

/** A consent asked for a move that this state no longer knows is asked in vain: it ends, nobody waits on it. */
function dropPointless(run: Run): void {
  for (const stage of run.f.stages) {
    if (stage.ended_at !== null || !stage.asks) continue
    const move = run.desk.lifecycle.moves[stage.asks.move] as AnyMove | undefined
    if (move && !move.from.includes(run.f.matter.state)) endStage(run, stage, 'superseded')
  }
}
