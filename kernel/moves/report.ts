/** 报结 report: the lead states the result. Answers nobody and closes nothing. 退回 send back: the report stays on record as returned. Rule: HA-45; promise 2 */

import { unstop } from '../decide/clocks.ts'
import { end, endStage, wait, wake } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { leadOf, piecesOf, type Run, roundOf, stageOf, standing, unended, word } from '../decide/run.ts'
import type { ReportId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

const helpers = (run: Run, lead: AssignmentRow): AssignmentRow[] =>
  run.f.assignments.filter((a) => a.kind === 'do' && unended(a) && a.id !== lead.id && (a.stage_id === lead.stage_id || a.from_assignment === lead.id || a.role === 'helper'))

/** @returns Refusal `kernel.helpers-unheard`, `kernel.parts-open`, `kernel.unknown-result`, `kernel.lead-only`, `kernel.accept-first` */
export const report = word<WordInput['report']>({
  on: 'lead',
  can(run) {
    if (!run.piece?.lead) return refuse('kernel.lead-only')
    if (run.piece.accepted_at === null) return refuse('kernel.accept-first', {}, 409)
    if (run.f.openParts > 0) return refuse('kernel.parts-open', { parts: run.f.openParts }, 409)
    if (standing(run.f)) return refuse('kernel.already-reported', {}, 409)
    return null
  },
  act(run, input) {
    const { w, f, at, desk } = run
    const lead = run.piece as AssignmentRow
    if (!desk.results.includes(input.result)) return refuse('kernel.unknown-result', { result: input.result, known: [...desk.results] })
    for (const helper of helpers(run, lead)) {
      const why = input.withoutHelpers.find((h) => h.piece === helper.id)?.why
      if (!why) return refuse('kernel.helpers-unheard', { unit: w.world.office.units.get(helper.unit)?.name ?? '' }, 409)
      end(run, helper, 'dropped', { opinion: why })
      const stage = stageOf(f, helper)
      if (stage.id !== lead.stage_id && piecesOf(f, stage.id).every((a) => !unended(a))) endStage(run, stage, 'dropped')
    }
    const row = w.add('report', {
      id: w.ground.ids.next<ReportId>(),
      matter_id: f.matter.id,
      round: f.matter.round,
      no: f.reports.filter((r) => r.round === f.matter.round).length + 1,
      at,
      by: run.right,
      result: input.result,
      result_text: input.text,
      result_text_salt: w.ground.ids.salt(),
      returned_at: null,
      returned_by: null,
    })
    w.change('round', roundOf(f), { report: row.id })
    w.say({ result: input.result })
    wait(run, f.assignments.find((a) => a.id === lead.id) as AssignmentRow)
    return null
  },
})

const mainLine = (run: Run, keep: (a: AssignmentRow) => boolean): void => {
  for (const stage of run.f.stages) {
    if (stage.ended_at !== null) continue
    const here = piecesOf(run.f, stage.id).filter(unended)
    if (here.length === 0 || here.some(keep) || stage.kind === 'read') continue
    endStage(run, stage, 'superseded')
  }
}

/**
 * 退回全件. Of a reported matter: the report is marked returned, the lead wakes, the clocks it stopped run on.
 * Otherwise to an earlier holder, coming straight back to me (`here`) or going on from there.
 */
export const sendBack = word<WordInput['sendBack']>({
  on: 'any',
  can: (run): Refusal | null => (leadOf(run.f) ? null : refuse('kernel.no-lead', {}, 409)),
  act(run, input) {
    const { w, f, at } = run
    const lead = leadOf(f) as AssignmentRow
    const stands = standing(f)
    keepNote(run, 'reason', input.reason)
    if (stands) {
      if (stands.by === run.actor) return refuse('kernel.own-work', {}, 403)
      const was = stands.at
      w.change('report', stands, { returned_at: at, returned_by: run.actor })
      w.change('round', roundOf(f), { report: null })
      mainLine(run, (a) => a.id === lead.id)
      unstop(run, (c) => c.whole && c.stopped_at === was)
      wake(run, lead.id)
      return null
    }
    const earlier = f.assignments.find((a) => a.id === input.to && a.state === 'ended' && a.kind === 'do' && a.person !== null)
    if (!earlier) return refuse('kernel.no-earlier-holder')
    if (earlier.person === lead.person) return refuse('kernel.to-oneself')
    mainLine(run, (a) => a.id === lead.id)
    const there = input.resume === 'there'
    const stage = give(run, {
      kind: 'do',
      role: there ? 'lead' : 'returned',
      to: [{ holder: { unit: earlier.unit, person: earlier.person as string as never }, lead: there }],
      ask: input.reason,
      custody: there,
      wakes: lead.id,
      from: earlier.id,
    })
    if (isRefusal(stage)) return stage
    wait(run, f.assignments.find((a) => a.id === lead.id) as AssignmentRow)
    return null
  },
})
