/** 会签、传阅、抄送 circulate: a stage for others. Reading blocks only if asked to; never to oneself. 收回 withdraw: in bulk. Rule: anchors F10, F17 */

import { endStage, wait } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import { draftNo, piecesOf, unended, word } from '../decide/run.ts'
import type { NoteId } from '../ids.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

export const circulate = word<WordInput['circulate']>({
  on: 'held',
  can: ({ piece, consequence }) =>
    consequence
      ? null
      : !piece
        ? refuse('kernel.not-yours', {}, 403)
        : piece.kind === 'do' && piece.accepted_at === null && piece.lead
          ? refuse('kernel.accept-first', {}, 409)
          : null,
  act(run, input) {
    const mine = run.piece
    const others = input.to.filter((h) => run.consequence || !h.person || (h.person !== run.actor && h.person !== run.right))
    if (others.length === 0) return refuse('kernel.to-oneself')
    if (input.need !== null && input.need > others.length) return refuse('kernel.need-too-many', { need: input.need, given: others.length })
    const waits = mine !== null && input.blocks && input.kind === 'say'
    const drafted = draftNo(run.f)
    const stage = give(run, {
      kind: input.kind,
      role: input.kind === 'say' ? 'sign' : 'circulate',
      to: others.map((holder) => ({ holder })),
      ask: input.ask,
      pace: input.pace,
      need: input.need,
      blocks: input.kind === 'say' || input.blocks,
      covers: input.kind === 'say' && drafted !== null ? 'current' : 'any',
      wakes: waits ? mine.id : null,
      from: mine?.id ?? null,
      onDraft: drafted,
    })
    if (isRefusal(stage)) return stage
    if (waits) wait(run, mine)
    return null
  },
})

export const withdraw = word<WordInput['withdraw']>({
  on: 'any',
  act(run, input) {
    const stage = run.f.stages.find((s) => s.id === input.stage && s.ended_at === null)
    if (!stage || stage.custody || stage.asks) return refuse('kernel.no-such-stage', {}, 404)
    const pieces = piecesOf(run.f, stage.id)
    if (!pieces.some((a) => a.given_by === run.actor || a.given_by === run.right)) return refuse('kernel.not-yours', {}, 403)
    for (const a of pieces) if (unended(a) && a.seen_at === null) run.w.change('assignment', a, { sees: false })
    endStage(run, stage, 'taken_back')
    run.w.add('note', {
      id: run.w.ground.ids.next<NoteId>(),
      matter_id: run.f.matter.id,
      act_id: run.w.ground.act,
      kind: 'reason',
      text: input.reason,
      text_salt: run.w.ground.ids.salt(),
    })
    return null
  },
})
