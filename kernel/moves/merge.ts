/** 并件 merge: a duplicate stays open under the main matter, without work of its own, and is answered through it. Rule: architecture §2; decision 0002 (fan-out in the same act) */

import { send } from '../decide/answer.ts'
import { mergedClock, startReminder, stop, wholeClock } from '../decide/clocks.ts'
import { end, endStage, wait, wake } from '../decide/end.ts'
import { mergedInto } from '../decide/held.ts'
import { seesMatter } from '../decide/rights.ts'
import type { AssignmentRow, LinkRow } from '../decide/rows.ts'
import { isOpenPhase, leadOf, owed, piecesOf, type Run, roundOf, standing, stateIn, unended, word } from '../decide/run.ts'
import type { Case } from '../decide/work.ts'
import type { MatterId, ReportId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { addMillis, DAY } from '../time.ts'
import { shut } from './close.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/** The link by which this matter is a duplicate of another, while it lasts. */
const ownLink = (run: Run): LinkRow | null => run.f.links.find((l) => l.kind === 'merged' && l.from_matter === run.f.matter.id && l.ended_at === null) ?? null
const hasDuplicates = (f: Case): boolean => f.links.some((l) => l.kind === 'merged' && l.to_matter === f.matter.id && l.ended_at === null)
/** Is it a part, at whatever depth, of that matter? Each would wait for the other. */
function isPartOf(run: Run, whole: MatterId): boolean {
  for (let id = run.f.matter.part_of; id; id = run.w.open(id)?.matter.part_of ?? null) if (id === whole) return true
  return false
}

/** A duplicate has no work of its own: whatever others hold of it ends. Plain reading goes on. */
function endOthers(run: Run, lead: AssignmentRow | null, ending: 'superseded' | 'not_needed'): void {
  const { f } = run
  for (const stage of [...f.stages]) {
    if (stage.ended_at !== null || (stage.kind === 'read' && !stage.blocks)) continue
    if (stage.id !== lead?.stage_id) endStage(run, stage, stage.custody ? 'taken_back' : ending)
    else for (const a of piecesOf(f, stage.id)) if (unended(a) && a.id !== lead.id) end(run, a, 'not_needed', { by: run.actor })
  }
}

/**
 * 并件. The duplicate keeps its number, its asker and a clock of its own: that of the main matter, so that its owner is woken with the main one's.
 * @returns Refusal `kernel.already-merged`, `kernel.parts-open`, `kernel.already-reported`, `kernel.merge-itself`, `kernel.not-found` (unknown, unseen, of another
 * desk), `kernel.merge-closed` (answered already), `kernel.merge-chain`
 */
export const merge = word<WordInput['merge']>({
  on: 'any',
  can: (run): Refusal | null => {
    if (ownLink(run)) return refuse('kernel.already-merged', {}, 409)
    if (hasDuplicates(run.f)) return refuse('kernel.merge-chain', { number: run.f.matter.number })
    if (run.f.openParts > 0) return refuse('kernel.parts-open', { parts: run.f.openParts }, 409)
    if (standing(run.f)) return refuse('kernel.already-reported', {}, 409)
    return leadOf(run.f) ? null : refuse('kernel.no-lead', {}, 409)
  },
  act(run, input) {
    const { w, f, at } = run
    if (input.into === f.matter.id) return refuse('kernel.merge-itself')
    const main = w.open(input.into)
    if (!main || main.matter.desk !== f.matter.desk || !seesMatter(w.world.office, main, run.actor, at)) return refuse('kernel.not-found', {}, 404)
    if (!isOpenPhase(main.matter.phase) || owed(main).length === 0) return refuse('kernel.merge-closed', { number: main.matter.number }, 409)
    if (mergedInto(main) || isPartOf(run, input.into)) return refuse('kernel.merge-chain', { number: main.matter.number })
    const lead = leadOf(f) as AssignmentRow
    endOthers(run, lead, 'superseded')
    wait(run, lead)
    w.add('link', { from_matter: f.matter.id, to_matter: input.into, kind: 'merged', at, ended_at: null })
    const theirs = wholeClock({ ...run, f: main })?.due_at
    const clock = startReminder(run, mergedClock, true, theirs && theirs > at ? theirs : addMillis(at, DAY))
    return isRefusal(clock) ? clock : null
  },
})

/** 拆并: it stands by itself again, its lead wakes. @returns Refusal `kernel.not-merged` */
export const unmerge = word<WordInput['unmerge']>({
  on: 'any',
  can: (run) => (ownLink(run) ? null : refuse('kernel.not-merged', {}, 409)),
  act(run, input) {
    part(run)
    keepNote(run, 'reason', input.reason)
    const lead = leadOf(run.f)
    if (lead) wake(run, lead.id)
    return null
  },
})
/** Ends the link and the clock it brought. */
export function part(run: Run): void {
  const link = ownLink(run)
  if (link) run.w.change('link', link, { ended_at: run.at })
  for (const c of run.f.clocks) if (c.key === mergedClock && c.stopped_at === null) stop(run, c, run.name)
}

/**
 * 随主件答复, fired when the main matter has answered: its report and its answer are copied, one row per asker, and the duplicate closes.
 * Never asked for by a person.
 * @returns Refusal `kernel.unknown-move`, `kernel.not-reported`, `kernel.parts-open`
 */
export const answerThrough = word<{ readonly main: MatterId }>({
  on: 'none',
  can: (run) =>
    !run.consequence ? refuse('kernel.unknown-move', { move: 'answerThrough' }, 404) : run.f.openParts > 0 ? refuse('kernel.parts-open', { parts: run.f.openParts }, 409) : null,
  act(run, input) {
    const { w, f, at } = run
    const main = w.open(input.main)
    const report = main ? standing(main) : null
    const said = main?.answers.filter((a) => a.round === main.matter.round && a.kind === 'final' && a.sent_at !== null && a.via !== 'none').at(-1)
    if (!main || !report) return refuse('kernel.not-reported', {}, 409)
    const row = w.add('report', {
      id: w.ground.ids.next<ReportId>(),
      matter_id: f.matter.id,
      round: f.matter.round,
      no: f.reports.filter((r) => r.round === f.matter.round).length + 1,
      at,
      by: report.by,
      result: report.result,
      result_text: report.result_text,
      result_text_salt: report.result_text === null ? null : w.ground.ids.salt(),
      returned_at: null,
      returned_by: null,
    })
    w.change('round', roundOf(f), { report: row.id })
    for (const debt of owed(f)) send(run, debt, { body: said?.body ?? report.result_text, via: 'through' })
    for (const a of f.answers) if (a.settled_at === null) w.change('answer', a, { settled_at: at })
    endOthers(run, leadOf(f), 'not_needed')
    shut(run, 'done')
    w.change('matter', f.matter, { state: stateIn(run.desk, 'closed'), phase: 'closed' })
    w.say({ main: input.main })
    return null
  },
})
