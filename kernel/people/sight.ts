/**
 * Who may see (知悉范围), as the database is asked. Every reading begins here: `visible` as a condition over `matter`,
 * `visiblePage` for lists, `maySee` for one. The same rule over loaded facts is `decide/rights.ts`.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Office, powersOf, rootUnits, unitsOf } from '../decide/office.ts'
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { limitOf, type Tx } from '../write/tx.ts'

/** One person's eyes at one moment, worked out once per request from the office. */
export interface Sight {
  readonly person: PersonId
  /** Units of his posts and their predecessors: what recusal of a unit speaks of. */
  readonly home: readonly UnitId[]
  /** Desks he may see whole. */
  readonly seeAll: readonly string[]
  /** Desks whose closed matters he may see: whoever keeps the archive. Rule: R-A01 */
  readonly seeClosed: readonly string[]
  /** In whose right he sees; one row per desk where the delegation names desks (`*` = every desk). */
  readonly eyes: readonly Eye[]
}
interface Eye {
  readonly desk: string
  readonly person: PersonId
  readonly units: readonly UnitId[]
  /** Also `named` matters. */
  readonly named: boolean
}
const EVERY = '*'

export function sightOf(office: Office, person: PersonId, at: Instant): Sight {
  const eyes: Eye[] = [{ desk: EVERY, person, units: unitsOf(office, person, at), named: true }]
  for (const d of office.delegations) {
    if (d.agent !== person || d.from_at > at || (d.to_at !== null && d.to_at <= at)) continue
    const units = unitsOf(office, d.principal, at)
    for (const desk of d.desks ?? [EVERY]) eyes.push({ desk, person: d.principal, units, named: d.named_too })
  }
  const powers = powersOf(office, person, at)
  const desksBy = (power: string) => powers.flatMap((key) => (key.endsWith(power) ? [key.slice(0, -power.length)] : []))
  return { person, home: rootUnits(office, person, at), seeAll: desksBy('.see-all'), seeClosed: desksBy('.see-closed'), eyes }
}

/** The eyes of the desk itself, whoever counts: every matter of it but those on a closed list (工作秘密). Numbers alone may be told from it, never a matter. Rule: R-C04 */
export const wholeDesk = (desk: string): Sight => ({ person: NOBODY, home: [], seeAll: [desk], seeClosed: [], eyes: [] })
export const NOBODY = '00000000-0000-0000-0000-000000000000' as PersonId

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)]
const uuids = (list: readonly string[]) => sql`${list}::uuid[]`
const texts = (list: readonly string[]) => sql`${list}::text[]`
const open = (eyes: readonly Eye[]) => eyes.filter((e) => e.desk === EVERY)
const narrow = (eyes: readonly Eye[]) => eyes.filter((e) => e.desk !== EVERY)

/** Assignment `a` of matter `m` lets one of these eyes see it by its person. */
function byPerson(eyes: readonly Eye[], m: RawBuilder<unknown>): RawBuilder<boolean> {
  const plain = sql<boolean>`a.person = any (${uuids(unique(open(eyes).map((e) => e.person)))})`
  const some = narrow(eyes)
  if (some.length === 0) return plain
  return sql<boolean>`(${plain} or (${m}.desk, a.person) in (select * from unnest(${texts(some.map((e) => e.desk))}, ${uuids(some.map((e) => e.person))})))`
}
/** … or by its unit. */
function byUnit(eyes: readonly Eye[], m: RawBuilder<unknown>): RawBuilder<boolean> {
  const plain = sql<boolean>`a.unit = any (${uuids(unique(open(eyes).flatMap((e) => e.units)))})`
  const some = narrow(eyes).flatMap((e) => e.units.map((unit) => ({ desk: e.desk, unit })))
  if (some.length === 0) return plain
  return sql<boolean>`(${plain} or (${m}.desk, a.unit) in (select * from unnest(${texts(some.map((e) => e.desk))}, ${uuids(some.map((e) => e.unit))})))`
}

