/** Which act somebody could take back here, and whether anything has been built on it since. Rule: invariant 13; anchors F11, F12 */

import type { EventFact } from '../decide/facts.ts'
import { mergedInto } from '../decide/held.ts'
import { membersOf, principalsOf } from '../decide/office.ts'
import type { AssignmentRow, Change, Phase } from '../decide/rows.ts'
import type { Run } from '../decide/run.ts'
import { unended } from '../decide/run.ts'
import { unitNow } from '../decide/succession.ts'
import type { ActId, PersonId, UnitId } from '../ids.ts'
import { type Word, wordNames } from '../lifecycle/define.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** Words that can be undone. Not: a refusal (who refused sees it no more), what went out, what somebody signed for, what took a number, what a colleague has to end by his own word. */
const takeable: readonly Word[] = ['assign', 'handOver', 'errand', 'circulate', 'addSign', 'sign', 'done', 'report', 'sendBackBranch', 'startRoute']
/** Words after which one's earlier act still is one's last. */
const aside: readonly Word[] = ['note', 'urge', 'read', 'takeBack', 'object', 'erase']
/** Effects that cannot be undone. */
const lasting = ['number', 'send', 'draft', 'link', 'owe']

/** What an act of this matter was before: kept in the event by `decide`. */
export interface Was {
  readonly state: string
  readonly phase: Phase
  readonly owner_unit: UnitId
  readonly owner_person: PersonId
}
interface Said {
  readonly was?: Was
  readonly for?: PersonId
  /** Only consent was asked: nothing else happened. */
  readonly asked?: string
}
const said = (e: EventFact): Said => (e.said ?? {}) as Said
const wordOf = (run: Run, e: EventFact): Word | null => run.desk.lifecycle.moves[e.move]?.word ?? wordNames.find((w) => w === e.move) ?? null

/** The act that may be taken back, and how things stood before it. */
export interface LastAct {
  readonly act: ActId
  /** Oldest first. */
  readonly events: readonly EventFact[]
  /** What each row last was in this act. */
  readonly rows: readonly Change[]
  /** How things stood before. */
  readonly was: Was
}

/** Was this act mine: by my own hand, in my right, or of somebody I act for now? */
function mine(run: Run, e: EventFact): boolean {
  const { for: lender } = said(e)
  const people = [run.actor, run.right, ...principalsOf(run.w.world.office, run.actor, run.f.matter.desk, run.at).map((d) => d.principal)]
  return people.includes(e.actor) || (lender !== undefined && people.includes(lender))
}
const undoable = (run: Run, e: EventFact): boolean => {
  if (said(e).asked !== undefined) return true
  const def = run.desk.lifecycle.moves[e.move]
  const word = wordOf(run, e)
  return word !== null && takeable.includes(word) && def?.final !== true && !def?.effects?.some((x) => lasting.includes(x.effect))
}
/** The image each row had after the act. */
function lastRows(events: readonly EventFact[]): Change[] {
  const last = new Map<string, Change>()
  for (const e of events)
    for (const c of e.effects) {
      const key = `${c.table} ${'id' in c.row ? c.row.id : JSON.stringify(c.row)}`
      last.set(key, { ...c, fresh: c.fresh || last.get(key)?.fresh === true } as Change)
    }
  return [...last.values()]
}

/**
 * The newest act of this person on this matter that still stands, if it can be undone.
 * @returns Refusal `kernel.nothing-to-take-back`, `kernel.already-merged`, `kernel.final`, `kernel.taken-up` (by whom: what it opened was accepted, ended or worked on, or the matter has moved on)
 */
export function lastAct(run: Run): LastAct | Refusal {
  const { f } = run
  if (mergedInto(f)) return refuse('kernel.already-merged', {}, 409)
  const undone = new Set(f.events.flatMap((e) => (e.undoes ? [e.undoes] : [])))
  const stands = (e: EventFact) => !undone.has(e.act_id) && e.undoes === null
  // an act is whose first step it is; what followed from a signature is not the asker's act
  const follows = (e: EventFact) => f.events.some((x) => x.act_id === e.act_id && x.id < e.id)
  const newest = f.events.find((e) => stands(e) && mine(run, e) && !follows(e) && !aside.includes(wordOf(run, e) ?? 'assign'))
  if (!newest) return refuse('kernel.nothing-to-take-back', {}, 409)
  const events = f.events.filter((e) => e.act_id === newest.act_id).sort((a, b) => a.id - b.id)
  if (!events.every((e) => undoable(run, e))) return refuse('kernel.final', { move: newest.move }, 409)
  const was = events[0] ? said(events[0]).was : undefined
  if (!was) return refuse('kernel.nothing-to-take-back', {}, 409)
  const rows = lastRows(events)
  const later = f.events.filter((e) => e.id > newest.id && e.act_id !== newest.act_id && stands(e))
  const by = takenUp(run, rows, later)
  return by === null ? { act: newest.act_id, events, rows, was } : refuse('kernel.taken-up', { by: run.w.world.office.persons.get(by)?.name ?? '' }, 409)
}

