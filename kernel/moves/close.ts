/** 销号 close, 作废 void, 重办 reopen: the ends of a round. Rule: promise 2; invariants 3, 5, 6 */

import { stop } from '../decide/clocks.ts'
import { end, joinStage } from '../decide/end.ts'
import { leadOf, owed, type Run, roundOf, standing, unended, word } from '../decide/run.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'
import { send } from './reply.ts'

/** What still stands in the way of an end; the database asks the same at commit. */
function unfinished(run: Run, allowOwed: boolean): Refusal | null {
  const { f } = run
  const debts = f.answers.filter((a) => a.settled_at === null && !(allowOwed && a.sent_at === null))
  if (debts.length > 0) return refuse('kernel.answer-owed', { answers: debts.length }, 409)
  if (f.openParts > 0) return refuse('kernel.parts-open', { parts: f.openParts }, 409)
  if (f.links.some((l) => l.kind === 'merged' && l.to_matter === f.matter.id && l.ended_at === null && openElsewhere(run, l.from_matter)))
    return refuse('kernel.merged-open', {}, 409)
  return null
}
const openElsewhere = (run: Run, id: string): boolean => {
  const other = run.w.open(id as never)
  return other !== null && other.matter.phase !== 'closed' && other.matter.phase !== 'void'
}
function openWork(run: Run): Refusal | null {
  const lead = leadOf(run.f)
  const work = run.f.assignments.filter(
    (a) => unended(a) && a.id !== lead?.id && !consent(run, a.stage_id) && (a.kind !== 'read' || run.f.stages.some((s) => s.id === a.stage_id && s.blocks)),
  )
  const [first] = work
  return first ? refuse('kernel.work-open', { unit: run.w.world.office.units.get(first.unit)?.name ?? '', role: first.role, pieces: work.length }, 409) : null
}
const consent = (run: Run, stage: string): boolean => run.f.stages.some((s) => s.id === stage && s.asks !== null)

/** Ends lead, pending consents and clocks; the round is closed for good. */
export function shut(run: Run, leadEnding: 'done' | 'dropped'): void {
  const { w, f, at } = run
  for (const a of f.assignments)
    if (unended(a) && consent(run, a.stage_id)) {
      end(run, a, 'superseded')
      joinStage(run, a.stage_id)
    }
  const lead = leadOf(f)
  if (lead) {
    end(run, lead, leadEnding, { by: lead.person ?? run.actor })
    joinStage(run, lead.stage_id)
  }
  for (const clock of f.clocks) if (clock.stopped_at === null && (clock.whole || clock.key !== 'promise')) stop(run, clock, run.name)
  for (const p of f.pauses) if (p.to_at === null) w.change('pause', p, { to_at: at })
  w.change('round', roundOf(f), { closed_at: at, closed_by: run.actor })
}

/** @returns Refusal `kernel.no-result`, `kernel.answer-owed`, `kernel.work-open`, `kernel.parts-open`, `kernel.merged-open` */
export const close = word<WordInput['close']>({
  on: 'none',
  can: (run) =>
    !standing(run.f)
      ? refuse('kernel.no-result', {}, 409)
      : !run.f.answers.some((a) => a.round === run.f.matter.round && a.kind === 'final' && a.settled_at !== null)
        ? refuse('kernel.answer-owed', { answers: owed(run.f).length }, 409)
        : (unfinished(run, false) ?? openWork(run)),
  act(run) {
    shut(run, 'done')
    return null
  },
})

/** 作废: every asker is told why first, then all work ends. A duplicate is merged, not voided. */
export const voidMatter = word<WordInput['void']>({
  on: 'any',
  can: (run) => unfinished(run, true),
  act(run, input) {
    const debts = owed(run.f)
    if (debts.length > 0 && !input.told) return refuse('kernel.answer-owed', { answers: debts.length }, 409)
    for (const debt of debts) if (input.told) send(run, debt, input.told.body, input.told.via, null, true)
    keepNote(run, 'reason', input.reason)
    for (const a of run.f.assignments) if (unended(a) && !a.lead && (a.kind !== 'read' || run.f.stages.some((s) => s.id === a.stage_id && s.blocks))) end(run, a, 'dropped')
    for (const a of run.f.assignments) if (unended(a) && a.lead && a.accepted_at === null) end(run, a, 'dropped', { sees: false })
    for (const answer of run.f.answers) if (answer.settled_at === null && answer.to_assignment !== null) run.w.change('answer', answer, { settled_at: run.at })
    for (const s of run.f.stages)
      if (s.ended_at === null && run.f.assignments.every((a) => a.stage_id !== s.id || !unended(a))) run.w.change('stage', s, { ended_at: run.at, outcome: 'withdrawn' })
    shut(run, 'dropped')
    return null
  },
})
