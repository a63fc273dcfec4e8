/** The matters of a desk as they stood at a moment: one row each, from what history holds. Rule: invariant 20: computed again for a past cut-off, a figure is what it was on the day */
import { type RawBuilder, sql } from 'kysely'
import { promiseClock } from '../decide/clocks.ts'
import type { UnitId } from '../ids.ts'
import { type Sight, visible } from '../people/sight.ts'
import { addDays, atTime, type Instant, instant, type OfficeDate } from '../time.ts'
import type { FigureSet } from './define.ts'

export interface Period {
  /** Office days of registration, both included. */
  readonly from?: OfficeDate | undefined
  readonly to?: OfficeDate | undefined
  readonly unit?: UnitId | undefined
  readonly source?: string | undefined
  /** Key of the desk's dictionary: that entry, and those below it. */
  readonly category?: string | undefined
  /** A part of them alone, over `m` and `own`. */
  readonly only?: RawBuilder<boolean> | undefined
  /** As things stood then; a later one than now is now. */
  readonly cutOff?: Instant | undefined
  /** Told as the office stands now: units that have gone on as another, and as which. Left out: as each was then. Rule: ZK-47 */
  readonly gone?: { readonly from: readonly UnitId[]; readonly to: readonly UnitId[] } | undefined
}
export const cutOffOf = ({ cutOff }: Period, now: Instant): Instant => (cutOff !== undefined && instant(cutOff) < now ? instant(cutOff) : now)

/** The running clocks of `m` at a past moment: as history holds them, since a clock may have been moved, stopped or let run on after it. */
const clocksThen = (at: Instant) => sql`select (y.row ->> 'whole')::boolean as whole, (y.row ->> 'due_at')::timestamptz as due_at from (
    select distinct on (i.row ->> 'id') i.row from event e cross join lateral json_to_recordset(e.effects) as i("table" text, "row" json)
    where e.matter_id = m.id and e.at <= ${at} and i."table" = 'clock' order by i.row ->> 'id', e.id desc) y
  where y.row ->> 'stopped_at' is null`
const clocksNow = sql`select k.whole, k.due_at from clock k where k.matter_id = m.id and k.stopped_at is null`

/** Of a span each matter is asked by itself; an offset keeps the planner from reading the whole table for a few. */
const one = ({ from }: Period) => (from ? sql` offset 0` : sql``)

/**
 * One row per matter seen, those void by then left out, as facts at the cut-off `at`:
 * `days` natural days from the office day of registration to that of the first final answer (none where nobody could be told);
 * `on_time` the first report against the first due time (R-S13), null where the clocks were not ours; `due_over` that due time has passed;
 * `promise_kept` every promise made on the telephone whose outcome is known was followed by a report in its time (HA-102), null where none was made or decided;
 * `given` it was handed to a unit or person, `refused` one of them said no; marks of the last call-back.
 * What was entered after the cut-off about a time before it (补录) counts at its time.
 * @param past the cut-off lies before now
 */
export const factsOf = (
  set: FigureSet,
  sight: Sight,
  period: Period,
  at: Instant,
  past: boolean,
): RawBuilder<unknown> => sql`select m.id, m.registered_at, ${at}::timestamptz as at, d.round, d.open,
    coalesce(g.unit, h.unit, m.owner_unit) as unit,
    exists (select 1 from answer a where a.matter_id = m.id and a.round = d.round and (a.settled_at is null or a.settled_at > ${at})${one(period)}) as owing,
    f.sent_at is not null as answered,
    (f.sent_at at time zone 'Asia/Shanghai')::date - (m.registered_at at time zone 'Asia/Shanghai')::date as days,
    p.at is not null as reported,
    case when ${set.own.foreign} then null else p.at <= c.first_due_at end as on_time,
    case when ${set.own.foreign} then null else c.first_due_at < ${at} end as due_over,
    k.due_at < ${at} as late,
    exists (select 1 from assignment a where a.matter_id = m.id and a.lead and a.role <> 'registrar' and a.given_at <= ${at}${one(period)}) as given,
    exists (select 1 from assignment a where a.matter_id = m.id and a.lead and a.ending = 'refused' and a.ended_at <= ${at}${one(period)}) as refused,
    q.kept as promise_kept, r.responded, nullif(r.solved, 'unasked') as solved, nullif(r.satisfied, 'unasked') as satisfied,
    ${set.category ? sql`left(${set.category.of}, ${sql.lit(set.category.first)}) as category,` : sql``} ${set.own.columns}
  from matter m ${set.own.join}
  join lateral (select x.no as round, x.closed_at is null or x.closed_at > ${at} as open from round x where x.matter_id = m.id and x.opened_at <= ${at} order by x.no desc limit 1) d on true
  left join lateral (select a.unit from assignment a where a.matter_id = m.id and a.lead and a.accepted_at <= ${at} order by a.role = 'registrar', a.accepted_at desc limit 1) h on true
  left join lateral (select a.sent_at from answer a where a.matter_id = m.id and a.kind = 'final' and a.settled_at <= ${at} and a.via <> 'none' order by a.sent_at limit 1) f on true
  left join lateral (select x.at from report x where x.matter_id = m.id and x.at <= ${at} order by x.at limit 1) p on true
  left join lateral (select x.first_due_at from clock x where x.matter_id = m.id and x.key = any(${set.clocks}::text[]) and x.round = 1 order by x.started_at limit 1) c on true
  left join lateral (select x.due_at from (${past ? clocksThen(at) : clocksNow}) x where d.open
    and not exists (select 1 from pause z where z.matter_id = m.id and z.from_at <= ${at} and (z.to_at is null or z.to_at > ${at})) order by x.whole desc, x.due_at limit 1) k on true
  left join lateral (select a.responded, a.solved, a.satisfied from answer a where a.matter_id = m.id and a.rated_at <= ${at} order by a.rated_at desc limit 1) r on true
  left join lateral (select bool_and(case when exists (select 1 from report y where y.matter_id = m.id and y.at >= x.started_at and y.at <= least(x.first_due_at, ${at})) then true
      when x.first_due_at < ${at} then false end) as kept from clock x where x.matter_id = m.id and x.key = ${sql.lit(promiseClock)} and x.started_at <= ${at}) q on true
  left join unnest(${period.gone?.from ?? []}::uuid[], ${period.gone?.to ?? []}::uuid[]) as g(was, unit) on g.was = coalesce(h.unit, m.owner_unit)
  where m.desk = ${set.desk} and (m.phase <> 'void' or ${at} < (select max(a.ended_at) from assignment a where a.matter_id = m.id and a.lead)) and ${visible(sight, 'm', period.from ? 'each' : 'whole')}
    ${period.from ? sql`and m.registered_at >= ${atTime(period.from, '00:00')}` : sql``}
    ${period.to ? sql`and m.registered_at < ${atTime(addDays(period.to, 1), '00:00')}` : sql``}
    ${period.only ? sql`and ${period.only}` : sql``}
    ${period.category && set.category ? sql`and ${set.category.of} like ${`${period.category}%`}` : sql``}
    ${period.source && set.own.source ? sql`and ${set.own.source} = ${period.source}` : sql``}`
