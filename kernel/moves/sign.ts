/** 签 sign: an opinion on a draft or on a move asked for. Rule: invariants 7, 10, 11; R-D24 */

import { end, joinStage } from '../decide/end.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { draftNo, type Run, stageOf, word } from '../decide/run.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** Nobody approves his own work: not his own request, not his own draft, by delegation either. */
function ownWork(run: Run): boolean {
  if (!run.piece) return false
  const stage = stageOf(run.f, run.piece)
  if (stage.asks) return stage.asks.by === run.actor || stage.asks.by === run.right
  if (stage.covers !== 'current') return false
  const made = run.f.drafts.filter((d) => d.change !== 'trivial').at(-1)?.made_by
  return made === run.actor || made === run.right
}
export const sign = word<WordInput['sign']>({
  on: 'say',
  can: (run): Refusal | null => (!run.piece ? refuse('kernel.not-yours', {}, 403) : ownWork(run) ? refuse('kernel.own-work', {}, 403) : null),
  act(run, input) {
    const piece = run.piece as AssignmentRow
    const stage = stageOf(run.f, piece)
    const current = draftNo(run.f)
    if (stage.covers === 'current' && current !== null && input.draft === undefined) return refuse('kernel.draft-missing')
    if (!input.agree && !input.opinion) return refuse('kernel.say-why')
    end(run, piece, input.agree ? 'agreed' : 'disagreed', { opinion: input.opinion, onDraft: stage.covers === 'current' ? current : piece.on_draft })
    run.w.say({ agree: input.agree })
    joinStage(run, stage.id)
    return null
  },
})
