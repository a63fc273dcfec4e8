/** 并件 merge: a duplicate stays open under the main matter, without work of its own, and is answered through it. Rule: architecture §2; decision 0002 (fan-out in the same act) */

import { end, endStage, wait, wake } from '../decide/end.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { isOpenPhase, leadOf, owed, piecesOf, type Run, roundOf, standing, unended, word } from '../decide/run.ts'
import type { ReportId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { shut } from './close.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'
import { send } from './reply.ts'

export const mergedInto = (run: Run) => run.f.links.find((l) => l.kind === 'merged' && l.from_matter === run.f.matter.id && l.ended_at === null) ?? null

/** @returns Refusal `kernel.merge-itself`, `kernel.already-merged`, `kernel.merge-chain`, `kernel.merge-closed`, `kernel.parts-open`, `kernel.not-found` */
export const merge = word<WordInput['merge']>({
  on: 'any',
  can: (run): Refusal | null => {
    if (mergedInto(run)) return refuse('kernel.already-merged', {}, 409)
    if (run.f.openParts > 0) return refuse('kernel.parts-open', { parts: run.f.openParts }, 409)
    if (standing(run.f)) return refuse('kernel.already-reported', {}, 409)
    return leadOf(run.f) ? null : refuse('kernel.no-lead', {}, 409)
  },
  act(run, input) {
    const { w, f, at } = run
    if (input.into === f.matter.id) return refuse('kernel.merge-itself')
    const main = w.open(input.into)
    if (!main || main.matter.desk !== f.matter.desk) return refuse('kernel.not-found', {}, 404)
    if (!isOpenPhase(main.matter.phase) || owed(main).length === 0) return refuse('kernel.merge-closed', { number: main.matter.number }, 409)
    if (main.links.some((l) => l.kind === 'merged' && l.from_matter === main.matter.id && l.ended_at === null)) return refuse('kernel.merge-chain', { number: main.matter.number })
    if (f.links.some((l) => l.kind === 'merged' && l.to_matter === f.matter.id && l.ended_at === null)) return refuse('kernel.merge-chain', { number: f.matter.number })
    const lead = leadOf(f) as AssignmentRow
    for (const stage of f.stages) {
      if (stage.ended_at !== null) continue
      const here = piecesOf(f, stage.id).filter(unended)
      if (here.some((a) => a.id === lead.id)) {
        for (const a of here) if (a.id !== lead.id) end(run, a, 'not_needed')
      } else if (stage.kind !== 'read' || stage.blocks) endStage(run, stage, stage.custody ? 'taken_back' : 'superseded')
    }
    wait(run, f.assignments.find((a) => a.id === lead.id) as AssignmentRow)
    w.add('link', { from_matter: f.matter.id, to_matter: input.into, kind: 'merged', at, ended_at: null })
    return null
  },
})
export const unmerge = word<WordInput['unmerge']>({
  on: 'any',
  can: (run) => (mergedInto(run) ? null : refuse('kernel.not-merged', {}, 409)),
  act(run, input) {
    const link = mergedInto(run)
    if (!link) return refuse('kernel.not-merged', {}, 409)
    run.w.change('link', link, { ended_at: run.at })
    keepNote(run, 'reason', input.reason)
    const lead = leadOf(run.f)
    if (lead) wake(run, lead.id)
    return null
  },
})

/** The main matter has answered: its report and its answer are copied, one row per asker, and the duplicate closes. */
export const answerThrough = word<{ readonly main: string }>({
  on: 'none',
  can: (run) => (run.consequence ? null : refuse('kernel.unknown-move', { move: 'answerThrough' }, 404)),
  act(run, input) {
    const { w, f, at } = run
    const main = w.open(input.main as never)
    const report = main ? standing(main) : null
    const said = main?.answers.find((a) => a.round === main.matter.round && a.kind === 'final' && a.sent_at !== null)
    if (!main || !report || !said) return refuse('kernel.not-reported', {}, 409)
    const row = w.add('report', {
      id: w.ground.ids.next<ReportId>(),
      matter_id: f.matter.id,
      round: f.matter.round,
      no: f.reports.filter((r) => r.round === f.matter.round).length + 1,
      at,
      by: report.by,
      result: report.result,
      result_text: report.result_text,
      result_text_salt: w.ground.ids.salt(),
      returned_at: null,
      returned_by: null,
    })
    w.change('round', roundOf(f), { report: row.id })
    for (const debt of owed(f)) send(run, debt, said.body, 'through', null, true)
    for (const a of f.answers) if (a.to_assignment !== null && a.settled_at === null) w.change('answer', a, { settled_at: at })
    shut(run, 'done')
    const closed = Object.entries(run.desk.lifecycle.states).find(([, s]) => s.phase === 'closed')
    if (closed) w.change('matter', f.matter, { state: closed[0], phase: 'closed' })
    w.say({ main: input.main })
    return null
  },
})
