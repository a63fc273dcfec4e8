/**
 * 主任一屏: what every unit has in hand, what is late, how long each step takes, over whatever its reader may see. One statement for the load, one for the steps.
 * A figure and the list it opens in the ledger use the same conditions. Rule: GN-01, GN-03, HA-97; anchors C3
 */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { UnitId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import { addDays, atTime, type Instant, instant, type OfficeDate, officeDate } from '../time.ts'
import type { Load, overview, StepSeen } from './overview-shape.ts'
import { lost } from './overview-shape.ts'
import { leadUnit, lightAt, runningClock, spans } from './row.ts'
import { stands, staysSince, stepOf } from './step.ts'
import type { Reader } from './work.ts'

type Overview = z.input<(typeof overview)['output']>
/** Monday of the week a day lies in. */
export function monday(day: OfficeDate): OfficeDate {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}
interface LoadRow {
  readonly unit: UnitId
  readonly open: number
  readonly late: number
  readonly old: number
  readonly came: number
  readonly went: number
  /** Start, due time and pauses of what may be due soon: the calendar has the last word. */
  readonly near: readonly (readonly [string, string, readonly { readonly from_at: string; readonly to_at: string | null }[] | null])[] | null
}
async function loads(reader: Reader, week: OfficeDate, oldTo: OfficeDate): Promise<LoadRow[]> {
  const { now } = reader
  const sight = sightOf(reader.office, reader.who.person, now)
  const since = atTime(week, '00:00')
  const { rows } = await sql<LoadRow>`
    with mine as (
      select m.id, ${leadUnit} as unit, m.registered_at, m.phase not in ('closed', 'void') as open, m.phase = 'closed' and r.closed_at >= ${since} as went, c.started_at, c.due_at,
        (select json_agg(json_build_object('from_at', p.from_at, 'to_at', p.to_at)) from pause p where p.matter_id = m.id) as pauses,
        exists (select 1 from pause p where p.matter_id = m.id and p.to_at is null) as paused
      from (select x.id from matter x where x.phase not in ('closed', 'void') union select x.id from matter x where x.registered_at >= ${since}
        union select x.matter_id from round x where x.closed_at >= ${since}) f
      join matter m on m.id = f.id join round r on r.matter_id = m.id and r.no = m.round ${runningClock} where ${visible(sight, 'm')})
    select unit, count(*) filter (where open) as open, count(*) filter (where open and not paused and due_at < ${now}) as late,
      count(*) filter (where open and registered_at < ${atTime(addDays(oldTo, 1), '00:00')}) as old,
      count(*) filter (where registered_at >= ${since}) as came, count(*) filter (where went) as went,
      json_agg(json_build_array(started_at, due_at, pauses)) filter (where open and not paused and due_at >= ${now}) as near
    from mine group by unit`.execute(reader.tx)
  return rows
}
function soonOf(row: LoadRow, reader: Reader): number {
  return (row.near ?? []).filter(([started, due, pauses]) => {
    const timed = { started: instant(started), due: instant(due), pauses: spans(pauses), over: false }
    return lightAt(timed, reader.now, reader.calendar) === 'soon'
  }).length
}

interface StepRow {
  readonly desk: string
  readonly step: string
  readonly kind: 'do' | 'say'
  readonly n: number
  readonly hours: readonly number[] | null
  readonly open: number
}
/** How long each step took in the period, and how much stands there now. */
async function steps(reader: Reader, since: Instant): Promise<StepSeen[]> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await sql<StepRow>`
    with all_stays as materialized (select x.matter_id, x.step, x.kind, x.stay from ${staysSince(since)} x),
    seen as materialized (select m.id, m.desk from (select distinct x.matter_id from all_stays x) d join matter m on m.id = d.matter_id where ${visible(sight, 'm')}),
    took as (
      select m.desk, s.step, min(s.kind) as kind, count(*) as n,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by greatest(0, extract(epoch from s.stay)::float8) / 3600) as hours
      from all_stays s join seen m on m.id = s.matter_id group by m.desk, s.step),
    there as (
      select m.desk, ${stepOf} as step, min(a.kind) as kind, count(distinct m.id) as open
      from assignment a join matter m on m.id = a.matter_id
      where ${stands} and m.phase not in ('closed', 'void') and ${visible(sight, 'm')} group by 1, 2)
    select coalesce(t.desk, o.desk) as desk, coalesce(t.step, o.step) as step, coalesce(t.kind, o.kind) as kind, coalesce(t.n, 0) as n, t.hours, coalesce(o.open, 0) as open
    from took t full join there o on o.desk = t.desk and o.step = t.step`.execute(reader.tx)
  const tenth = (hours: number | undefined) => Math.round((hours ?? 0) * 10) / 10
  return rows
    .map(({ hours, ...row }) => ({ ...row, q1: tenth(hours?.[0]), median: tenth(hours?.[1]), q3: tenth(hours?.[2]) }))
    .sort((a, b) => lost(b) - lost(a) || b.open - a.open || (`${a.desk}${a.step}` < `${b.desk}${b.step}` ? -1 : 1))
}

export async function readOverview(reader: Reader, asked: { readonly older: number; readonly days: number }): Promise<Overview> {
  const today = officeDate(reader.now)
  const week = monday(today)
  const oldTo = addDays(today, -asked.older - 1)
  const since = addDays(today, -asked.days)
  const rows = await loads(reader, week, oldTo)
  const unitOf = (id: UnitId) => reader.office.units.get(id)
  const units = rows
    .map((row) => ({
      unit: { id: row.unit as string, name: unitOf(row.unit)?.short ?? '' },
      kind: unitOf(row.unit)?.kind ?? 'department',
      ...{ open: row.open, late: row.late, soon: soonOf(row, reader), old: row.old, came: row.came, went: row.went },
    }))
    .sort((a, b) => b.open - a.open || (a.unit.name < b.unit.name ? -1 : 1))
  const sum = (key: keyof Load) => units.reduce((all, unit) => all + unit[key], 0)
  const taken = await steps(reader, atTime(since, '00:00'))
  const [first] = taken
  return {
    at: reader.now,
    week,
    oldTo,
    since,
    all: { open: sum('open'), late: sum('late'), soon: sum('soon'), old: sum('old'), came: sum('came'), went: sum('went') },
    units,
    steps: taken,
    narrow: first && lost(first) > 0 ? { desk: first.desk, step: first.step } : null,
  }
}
