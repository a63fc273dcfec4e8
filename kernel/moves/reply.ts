/** 答复 reply, 送达与评价 settle. Settled when delivered, read or accepted, as the desk says; a merged duplicate is answered through. Rule: promise 2, HB-52, ZK-57 */

import { answerDef, owe, send } from '../decide/answer.ts'
import { end, joinStage } from '../decide/end.ts'
import { awaited } from '../decide/held.ts'
import type { AnswerRow } from '../decide/rows.ts'
import { owed, type Run, unended, word } from '../decide/run.ts'
import type { AnswerId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { fanOut } from './fan-out.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

const kindOf = (run: Run): AnswerRow['kind'] => answerDef(run)?.kind ?? 'final'
const finalOwed = (run: Run): boolean => owed(run.f).some((a) => a.kind === 'final')

/** What this reply answers: the debts named, or all of its kind. An interim answer needs no debt: every asker still owed a final one hears how things stand. */
function debts(run: Run, named: readonly AnswerId[] | null): AnswerRow[] {
  const open = owed(run.f)
  const kind = kindOf(run)
  if (named !== null) return open.filter((a) => a.kind === kind && named.includes(a.id))
  const due = open.filter((a) => a.kind === kind)
  if (kind === 'final' || due.length > 0) return due
  return open.filter((a) => a.kind === 'final').map(({ to_contact, to_assignment }) => owe(run, { kind: 'interim', to_contact, to_assignment }))
}

/** Pieces a rule gave for this very work end with it: mine `done`, a colleague's `not_needed`. */
function endOwn(run: Run, roles: readonly string[]): void {
  for (const a of run.f.assignments) {
    if (!unended(a) || a.kind !== 'do' || a.lead || a.from_assignment !== null) continue
    const mine = a.id === run.piece?.id
    if (!mine && !roles.includes(a.role)) continue
    end(run, a, mine ? 'done' : 'not_needed', { ...(mine ? {} : { by: run.actor }) })
    joinStage(run, a.stage_id)
  }
}

/**
 * 答复: sends what is owed; of several askers one may be answered first, and the matter goes on when the last has been. `none` (nobody to answer, 阅知) needs a ground and the consent of a second person.
 * @returns Refusal `kernel.nothing-owed`, `kernel.body-missing`, `kernel.ground-missing`, `kernel.none-needs-consent`
 */
export const reply = word<WordInput['reply']>({
  on: 'any',
  leadsOn: (run) => kindOf(run) === 'interim' || !finalOwed(run),
  can: (run): Refusal | null => (finalOwed(run) || owed(run.f).some((a) => a.kind === kindOf(run)) ? null : refuse('kernel.nothing-owed', {}, 409)),
  act(run, input) {
    const due = debts(run, input.answers)
    if (due.length === 0 || (input.answers !== null && due.length !== input.answers.length)) return refuse('kernel.nothing-owed', {}, 409)
    const none = input.via === 'none'
    if (none && !input.ground) return refuse('kernel.ground-missing')
    if (none && !run.consented) return refuse('kernel.none-needs-consent')
    if (!none && !input.body) return refuse('kernel.body-missing')
    const ground = input.ground ? keepNote(run, 'reason', input.ground) : null
    for (const debt of due) send(run, debt, { body: input.body, via: input.via, ground, delivered: input.delivered })
    run.w.say({ via: input.via, answers: due.map((a) => a.id) })
    if (due.every((a) => a.kind === 'interim')) return null
    if (!finalOwed(run)) endOwn(run, [run.name, 'reply'])
    fanOut(run)
    return null
  },
})

/**
 * 送达、评价: delivery on record; at the call-back 响应, 解决, 满意 kept apart, all three (不问 is an answer). A rating is given once, never by who answered.
 * @returns Refusal `kernel.no-such-answer`, `kernel.already-settled`, `kernel.already-rated`, `kernel.rating-incomplete`, `kernel.own-work`
 */
export const settle = word<WordInput['settle']>({
  on: 'any',
  can: (run) => (run.f.answers.some((a) => a.round === run.f.matter.round && a.sent_at !== null) ? null : refuse('kernel.no-such-answer', {}, 404)),
  act(run, input) {
    const { f, w } = run
    const answer = f.answers.find((a) => a.id === input.answer)
    if (!answer || answer.sent_at === null || answer.round !== f.matter.round || answer.via === 'none') return refuse('kernel.no-such-answer', {}, 404)
    const marks = [input.responded, input.solved, input.satisfied]
    const rated = marks.some((m) => m !== null)
    if (rated && marks.some((m) => m === null)) return refuse('kernel.rating-incomplete')
    if (answer.settled_at !== null && !rated) return refuse('kernel.already-settled', {}, 409)
    if (rated && answer.rated_at !== null) return refuse('kernel.already-rated', {}, 409)
    if (rated && (answer.by === run.actor || answer.by === run.right)) return refuse('kernel.own-work', {}, 403)
    const { responded, solved, satisfied } = input
    w.change('answer', answer, { settled_at: answer.settled_at ?? run.at, ...(rated ? { responded, solved, satisfied, rated_at: run.at } : {}) })
    w.say({ answer: answer.id, ...(rated ? { responded, solved, satisfied } : {}) })
    if (input.text) keepNote(run, 'note', input.text)
    const left = f.answers.some((a) => a.round === f.matter.round && awaited(a))
    if (rated && !left) endOwn(run, [run.name])
    return null
  },
})
