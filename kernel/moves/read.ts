/** 阅 read: owes nothing but reading; may still carry an opinion. Never waits for another holder's act (invariant 19). */
import { end, joinStage } from '../decide/end.ts'
import type { AnswerRow, AssignmentRow, StageRow } from '../decide/rows.ts'
import { stageOf, word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/**
 * A reading nobody waits for: it blocks nothing, wakes nobody, opens nothing, settles no answer. It takes no lock on the matter
 * and its stage needs no end, so five hundred receipts at once never queue (invariant 19).
 */
export const light = (stage: StageRow, answers: readonly AnswerRow[], piece: AssignmentRow): boolean =>
  stage.kind === 'read' && !stage.blocks && stage.wakes === null && stage.next === null && stage.pace === 'together' && !answers.some((a) => a.to_assignment === piece.id)

export const read = word<WordInput['read']>({
  on: 'read',
  can: ({ piece }) => (piece ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    const piece = run.piece as AssignmentRow
    end(run, piece, 'read', { opinion: input.opinion })
    const debt = run.f.answers.find((a) => a.to_assignment === piece.id && a.sent_at !== null && a.settled_at === null)
    if (debt) run.w.change('answer', debt, { settled_at: run.at })
    if (!light(stageOf(run.f, piece), run.f.answers, piece)) joinStage(run, piece.stage_id)
    return null
  },
})