/** 回避: neither he nor one of his units is recused from the matter `m`. Part of `visible`; asked by itself where something is given to read that is not seen otherwise. Rule: invariant 11 */
export const notRecused = (sight: Pick<Sight, 'person' | 'home'>, m: RawBuilder<unknown> = sql.ref('m'), one: RawBuilder<unknown> = sql``) =>
  sql<boolean>`not exists (select 1 from recusal x where x.matter_id = ${m}.id and (x.person = ${sight.person} or x.unit = any (${uuids(sight.home)}))${one})`

/**
 * The condition under which this person may see a matter.
 * @param alias of the table `matter` in the query it stands in
 * @param asked `whole`: PostgreSQL may read all assignments once, best where every matter is asked; `each`: it asks matter by matter, best for a page; `walked`: as `each`, of matters
 *   walked in the order of an index. The planner takes a question it cannot look into for one seldom answered yes, and would ask it of a whole desk and sort for one page; «not null» it takes for
 *   nearly always true
 * Rule: architecture §2 «Who may see»; invariants 11, 14
 */
export function visible(sight: Sight, alias = 'm', asked: 'whole' | 'each' | 'walked' = 'whole'): RawBuilder<boolean> {
  const m = sql.ref(alias)
  const named = sight.eyes.filter((e) => e.named)
  // an offset keeps the planner from turning the question into one over the whole table
  const one = asked === 'whole' ? sql`` : sql` offset 0`
  const closed = sight.seeClosed.length > 0 ? sql` or (${m}.readers = 'units' and ${m}.phase = 'closed' and ${m}.desk = any (${texts(sight.seeClosed)}))` : sql``
  const seen = sql<boolean>`(${notRecused(sight, m, one)} and case when ${m}.readers = 'named'
    then exists (select 1 from assignment a where a.matter_id = ${m}.id and a.sees and ${byPerson(named, m)}${one})
    else (${m}.readers = 'units' and (${m}.desk = any (${texts(sight.seeAll)})${closed}))
      or exists (select 1 from assignment a where a.matter_id = ${m}.id and a.sees and (${byPerson(sight.eyes, m)} or ${byUnit(sight.eyes, m)})${one}) end)`
  return asked === 'walked' ? sql<boolean>`(case when ${seen} then 1 end) is not null` : seen
}

/** May this person see this matter now? False also for an unknown id: the two get the same answer (invariant 14). */
export async function maySee(tx: Tx, sight: Sight, matter: MatterId): Promise<boolean> {
  const { rows } = await sql<{ seen: boolean }>`select ${visible(sight, 'm')} as seen from matter m where m.id = ${matter}`.execute(tx)
  return rows[0]?.seen === true
}

/**
 * What the program may read by itself, for nobody's eyes: to learn from and to group by. Never what named persons alone may know. Whatever is made of it is shown to a
 * person only as far as `visible` lets him see the very matters. Over `m`, as text for statements assembled from parts.
 */
export const forNobodysEyes = `m.readers = 'units'`
/** 在办: not closed, not void. Word for word what the index `matter_open_newest` holds. */
export const isOpen = sql<boolean>`m.phase not in ('closed', 'void')`
export interface PageOptions {
  /** Condition over `m`, the matter. */
  readonly where?: RawBuilder<boolean>
  /** Only open matters: these are walked themselves, for beside the history they are few. */
  readonly open?: boolean
  readonly order?: 'newest' | 'oldest'
  /** Only matters behind this one in that order. */
  readonly after?: MatterId | null
  readonly limit: number
}
interface Walk {
  readonly way: RawBuilder<unknown>
  readonly behind: (column: string) => RawBuilder<unknown>
  /** Condition over `m`: seen, and whatever is asked for. */
  readonly keep: RawBuilder<unknown>
}
function walk(sight: Sight, { where, order = 'newest', after = null }: PageOptions): Walk {
  const behind = (column: string) => (after === null ? sql`` : order === 'newest' ? sql` and ${sql.ref(column)} < ${after}` : sql` and ${sql.ref(column)} > ${after}`)
  return { way: order === 'newest' ? sql`desc` : sql`asc`, behind, keep: sql`${visible(sight, 'm', 'walked')}${where ? sql` and ${where}` : sql``}` }
}
/** Desks he sees whole, or whole once closed. */
const desksSeenWhole = (sight: Sight): string[] => unique([...sight.seeAll, ...sight.seeClosed])
/** Of these desks. */
const ofWholeDesks = (sight: Sight, { way, behind, keep }: Walk, limit: number) => sql`select p.id from unnest(${texts(desksSeenWhole(sight))}) as k(desk) cross join lateral (
      select m.id from matter m where m.desk = k.desk${behind('m.id')} and ${keep} order by m.id ${way} ${limitOf(limit)}) p`
