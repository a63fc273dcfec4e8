/**
 * The figures of this desk, each defined once: what is counted, of what, what is left out. A figure and the list it opens
 * use the same condition. Rule: R-H20; anchors C3 (two definitions made «100 % on time» and a list of late ones)
 */
import { type RawBuilder, sql } from 'kysely'
import type { MatterId, UnitId } from '../../kernel/ids.ts'
import { type Sight, visible } from '../../kernel/people/sight.ts'
import { addDays, atTime, type Instant, instant, type OfficeDate } from '../../kernel/time.ts'
import type { Tx } from '../../kernel/write/tx.ts'
import type { Figure, figureKeys } from './shape.ts'

export type FigureKey = (typeof figureKeys)[number]
export interface Period {
  /** Office days of registration, both included. */
  readonly from?: OfficeDate | undefined
  readonly to?: OfficeDate | undefined
  readonly unit?: UnitId | undefined
  readonly source?: string | undefined
  /** This entry of the dictionary and all below it. */
  readonly category?: string | undefined
  /** As things stood then; a later one than now is now. */
  readonly cutOff?: Instant | undefined
  /** Told as the office stands now: units that have gone on as another, and as which. Left out: as each was then. Rule: ZK-47 */
  readonly gone?: { readonly from: readonly UnitId[]; readonly to: readonly UnitId[] } | undefined
}
/** The running clocks of `m` at a past moment: as history holds them, since a clock may have been moved, stopped or let run on after it. */
const clocksThen = (at: Instant) => sql`select (y.row ->> 'whole')::boolean as whole, (y.row ->> 'due_at')::timestamptz as due_at from (
    select distinct on (i.row ->> 'id') i.row from event e cross join lateral json_to_recordset(e.effects) as i("table" text, "row" json)
    where e.matter_id = m.id and e.at <= ${at} and i."table" = 'clock' order by i.row ->> 'id', e.id desc) y
  where y.row ->> 'stopped_at' is null`
const clocksNow = sql`select k.whole, k.due_at from clock k where k.matter_id = m.id and k.stopped_at is null`
/**
 * One row per letter seen, those void by then left out, as facts at the cut-off `at`:
 * `days` natural days from the office day of registration to that of the first final answer (none where nobody could be told);
 * `on_time` the first report against the first due time (R-S13), null for imported letters, whose clocks were not ours;
 * marks of the last call-back. What was entered after the cut-off about a time before it (补录) counts at its time.
 * @param past the cut-off lies before now
 * Rule: invariant 20: computed again for a past cut-off, a figure is what it was on the day
 */
const facts = (sight: Sight, period: Period, at: Instant, past: boolean): RawBuilder<unknown> => sql`select m.id, d.round, d.open,
    coalesce(g.unit, h.unit, m.owner_unit) as unit, case when l.category ~ '^c[0-9]{2}' then left(l.category, 3) else l.category end as category,
    exists (select 1 from answer a where a.matter_id = m.id and a.round = d.round and (a.settled_at is null or a.settled_at > ${at})) as owing,
    f.sent_at is not null as answered,
    (f.sent_at at time zone 'Asia/Shanghai')::date - (m.registered_at at time zone 'Asia/Shanghai')::date as days,
    case when l.imported then null else p.at <= c.first_due_at end as on_time,
    k.due_at < ${at} as late,
    r.responded, nullif(r.solved, 'unasked') as solved, nullif(r.satisfied, 'unasked') as satisfied
  from matter m join letters_letter l on l.matter_id = m.id
  join lateral (select x.no as round, x.closed_at is null or x.closed_at > ${at} as open from round x where x.matter_id = m.id and x.opened_at <= ${at} order by x.no desc limit 1) d on true
  left join lateral (select a.unit from assignment a where a.matter_id = m.id and a.lead and a.accepted_at <= ${at} order by a.role = 'registrar', a.accepted_at desc limit 1) h on true
  left join lateral (select a.sent_at from answer a where a.matter_id = m.id and a.kind = 'final' and a.settled_at <= ${at} and a.via <> 'none' order by a.sent_at limit 1) f on true
  left join lateral (select x.at from report x where x.matter_id = m.id and x.at <= ${at} order by x.at limit 1) p on true
  left join lateral (select x.first_due_at from clock x where x.matter_id = m.id and x.key = 'handling' and x.round = 1 order by x.started_at limit 1) c on true
  left join lateral (select x.due_at from (${past ? clocksThen(at) : clocksNow}) x where d.open
    and not exists (select 1 from pause z where z.matter_id = m.id and z.from_at <= ${at} and (z.to_at is null or z.to_at > ${at})) order by x.whole desc, x.due_at limit 1) k on true
  left join lateral (select a.responded, a.solved, a.satisfied from answer a where a.matter_id = m.id and a.rated_at <= ${at} order by a.rated_at desc limit 1) r on true
  left join unnest(${period.gone?.from ?? []}::uuid[], ${period.gone?.to ?? []}::uuid[]) as g(was, unit) on g.was = coalesce(h.unit, m.owner_unit)
  where m.desk = 'letters' and (m.phase <> 'void' or ${at} < (select max(a.ended_at) from assignment a where a.matter_id = m.id and a.lead)) and ${visible(sight, 'm')}
    ${period.from ? sql`and m.registered_at >= ${atTime(period.from, '00:00')}` : sql``}
    ${period.to ? sql`and m.registered_at < ${atTime(addDays(period.to, 1), '00:00')}` : sql``}
    ${period.category ? sql`and l.category like ${`${period.category}%`}` : sql``}
    ${period.source ? sql`and l.source = ${period.source}` : sql``}`
