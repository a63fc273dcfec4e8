/** Answers (回音): debts to askers; owed, sent, settled once. Rule: promise 2; invariants 3, 5, 17 */
import type { AnswerDef, Desk } from '../desk.ts'
import type { AnswerId } from '../ids.ts'
import { endStage } from './end.ts'
import type { MatterFacts } from './facts.ts'
import { tell } from './give.ts'
import type { AnswerRow } from './rows.ts'
import { type Run, stageOf } from './run.ts'

/** Role of the asker's `read`: it waits for the answer and settles it. */
export const askerRole = 'asker'

/** One more debt to an asker of the present round. */
export function owe(run: Run, to: Pick<AnswerRow, 'kind' | 'to_contact' | 'to_assignment'>): AnswerRow {
  const { w, f } = run
  return w.add('answer', {
    id: w.ground.ids.next<AnswerId>(),
    matter_id: f.matter.id,
    round: f.matter.round,
    no: f.answers.reduce((n, a) => Math.max(n, a.no), 0) + 1,
    ...to,
    body: null,
    body_salt: null,
    by: null,
    sent_at: null,
    via: null,
    ground: null,
    settled_at: null,
    responded: null,
    solved: null,
    satisfied: null,
    rated_at: null,
  })
}

/** What the desk says of the answers this move sends: which kind, and when it counts as settled. */
export const answerDef = (run: Run): AnswerDef | null => run.desk.answers[run.name] ?? (run.word ? (run.desk.answers[run.word] ?? null) : null)
/** When an answer to somebody inside is settled: when read, unless the desk declares otherwise for askers inside. */
export const insideSettled = (desk: Desk): AnswerDef['settled'] => Object.values(desk.answers).find((d) => d.to === 'assignment')?.settled ?? 'read'

/** How one answer leaves: in which words, by which way, and on which ground where there is none. */
export interface Sending {
  readonly body: string | null
  readonly via: NonNullable<AnswerRow['via']>
  /** Id of the note with the ground, for `none`. */
  readonly ground?: string | null
  /** Outside: has it reached them already (a telephone call), or is delivery recorded later? */
  readonly delivered?: boolean
}
/** Sends one owed answer. Inside: the asker's `read` opens; of `none` it ends unread. An interim answer inside is a notice and settles at once. */
export function send(run: Run, answer: AnswerRow, { body, via, ground = null, delivered = true }: Sending): void {
  const { w, f, at } = run
  const reader = answer.to_assignment ? f.assignments.find((a) => a.id === answer.to_assignment) : undefined
  const inside = reader !== undefined
  const settled = via === 'none' || via === 'through' || (inside ? answer.kind === 'interim' || insideSettled(run.desk) === 'delivered' : delivered)
  w.change('answer', answer, { body, body_salt: body === null ? null : w.ground.ids.salt(), by: run.actor, sent_at: at, via, ground, settled_at: settled ? at : null })
  // the final answer settles whatever was still on its way to the same asker
  if (answer.kind === 'final')
    for (const a of f.answers)
      if (a.kind === 'interim' && a.sent_at !== null && a.settled_at === null && a.to_contact === answer.to_contact && a.to_assignment === answer.to_assignment)
        w.change('answer', a, { settled_at: at })
  if (reader?.state !== 'waiting') return
  if (via === 'none') endStage(run, stageOf(f, reader), 'not_needed')
  else if (answer.kind === 'final') tell(run, 'answered', w.change('assignment', reader, { state: 'open' }))
}

/** The ground of a `none` or the reason of a trivial change, in words: it stands in a note. */
export const inWords = (f: Pick<MatterFacts, 'notes'>, ground: string | null): string | null => {
  if (ground === null) return null
  const note = f.notes.find((n) => n.id === ground)
  return note ? note.text : ground
}
