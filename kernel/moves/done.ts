/** 办毕 done: a helper's piece, an errand or what a rule gave is finished. The lead reports instead. Rule: architecture §2 «Endings» */

import { end, joinStage } from '../decide/end.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** 办毕; who did it without having signed for it signs by doing. @returns Refusal `kernel.lead-reports` */
export const done = word<WordInput['done']>({
  on: 'do',
  can: ({ piece }) => (!piece ? refuse('kernel.not-yours', {}, 403) : piece.lead ? refuse('kernel.lead-reports') : null),
  act(run, input) {
    const piece = run.piece as AssignmentRow
    if (piece.accepted_at === null) run.w.change('assignment', piece, { accepted_at: run.at, person: run.right })
    end(run, piece, 'done', { opinion: input.opinion, written: {} })
    joinStage(run, piece.stage_id)
    return null
  },
})
