/** 委派 errand, 加签前 sign before, 退回一支 send back one branch: mine waits, the errand wakes me whatever its ending: "straight back to me". Rule: anchors F8, invariant 9 */

import type { Holder } from '../contract.ts'
import { end, joinStage, wait } from '../decide/end.ts'
import { give, join } from '../decide/give.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { type Run, stageOf, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

const ready = ({ piece }: Run): Refusal | null => {
  if (!piece) return refuse('kernel.not-yours', {}, 403)
  if (piece.kind === 'do' && piece.accepted_at === null && piece.lead) return refuse('kernel.accept-first', {}, 409)
  return null
}
function send(run: Run, to: Holder, kind: 'do' | 'say', role: string, ask: string): Refusal | null {
  const mine = run.piece as AssignmentRow
  if (to.person && (to.person === mine.person || to.person === run.right)) return refuse('kernel.to-oneself')
  const stage = give(run, { kind, role, to: [{ holder: to }], ask, wakes: mine.id, from: mine.id })
  if (isRefusal(stage)) return stage
  wait(run, mine)
  return null
}
export const errand = word<WordInput['errand']>({
  on: 'held',
  can: (run) => ready(run) ?? (run.piece?.kind === 'read' ? refuse('kernel.wrong-piece', { kind: 'read' }) : null),
  act: (run, input) => send(run, input.to, input.kind, 'errand', input.ask),
})

export const sendBackBranch = word<WordInput['sendBackBranch']>({
  on: 'held',
  can: (run) =>
    ready(run) ??
    (run.piece?.kind === 'read'
      ? refuse('kernel.wrong-piece', { kind: 'read' })
      : run.f.assignments.some((a) => a.state === 'ended' && a.kind !== 'read')
        ? null
        : refuse('kernel.no-earlier-holder')),
  act(run, input) {
    const earlier = run.f.assignments.find((a) => a.id === input.to && a.state === 'ended' && a.kind !== 'read')
    if (!earlier) return refuse('kernel.no-earlier-holder')
    return send(run, earlier.person ? { unit: earlier.unit, person: earlier.person } : { unit: earlier.unit }, earlier.kind === 'say' ? 'say' : 'do', 'returned', input.reason)
  },
})

/** 加签: before = an errand that says; beside, after = one more piece in my stage. */
export const addSign = word<WordInput['addSign']>({
  on: 'held',
  can: ready,
  act(run, input) {
    const mine = run.piece as AssignmentRow
    if (input.mode === 'before') return send(run, input.to, 'say', 'sign', input.ask)
    if (input.to.person && input.to.person === mine.person) return refuse('kernel.to-oneself')
    const stage = stageOf(run.f, mine)
    return join(
      run,
      stage,
      { kind: stage.kind, role: mine.lead ? 'helper' : mine.role, to: [{ holder: input.to }], ask: input.ask, from: mine.id, onDraft: mine.on_draft },
      input.mode === 'after',
    )
  },
})

/** 减签: an unended piece of a stage I opened or sign in ends `dropped` with a reason; the join is asked again. */
export const dropSign = word<WordInput['dropSign']>({
  on: 'held',
  can: ready,
  act(run, input) {
    const mine = run.piece as AssignmentRow
    const target = run.f.assignments.find((a) => a.id === input.target)
    if (!target || target.state === 'ended') return refuse('kernel.no-such-piece', {}, 404)
    if (target.lead) return refuse('kernel.lead-only')
    const stage = stageOf(run.f, target)
    if (stage.asks !== null) return refuse('kernel.not-yours', {}, 403)
    if (stage.id !== mine.stage_id && stage.wakes !== mine.id && target.given_by !== run.right && target.given_by !== run.actor) return refuse('kernel.not-yours', {}, 403)
    if (target.id === mine.id) return refuse('kernel.to-oneself')
    end(run, target, 'dropped', { opinion: input.reason })
    joinStage(run, target.stage_id)
    return null
  },
})
