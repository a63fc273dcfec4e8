/** 退回全件 send back the whole: of a reported matter to its lead, else to an earlier holder. Rule: anchors F2, F5; architecture §2 */

import { unstop } from '../decide/clocks.ts'
import { endStage, wait, wake } from '../decide/end.ts'
import { give } from '../decide/give.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { leadOf, piecesOf, type Run, roundOf, standing, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { holderNow } from '../route/who.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/** The main line ends `superseded`; readers read on, and the lead's own stage stays. */
function endMainLine(run: Run, lead: AssignmentRow): void {
  for (const stage of [...run.f.stages]) {
    if (stage.ended_at !== null || stage.kind === 'read' || stage.id === lead.stage_id) continue
    if (piecesOf(run.f, stage.id).some(unended)) endStage(run, stage, 'superseded')
  }
}

/**
 * 退回. Of a reported matter: the report stays on record as returned, the lead wakes, the clocks it stopped run on as if never stopped.
 * Otherwise to an earlier holder: `here` = he does and it comes straight back to me, `there` = he signs for it and goes on from there.
 * @returns Refusal `kernel.no-lead`, `kernel.own-work` (one's own report), `kernel.no-earlier-holder`, `kernel.to-oneself`, `kernel.piece-waits`
 */
export const sendBack = word<WordInput['sendBack']>({
  on: 'any',
  can: (run): Refusal | null => {
    const lead = leadOf(run.f)
    if (!lead) return refuse('kernel.no-lead', {}, 409)
    const stands = standing(run.f)
    if (stands) return [run.actor, run.right].some((p) => p === stands.by || p === run.f.matter.owner_person) ? refuse('kernel.own-work', {}, 403) : null
    if (run.piece?.id !== lead.id) return refuse('kernel.lead-only')
    return lead.state === 'open' ? null : refuse('kernel.piece-waits', {}, 409)
  },
  act(run, input) {
    const { w, f, at } = run
    const lead = leadOf(f) as AssignmentRow
    const stands = standing(f)
    keepNote(run, 'reason', input.reason)
    if (stands) {
      w.change('report', stands, { returned_at: at, returned_by: run.actor })
      w.change('round', roundOf(f), { report: null })
      endMainLine(run, lead)
      unstop(run, (c) => c.whole && c.stopped_at === stands.at)
      wake(run, lead.id)
      return null
    }
    const earlier = f.assignments.find((a) => a.id === input.to && a.state === 'ended' && a.kind === 'do' && a.accepted_at !== null)
    if (!earlier?.person) return refuse('kernel.no-earlier-holder')
    if (earlier.person === lead.person) return refuse('kernel.to-oneself')
    endMainLine(run, lead)
    const there = input.resume === 'there'
    const holder = holderNow(w.world.office, earlier, at)
    const stage = give(run, { kind: 'do', role: there ? 'lead' : 'returned', to: [{ holder, lead: there }], ask: input.reason, custody: there, wakes: lead.id, from: lead.id })
    if (isRefusal(stage)) return stage
    wait(run, lead)
    return null
  },
})
