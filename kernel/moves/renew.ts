/** 改稿 renew: a new draft. Substantive: open signatures end `superseded`, earlier signers get new pieces; trivial: named, agreements stand. Rule: R-D41; invariant 10 */

import { end, wake } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import { draftNo, piecesOf, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** @returns Refusal `kernel.reason-missing` (a trivial change names its reason), `kernel.first-draft-exists` */
export const renew = word<WordInput['renew']>({
  on: 'held',
  can: ({ piece }): Refusal | null => (!piece || piece.kind === 'read' ? refuse('kernel.not-yours', {}, 403) : null),
  act(run, input) {
    const { w, f } = run
    const no = draftNo(f)
    if (no !== null && input.change === 'first') return refuse('kernel.first-draft-exists', {}, 409)
    if (no !== null && input.change === 'trivial' && !input.reason) return refuse('kernel.reason-missing')
    const change = no === null ? 'first' : input.change
    const next = (no ?? 0) + 1
    w.add('draft', { matter_id: f.matter.id, no: next, digest: input.digest, made_by: run.right, at: run.at, change, reason: change === 'trivial' ? input.reason : null })
    w.say({ draft: next, change })
    if (change !== 'substantive') return null
    for (const stage of [...f.stages]) {
      if (stage.kind !== 'say' || stage.covers !== 'current' || stage.asks) continue
      const signers = piecesOf(f, stage.id)
      if (stage.ended_at === null) {
        for (const a of signers.filter(unended)) end(run, a, 'superseded')
        w.change('stage', f.stages.find((s) => s.id === stage.id) ?? stage, { ended_at: run.at, outcome: 'withdrawn' })
      } else if (
        !signers.some((a) => a.ending === 'agreed') ||
        f.stages.some((s) => s.id !== stage.id && s.opened_at > stage.opened_at && s.role === stage.role && s.kind === 'say')
      )
        continue
      const to = signers
        .filter((a) => a.ending === 'agreed' || a.ending === 'superseded' || a.ending === 'disagreed')
        .map((a) => ({ holder: a.person ? { unit: a.unit, person: a.person } : { unit: a.unit, ...(a.post ? { post: a.post } : {}) } }))
      if (to.length === 0) {
        if (stage.wakes) wake(run, stage.wakes)
        continue
      }
      const again = give(run, {
        kind: 'say',
        role: stage.role,
        to,
        ask: signers[0]?.ask ?? null,
        pace: stage.pace,
        need: stage.need,
        blocks: stage.blocks,
        covers: 'current',
        wakes: stage.wakes,
        next: stage.next,
        onDraft: next,
      })
      if (isRefusal(again)) return again
    }
    return null
  },
})
