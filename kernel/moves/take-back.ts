/** 撤回 take back: while nothing that act opened is accepted or ended, and no final effect followed. Restores state, holders and clocks. Rule: invariant 13; anchors F11, F12 */

import { stop, unstop } from '../decide/clocks.ts'
import { end, joinStage } from '../decide/end.ts'
import { tell } from '../decide/give.ts'
import type { AssignmentRow, Ending, StageRow } from '../decide/rows.ts'
import { endedWell } from '../decide/rows.ts'
import { piecesOf, type Run, roundOf, unended, word } from '../decide/run.ts'
import type { AssignmentId, StageId } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { before, type LastAct, lastAct, stillOpen } from './last-act.ts'

/**
 * 撤回, by whoever acted (or his agent while acting): what the act opened ends `taken_back`; what it ended is held afresh; whom it woke waits again;
 * clocks go on as if never stopped. The record keeps both the act and its undoing.
 * @returns Refusals of `lastAct`
 */
export const takeBack = word<WordInput['takeBack']>({
  on: 'none',
  can: (run) => {
    const t = lastAct(run)
    return isRefusal(t) ? t : null
  },
  act(run) {
    const t = lastAct(run)
    if (isRefusal(t)) return t
    const { w, f } = run
    w.step().undoes = t.act
    undoReport(run, t)
    closeOpened(run, t)
    undoClocks(run, t)
    holdAfresh(run, t)
    wakeAndWait(run, t)
    const { state, phase, owner_unit, owner_person } = t.was
    const moved = t.rows.some(
      (c) => c.table === 'matter' && (c.row.state !== state || c.row.phase !== phase || c.row.owner_person !== owner_person || c.row.owner_unit !== owner_unit),
    )
    if (moved) w.change('matter', f.matter, { state, phase, owner_unit, owner_person })
    return null
  },
})

function undoReport(run: Run, t: LastAct): void {
  for (const c of t.rows)
    if (c.table === 'report' && c.fresh) {
      const report = run.f.reports.find((r) => r.id === c.row.id)
      if (report) run.w.change('report', report, { returned_at: run.at, returned_by: run.actor })
      run.w.change('round', roundOf(run.f), { report: null })
    }
}

/** Pieces and stages the act opened end; who has not seen them sees them no more. A stage that only got one piece more is asked again. */
function closeOpened(run: Run, t: LastAct): void {
  const { w, f } = run
  const stages = t.rows.flatMap((c) => (c.table === 'stage' && c.fresh ? [c.row.id as StageId] : []))
  for (const id of stages) {
    const stage = f.stages.find((s) => s.id === id)
    if (stage?.ended_at === null) w.change('stage', stage, { ended_at: run.at, outcome: 'withdrawn' })
  }
  for (const c of t.rows) {
    if (c.table !== 'assignment' || !c.fresh) continue
    const piece = stillOpen(run, c.row.id)
    if (!piece) continue
    tell(run, 'taken-back', piece)
    end(run, piece, 'taken_back', { by: run.actor, ...(piece.seen_at === null ? { sees: false } : {}) })
    if (!stages.includes(piece.stage_id)) joinStage(run, piece.stage_id)
  }
}

function undoClocks(run: Run, t: LastAct): void {
  const rows = t.rows.flatMap((c) => (c.table === 'clock' ? [c] : []))
  for (const c of rows) {
    const clock = run.f.clocks.find((x) => x.id === c.row.id)
    if (c.fresh && clock?.stopped_at === null) stop(run, clock, run.name)
  }
  unstop(run, (k) => rows.some((c) => !c.fresh && c.row.id === k.id && c.row.stopped_at !== null && c.row.stopped_at === k.stopped_at))
}

/**
 * What the act had ended is held afresh, in its stage, or in a new one of the same make when that has ended (a stage ends once).
 * The old piece counts no more: its agreement was taken back.
 */
