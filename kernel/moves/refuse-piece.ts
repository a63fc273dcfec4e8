/** 拒办、退单 refuse: before acceptance, with a written ground; the giver wakes and owns as before. Rule: R-H05, anchors §2.4 */

import { end, endStage, joinStage } from '../decide/end.ts'
import { tell } from '../decide/give.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { stageOf, word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/**
 * 退单: ends `refused` with its ground, sees no more. The lead's refusal sends the whole stage back to the giver; a helper's is told to the lead.
 * After the desk's limit only by consent of the arbiter (the life cycle says so).
 * @returns Refusal `kernel.already-accepted`, `kernel.bound` (a designated unit)
 */
export const refusePiece = word<WordInput['refuse']>({
  on: 'do',
  can: ({ piece }) =>
    !piece ? refuse('kernel.not-yours', {}, 403) : piece.accepted_at !== null ? refuse('kernel.already-accepted', {}, 409) : piece.bound ? refuse('kernel.bound') : null,
  act(run, input) {
    const piece = run.piece as AssignmentRow
    const stage = stageOf(run.f, piece)
    end(run, piece, 'refused', { opinion: input.ground, sees: false })
    if (piece.lead) {
      endStage(run, stage, 'dropped')
      return null
    }
    joinStage(run, stage.id)
    const lead = run.f.assignments.find((a) => a.stage_id === stage.id && a.lead && a.state !== 'ended')
    if (lead) tell(run, 'helper-refused', lead)
    return null
  },
})
