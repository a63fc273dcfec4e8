/** Clocks of a move: started by its anchor, stopped by its name, followed by the pieces they govern. Rule: R-T03, R-S13, invariant 8 */

import type { ClockDef } from '../clock/define.ts'
import { alarmAt, dueOf } from '../clock/due.ts'
import type { ClockId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { AssignmentRow, ClockRow } from './rows.ts'
import { type Run, unended } from './run.ts'

const defOf = (run: Run, clock: ClockRow): ClockDef | null => run.desk.clocks[clock.key] ?? null
/** Names a move is known by: its own and the word it is. */
const known = (run: Run, names: readonly string[]): boolean => names.includes(run.name) || (run.word !== null && names.includes(run.word))

function start(run: Run, key: string, def: ClockDef, due: Instant | null): ClockRow {
  const counted = dueOf(run.at, def.runs, def.dayOne ?? 'next day', run.w.world.calendar)
  const due_at = due ?? counted.due
  const row: ClockRow = {
    id: run.w.ground.ids.next<ClockId>(),
    matter_id: run.f.matter.id,
    round: run.f.matter.round,
    key,
    whole: def.governs === 'matter',
    rule: `${run.desk.key}.${key}`,
    anchor: def.anchor,
    started_at: run.at,
    first_due_at: due_at,
    due_at,
    next_alarm_at: alarmAt(def, run.at, due_at, 0, run.w.world.calendar),
    alarm_no: 0,
    provisional: due === null && counted.provisional,
    stopped_at: null,
    ending: null,
  }
  return run.w.add('clock', row)
}
export const wholeClock = (run: Run): ClockRow | null => run.f.clocks.find((c) => c.whole && c.round === run.f.matter.round && c.stopped_at === null) ?? null

/** Puts a piece under a clock (or under none); its due time is the clock's. */
export function govern(run: Run, piece: AssignmentRow, clock: ClockRow | null): AssignmentRow {
  return run.w.change('assignment', piece, { clock_id: clock?.id ?? null, due_at: clock?.due_at ?? null })
}
export function stop(run: Run, clock: ClockRow, ending: string): void {
  run.w.change('clock', clock, { stopped_at: run.at, ending, next_alarm_at: null })
}

/** Starts the clocks anchored on this move. `given` are the pieces this move gave; `due` the date the giver set himself. */
export function startClocks(run: Run, given: readonly AssignmentRow[], due: Instant | null): void {
  for (const [key, def] of Object.entries(run.desk.clocks)) {
    if (!known(run, [def.anchor])) continue
    if (def.governs === 'matter') {
      const running = run.f.clocks.find((c) => c.whole && c.key === key && c.round === run.f.matter.round && c.stopped_at === null)
      if (!running) start(run, key, def, due)
    } else {
      const pieces = given.filter((a) => unended(a) && a.clock_id === null && a.kind !== 'read')
      if (pieces.length === 0) continue
      const clock = start(run, key, def, null)
      for (const a of pieces) govern(run, a, clock)
    }
  }
  // whatever else was given works under the matter's own clock
  const whole = wholeClock(run)
  if (whole) for (const a of given) if (unended(a) && a.clock_id === null && a.kind !== 'read') govern(run, a, whole)
}

/** Stops what this move stops: the matter's clocks by name, and the acted piece's own clock. */
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
    run.w.change('clock', clock, { stopped_at: null, ending: null, next_alarm_at: def ? alarmAt(def, clock.started_at, clock.due_at, clock.alarm_no, run.w.world.calendar) : null })
  }
}

/** A new due time for the matter's clock; the first one stays (R-S13). Pieces it governs follow. */
export function moveDue(run: Run, clock: ClockRow, due: Instant): void {
  const def = defOf(run, clock)
  const next = run.w.change('clock', clock, {
    due_at: due,
    provisional: false,
    next_alarm_at: clock.stopped_at === null && def ? alarmAt(def, clock.started_at, due, clock.alarm_no, run.w.world.calendar) : clock.next_alarm_at,
  })
  for (const a of run.f.assignments) if (a.clock_id === clock.id && unended(a)) govern(run, a, next as ClockRow)
}
