/** 撤回 take back: while nothing that act opened is accepted or ended, and no final effect followed. Restores state, holders and clocks. Rule: invariant 13; anchors F11, F12 */

import { stop, unstop } from '../decide/clocks.ts'
import { end, wait, wake } from '../decide/end.ts'
import type { EventFact } from '../decide/facts.ts'
import type { AssignmentRow, Change, Phase } from '../decide/rows.ts'
import { leadOf, type Run, roundOf, unended, word } from '../decide/run.ts'
import type { ActId, AssignmentId, PersonId, StageId, UnitId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

const takeable = ['assign', 'handOver', 'errand', 'circulate', 'addSign', 'sign', 'done', 'report', 'sendBackBranch', 'startRoute', 'refuse']
interface Was {
  readonly state: string
  readonly phase: Phase
  readonly owner_unit: UnitId
  readonly owner_person: PersonId
}

/** The newest act of this person here that is not undone yet, with all its events. */
function last(run: Run): EventFact[] {
  const undone = new Set(run.f.events.flatMap((e) => (e.undoes ? [e.undoes] : [])))
  const mine = run.f.events.find(
    (e) => (e.actor === run.actor || e.actor === run.right) && !['note', 'urge', 'read', 'takeBack', 'object'].includes(e.move) && !undone.has(e.act_id),
  )
  return mine ? run.f.events.filter((e) => e.act_id === mine.act_id) : []
}
const rows = (events: readonly EventFact[]): Change[] => events.flatMap((e) => e.effects)
const current = (run: Run, id: string): AssignmentRow | undefined => run.f.assignments.find((a) => a.id === id)

/** @returns Refusal `kernel.nothing-to-take-back`, `kernel.final`, `kernel.taken-up` (with who) */
export function lastAct(run: Run): { act: ActId; events: EventFact[]; opened: AssignmentRow[]; stages: StageId[] } | Refusal {
  const events = last(run)
  const [first] = events
  if (!first) return refuse('kernel.nothing-to-take-back', {}, 409)
  const final = events.some((e) => run.desk.lifecycle.moves[e.move]?.final || !(takeable.includes(e.move) || takeable.includes(run.desk.lifecycle.moves[e.move]?.word ?? '')))
  if (final) return refuse('kernel.final', { move: first.move }, 409)
  const fresh = rows(events).flatMap((c) => (c.table === 'assignment' && c.fresh ? (current(run, c.row.id) ?? []) : []))
  const taken = fresh.find(
    (a) =>
      a.accepted_at !== null || (a.state === 'ended' && a.ended_at !== null && !rows(events).some((c) => c.table === 'assignment' && c.row.id === a.id && c.row.ended_at !== null)),
  )
  if (taken) return refuse('kernel.taken-up', { by: run.w.world.office.persons.get(taken.acted_by ?? taken.person ?? taken.given_by)?.name ?? '' }, 409)
  const woken = rows(events).flatMap((c) =>
    c.table === 'assignment' && !c.fresh && c.row.state === 'open' && !events.some((e) => e.holder === c.row.id) ? (current(run, c.row.id) ?? []) : [],
  )
  const acted = woken.find((a) => a.state !== 'open' || run.f.events.some((e) => e.holder === a.id && e.id > Math.max(...events.map((x) => x.id))))
  if (acted) return refuse('kernel.taken-up', { by: run.w.world.office.persons.get(acted.acted_by ?? acted.person ?? acted.given_by)?.name ?? '' }, 409)
  const later = run.f.events.find(
    (e) =>
      e.id > Math.max(...events.map((x) => x.id)) &&
      !['note', 'urge', 'read', 'takeBack', 'object'].includes(e.move) &&
      rows([e]).some((c) => c.table === 'matter' || c.table === 'report'),
  )
  if (later) return refuse('kernel.taken-up', { by: run.w.world.office.persons.get(later.actor)?.name ?? '' }, 409)
  return {
    act: first.act_id,
    events: [...events].sort((a, b) => a.id - b.id),
    opened: fresh.filter(unended),
    stages: rows(events).flatMap((c) => (c.table === 'stage' && c.fresh ? [c.row.id] : [])),
  }
}

export const takeBack = word<WordInput['takeBack']>({
  on: 'none',
  can: (run) => {
    const t = lastAct(run)
    return 'refused' in t ? t : null
  },
  act(run) {
    const t = lastAct(run)
    if ('refused' in t) return t
    const { w, f, at } = run
    const [first] = t.events
    const was = (first?.said as { was?: Was } | undefined)?.was
    w.step().undoes = t.act
    for (const a of t.opened) end(run, a, 'taken_back', a.seen_at === null ? { sees: false, by: run.actor } : { by: run.actor })
    for (const id of t.stages) {
      const s = f.stages.find((x) => x.id === id)
      if (s && s.ended_at === null) w.change('stage', s, { ended_at: at, outcome: 'withdrawn' })
    }
    for (const c of rows(t.events))
      if (c.table === 'clock' && c.fresh) {
        const k = f.clocks.find((x) => x.id === c.row.id)
        if (k && k.stopped_at === null) stop(run, k, 'taken_back')
      }
    unstop(run, (k) => rows(t.events).some((c) => c.table === 'clock' && !c.fresh && c.row.id === k.id && c.row.stopped_at === k.stopped_at))
    for (const c of rows(t.events))
      if (c.table === 'report' && c.fresh) {
        const r = f.reports.find((x) => x.id === c.row.id)
        if (r) {
          w.change('report', r, { returned_at: at, returned_by: run.actor })
          w.change('round', roundOf(f), { report: null })
        }
      }
    // whom the act had woken waits again; what it had put to sleep wakes; what it had ended is held afresh
    for (const c of rows(t.events)) {
      if (c.table !== 'assignment' || c.fresh) continue
      const now = current(run, c.row.id)
      if (!now || !unended(now)) continue
      if (c.row.state === 'open' && now.state === 'open' && !t.events.some((e) => e.holder === now.id) && c.row.accepted_at !== at) {
        if (f.stages.some((s) => s.wakes === now.id)) wait(run, now)
      } else if (c.row.state === 'waiting') wake(run, now.id)
    }
    for (const e of t.events) if (e.holder) afresh(run, e.holder, t.events)
    if (was) w.change('matter', f.matter, { state: was.state, phase: was.phase, owner_unit: was.owner_unit, owner_person: was.owner_person })
    const lead = leadOf(f)
    if (lead && lead.state === 'waiting') wake(run, lead.id)
    return null
  },
})

/** A piece the act had ended is held again: in its stage, or in a new one of the same make when that has ended (a stage ends once). */
function afresh(run: Run, id: AssignmentId, events: readonly EventFact[]): void {
  const { w, f, at } = run
  const old = current(run, id)
  if (!old || unended(old) || !rows(events).some((c) => c.table === 'assignment' && c.row.id === id && c.row.state === 'ended')) return
  const stage = f.stages.find((s) => s.id === old.stage_id)
  if (!stage) return
  let home = stage.id
  if (stage.ended_at !== null) {
    home = w.ground.ids.next<StageId>()
    w.add('stage', { ...stage, id: home, no: f.stages.reduce((n, s) => Math.max(n, s.no), 0) + 1, need: null, opened_at: at, ended_at: null, outcome: null })
  }
  const accepted = old.ending === 'refused' ? null : old.accepted_at
  w.add('assignment', {
    ...old,
    id: w.ground.ids.next<AssignmentId>(),
    stage_id: home,
    no: f.assignments.filter((a) => a.stage_id === home).length + 1,
    ask_salt: old.ask === null ? null : w.ground.ids.salt(),
    state: 'open',
    sees: true,
    ended_at: null,
    ending: null,
    opinion: null,
    opinion_salt: null,
    acted_by: null,
    accepted_at: accepted,
    from_assignment: old.id,
  })
  const clock = f.clocks.find((c) => c.id === old.clock_id)
  if (clock && clock.stopped_at !== null) unstop(run, (c) => c.id === clock.id)
  if (stage.wakes) {
    const giver = current(run, stage.wakes)
    if (giver?.state === 'open') wait(run, giver)
  }
}
