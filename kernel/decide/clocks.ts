/** Clocks of a move: started by its anchor, stopped by its name, followed by the pieces they govern. Rule: R-T03, R-T05, R-S13, invariant 8 */

import type { ClockDef } from '../clock/define.ts'
import { alarmAt, dueOf, withPauses } from '../clock/due.ts'
import type { ClockId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { clockAt, clockOf } from '../rules/clock-rule.ts'
import type { Instant } from '../time.ts'
import type { AssignmentRow, ClockRow, PauseRow } from './rows.ts'
import { type Input, type Run, unended } from './run.ts'

/** Clocks of the kernel itself: a promise heard on the phone (one piece), a duplicate under its main matter (the whole). */
export const promiseClock = 'promise'
/** The clock of a duplicate under its main matter. */
export const mergedClock = 'merged'

const defOf = (run: Run, clock: ClockRow): ClockDef | null => clockOf(run.desk, run.w.world.rules, clock)
/** Is the move known by one of these names: its own, or the word it is? */
export const known = (run: Run, names: readonly string[]): boolean => names.includes(run.name) || (run.word !== null && names.includes(run.word))

/** In the order of its table's columns: an event of a row just made and of the same row read again hold the same bytes. */
const row = (run: Run, key: string, more: Pick<ClockRow, 'whole' | 'rule' | 'anchor' | 'due_at' | 'next_alarm_at' | 'provisional'>): ClockRow => ({
  id: run.w.ground.ids.next<ClockId>(),
  matter_id: run.f.matter.id,
  round: run.f.matter.round,
  key,
  whole: more.whole,
  rule: more.rule,
  anchor: more.anchor,
  started_at: run.at,
  first_due_at: more.due_at,
  due_at: more.due_at,
  next_alarm_at: more.next_alarm_at,
  alarm_no: 0,
  provisional: more.provisional,
  stopped_at: null,
  ending: null,
})
/** A clock that only wakes: one alarm, at its due time. @returns Refusal `kernel.due-in-past` */
export function startReminder(run: Run, key: typeof promiseClock | typeof mergedClock, whole: boolean, due: Instant): ClockRow | Refusal {
  if (due <= run.at) return refuse('kernel.due-in-past', { due })
  return run.w.add('clock', row(run, key, { whole, rule: `kernel.${key}`, anchor: run.word ?? run.name, due_at: due, next_alarm_at: due, provisional: false }))
}

/** Starts one clock of the desk now, by the version of its rule in force at that moment. @param due the date the giver set himself, in place of the counted one */
export function start(run: Run, key: string, due: Instant | null): ClockRow {
  const now = clockAt(run.desk, run.w.world.rules, key, run.at)
  if (!now) throw new Error(`${run.desk.key}: unknown clock ${key}`)
  const { def, rule } = now
  const counted = dueOf(run.at, def.runs, def.dayOne ?? 'next day', run.w.world.calendar)
  const due_at = due ?? counted.due
  const next_alarm_at = alarmAt(def, run.at, due_at, 0, run.w.world.calendar)
  return run.w.add('clock', row(run, key, { whole: def.governs === 'matter', rule, anchor: def.anchor, due_at, next_alarm_at, provisional: due === null && counted.provisional }))
}
/** The running clock of the whole matter; of several the one begun last. */
export const wholeClock = (run: Run): ClockRow | null =>
  run.f.clocks.reduce<ClockRow | null>(
    (latest, c) => (c.whole && c.round === run.f.matter.round && c.stopped_at === null && (latest === null || c.started_at >= latest.started_at) ? c : latest),
    null,
  )

/** Puts a piece under a clock (or under none); its due time is the clock's. */
export function govern(run: Run, piece: AssignmentRow, clock: ClockRow | null): AssignmentRow {
  return run.w.change('assignment', piece, { clock_id: clock?.id ?? null, due_at: clock?.due_at ?? null })
}
/** Stops a clock for good, or until a returned report or a take-back lets it run on. @param ending the move that stopped it */
export function stop(run: Run, clock: ClockRow, ending: string): void {
  run.w.change('clock', clock, { stopped_at: run.at, ending, next_alarm_at: null })
}

/** The date the giver set himself, where the clock lets him. @returns Refusal `kernel.due-in-past` */
export function dueGiven(run: Run, def: ClockDef | undefined, input: Input): Instant | null | Refusal {
  const set = def?.override ? input[def.override] : null
  const due = typeof set === 'string' ? (set as Instant) : null
  return due !== null && due <= run.at ? refuse('kernel.due-in-past', { due }) : due
}

/**
 * Starts the clocks anchored on this move; a whole clock that runs already is not begun again (a refusal does not reset it).
 * Whatever else was given works under the matter's own clock.
 * @param given pieces this move gave
 * @returns Refusal `kernel.due-in-past` (the date the giver set)
 */
export function startClocks(run: Run, given: readonly AssignmentRow[], input: Input): Refusal | null {
  const fresh = () => run.f.assignments.filter((a) => given.some((g) => g.id === a.id) && unended(a) && a.clock_id === null && a.kind !== 'read')
  for (const [key, def] of Object.entries(run.desk.clocks)) {
    if (!known(run, [def.anchor]) || def.when?.(run.f.detail) === false) continue
    if (def.governs === 'matter') {
      const due = dueGiven(run, def, input)
      if (isRefusal(due)) return due
      const running = run.f.clocks.some((c) => c.whole && c.key === key && c.round === run.f.matter.round && c.stopped_at === null)
      if (!running) start(run, key, due)
    } else {
      const pieces = fresh()
      if (pieces.length === 0) continue
      const clock = start(run, key, null)
      for (const a of pieces) govern(run, a, clock)
    }
  }
  const whole = wholeClock(run)
  if (whole) for (const a of fresh()) govern(run, a, whole)
  return null
}

/** Stops what this move stops: the matter's clocks by name, and the acted piece's own clock; a piece that goes on is then governed by the matter's. */
export function stopClocks(run: Run): void {
  for (const clock of run.f.clocks) {
    if (clock.stopped_at !== null) continue
    const def = defOf(run, clock)
    if (def?.governs === 'matter' && known(run, def.stops)) stop(run, clock, run.name)
  }
  const piece = run.piece ? run.f.assignments.find((a) => a.id === run.piece?.id) : undefined
  const own = piece?.clock_id ? run.f.clocks.find((c) => c.id === piece.clock_id) : undefined
  if (piece && own && !own.whole && unended(piece)) {
    const def = defOf(run, own)
    if (def && known(run, def.stops)) govern(run, piece, wholeClock(run))
  }
  stopIdle(run)
}

/** A clock of assignments stops when nobody names it any more. */
export function stopIdle(run: Run): void {
  for (const clock of run.f.clocks) {
    if (clock.whole || clock.stopped_at !== null) continue
    const named = run.f.assignments.filter((a) => a.clock_id === clock.id)
    if (!named.some(unended)) stop(run, clock, run.name)
  }
}

/** Clocks a returned report or a take-back had stopped run on as if never stopped. */
export function unstop(run: Run, which: (clock: ClockRow) => boolean): void {
  for (const clock of run.f.clocks) {
    if (clock.stopped_at === null || clock.round !== run.f.matter.round || !which(clock)) continue
    const def = defOf(run, clock)
    run.w.change('clock', clock, {
      stopped_at: null,
      ending: null,
      next_alarm_at: def ? alarmAt(def, clock.started_at, clock.due_at, clock.alarm_no, run.w.world.calendar) : clock.due_at,
    })
  }
}

/** A new due time for a running clock; the first one stays (R-S13). Pieces it governs follow (invariant 8). */
export function moveDue(run: Run, clock: ClockRow, due: Instant, provisional = false): void {
  const def = defOf(run, clock)
  const next = run.w.change('clock', clock, { due_at: due, provisional, next_alarm_at: def ? alarmAt(def, clock.started_at, due, clock.alarm_no, run.w.world.calendar) : due })
  for (const a of run.f.assignments) if (a.clock_id === clock.id && unended(a)) govern(run, a, next)
}

/** The pause the matter is in now (挂起); at most one. */
export const openPause = (run: Pick<Run, 'f'>): PauseRow | null => run.f.pauses.find((p) => p.to_at === null) ?? null
/** 恢复: the due times of every running clock but a promise move by exactly what the pause took (R-T05). */
export function endPause(run: Run): void {
  const pause = openPause(run)
  if (!pause) return
  const closed = run.w.change('pause', pause, { to_at: run.at })
  for (const clock of run.f.clocks) {
    if (clock.stopped_at !== null || clock.key === promiseClock) continue
    const unit = defOf(run, clock)?.runs.unit ?? 'workdays'
    const moved = withPauses({ started: clock.started_at, due: clock.due_at, unit }, [closed], run.at, run.w.world.calendar)
    if (moved.due !== clock.due_at) moveDue(run, clock, moved.due, clock.provisional || moved.provisional)
  }
}
