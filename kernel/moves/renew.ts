/** 改稿 renew: a new draft. Substantive: open signatures end `superseded`, earlier signers get new pieces; trivial: named, agreements stand. Rule: R-D41; invariant 10 */

import { hearers } from '../decide/give.ts'
import { draftNo, word } from '../decide/run.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'
import { signAgain } from './sign-again.ts'

/**
 * 改稿, by whoever holds work or an opinion. Of a trivial change those who had agreed are told, and may object.
 * @returns Refusal `kernel.first-draft-exists`, `kernel.reason-missing` (a trivial change names its reason), and those of `give` for the signers asked again
 */
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
    const reason = input.reason ? keepNote(run, 'reason', input.reason) : null
    w.add('draft', { matter_id: f.matter.id, no: next, digest: input.digest, made_by: run.actor, at: run.at, change, reason })
    w.say({ draft: next, change })
    if (change === 'substantive') return signAgain(run, next)
    if (change === 'trivial')
      for (const a of f.assignments)
        if (a.kind === 'say' && a.ending === 'agreed' && a.on_draft !== null)
          for (const person of hearers(run, { ...a, person: a.person ?? a.acted_by })) if (person !== run.actor) w.notify('redline', person, f.matter.id, run.desk, { draft: next })
    return null
  },
})
