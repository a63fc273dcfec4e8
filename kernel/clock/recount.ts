/**
 * Due times after the calendar changed: those the old calendar explains follow the new one; dates set by hand stay. Each change is an event;
 * the first due time is never rewritten. Rule: R-T02, R-S13, invariant 8
 */

import type { MatterFacts } from '../decide/facts.ts'
import type { Change, ClockRow } from '../decide/rows.ts'
import type { MatterId } from '../ids.ts'
import { clockOf } from '../rules/clock-rule.ts'
import { atTime, type Instant, type OfficeDate } from '../time.ts'
import { lockAndLoad } from '../write/load.ts'
import { run, type Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import type { ClockDef } from './define.ts'
import { alarmAt, dueOf, withPauses } from './due.ts'
import { inRunning, type Sweeper, systemEffects } from './sweeper.ts'
import type { Calendar } from './workdays.ts'

export interface Recounted {
  readonly matter: MatterId
  readonly clock: string
  readonly from: Instant
  readonly to: Instant
  /** Still leans on a year nobody has announced. */
  readonly provisional: boolean
}
const BATCH = 200

/**
 * @param before the calendar as it was when these due times were counted
 * @param since the first day changed: no due time before it can move
 * @returns every clock whose due time moved, or that is no longer provisional
 */
export async function recount(tx: Tx, now: Instant, sweeper: Sweeper, before: Calendar, since: OfficeDate): Promise<Recounted[]> {
  const rows = await run<{ id: MatterId }>(
    tx,
    `select distinct c.matter_id as id from clock c join matter m on m.id = c.matter_id
     where c.stopped_at is null and (c.provisional or c.due_at > $1) and m.phase not in ('closed', 'void') order by 1`,
    [atTime(since, '00:00')],
  )
  const recounted: Recounted[] = []
  for (let from = 0; from < rows.length; from += BATCH) {
    const ids = rows.slice(from, from + BATCH).map((r) => r.id)
    const world = await lockAndLoad(tx, sweeper.desks, ids)
    const acts = ids.flatMap((id) => {
      const facts = world.get(id)
      const moved = facts ? movedClocks(facts, sweeper, before, now) : []
      if (!facts || moved.length === 0) return []
      const changes = moved.flatMap(({ clock }) => [clock, ...governed(facts, clock)])
      const said = { clocks: moved.map(({ clock, was }) => ({ key: clock.row.key, from: was.due_at, to: clock.row.due_at })) }
      recounted.push(...moved.map(({ clock, was }) => ({ matter: id, clock: clock.row.key, from: was.due_at, to: clock.row.due_at, provisional: clock.row.provisional })))
      return [systemEffects(sweeper, facts, now, 'recount', said, changes)]
    })
    await write(tx, acts, { desks: sweeper.desks })
  }
  return recounted
}

type ClockChange = Extract<Change, { table: 'clock' }>
function movedClocks(facts: MatterFacts, sweeper: Sweeper, before: Calendar, now: Instant): { clock: ClockChange; was: ClockRow }[] {
  const desk = sweeper.desks.get(facts.matter.desk)?.desk
  return facts.clocks.flatMap((was) => {
    const def = desk && clockOf(desk, sweeper.rules, was)
    if (!def || was.stopped_at !== null) return []
    const [then, today] = [before, sweeper.calendar].map((calendar) => counted(facts, was, def, calendar, now)) as [ReturnType<typeof counted>, ReturnType<typeof counted>]
    if (then.due !== was.due_at || (today.due === was.due_at && today.provisional === was.provisional)) return []
    const row = {
      ...was,
      due_at: today.due,
      provisional: today.provisional,
      next_alarm_at: was.next_alarm_at && alarmAt(def, was.started_at, today.due, was.alarm_no, sweeper.calendar),
    }
    return [{ clock: { table: 'clock', row, fresh: false }, was }]
  })
}
function counted(facts: MatterFacts, clock: ClockRow, def: ClockDef, calendar: Calendar, now: Instant) {
  const first = dueOf(clock.started_at, def.runs, def.dayOne, calendar)
  const over = facts.pauses.filter((p) => p.to_at !== null && p.from_at >= clock.started_at)
  const moved = withPauses({ started: clock.started_at, due: first.due, unit: def.runs.unit }, over, now, calendar)
  return { due: moved.due, provisional: first.provisional || moved.provisional }
}
/** Pieces under the clock follow it. */
const governed = (facts: MatterFacts, { row }: ClockChange): Change[] =>
  facts.assignments.filter((a) => a.clock_id === row.id && inRunning(a)).map((a) => ({ table: 'assignment', row: { ...a, due_at: row.due_at }, fresh: false }))
