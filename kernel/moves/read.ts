/** 阅 read: owes nothing but reading; may still carry an opinion. Never waits for another holder's act. Rule: invariant 19 */
import { insideSettled } from '../decide/answer.ts'
import { end, joinStage, noOtherHand } from '../decide/end.ts'
import type { AnswerRow, AssignmentRow, StageRow } from '../decide/rows.ts'
import { stageOf, word } from '../decide/run.ts'
import { tellWritten } from '../decide/written.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/**
 * A reading nobody waits for: it blocks nothing, wakes nobody, opens nothing, settles no answer, has no clock. It takes no lock on the matter
 * and its stage needs no end, so five hundred receipts at once never queue (invariant 19).
 */
export const light = (stage: StageRow, answers: readonly AnswerRow[], piece: AssignmentRow): boolean =>
  stage.kind === 'read' &&
  !stage.blocks &&
  stage.wakes === null &&
  stage.next === null &&
  stage.need === null &&
  stage.pace === 'together' &&
  piece.clock_id === null &&
  !answers.some((a) => a.to_assignment === piece.id)

/**
 * 阅: the piece ends `read`. An asker's reading settles the answer sent to him, where the desk says that reading does.
 * @returns Refusal `kernel.ink-recorded`
 */
export const read = word<WordInput['read']>({
  on: 'read',
  can: ({ piece }) => (piece ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    const piece = run.piece as AssignmentRow
    const otherHand = noOtherHand(run, input)
    if (otherHand) return otherHand
    end(run, piece, 'read', { opinion: input.opinion, written: input })
    tellWritten(run, piece, input)
    if (light(stageOf(run.f, piece), run.f.answers, piece)) return null
    if (insideSettled(run.desk) === 'read')
      for (const a of run.f.answers) if (a.to_assignment === piece.id && a.sent_at !== null && a.settled_at === null) run.w.change('answer', a, { settled_at: run.at })
    joinStage(run, piece.stage_id)
    return null
  },
})
