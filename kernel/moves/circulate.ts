/** 会签、传阅、抄送 circulate: a stage for others. Reading blocks only if asked to; never to oneself. 收回 withdraw: in bulk. Rule: anchors F10, F17 */

import { endStage, wait } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import { draftNo, leadOf, piecesOf, type Run, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/** Roles of stages somebody opened by circulating: these may be withdrawn in bulk. */
const circulated = { say: 'sign', read: 'circulate' } as const
/** Role of the check owed when what a matter rests on was opened again. */
const recheck = 'recheck'

/**
 * 会签 (`say`: need all, one or n; together or in turn), 传阅/抄送 (`read`). With `blocks` a 会签 makes my own piece wait until it ends.
 * @returns Refusal `kernel.to-oneself`, `kernel.need-too-many`, `kernel.accept-first`, and those of `give`
 */
export const circulate = word<WordInput['circulate']>({
  on: 'held',
  can: ({ piece, consequence }) => {
    if (consequence) return null
    if (!piece) return refuse('kernel.not-yours', {}, 403)
    return piece.kind === 'do' && piece.accepted_at === null && piece.lead ? refuse('kernel.accept-first', {}, 409) : null
  },
  act(run, input) {
    if (run.consequence) return askToCheck(run, input)
    const mine = run.piece
    const others = input.to.filter((h) => !h.person || (h.person !== run.actor && h.person !== run.right))
    if (others.length === 0) return refuse('kernel.to-oneself')
    if (input.need !== null && input.need > others.length) return refuse('kernel.need-too-many', { need: input.need, given: others.length })
    const waits = mine !== null && input.blocks && input.kind === 'say'
    const drafted = input.kind === 'say' ? draftNo(run.f) : null
    const stage = give(run, {
      kind: input.kind,
      role: circulated[input.kind],
      to: others.map((holder) => ({ holder })),
      ask: input.ask,
      pace: input.pace,
      need: input.need,
      blocks: input.kind === 'say' || input.blocks,
      covers: drafted === null ? 'any' : 'current',
      wakes: waits ? mine.id : null,
      from: mine?.id ?? null,
      onDraft: drafted,
    })
    if (isRefusal(stage)) return stage
    if (waits) wait(run, mine)
    return null
  },
})
/** What a matter rests on was opened again: its owner owes a check. */
function askToCheck(run: Run, input: WordInput['circulate']): Refusal | null {
  const stage = give(run, { kind: 'do', role: recheck, to: input.to.map((holder) => ({ holder })), ask: input.ask, from: leadOf(run.f)?.id ?? null })
  return isRefusal(stage) ? stage : null
}

/**
 * 收回传阅: every piece of the stage nobody has read or signed yet ends; who has not seen it sees it no more.
 * @returns Refusal `kernel.no-such-stage` (ended, or not one that was circulated), `kernel.not-yours`
 */
export const withdraw = word<WordInput['withdraw']>({
  on: 'any',
  act(run, input) {
    const stage = run.f.stages.find((s) => s.id === input.stage && s.ended_at === null)
    if (!stage || stage.role !== circulated[stage.kind as 'say']) return refuse('kernel.no-such-stage', {}, 404)
    const pieces = piecesOf(run.f, stage.id)
    if (!pieces.some((a) => a.given_by === run.actor || a.given_by === run.right)) return refuse('kernel.not-yours', {}, 403)
    endStage(run, stage, 'taken_back')
    keepNote(run, 'reason', input.reason)
    return null
  },
})
