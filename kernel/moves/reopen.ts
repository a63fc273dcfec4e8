/** 重办 reopen: a new round, a new clock, the same askers owed again, the lead gets his piece back. A dissatisfied answer reopens. Rule: promise 2, R-P04; invariants 3, 6 */

import { askerRole, owe } from '../decide/answer.ts'
import { known, promiseClock, start, stop } from '../decide/clocks.ts'
import { end, endStage, wake } from '../decide/end.ts'
import { give, tell } from '../decide/give.ts'
import { headOf, membersOf, receiverOf } from '../decide/office.ts'
import type { AnswerRow, AssignmentRow } from '../decide/rows.ts'
import { isOpenPhase, leadOf, piecesOf, type Run, roundOf, stageOf, standing, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { holderNow } from '../route/who.ts'
import type { WordInput } from './inputs.ts'
import { part } from './merge.ts'
import { keepNote } from './note.ts'

/** What the round before left: sent answers count as settled, work that answered it is superseded, its clocks stop. */
function endRound(run: Run): void {
  const { w, f, at } = run
  for (const a of f.answers) if (a.settled_at === null && a.sent_at !== null) w.change('answer', a, { settled_at: at })
  for (const c of f.clocks) if (c.stopped_at === null && c.key !== promiseClock) stop(run, c, run.name)
  const lead = leadOf(f)
  for (const stage of [...f.stages]) if (stage.ended_at === null && stage.kind !== 'read' && stage.id !== lead?.stage_id) endStage(run, stage, 'superseded')
  for (const a of f.assignments) if (unended(a) && a.kind !== 'read' && a.id !== lead?.id) end(run, a, 'superseded', { by: run.actor })
  const round = roundOf(f)
  if (round.closed_at === null) w.change('round', round, { closed_at: at, closed_by: run.actor })
}

/** The same askers are owed again; a new piece to read for those inside. */
function oweAgain(run: Run, before: number): Refusal | null {
  const { f } = run
  const asked = new Set<string>()
  const finals = (a: AnswerRow) => a.kind === 'final' && a.round === before
  for (const { to_contact, to_assignment } of f.answers.filter(finals)) {
    const old = f.assignments.find((a) => a.id === to_assignment)
    const key: string = to_contact ?? `${old?.unit}/${old?.person ?? old?.post ?? ''}`
    if (asked.has(key)) continue
    asked.add(key)
    if (!old) {
      owe(run, { kind: 'final', to_contact, to_assignment })
      continue
    }
    endStage(run, stageOf(f, old), 'superseded')
    const no = askInside(run, old)
    if (no) return no
  }
  return null
}
function askInside(run: Run, old: AssignmentRow): Refusal | null {
  const stage = give(run, { kind: 'read', role: askerRole, to: [{ holder: holderNow(run.w.world.office, old, run.at) }], ask: null, waiting: true, blocks: false })
  if (isRefusal(stage)) return stage
  for (const piece of piecesOf(run.f, stage.id)) owe(run, { kind: 'final', to_contact: null, to_assignment: piece.id })
  return null
}

/** The former lead where he still belongs to the unit; else whoever receives for it now, or its head: accepted in the giving, so that nobody is not its owner. */
function giveBack(run: Run, reason: string): Refusal | null {
  const { w, f, at } = run
  const { office } = w.world
  const held = leadOf(f)
  const last =
    held ??
    (f.assignments
      .filter((a) => a.lead && a.accepted_at !== null)
      .sort((a, b) => ((a.ended_at ?? '') < (b.ended_at ?? '') ? -1 : 1))
      .at(-1) as AssignmentRow)
  const here = last.person !== null && membersOf(office, last.unit, at).includes(last.person)
  if (held && here) {
    wake(run, held.id)
    return null
  }
  const person = here ? last.person : (receiverOf(office, last.unit, at) ?? headOf(office, last.unit, at))
  if (!person) return refuse('kernel.no-receiver', { unit: office.units.get(last.unit)?.name ?? '', post: null })
  if (held) end(run, held, 'passed', { by: run.actor })
  const stage = give(run, { kind: 'do', role: 'lead', to: [{ holder: { unit: last.unit, person }, lead: true }], ask: reason, accepted: person, from: last.id })
  if (isRefusal(stage)) return stage
  const [piece] = piecesOf(f, stage.id)
  if (piece) tell(run, 'reopened', piece)
  w.change('matter', f.matter, { owner_unit: piece?.unit ?? last.unit, owner_person: person })
  return null
}

/**
 * 重办. Closed ancestors reopen too; a duplicate that is reopened stands by itself; owners of matters that rest on this one are asked to check.
 * @returns Refusal `kernel.no-result` (nothing was answered yet: send it back instead), `kernel.parent-void`, `kernel.no-receiver`, `kernel.recused`
 */
export const reopen = word<WordInput['reopen']>({
  on: 'none',
  can: (run): Refusal | null => {
    if (!standing(run.f)) return refuse('kernel.no-result', {}, 409)
    const parent = run.f.matter.part_of ? run.w.open(run.f.matter.part_of) : null
    return parent?.matter.phase === 'void' ? refuse('kernel.parent-void', { number: parent.matter.number }, 409) : null
  },
  act(run, input) {
    const { w, f, at } = run
    keepNote(run, 'reason', input.reason)
    part(run)
    endRound(run)
    const before = f.matter.round
    const ran = f.clocks
      .filter((c) => c.whole && c.round === before && run.desk.clocks[c.key])
      .sort((a, b) => (a.started_at < b.started_at ? -1 : 1))
      .at(-1)
    w.add('round', { matter_id: f.matter.id, no: before + 1, why: 'reopened', opened_at: at, report: null, closed_at: null, closed_by: null })
    w.change('matter', f.matter, { round: before + 1 })
    const no = oweAgain(run, before) ?? giveBack(run, input.reason)
    if (no) return no
    // a desk without a clock of its own for reopening runs the one again that ran last
    const own = Object.values(run.desk.clocks).some((c) => c.governs === 'matter' && known(run, [c.anchor]))
    if (!own && ran) start(run, ran.key, null)
    openAbove(run)
    return null
  },
})

/** Closed ancestors reopen too; owners of matters that rest on this one get a `do`. */
function openAbove(run: Run): void {
  const { w, f } = run
  const parent = f.matter.part_of ? w.open(f.matter.part_of) : null
  if (parent?.matter.phase === 'closed')
    w.queue.push({ matter: parent.matter.id, move: 'reopen', input: { reason: '部分事项重办' }, actor: run.actor, consented: true, depth: run.depth + 1 })
  for (const link of f.links) {
    if (link.kind !== 'basis' || link.to_matter !== f.matter.id || link.ended_at !== null) continue
    const resting = w.open(link.from_matter)
    if (!resting || !isOpenPhase(resting.matter.phase)) continue
    const to = [{ unit: resting.matter.owner_unit, person: resting.matter.owner_person }]
    w.queue.push({ matter: resting.matter.id, move: 'circulate', input: { to, ask: '所依据的事项已重办，请核对' }, actor: run.actor, consented: true, depth: run.depth + 1 })
  }
}
