/** Counting: every figure of a desk for all matters seen, for each unit and month, and the very matters behind one. */
import { type RawBuilder, sql } from 'kysely'
import type { MatterId, UnitId } from '../ids.ts'
import type { Sight } from '../people/sight.ts'
import type { Rules } from '../rules/in-force.ts'
import { quotaAt } from '../rules/quotas.ts'
import { type Instant, officeDate } from '../time.ts'
import type { Tx } from '../write/tx.ts'
import { all, type FigureLine, type FigureSet, type FigureVersion, keysOf, versionOf } from './define.ts'
import { cutOffOf, factsOf, type Period } from './facts.ts'
import { reach } from './reach.ts'
import type { FigureView, figureParts, LineView } from './shape.ts'

/** By which year's definitions a period is counted: that of its last day, at the latest of the cut-off. */
const yearOf = (period: Period, at: Instant): number => Number((period.to ?? officeDate(at)).slice(0, 4))
const ofUnit = (period: Period) => (period.unit ? sql`where x.unit = ${period.unit}` : sql``)

interface Counted extends Record<string, unknown> {
  readonly q1: number | null
  readonly median: number | null
  readonly q3: number | null
}
/** One column per numerator and denominator, and the quartiles of days. */
function columns(set: FigureSet, year: number): RawBuilder<unknown> {
  const counts = keysOf(set).flatMap((key) => {
    const { n, of } = versionOf(set, key, year)
    return [
      sql`count(*) filter (where ${of ? sql`(${of}) and ` : sql``}(${n}))::int as ${sql.ref(`${key}_n`)}`,
      ...(of ? [sql`count(*) filter (where ${of})::int as ${sql.ref(`${key}_of`)}`] : []),
    ]
  })
  const quartile = (share: number, name: string) => sql`percentile_cont(${sql.lit(share)}) within group (order by x.days)::float8 as ${sql.ref(name)}`
  return sql.join([...counts, quartile(0.25, 'q1'), quartile(0.5, 'median'), quartile(0.75, 'q3')])
}
const figuresOf = (set: FigureSet, year: number, row: Counted): FigureView[] =>
  keysOf(set).map((key) => {
    const { since, of } = versionOf(set, key, year)
    const { median, q1, q3 } = key === set.inDays ? row : { median: null, q1: null, q3: null }
    return { key, version: since, n: Number(row[`${key}_n`] ?? 0), of: of === null ? null : Number(row[`${key}_of`] ?? 0), median, q1, q3 }
  })

export interface FiguresAt {
  readonly at: Instant
  readonly all: FigureView[]
  readonly units: { readonly unit: UnitId; readonly figures: FigureView[] }[]
}
/** Every figure, for all matters seen and for each unit that handles them; those who had most of the first figure come first. */
export async function figuresAt(tx: Tx, set: FigureSet, sight: Sight, period: Period, now: Instant): Promise<FiguresAt> {
  const at = cutOffOf(period, now)
  const year = yearOf(period, at)
  const { rows } = await sql<Counted & { unit: UnitId | null }>`select x.unit, ${columns(set, year)}
    from (${factsOf(set, sight, period, at, at < now)}) x ${ofUnit(period)} group by grouping sets ((), (x.unit))`.execute(tx)
  const total = rows.find((r) => r.unit === null)
  const units = rows.flatMap((r) => (r.unit === null ? [] : [{ unit: r.unit, figures: figuresOf(set, year, r) }]))
  return { at, all: total ? figuresOf(set, year, total) : [], units: units.sort((a, b) => (b.figures[0]?.n ?? 0) - (a.figures[0]?.n ?? 0)) }
}
/** By the first level of the desk's dictionary, those with most of the first figure first; null: none said. */
export async function figuresByCategory(tx: Tx, set: FigureSet, sight: Sight, period: Period, now: Instant): Promise<{ category: string | null; figures: FigureView[] }[]> {
  if (!set.category) return []
  const at = cutOffOf(period, now)
  const year = yearOf(period, at)
  const { rows } = await sql<Counted & { category: string | null }>`select x.category, ${columns(set, year)}
    from (${factsOf(set, sight, period, at, at < now)}) x ${ofUnit(period)} group by 1`.execute(tx)
  return rows.map((row) => ({ category: row.category, figures: figuresOf(set, year, row) })).sort((a, b) => (b.figures[0]?.n ?? 0) - (a.figures[0]?.n ?? 0))
}
/** By month of registration, oldest first, at most the last twelve that had any. */
export async function figuresByMonth(tx: Tx, set: FigureSet, sight: Sight, period: Period, now: Instant): Promise<{ month: string; figures: FigureView[] }[]> {
  const at = cutOffOf(period, now)
  const year = yearOf(period, at)
  const { rows } = await sql<Counted & { month: string }>`select to_char(x.registered_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, ${columns(set, year)}
    from (${factsOf(set, sight, period, at, at < now)}) x ${ofUnit(period)} group by 1 order by 1 desc limit 12`.execute(tx)
  return rows.reverse().map((row) => ({ month: row.month, figures: figuresOf(set, year, row) }))
}