/** 交接, 机构调整: what was is no longer there to go back to. */
const resettled: readonly string[] = ['handOverPost', 'reorganise']

/** Nobody sits any more where this piece lay: its unit goes on as another, or its person has left it. */
function unsat(run: Run, a: AssignmentRow): boolean {
  const { office } = run.w.world
  return unitNow(office, a.unit, run.at) !== a.unit || (a.person !== null && !membersOf(office, a.unit, run.at).includes(a.person))
}

/** Who has built on it, or null. */
function takenUp(run: Run, rows: readonly Change[], later: readonly EventFact[]): PersonId | null {
  const { f } = run
  const settled = later.find((e) => resettled.includes(e.move))
  if (settled) return settled.actor
  for (const c of rows) if (c.table === 'assignment' && !c.fresh && !unended(c.row) && unsat(run, c.row)) return c.row.person ?? c.row.given_by
  const touched = new Set<string>()
  for (const c of rows) {
    if (c.table === 'matter' && (['state', 'phase', 'owner_unit', 'owner_person', 'round'] as const).some((k) => c.row[k] !== f.matter[k]))
      return lastMover(later, f.matter.owner_person)
    if (c.table === 'report' && f.reports.find((r) => r.id === c.row.id)?.returned_at !== c.row.returned_at) return lastMover(later, f.matter.owner_person)
    if (c.table !== 'assignment') continue
    const now = f.assignments.find((a) => a.id === c.row.id)
    if (!now) continue
    touched.add(now.id)
    const stage = f.stages.find((s) => s.id === now.stage_id)
    // others have signed since, and the stage ended with mine among them
    if (stage?.ended_at && !rows.some((x) => x.table === 'stage' && x.row.id === stage.id)) return ender(later, stage.id) ?? now.given_by
    if (moved(c.row, now)) return now.acted_by ?? now.person ?? now.given_by
  }
  const acted = later.find((e) => e.holder !== null && touched.has(e.holder) && !aside.includes(wordOf(run, e) ?? 'assign'))
  if (acted) return acted.actor
  // a stage the act ended or opened, changed since by somebody else (a signature beside it)
  const stages = new Set(rows.flatMap((c) => (c.table === 'stage' ? [c.row.id as string] : [])))
  const beside = later.find((e) => e.effects.some((c) => c.table === 'stage' && stages.has(c.row.id)))
  return beside?.actor ?? null
}
const ender = (later: readonly EventFact[], stage: string): PersonId | undefined =>
  later.find((e) => e.effects.some((c) => c.table === 'stage' && c.row.id === stage && c.row.ended_at !== null))?.actor
const moved = (then: AssignmentRow, now: AssignmentRow): boolean =>
  then.state !== now.state || then.accepted_at !== now.accepted_at || then.ending !== now.ending || then.person !== now.person
const lastMover = (later: readonly EventFact[], otherwise: PersonId): PersonId =>
  later.find((e) => e.effects.some((c) => c.table === 'matter' || c.table === 'report'))?.actor ?? otherwise

/** How a row stood before the act, from the newest earlier event that told of it; null when it is too long ago to be among the events loaded. */
export function before(run: Run, first: EventFact, id: string): AssignmentRow | null {
  for (const e of run.f.events) {
    if (e.id >= first.id) continue
    const told = e.effects.find((c) => c.table === 'assignment' && c.row.id === id)
    if (told) return told.row as AssignmentRow
  }
  return null
}
/** The piece, while it has not ended. */
export const stillOpen = (run: Run, id: string): AssignmentRow | null => run.f.assignments.find((a) => a.id === id && unended(a)) ?? null
