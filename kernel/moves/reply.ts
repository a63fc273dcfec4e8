/** 答复 reply: sends what is owed. Settled when delivered or read, as the desk says; a merged duplicate is answered through. Rule: promise 2, HB-52, ZK-57 */

import { end, joinStage } from '../decide/end.ts'
import { tell } from '../decide/give.ts'
import type { AnswerRow } from '../decide/rows.ts'
import { owed, type Run, standing, word } from '../decide/run.ts'
import type { AnswerId, NoteId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

/** Sends one owed answer. Inside: the asker's `read` opens and settles it. */
export function send(run: Run, answer: AnswerRow, body: string | null, via: NonNullable<AnswerRow['via']>, ground: string | null, delivered: boolean): void {
  const { w, f, at } = run
  const inside = answer.to_assignment !== null && via !== 'none'
  w.change('answer', answer, { body, body_salt: body === null ? null : w.ground.ids.salt(), by: run.actor, sent_at: at, via, ground, settled_at: !inside && delivered ? at : null })
  const reader = inside ? f.assignments.find((a) => a.id === answer.to_assignment && a.state === 'waiting') : undefined
  if (reader) tell(run, 'answered', w.change('assignment', reader, { state: 'open' }))
}

/** @returns Refusal `kernel.nothing-owed`, `kernel.body-missing`, `kernel.ground-missing`, `kernel.none-needs-consent` */
export const reply = word<WordInput['reply']>({
  on: 'any',
  can: (run): Refusal | null => (owed(run.f).length === 0 ? refuse('kernel.nothing-owed', {}, 409) : null),
  act(run, input) {
    const { f, w } = run
    const debts = input.answers === null ? owed(f) : owed(f).filter((a) => (input.answers as AnswerId[]).includes(a.id))
    if (debts.length === 0 || (input.answers !== null && debts.length !== input.answers.length)) return refuse('kernel.nothing-owed', {}, 409)
    if (input.via === 'none') {
      if (!input.ground) return refuse('kernel.ground-missing')
      if (!run.consented) return refuse('kernel.none-needs-consent')
    } else if (!input.body) return refuse('kernel.body-missing')
    for (const debt of debts) send(run, debt, input.body, input.via, input.ground, input.via === 'none' || input.delivered)
    w.say({ via: input.via, answers: debts.map((a) => a.id) })
    if (run.piece && !run.piece.lead && run.piece.kind === 'do') {
      end(run, run.piece, 'done')
      joinStage(run, run.piece.stage_id)
    }
    if (owed(f).length === 0 && standing(f))
      for (const link of f.links)
        if (link.kind === 'merged' && link.to_matter === f.matter.id && link.ended_at === null)
          w.queue.push({ matter: link.from_matter, move: 'answerThrough', input: { main: f.matter.id }, actor: run.actor, consented: true, depth: run.depth + 1 })
    return null
  },
})

/** 送达、评价 settle: delivery on record; at the call-back 响应, 解决, 满意 kept apart. A rating is given once. */
export const settle = word<WordInput['settle']>({
  on: 'any',
  act(run, input) {
    const answer = run.f.answers.find((a) => a.id === input.answer)
    if (!answer || answer.sent_at === null) return refuse('kernel.no-such-answer', {}, 404)
    const rated = input.responded !== null || input.solved !== null || input.satisfied !== null
    if (answer.settled_at !== null && !rated) return refuse('kernel.already-settled', {}, 409)
    if (rated && answer.rated_at !== null) return refuse('kernel.already-rated', {}, 409)
    if (rated && answer.by === run.actor) return refuse('kernel.own-work', {}, 403)
    run.w.change('answer', answer, {
      settled_at: answer.settled_at ?? run.at,
      ...(rated ? { responded: input.responded, solved: input.solved, satisfied: input.satisfied, rated_at: run.at } : {}),
    })
    run.w.say({ answer: answer.id, ...(rated ? { responded: input.responded, solved: input.solved, satisfied: input.satisfied } : {}) })
    if (input.text)
      run.w.add('note', {
        id: run.w.ground.ids.next<NoteId>(),
        matter_id: run.f.matter.id,
        act_id: run.w.ground.act,
        kind: 'note',
        text: input.text,
        text_salt: run.w.ground.ids.salt(),
      })
    const left = run.f.answers.some(
      (a) => a.round === run.f.matter.round && a.sent_at !== null && a.via !== 'none' && a.via !== 'through' && a.rated_at === null && a.to_contact !== null,
    )
    if (rated && !left && run.piece && !run.piece.lead && run.piece.kind === 'do') {
      end(run, run.piece, 'done')
      joinStage(run, run.piece.stage_id)
    }
    return null
  },
})
