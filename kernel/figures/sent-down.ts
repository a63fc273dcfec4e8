/**
 * 下发量: what the office sent down to departments and counties, by unit and month, for the burden ledger. Papers, forms, deadlines and urgings are each defined here once; the
 * list behind a number asks the same condition. Only what goes through these desks is counted. Numbers of the whole office; matters as far as one may see them.
 * Rule: R-M20; issue D «quota of papers sent down per unit counted for the burden ledger»
 */
import { type RawBuilder, sql } from 'kysely'
import type { Office } from '../decide/office.ts'
import { isOutside, wholeOf } from '../decide/own-series.ts'
import { firstId, type MatterId, type UnitId } from '../ids.ts'
import { type Sight, sightOf, visible, wholeDesk } from '../people/sight.ts'
import { atTime, type Instant, millis, type OfficeDate } from '../time.ts'
import type { Tx } from '../write/tx.ts'

/** Desks by which something is sent down today. */
export const downDesks = ['incoming', 'affairs', 'letters', 'outgoing'] as const
export const downParts = ['papers', 'tasks', 'forms', 'deadlines', 'urges'] as const
export type DownPart = (typeof downParts)[number]
export type DownCount = Readonly<Record<DownPart, number>>

const wholeOffice: Sight = { ...wholeDesk(''), seeAll: downDesks }
const desks = downDesks as unknown as string[]
const monthStart = (month: string) => sql`(${`${month}-01`}::date)::timestamp at time zone 'Asia/Shanghai'`
/** Of an office month, as a range of moments: an index serves it. */
export const within = (at: string, month: string) =>
  sql<boolean>`${sql.ref(at)} >= ${monthStart(month)} and ${sql.ref(at)} < (${`${month}-01`}::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai'`

/** Whatever was given in this month was written down in it or later; so its id says where to begin, and no month before is read. */
const notBefore = (month: string) => firstId(millis(atTime(`${month}-01` as OfficeDate, '00:00')))

/** Every unit outside the office with the department or county it belongs to; of these alone, where some are named. */
function outsideUnits(office: Office, only: readonly UnitId[] | null): { readonly ids: UnitId[]; readonly wholes: UnitId[] } {
  const all = [...office.units.keys()].filter((id) => isOutside(office, id)).map((id) => ({ id, whole: wholeOf(office, id)?.id ?? id }))
  const asked = only === null ? all : all.filter(({ whole }) => only.includes(whole))
  return { ids: asked.map(({ id }) => id), wholes: asked.map(({ whole }) => whole) }
}
/** One line per thing sent down: its matter, its unit, when, and which of the five it is: a paper (收文、发文), a task (交办事项、来信), a form, a deadline, an urging. A paper counts once for a unit, however many of its sections got it; each deadline and urging by itself. */
function things(office: Office, month: string, only: readonly UnitId[] | null): RawBuilder<unknown> {
  const { ids, wholes } = outsideUnits(office, only)
  const inside = [...office.units.keys()].filter((id) => !isOutside(office, id))
  const piece = sql`from assignment a join assignment fa on fa.id = a.from_assignment join matter m on m.id = a.matter_id join w on w.id = a.unit
    where m.desk = any (${desks}::text[]) and a.kind in ('do', 'read') and a.state <> 'waiting' and fa.unit = any (${inside}::uuid[])
      and (m.desk <> 'outgoing' or a.role = 'circulate') and (a.ending is null or a.ending not in ('taken_back', 'superseded')) and ${visible(wholeOffice, 'm')}`
  return sql`with w as (select * from unnest(${ids}::uuid[], ${wholes}::uuid[]) as t(id, whole)),
    sent as (select a.id, a.matter_id, m.desk in ('incoming', 'outgoing') as paper, w.whole, a.given_at as at, a.due_at is not null or a.clock_id is not null as timed ${piece} and a.id >= ${notBefore(month)}::uuid and ${within('a.given_at', month)}),
    first as (select matter_id, whole, bool_or(paper) as paper, min(at) as at from sent group by matter_id, whole)
    select case when f.paper then 'papers' else 'tasks' end as part, f.matter_id, f.whole, f.at from first f
    union all select 'forms', f.matter_id, f.whole, f.at from first f where exists (select 1 from file x where x.matter_id = f.matter_id and x.kind = 'xlsx')
    union all select 'deadlines', s.matter_id, s.whole, s.at from sent s where s.timed
    union all select distinct 'urges', a.matter_id, w.whole, e.at from event e join assignment a on a.matter_id = e.matter_id and (e.said -> 'urged')::jsonb ? a.id::text
      join matter m on m.id = a.matter_id join w on w.id = a.unit
      where e.move = 'urge' and m.desk = any (${desks}::text[]) and ${within('e.at', month)} and ${visible(wholeOffice, 'm')}`
}

