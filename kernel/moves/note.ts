/** 办理记录 note, 催办 urge, 异议 object: words that change nobody's piece. Rule: anchors F15, noise rule; 代录 «may object» */

import { give, hearers } from '../decide/give.ts'
import type { AssignmentRow, NoteRow } from '../decide/rows.ts'
import { leadOf, type Run, unended, word } from '../decide/run.ts'
import type { ClockId, NoteId } from '../ids.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { MINUTE, millis } from '../time.ts'
import type { WordInput } from './inputs.ts'

export function keepNote(run: Run, kind: NoteRow['kind'], text: string): NoteId {
  const id = run.w.ground.ids.next<NoteId>()
  run.w.add('note', { id, matter_id: run.f.matter.id, act_id: run.w.ground.act, kind, text, text_salt: run.w.ground.ids.salt() })
  return id
}
export const note = word<WordInput['note']>({
  on: 'any',
  can: (run) => (run.piece || run.f.matter.owner_person === run.actor ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    keepNote(run, 'note', input.text)
    return null
  },
})

/**
 * 催办: an event, a note and a notice to those who hold work now. By phone: number, who answered, what was promised, by when; the promise opens its own reminder.
 * @returns Refusal `kernel.urged-lately` inside the quiet interval, `kernel.nobody-to-urge`
 */
export const urge = word<WordInput['urge']>({
  on: 'any',
  can: (run) => (lately(run) ? refuse('kernel.urged-lately', { minutes: run.desk.quiet }, 429) : targets(run, null).length === 0 ? refuse('kernel.nobody-to-urge') : null),
  act(run, input) {
    const to = targets(run, input.target)
    if (to.length === 0) return refuse('kernel.nobody-to-urge')
    const { phone } = input
    keepNote(run, 'urge', phone ? [input.text, `电话 ${phone.number}，接话人 ${phone.answeredBy}，答应：${phone.promised}`].join('\n') : input.text)
    for (const a of to) for (const person of hearers(run, a)) if (person !== run.actor) run.w.notify('urged', person, run.f.matter.id, run.desk, { piece: a.id, by: run.actor })
    run.w.say({ by: phone ? 'phone' : 'notice', urged: to.map((a) => a.id) })
    return phone?.promisedBy ? remind(run, phone.promisedBy) : null
  },
})
/** Whoever holds open work or an unread piece (readers too: F15), but not the one who urges. */
function targets(run: Run, target: string | null): AssignmentRow[] {
  const open = run.f.assignments.filter((a) => unended(a) && a.state === 'open' && a.role !== 'promise' && a.person !== run.actor)
  return target ? open.filter((a) => a.id === target) : open.filter((a) => a.kind !== 'read').length > 0 ? open.filter((a) => a.kind !== 'read') : open
}
const lately = (run: Run): boolean => run.f.events.some((e) => e.move === 'urge' && millis(run.at) - millis(e.at) < run.desk.quiet * MINUTE)

/** What was promised on the phone comes back to the one who heard it. */
function remind(run: Run, by: WordInput['urge']['phone'] extends infer P ? (P extends { promisedBy: infer T } ? NonNullable<T> : never) : never) {
  if (by <= run.at) return refuse('kernel.due-in-past', { due: by })
  const stage = give(run, { kind: 'read', role: 'promise', to: [{ holder: { person: run.actor } }], ask: null, blocks: false })
  if (isRefusal(stage)) return stage
  const piece = run.f.assignments.find((a) => a.stage_id === stage.id)
  const clock = run.w.add('clock', {
    id: run.w.ground.ids.next<ClockId>(),
    matter_id: run.f.matter.id,
    round: run.f.matter.round,
    key: 'promise',
    whole: false,
    rule: 'kernel.promise',
    anchor: 'urge',
    started_at: run.at,
    first_due_at: by,
    due_at: by,
    next_alarm_at: by,
    alarm_no: 0,
    provisional: false,
    stopped_at: null,
    ending: null,
  })
  if (piece) run.w.change('assignment', piece, { clock_id: clock.id, due_at: clock.due_at })
  return null
}

/** 异议: the person named in a 代录 says it was not so. */
export const object = word<WordInput['object']>({
  on: 'none',
  act(run, input) {
    const event = run.f.events.find((e) => e.id === input.event)
    if (!event || event.actor !== run.actor) return refuse('kernel.no-such-event', {}, 404)
    keepNote(run, 'objection', input.text)
    run.w.say({ event: input.event })
    const lead = leadOf(run.f)
    if (lead) for (const person of hearers(run, lead)) if (person !== run.actor) run.w.notify('objection', person, run.f.matter.id, run.desk, { event: input.event })
    return null
  },
})
