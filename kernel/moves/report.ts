/** 报结 report: the lead states the result. Answers nobody and closes nothing. Rule: HA-45; promise 2 */

import { openPause } from '../decide/clocks.ts'
import { end, joinStage, wait } from '../decide/end.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { type Run, roundOf, stageOf, standing, unended, word } from '../decide/run.ts'
import type { ReportId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { entriesAt } from '../rules/dictionary.ts'
import { fanOut } from './fan-out.ts'
import type { WordInput } from './inputs.ts'

/** Whoever helps: in the lead's stage, asked by the lead, or left over from an earlier one. */
const helpers = (run: Run, lead: AssignmentRow): AssignmentRow[] =>
  run.f.assignments.filter(
    (a) => a.kind === 'do' && unended(a) && a.id !== lead.id && !a.lead && (a.stage_id === lead.stage_id || a.from_assignment === lead.id || a.role === 'helper'),
  )

/**
 * 报结: a report stands on the round, the lead waits (and wakes if it is sent back). A helper not heard is named with one sentence why.
 * @returns Refusal `kernel.lead-only`, `kernel.accept-first`, `kernel.parts-open`, `kernel.already-reported`, `kernel.paused` (resume first),
 * `kernel.unknown-result`, `kernel.helpers-unheard` (which unit)
 */
export const report = word<WordInput['report']>({
  on: 'lead',
  can(run) {
    if (!run.piece?.lead) return refuse('kernel.lead-only')
    if (run.piece.accepted_at === null) return refuse('kernel.accept-first', {}, 409)
    if (run.f.openParts > 0) return refuse('kernel.parts-open', { parts: run.f.openParts }, 409)
    if (openPause(run)) return refuse('kernel.paused', {}, 409)
    return standing(run.f) ? refuse('kernel.already-reported', {}, 409) : null
  },
  act(run, input) {
    const { w, f, at, desk } = run
    const lead = run.piece as AssignmentRow
    const known = entriesAt(desk, w.world.rules, 'results', at).flatMap((e) => (e.on ? [e.key] : []))
    if (!known.includes(input.result)) return refuse('kernel.unknown-result', { result: input.result, known })
    for (const helper of helpers(run, lead)) {
      const why = input.withoutHelpers.find((h) => h.piece === helper.id)?.why
      if (!why) return refuse('kernel.helpers-unheard', { unit: w.world.office.units.get(helper.unit)?.name ?? '' }, 409)
      end(run, helper, 'dropped', { opinion: why, by: run.actor })
      if (stageOf(f, helper).id !== lead.stage_id) joinStage(run, helper.stage_id)
    }
    const row = w.add('report', {
      id: w.ground.ids.next<ReportId>(),
      matter_id: f.matter.id,
      round: f.matter.round,
      no: f.reports.filter((r) => r.round === f.matter.round).length + 1,
      at,
      by: run.actor,
      result: input.result,
      result_text: input.text,
      result_text_salt: w.ground.ids.salt(),
      returned_at: null,
      returned_by: null,
    })
    w.change('round', roundOf(f), { report: row.id })
    w.say({ result: input.result })
    wait(run, lead)
    fanOut(run)
    return null
  },
})
