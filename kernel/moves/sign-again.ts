/** After a substantive change: open signatures are superseded, and whoever had agreed or was asked signs the new draft. Rule: R-D41; invariant 10 */

import { end, wake } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import { piecesOf, type Run, unended } from '../decide/run.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { holderNow } from '../route/who.ts'

/** Every stage that signs the current draft is opened anew, once. @returns Refusal of `give` (a signer's unit has nobody any more) */
export function signAgain(run: Run, draft: number): Refusal | null {
  const { w, f } = run
  for (const stage of [...f.stages]) {
    if (stage.kind !== 'say' || stage.covers !== 'current' || stage.asks) continue
    const newer = f.stages.some((s) => s.no > stage.no && s.kind === 'say' && s.role === stage.role && s.route_key === stage.route_key && s.step === stage.step)
    const open = stage.ended_at === null
    const before = piecesOf(f, stage.id)
    if (!open && (newer || !before.some((a) => a.ending === 'agreed'))) continue
    if (open) {
      w.change('stage', stage, { ended_at: run.at, outcome: 'withdrawn' })
      for (const a of before) if (unended(a)) end(run, a, 'superseded', { by: run.actor })
    }
    const signers = before.filter((a) => unended(a) || a.ending === 'agreed' || a.ending === 'disagreed' || a.ending === 'superseded')
    if (signers.length === 0) {
      if (open && stage.wakes) wake(run, stage.wakes)
      continue
    }
    const { role, pace, need, blocks, wakes, next } = stage
    const again = give(run, {
      kind: 'say',
      role,
      to: signers.map((a) => ({ holder: holderNow(w.world.office, a, run.at) })),
      ask: signers[0]?.ask ?? null,
      pace,
      need: need === null ? null : Math.min(need, signers.length),
      blocks,
      covers: 'current',
      wakes: wakes && f.assignments.some((a) => a.id === wakes && unended(a)) ? wakes : null,
      next,
      onDraft: draft,
      from: before[0]?.from_assignment ?? null,
      ...(stage.route_key !== null && stage.route_version !== null && stage.step !== null
        ? { route: { key: stage.route_key, version: stage.route_version, step: stage.step } }
        : {}),
    })
    if (isRefusal(again)) return again
    const waker = f.assignments.find((a) => a.id === again.wakes)
    if (waker?.state === 'open') w.change('assignment', waker, { state: 'waiting' })
  }
  return null
}