const cutOffOf = ({ cutOff }: Period, now: Instant): Instant => (cutOff !== undefined && instant(cutOff) < now ? instant(cutOff) : now)
const ofUnit = (period: Period) => (period.unit ? sql`where x.unit = ${period.unit}` : sql``)

interface Definition {
  /** Counted in. Over the columns of `facts`. */
  readonly n: RawBuilder<boolean>
  /** Counted of; null: a number, not a share. */
  readonly of: RawBuilder<boolean> | null
}
const all = sql<boolean>`true`
const within = sql<boolean>`x.days <= 15`
/** Numerator, denominator. Exclusions beside those of `facts`: what the denominator leaves out. */
const definitions: Readonly<Record<FigureKey, Definition>> = {
  received: { n: all, of: null },
  answered: { n: sql`x.answered`, of: all },
  open: { n: sql`x.open`, of: all },
  late: { n: sql`x.late`, of: sql`x.open` },
  unanswered: { n: sql`x.owing`, of: all },
  daysToAnswer: { n: sql`x.days is not null`, of: null },
  within15: { n: within, of: sql`x.days is not null` },
  onTime: { n: sql`x.on_time`, of: sql`x.on_time is not null` },
  solved: { n: sql`x.solved = 'yes'`, of: sql`x.solved is not null` },
  satisfied: { n: sql`x.satisfied in ('yes', 'basically')`, of: sql`x.satisfied is not null` },
  responded: { n: sql`x.responded`, of: sql`x.responded is not null` },
  reopened: { n: sql`x.round > 1`, of: sql`x.answered or x.round > 1` },
}
const keys = Object.keys(definitions) as FigureKey[]

interface Counted extends Record<string, unknown> {
  readonly unit: UnitId | null
  readonly category: string | null
  /** Which of the two it is counted by: 0 where it is. */
  readonly by_unit: number
  readonly by_category: number
  readonly q1: number | null
  readonly median: number | null
  readonly q3: number | null
}
const figuresOf = (row: Counted): Figure[] =>
  keys.map((key) => ({
    key,
    n: Number(row[`${key}_n`] ?? 0),
    of: definitions[key].of === null ? null : Number(row[`${key}_of`] ?? 0),
    ...(key === 'daysToAnswer' ? { median: row.median, q1: row.q1, q3: row.q3 } : { median: null, q1: null, q3: null }),
  }))

export interface Figures {
  readonly at: Instant
  readonly all: Figure[]
  readonly units: { readonly unit: UnitId; readonly figures: Figure[] }[]
  readonly categories: { readonly category: string | null; readonly figures: Figure[] }[]
}
const most = (a: { readonly figures: readonly Figure[] }, b: { readonly figures: readonly Figure[] }) => (b.figures[0]?.n ?? 0) - (a.figures[0]?.n ?? 0)
/** Every figure, for all letters seen, for each unit that handles them and for each first level of the category. */
export async function figuresAt(tx: Tx, sight: Sight, period: Period, now: Instant): Promise<Figures> {
  const at = cutOffOf(period, now)
  const counts = sql.join(
    keys.flatMap((key) => {
      const { n, of } = definitions[key]
      return [
        sql`count(*) filter (where ${of ? sql`(${of}) and ` : sql``}(${n}))::int as ${sql.ref(`${key}_n`)}`,
        ...(of ? [sql`count(*) filter (where ${of})::int as ${sql.ref(`${key}_of`)}`] : []),
      ]
    }),
  )
  const quartile = (share: number, name: string) => sql`percentile_cont(${sql.lit(share)}) within group (order by x.days)::float8 as ${sql.ref(name)}`
  const { rows } =
    await sql<Counted>`select x.unit, x.category, grouping(x.unit) as by_unit, grouping(x.category) as by_category, ${counts}, ${quartile(0.25, 'q1')}, ${quartile(0.5, 'median')}, ${quartile(0.75, 'q3')}
    from (${facts(sight, period, at, at < now)}) x ${ofUnit(period)} group by grouping sets ((), (x.unit), (x.category))`.execute(tx)
  const total = rows.find((r) => r.by_unit === 1 && r.by_category === 1)
  const units = rows.filter((r): r is Counted & { unit: UnitId } => r.by_unit === 0 && r.unit !== null).map((r) => ({ unit: r.unit, figures: figuresOf(r) }))
  const categories = rows.filter((r) => r.by_category === 0).map((r) => ({ category: r.category, figures: figuresOf(r) }))
  return { at, all: total ? figuresOf(total) : [], units: units.sort(most), categories: categories.sort(most) }
}

/** The letters behind one figure: those counted in, or the rest of those it is counted of. Oldest last, by days where they are counted. */
export async function lettersBehind(
  tx: Tx,
  sight: Sight,
  period: Period,
  now: Instant,
  ask: { readonly figure: FigureKey; readonly part: 'n' | 'rest'; readonly after: number; readonly size: number },
): Promise<{ count: number; rows: { id: MatterId; days: number | null }[] }> {
  const at = cutOffOf(period, now)
  const { n, of } = definitions[ask.figure]
  const base = of ?? all
  const counted = ask.part === 'n' ? sql`(${base}) and (${n})` : sql`(${base}) and (${n}) is not true`
  const where = period.unit ? sql`where x.unit = ${period.unit} and ${counted}` : sql`where ${counted}`
  const { rows } = await sql<{ id: MatterId; days: number | null; count: number }>`select x.id, x.days, count(*) over ()::int as count
    from (${facts(sight, period, at, at < now)}) x ${where} order by x.days desc nulls last, x.id limit ${ask.size} offset ${ask.after}`.execute(tx)
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ id, days }) => ({ id, days })) }
}
