/** 签 sign: an opinion on a draft or on a move asked for. Rule: invariants 7, 10, 11; R-D24 */

import { end, joinStage, noOtherHand } from '../decide/end.ts'
import { hasPower } from '../decide/office.ts'
import { barred } from '../decide/own-work.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { draftNo, type Run, stageOf, word } from '../decide/run.ts'
import { tellWritten } from '../decide/written.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** Nobody approves his own work; a consent is given by who holds the power asked for, not by whoever shares his room. */
function canSign(run: Run): Refusal | null {
  if (!run.piece) return refuse('kernel.not-yours', {}, 403)
  const stage = stageOf(run.f, run.piece)
  const own = barred(run.f, run.w.world.office, run.desk, stage)
  if (own.includes(run.actor) || own.includes(run.right)) return refuse('kernel.own-work', {}, 403)
  const consent = stage.asks ? run.desk.lifecycle.moves[stage.asks.move]?.consent?.power : undefined
  const power = consent ? `${run.desk.key}.${consent}` : null
  return power && !hasPower(run.w.world.office, run.right, power, run.at) ? refuse('kernel.no-power', { power, move: run.name }, 403) : null
}

/**
 * 签: agreed, or not with a reason. Of a draft: of the one named, which must be the current one.
 * @returns Refusal `kernel.own-work`, `kernel.no-power` (consent), `kernel.draft-missing`, `kernel.say-why`,
 * `kernel.ink-recorded`; `kernel.stale-draft` is the caller's
 */
export const sign = word<WordInput['sign']>({
  on: 'say',
  can: canSign,
  act(run, input) {
    const piece = run.piece as AssignmentRow
    const stage = stageOf(run.f, piece)
    const current = draftNo(run.f)
    if (stage.covers === 'current' && current !== null && input.draft === undefined) return refuse('kernel.draft-missing')
    if (!input.agree && !input.opinion && !input.ink) return refuse('kernel.say-why')
    const otherHand = noOtherHand(run, input)
    if (otherHand) return otherHand
    end(run, piece, input.agree ? 'agreed' : 'disagreed', { opinion: input.opinion, written: input, onDraft: stage.covers === 'current' ? current : piece.on_draft })
    run.w.say({ agree: input.agree })
    joinStage(run, stage.id)
    tellWritten(run, piece, input)
    return null
  },
})
