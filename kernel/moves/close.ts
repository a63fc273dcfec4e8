/** 销号 close, 作废 void: the ends of a round. Rule: promise 2; invariants 3, 5, 6 */

import { insideSettled, send } from '../decide/answer.ts'
import { stop } from '../decide/clocks.ts'
import { end, endStage, joinStage } from '../decide/end.ts'
import { mergedInto } from '../decide/held.ts'
import { holds } from '../decide/rights.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { isOpenPhase, leadOf, owed, type Run, roundOf, stageOf, standing, unended, word } from '../decide/run.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/** What still stands in the way of an end; the database asks the same at commit. */
function unfinished(run: Run, mayBeTold: boolean): Refusal | null {
  const { f } = run
  const debts = f.answers.filter((a) => a.settled_at === null && !(mayBeTold && a.sent_at === null))
  if (debts.length > 0) return refuse('kernel.answer-owed', { answers: debts.length }, 409)
  if (f.openParts > 0) return refuse('kernel.parts-open', { parts: f.openParts }, 409)
  return f.links.some((l) => l.kind === 'merged' && l.to_matter === f.matter.id && l.ended_at === null && openElsewhere(run, l.from_matter))
    ? refuse('kernel.merged-open', {}, 409)
    : null
}
const openElsewhere = (run: Run, id: Parameters<Run['w']['open']>[0]): boolean => {
  const other = run.w.open(id)
  return other !== null && isOpenPhase(other.matter.phase)
}
const isConsent = (run: Run, a: AssignmentRow): boolean => stageOf(run.f, a).asks !== null
/** Work, an opinion, or a reading somebody waits for. */
const isWork = (run: Run, a: AssignmentRow): boolean => unended(a) && (a.kind !== 'read' || stageOf(run.f, a).blocks)
/** A piece a rule gave (not a person from his own), in the hands of whoever closes: closing is how he finishes it. */
const ownLast = (run: Run, a: AssignmentRow): boolean =>
  a.kind === 'do' && a.from_assignment === null && [run.actor, run.right].some((person) => holds(run.w.world.office, person, a, run.at))

function openWork(run: Run): Refusal | null {
  const lead = leadOf(run.f)
  const work = run.f.assignments.filter((a) => isWork(run, a) && a.id !== lead?.id && !isConsent(run, a) && !ownLast(run, a))
  const [first] = work
  return first ? refuse('kernel.work-open', { unit: run.w.world.office.units.get(first.unit)?.name ?? '', role: first.role, pieces: work.length }, 409) : null
}

/** Ends lead, pending consents, reminders, pauses and clocks; a round with a result is closed for good. */
export function shut(run: Run, leadEnding: 'done' | 'dropped'): void {
  const { w, f, at } = run
  for (const stage of [...f.stages])
    if (stage.ended_at === null && (stage.asks !== null || stage.role === 'promise')) endStage(run, stage, stage.asks ? 'superseded' : 'not_needed')
  const lead = leadOf(f)
  if (lead) {
    end(run, lead, leadEnding, { by: lead.person ?? run.actor })
    joinStage(run, lead.stage_id)
  }
  for (const clock of f.clocks) if (clock.stopped_at === null) stop(run, clock, run.name)
  for (const p of f.pauses) if (p.to_at === null) w.change('pause', p, { to_at: at })
  if (standing(f)) w.change('round', roundOf(f), { closed_at: at, closed_by: run.actor })
}

/**
 * 销号: there is a result, every asker has his answer, nobody owes anything.
 * @returns Refusal `kernel.no-result`, `kernel.answer-owed`, `kernel.parts-open`, `kernel.merged-open`, `kernel.work-open` (by which unit)
 */
export const close = word<WordInput['close']>({
  on: 'none',
  can: (run) =>
    !standing(run.f)
      ? refuse('kernel.no-result', {}, 409)
      : !run.f.answers.some((a) => a.round === run.f.matter.round && a.kind === 'final' && a.settled_at !== null)
        ? refuse('kernel.answer-owed', { answers: owed(run.f).length }, 409)
        : (unfinished(run, false) ?? openWork(run)),
  act(run) {
    const lead = leadOf(run.f)
    for (const a of run.f.assignments)
      if (isWork(run, a) && a.id !== lead?.id && !isConsent(run, a)) {
        end(run, a, 'done')
        joinStage(run, a.stage_id)
      }
    shut(run, 'done')
    return null
  },
})

/**
 * 作废: every asker is told why first, or a second person agrees on what ground nobody can be; then all work ends. A duplicate is merged, not voided; a matter others were merged into is not voided under them.
 * Without a result its round stays open on record: it was never closed.
 * @returns Refusal `kernel.answer-owed`, `kernel.parts-open`, `kernel.merged-open`, `kernel.already-merged`, `kernel.none-needs-consent`
 */
export const voidMatter = word<WordInput['void']>({
  on: 'any',
  can: (run) => (mergedInto(run.f) ? refuse('kernel.already-merged', {}, 409) : unfinished(run, true)),
  act(run, input) {
    const { w, f, at } = run
    const debts = owed(f)
    if (debts.length > 0) {
      const { told } = input
      if (!told) return refuse('kernel.answer-owed', { answers: debts.length }, 409)
      if (told.via === 'none' && !run.consented) return refuse('kernel.none-needs-consent')
      const sending = told.via === 'none' ? { via: told.via, body: null, ground: keepNote(run, 'reason', told.ground) } : told
      for (const debt of debts) send(run, debt, sending)
    }
    if (insideSettled(run.desk) !== 'delivered')
      for (const answer of f.answers) if (answer.settled_at === null && answer.to_assignment !== null) w.change('answer', answer, { settled_at: at })
    keepNote(run, 'reason', input.reason)
    const lead = leadOf(f)
    for (const stage of [...f.stages]) {
      if (stage.ended_at !== null || stage.id === lead?.stage_id || (stage.kind === 'read' && !stage.blocks)) continue
      endStage(run, stage, 'dropped')
    }
    for (const a of f.assignments) if (isWork(run, a) && a.id !== lead?.id) end(run, a, 'dropped')
    shut(run, 'dropped')
    return null
  },
})