const lostOf = ({ n, of }: FigureVersion, line: FigureLine): RawBuilder<boolean> => line.lost ?? sql<boolean>`(${of ?? all}) and (${n}) is not true and (${line.yet}) is not true`
/** Every share that has a line: how much of it is decided, and what must still come right. Rule: HA-74 */
export async function linesAt(tx: Tx, set: FigureSet, sight: Sight, period: Period, rules: Rules, now: Instant): Promise<LineView[]> {
  const at = cutOffOf(period, now)
  const year = yearOf(period, at)
  const held = Object.entries(set.lines) as [string, FigureLine][]
  if (held.length === 0) return []
  const counts = held.flatMap(([key, line]) => {
    const version = versionOf(set, key, year)
    return [
      sql`count(*) filter (where (${version.of ?? all}) and (${version.n}))::int as ${sql.ref(`${key}_good`)}`,
      sql`count(*) filter (where ${lostOf(version, line)})::int as ${sql.ref(`${key}_lost`)}`,
      sql`count(*) filter (where ${line.yet})::int as ${sql.ref(`${key}_yet`)}`,
    ]
  })
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)} from (${factsOf(set, sight, period, at, at < now)}) x ${ofUnit(period)}`.execute(tx)
  return held.map(([key, line]) => {
    const [good = 0, lost = 0, yet = 0] = ['good', 'lost', 'yet'].map((name) => rows[0]?.[`${key}_${name}`] ?? 0)
    const target = quotaAt(rules, line.quota, at).n
    return { key, target, good, lost, yet, ...reach(good, lost, yet, target) }
  })
}

export interface Behind {
  readonly figure: string
  readonly part: (typeof figureParts)[number]
  readonly after: number
  readonly size: number
}
/** The matters behind one figure: those counted in, the rest of those it is counted of, or those that decide whether its line is met. Those that took longest first. */
export async function mattersBehind(
  tx: Tx,
  set: FigureSet,
  sight: Sight,
  period: Period,
  now: Instant,
  { figure, part, after, size }: Behind,
): Promise<{ count: number; rows: { id: MatterId; days: number | null }[] }> {
  const at = cutOffOf(period, now)
  const { n, of } = versionOf(set, figure, yearOf(period, at))
  const rest = sql`(${of ?? all}) and (${n}) is not true`
  const counted = part === 'n' ? sql`(${of ?? all}) and (${n})` : part === 'rest' ? rest : (set.lines[figure]?.yet ?? sql`false`)
  const { rows } = await sql<{ id: MatterId; days: number | null; count: number }>`select x.id, x.days, count(*) over ()::int as count
    from (${factsOf(set, sight, period, at, at < now)}) x where (${counted}) ${period.unit ? sql`and x.unit = ${period.unit}` : sql``}
    order by x.days desc nulls last, x.id limit ${size} offset ${after}`.execute(tx)
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ id, days }) => ({ id, days })) }
}
