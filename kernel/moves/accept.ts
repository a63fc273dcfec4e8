/** 签收 accept: a person takes the piece; with the lead piece he becomes the owner and the giver's piece ends `passed`. Rule: architecture §2 «No owner without acceptance» */

import { end, joinStage } from '../decide/end.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { stageOf, word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

export const accept = word<WordInput['accept']>({
  on: 'do',
  can: ({ piece }) => (!piece ? refuse('kernel.not-yours', {}, 403) : piece.accepted_at !== null ? refuse('kernel.already-accepted', {}, 409) : null),
  act(run) {
    const { w, f, at } = run
    const piece = run.piece as AssignmentRow
    const stage = stageOf(f, piece)
    if (piece.lead && stage.custody && stage.wakes) {
      const giver = f.assignments.find((a) => a.id === stage.wakes)
      if (giver) {
        end(run, giver, 'passed', { by: giver.person ?? run.actor })
        joinStage(run, giver.stage_id)
      }
    }
    w.change('assignment', piece, { accepted_at: at, person: run.right, seen_at: piece.seen_at ?? at })
    if (piece.lead) w.change('matter', f.matter, { owner_unit: piece.unit, owner_person: run.right })
    return null
  },
})