/** By department or county; those with most papers first. @param only of these; null: of all */
export async function countSentDown(tx: Tx, office: Office, month: string, only: readonly UnitId[] | null): Promise<{ unit: UnitId; counts: DownCount }[]> {
  const { rows } = await sql<{
    whole: UnitId
    part: DownPart
    n: number
  }>`select x.whole, x.part, count(*)::int as n from (${things(office, month, only)}) x group by 1, 2`.execute(tx)
  const units = Map.groupBy(rows, (row) => row.whole)
  return [...units]
    .map(([unit, own]) => ({ unit, counts: Object.fromEntries(downParts.map((part) => [part, own.find((row) => row.part === part)?.n ?? 0])) as Record<DownPart, number> }))
    .sort((a, b) => b.counts.papers - a.counts.papers || (a.unit < b.unit ? -1 : 1))
}
/** How many papers each of these units would have this month with this matter among them. */
export async function papersWith(tx: Tx, office: Office, month: string, matter: MatterId, units: readonly UnitId[]): Promise<Map<UnitId, number>> {
  const { rows } = await sql<{ whole: UnitId; n: number }>`select x.whole, count(distinct x.matter_id) filter (where x.matter_id <> ${matter})::int as n
    from (${things(office, month, units)}) x where x.part = 'papers' group by 1`.execute(tx)
  return new Map(units.map((unit) => [unit, (rows.find((row) => row.whole === unit)?.n ?? 0) + 1]))
}
interface Behind {
  readonly matter: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly at: Instant
  readonly n: number
}
/** The matters behind one number, newest first, as far as this person may see them; of the others how much of the number they are. */
export async function mattersSentDown(
  tx: Tx,
  office: Office,
  who: { readonly person: Parameters<typeof sightOf>[1]; readonly now: Instant },
  asked: { readonly month: string; readonly unit: UnitId; readonly key: DownPart; readonly cursor?: MatterId | undefined; readonly size: number },
): Promise<{ rows: Behind[]; next: MatterId | null; hidden: number }> {
  const { rows } = await sql<
    Behind & { seen: boolean }
  >`select m.id as matter, m.desk, m.number, m.title, max(x.at) as at, count(*)::int as n, ${visible(sightOf(office, who.person, who.now), 'm', 'each')} as seen
    from (${things(office, asked.month, [asked.unit])}) x join matter m on m.id = x.matter_id where x.part = ${asked.key} group by m.id order by max(x.at) desc, m.id`.execute(tx)
  // the lines of one unit in one month: counted whole, told by the page
  const all = rows.flatMap(({ seen, ...row }) => (seen ? [row] : []))
  const from = asked.cursor ? all.findIndex((row) => row.matter === asked.cursor) + 1 : 0
  const page = all.slice(from, from + asked.size)
  return { rows: page, next: from + asked.size < all.length ? (page.at(-1)?.matter ?? null) : null, hidden: rows.reduce((n, row) => n + (row.seen ? 0 : row.n), 0) }
}
