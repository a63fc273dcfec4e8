/** The office as it stands: people, calendar, routes and rules, kept by the process until one of their rows changes. */
import type { Calendar } from '../clock/workdays.ts'
import type { RouteStep, RouteVersion } from '../decide/facts.ts'
import type { Delegation, Field, FieldUnit, Holding, Office, Person, Portfolio, Post, Power, Unit } from '../decide/office.ts'
import type { Succession } from '../decide/succession.ts'
import { type Rules, type RuleVersion, rulesOf } from '../rules/in-force.ts'
import { type Instant, instant, type OfficeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

/** Everything the office has settled beforehand, as one moment's snapshot. */
export interface Standing {
  readonly office: Office
  readonly calendar: Calendar
  /** By key the newest version; by `key@version` every version. */
  readonly routes: ReadonlyMap<string, RouteVersion>
  readonly rules: Rules
}

/** By stamp: every change makes a new one, also one that is rolled back, so a snapshot is never taken for another's. */
const kept = new Map<string, Standing>()
const KEEP = 4

/** One small query while nothing changed. Safe inside a transaction that itself changes people. */
export async function loadStanding(tx: Tx): Promise<Standing> {
  const [current] = await run<{ stamp: string }>(tx, 'select v.stamp from people_version v', [])
  const known = current && kept.get(current.stamp)
  if (known) return known
  const [row] = await run<Stored>(tx, everything, [])
  if (!row) throw new Error('the database has no people_version')
  const standing = { office: officeOf(row), calendar: calendarOf(row), routes: routesOf(row), rules: rulesOf(row.rules.map((r) => ({ ...r, from_at: instant(r.from_at) }))) }
  kept.set(row.stamp, standing)
  for (const oldest of kept.keys()) {
    if (kept.size <= KEEP) break
    kept.delete(oldest)
  }
  return standing
}
export const loadOffice = async (tx: Tx): Promise<Office> => (await loadStanding(tx)).office

interface Stored {
  readonly version: number
  readonly stamp: string
  readonly units: Unit[]
  readonly persons: Person[]
  readonly posts: Post[]
  readonly holdings: Holding[]
  readonly portfolios: Portfolio[]
  readonly powers: Power[]
  readonly delegations: Delegation[]
  readonly successions: Succession[]
  readonly fields: Field[]
  readonly field_units: FieldUnit[]
  readonly days: { day: OfficeDate; workday: boolean }[]
  readonly years: number[]
  readonly routes: { key: string; version: number; steps: RouteStep[]; from_at: Instant }[]
  readonly rules: RuleVersion[]
}
const all = (table: string, columns: string, order: string) => `coalesce((select json_agg(t) from (select ${columns} from ${table} order by ${order}) t), '[]')`
/** One statement, so one snapshot: the rows belong to the stamp. */
const everything = `select v.version, v.stamp,
  ${all('unit', 'id, name, short, parent, kind, sort, code, from_at, to_at', 'sort, id')} as units,
  ${all('person', 'id, name, pinyin, active, username', 'id')} as persons,
  ${all('post', 'id, unit, title, rank, head, receiving, key, follows, from_at, to_at', 'rank, id')} as posts,
  ${all('holding', 'person, post, kind, from_at, to_at', 'from_at, id')} as holdings,
  ${all('portfolio', 'person, unit, field, kind, from_at, to_at', 'from_at, id')} as portfolios,
  ${all('power', 'post, person, key, from_at, to_at', 'from_at, id')} as powers,
  ${all('delegation', 'id, principal, agent, desks, named_too, from_at, to_at', 'from_at, id')} as delegations,
  ${all('succession', 'predecessor, successor, main, at', 'at, predecessor, successor')} as successions,
  ${all('field', 'key, name, sort, from_at, to_at', 'sort, key')} as fields,
  ${all('field_unit', 'field, unit, part, from_at, to_at', 'from_at, id')} as field_units,
  ${all('calendar_day', 'day, workday', 'day')} as days,
  coalesce((select json_agg(y.year) from calendar_year y), '[]') as years,
  coalesce((select json_agg(t) from (
    select q.key, q.version, q.steps, coalesce(w.from_at, q.published_at) as from_at
    from route q left join rule w on w.kind = 'route' and w.key = q.key and w.version = q.version order by q.key, q.version) t), '[]') as routes,
  coalesce((select json_agg(t) from (
    select w.kind, w.key, w.version, w.value, w.from_at, w.basis from rule w where w.outcome = 'approved' order by w.kind, w.key, w.version) t), '[]') as rules
from people_version v`

const dated = <T extends { readonly from_at: string; readonly to_at: string | null }>(rows: readonly T[]): T[] =>
  rows.map((r) => ({ ...r, from_at: instant(r.from_at), to_at: r.to_at === null ? null : instant(r.to_at) }))
const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<T['id'], T> => new Map(rows.map((r) => [r.id, r]))

function officeOf(row: Stored): Office {
  return {
    version: row.version,
    units: byId(dated(row.units)),
    persons: byId(row.persons),
    posts: byId(dated(row.posts)),
    holdings: dated(row.holdings),
    portfolios: dated(row.portfolios),
    powers: dated(row.powers),
    delegations: dated(row.delegations),
    successions: row.successions.map((s) => ({ ...s, at: instant(s.at) })),
    fields: dated(row.fields),
    fieldUnits: dated(row.field_units),
  }
}
const calendarOf = (row: Stored): Calendar => ({ days: new Map(row.days.map((d) => [d.day, d.workday])), years: new Set(row.years) })
/** In order of version, so the newest stands under the bare key. */
const routesOf = (row: Stored): Map<string, RouteVersion> =>
  new Map(row.routes.map((r) => ({ ...r, from_at: instant(r.from_at) })).flatMap((r) => [[r.key, r] as const, [`${r.key}@${r.version}`, r] as const]))
