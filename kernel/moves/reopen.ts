/** 重办 reopen: a new round, a new clock, the same askers owed again, the lead gets his piece back. A dissatisfied answer reopens. Rule: promise 2, R-P04; invariant 6 */

import { startClocks, stop } from '../decide/clocks.ts'
import { end, joinStage, wake } from '../decide/end.ts'
import { give, tell } from '../decide/give.ts'
import { headOf, membersOf, receiverOf } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { leadOf, roundOf, unended, word } from '../decide/run.ts'
import type { AnswerId } from '../ids.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

export const reopen = word<WordInput['reopen']>({
  on: 'none',
  act(run, input) {
    const { w, f, at } = run
    const { office } = w.world
    keepNote(run, 'reason', input.reason)
    const before = roundOf(f)
    for (const a of f.answers) if (a.settled_at === null && a.sent_at !== null) w.change('answer', a, { settled_at: at })
    for (const c of f.clocks) if (c.stopped_at === null && c.round === before.no && c.key !== 'promise') stop(run, c, run.name)
    for (const a of f.assignments)
      if (unended(a) && !a.lead && a.kind !== 'read') {
        end(run, a, 'superseded')
        joinStage(run, a.stage_id)
      }
    if (before.closed_at === null) w.change('round', before, { closed_at: at, closed_by: run.actor })
    const no = before.no + 1
    w.add('round', { matter_id: f.matter.id, no, why: 'reopened', opened_at: at, report: null, closed_at: null, closed_by: null })
    w.change('matter', f.matter, { round: no })
    const asked = new Set<string>()
    for (const a of f.answers.filter((x) => x.kind === 'final' && x.round === before.no)) {
      const key = `${a.to_contact ?? ''}/${a.to_assignment ?? ''}`
      if (asked.has(key)) continue
      asked.add(key)
      let reader = a.to_assignment
      if (reader) {
        const old = f.assignments.find((x) => x.id === reader)
        const stage = old
          ? give(run, { kind: 'read', role: 'asker', to: [{ holder: { unit: old.unit, ...(old.person ? { person: old.person } : {}) } }], ask: null, waiting: true, blocks: false })
          : null
        if (stage && isRefusal(stage)) return stage
        reader = (stage && f.assignments.find((x) => x.stage_id === stage.id)?.id) ?? reader
      }
      w.add('answer', {
        id: w.ground.ids.next<AnswerId>(),
        matter_id: f.matter.id,
        round: no,
        no: f.answers.length + 1,
        kind: 'final',
        to_contact: a.to_contact,
        to_assignment: reader,
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
    const lead = leadOf(f)
    if (lead) wake(run, lead.id)
    else {
      const last = f.assignments
        .filter((a) => a.lead && a.accepted_at !== null)
        .sort((a, b) => ((a.ended_at ?? '') < (b.ended_at ?? '') ? -1 : 1))
        .at(-1) as AssignmentRow
      const still = last.person !== null && membersOf(office, last.unit, at).includes(last.person)
      const person = still ? last.person : (receiverOf(office, last.unit, at) ?? headOf(office, last.unit, at))
      if (!person) return refuse('kernel.no-receiver', { unit: office.units.get(last.unit)?.name ?? '', post: null })
      const stage = give(run, { kind: 'do', role: 'lead', to: [{ holder: { unit: last.unit, person }, lead: true }], ask: input.reason, accepted: person, from: last.id })
      if (isRefusal(stage)) return stage
      const piece = f.assignments.find((a) => a.stage_id === stage.id) as AssignmentRow
      tell(run, 'reopened', piece)
      w.change('matter', f.matter, { owner_unit: piece.unit, owner_person: person })
    }
    // the matter's own clocks of the round begin anew, whatever move first started them
    for (const def of new Set(
      Object.values(run.desk.clocks)
        .filter((c) => c.governs === 'matter' && ['register', 'assign'].includes(c.anchor))
        .map((c) => c.anchor),
    ))
      startClocks(
        { ...run, name: def, word: null },
        f.assignments.filter((a) => a.lead && unended(a)),
        null,
      )
    openAbove(run)
    return null
  },
})

/** Closed ancestors reopen too; owners of matters that rest on this one hear of it. */
function openAbove(run: Parameters<typeof reopen.act>[0]): void {
  const { w, f } = run
  const parent = f.matter.part_of ? w.open(f.matter.part_of) : null
  if (parent && parent.matter.phase === 'closed') {
    w.queue.push({ matter: parent.matter.id, move: 'reopen', input: { reason: '部分事项重办' }, actor: run.actor, consented: true, depth: run.depth + 1 })
  }
  for (const link of f.links) {
    if (link.kind !== 'basis' || link.to_matter !== f.matter.id || link.ended_at !== null) continue
    const resting = w.open(link.from_matter)
    if (resting && resting.matter.phase !== 'closed' && resting.matter.phase !== 'void')
      w.queue.push({
        matter: resting.matter.id,
        move: 'circulate',
        input: { to: [{ unit: resting.matter.owner_unit, person: resting.matter.owner_person }], ask: '所依据的事项已重办，请核对', kind: 'do' },
        actor: run.actor,
        consented: true,
        depth: run.depth + 1,
      })
  }
}
