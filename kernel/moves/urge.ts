/** 催办 urge: an event, a note and a notice to those who hold work now, no assignment. By phone too. Rule: anchors F15, F16 (noise rule) */

import { promiseClock, startReminder } from '../decide/clocks.ts'
import { give, hearers } from '../decide/give.ts'
import { isRecused } from '../decide/rights.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { piecesOf, type Run, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Instant, MINUTE, millis } from '../time.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/**
 * 催办. By phone: number, who answered, what was promised, by when; the promise opens a reminder for the one who heard it.
 * @returns Refusal `kernel.urged-lately` inside the desk's quiet interval, `kernel.nobody-to-urge`, `kernel.due-in-past`
 */
export const urge = word<WordInput['urge']>({
  on: 'any',
  can: (run) => (lately(run) ? refuse('kernel.urged-lately', { minutes: run.desk.quiet }, 429) : targets(run, null, []).length === 0 ? refuse('kernel.nobody-to-urge') : null),
  act(run, input) {
    const to = targets(run, input.target, input.targets ?? [])
    if (to.length === 0) return refuse('kernel.nobody-to-urge')
    const { phone } = input
    keepNote(run, 'urge', phone ? [input.text, `电话 ${phone.number}，接话人 ${phone.answeredBy}，答应：${phone.promised}`].join('\n') : input.text)
    for (const a of to)
      for (const person of hearers(run, a))
        if (person !== run.actor && !isRecused(run.f, run.w.world.office, person, run.at)) run.w.notify('urged', person, run.f.matter.id, run.desk, { piece: a.id, by: run.actor })
    run.w.say({ by: phone ? 'phone' : 'notice', urged: to.map((a) => a.id) })
    return phone?.promisedBy ? remind(run, phone.promisedBy) : null
  },
})
/** Everybody who holds open work; where nobody does, the readers (F15: they too, and all of them). Never the one who urges. */
function targets(run: Run, target: string | null, several: readonly string[]): AssignmentRow[] {
  const open = run.f.assignments.filter((a) => unended(a) && a.state === 'open' && a.role !== promiseClock && a.person !== run.actor)
  if (target) return open.filter((a) => a.id === target)
  if (several.length > 0) return open.filter((a) => several.includes(a.id))
  const work = open.filter((a) => a.kind !== 'read')
  return work.length > 0 ? work : open
}
const lately = (run: Run): boolean => run.f.events.some((e) => e.move === 'urge' && millis(run.at) - millis(e.at) < run.desk.quiet * MINUTE)

/** What was promised on the phone comes back to the one who heard it, or whom he acted for (a delegation leaves no row behind). */
function remind(run: Run, by: Instant): Refusal | null {
  const clock = startReminder(run, promiseClock, false, by)
  if (isRefusal(clock)) return clock
  const stage = give(run, { kind: 'read', role: promiseClock, to: [{ holder: { person: run.right } }], ask: null, blocks: false })
  if (isRefusal(stage)) return stage
  for (const piece of piecesOf(run.f, stage.id)) run.w.change('assignment', piece, { clock_id: clock.id, due_at: clock.due_at })
  return null
}