/**
 * Ids of the newest (or oldest) matters somebody may see, in that order, as a query to join with. Walks each of his units, persons and
 * desks by index and merges: its cost is the page, not the history.
 */
export function visiblePage(sight: Sight, options: PageOptions): RawBuilder<{ id: MatterId }> {
  const { limit } = options
  const walked = walk(sight, options)
  const { way, behind, keep } = walked
  if (options.open) return sql<{ id: MatterId }>`(select m.id from matter m where ${isOpen}${behind('m.id')} and ${keep} order by m.id ${way} ${limitOf(limit)})`
  const pieces = (column: 'unit' | 'person', keys: readonly string[]) =>
    sql`select p.matter_id as id from unnest(${uuids(unique(keys))}) as k(id) cross join lateral (
      select distinct on (a.matter_id) a.matter_id from assignment a join matter m on m.id = a.matter_id
      where ${sql.ref(`a.${column}`)} = k.id and a.sees${behind('a.matter_id')} and ${keep} order by a.matter_id ${way} ${limitOf(limit)}) p`
  const branches = [
    pieces(
      'unit',
      sight.eyes.flatMap((e) => e.units),
    ),
    pieces(
      'person',
      sight.eyes.map((e) => e.person),
    ),
    ...(desksSeenWhole(sight).length > 0 ? [ofWholeDesks(sight, walked, limit)] : []),
  ]
  return sql<{ id: MatterId }>`(select f.id from (${sql.join(branches, sql` union `)}) f order by f.id ${way} ${limitOf(limit)})`
}
/**
 * How many there are, up to the limit. Who sees whole desks mostly reaches it in these alone: units and persons are walked only when he does not.
 * @returns an expression of one number
 */
export function visibleUpTo(sight: Sight, options: PageOptions): RawBuilder<number> {
  const all = sql<number>`(select count(*) from ${visiblePage(sight, options)} t)`
  if (options.open || desksSeenWhole(sight).length === 0) return all
  const whole = sql`(select count(*) from (${ofWholeDesks(sight, walk(sight, options), options.limit)} ${limitOf(options.limit)}) t)`
  // offset 0: the planner would write the count into the condition as well, and count twice
  return sql<number>`coalesce((select w.n from (select ${whole} as n offset 0) w where w.n >= ${options.limit}), ${all})`
}

/**
 * The office number alone, for the record of who opened what: neither title nor text, and of `named` matters nothing, for row-level security hides them.
 * Asked by the audit administrator, who may see no matter. Rule: R-C14, R-C15
 */
export const numberAlone = (matter: RawBuilder<unknown>): RawBuilder<string | null> => sql<string | null>`(select n.number from matter n where n.id = ${matter})`

/** Names the reader to the database for the second fence (row-level security of the reading role). Lasts as long as the transaction. */
export async function enterAsReader(tx: Tx, person: PersonId, now: Instant): Promise<void> {
  await sql`select set_config('huiyin.person', ${person}, true), set_config('huiyin.now', ${now}, true)`.execute(tx)
}

/** Puts on record that somebody opened what is seldom opened: a contact, a `named` matter, an export. */
export async function recordLook(tx: Tx, who: PersonId, matter: MatterId | null, what: string): Promise<void> {
  await sql`insert into looked (who, matter_id, what) values (${who}, ${matter}, ${what})`.execute(tx)
}