function holdAfresh(run: Run, t: LastAct): void {
  const { w, f } = run
  const [first] = t.events
  const ended = t.rows.flatMap((c) => (c.table === 'assignment' && !c.fresh && c.row.state === 'ended' ? (f.assignments.find((a) => a.id === c.row.id) ?? []) : []))
  const fresh = new Map(ended.map((a) => [a.id, w.ground.ids.next<AssignmentId>()]))
  const homes = new Map<StageId, StageId>()
  for (const old of ended) homes.set(old.stage_id, homes.get(old.stage_id) ?? homeOf(run, old, ended, fresh))
  for (const old of ended) {
    const then = first ? before(run, first, old.id) : null
    const home = homes.get(old.stage_id) as StageId
    const id = fresh.get(old.id) as AssignmentId
    w.add('assignment', {
      ...old,
      id,
      stage_id: home,
      no: home === old.stage_id ? piecesOf(f, home).reduce((n, a) => Math.max(n, a.no), 0) + 1 : old.no,
      ask_salt: old.ask === null ? null : w.ground.ids.salt(),
      state: then?.state === 'waiting' ? 'waiting' : 'open',
      due_at: f.clocks.find((c) => c.id === old.clock_id)?.due_at ?? null,
      sees: true,
      accepted_at: then ? then.accepted_at : old.ending === 'done' ? null : old.accepted_at,
      // of a matter for a closed list nothing lies with a unit: whoever had it by name has it again
      person: then ? (then.person ?? (f.matter.readers === 'named' ? old.person : null)) : old.person,
      seen_at: old.seen_at ?? run.at,
      ended_at: null,
      ending: null,
      opinion: null,
      opinion_salt: null,
      via: null,
      ink: null,
      ink_salt: null,
      acted_by: null,
      on_draft: then ? then.on_draft : old.on_draft,
      from_assignment: old.id,
    })
    w.change('assignment', old, { ending: 'taken_back' })
    for (const stage of f.stages) if (stage.wakes === old.id && stage.ended_at === null) w.change('stage', stage, { wakes: id })
  }
}
/** Where the pieces of a stage are held afresh. Who had agreed before in a stage made anew has agreed still: fewer are needed. */
function homeOf(run: Run, old: AssignmentRow, ended: readonly AssignmentRow[], fresh: ReadonlyMap<AssignmentId, AssignmentId>): StageId {
  const { w, f, at } = run
  const stage = f.stages.find((s) => s.id === old.stage_id) as StageRow
  if (stage.ended_at === null) return stage.id
  const kept = piecesOf(f, stage.id).filter((a) => !unended(a) && endedWell.includes(a.ending as Ending) && !ended.some((e) => e.id === a.id)).length
  const wakes = stage.wakes === null ? null : (fresh.get(stage.wakes) ?? stage.wakes)
  const need = stage.need === null ? null : Math.max(1, stage.need - kept)
  // what was asked for is asked for the piece as it is held now: else the request would count as pointless and end again
  const asks = stage.asks?.piece ? { ...stage.asks, piece: fresh.get(stage.asks.piece) ?? stage.asks.piece } : stage.asks
  const id = w.ground.ids.next<StageId>()
  w.add('stage', { ...stage, asks, id, no: f.stages.reduce((n, s) => Math.max(n, s.no), 0) + 1, need, wakes, opened_at: at, ended_at: null, outcome: null })
  return id
}

/** Whom the act had put to wait wakes; whom it had woken waits again. */
function wakeAndWait(run: Run, t: LastAct): void {
  const { w } = run
  const [first] = t.events
  for (const c of t.rows) {
    if (c.table !== 'assignment' || c.fresh) continue
    const now = stillOpen(run, c.row.id)
    const then = first ? before(run, first, c.row.id) : null
    if (now && then && unended(then) && now.state !== then.state) w.change('assignment', now, { state: then.state })
  }
}
