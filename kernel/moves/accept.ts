/** 签收 accept: a person takes the piece; with the lead piece he becomes the owner and the giver's piece ends `passed`. Rule: architecture §2 «No owner without acceptance», GN-34 */

import { end, joinStage } from '../decide/end.ts'
import { hasPower, postIn } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { type Run, stageOf, word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** Who wrote down what only a closed list may know, and is not on it, sees it no more once somebody on it has it. Rule: ZK-50, R-X02 */
const forgets = ({ desk, f, w, at }: Run, giver: AssignmentRow): boolean =>
  desk.closedList?.when(f.detail) === true && giver.person !== null && !hasPower(w.world.office, giver.person, `${desk.key}.${desk.closedList.power}`, at)

/**
 * 签收. Work given to a unit gets its person here, with the post he signs in; the lead's signature moves ownership.
 * @returns Refusal `kernel.already-accepted`
 */
export const accept = word<WordInput['accept']>({
  on: 'do',
  can: ({ piece }) => (!piece ? refuse('kernel.not-yours', {}, 403) : piece.accepted_at !== null ? refuse('kernel.already-accepted', {}, 409) : null),
  act(run) {
    const { w, f, at } = run
    const piece = run.piece as AssignmentRow
    const stage = stageOf(f, piece)
    const giver = piece.lead && stage.custody ? f.assignments.find((a) => a.id === stage.wakes) : undefined
    if (giver) {
      end(run, giver, 'passed', { by: giver.person ?? run.actor, ...(forgets(run, giver) ? { sees: false } : {}) })
      joinStage(run, giver.stage_id)
    }
    const post = postIn(w.world.office, run.right, piece.unit, at)?.id ?? piece.post
    w.change('assignment', piece, { accepted_at: at, person: run.right, post, seen_at: piece.seen_at ?? at })
    if (piece.lead) w.change('matter', f.matter, { owner_unit: piece.unit, owner_person: run.right })
    return null
  },
})
