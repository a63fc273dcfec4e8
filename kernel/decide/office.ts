/**
 * The office as it stands at one moment: units, posts, who holds them, who may do what. Pure questions over one loaded
 * snapshot; `people/load.ts` loads it and keeps it until a row of the people tables changes.
 * Rule: architecture §2 «Posts, effective-dated», «Who may see»
 */
import type { DelegationId, PersonId, PostId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { postNow, type Succession, unitNow, withPredecessors } from './succession.ts'

interface Dated {
  readonly from_at: Instant
  readonly to_at: Instant | null
}
/** 单位, a tree. */
export interface Unit extends Dated {
  readonly id: UnitId
  readonly name: string
  readonly short: string
  readonly parent: UnitId | null
  readonly kind: 'office' | 'division' | 'department' | 'county' | 'leaders'
  readonly sort: number
  readonly code: string
}
/** Nobody is deleted; who has left is not active. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly pinyin: string
  readonly active: boolean
  readonly username: string | null
}
/** 岗位 of a unit. `head`: sees what lies below; `receiving`: receives for the unit; `key`: how desks name it. */
export interface Post extends Dated {
  readonly id: PostId
  readonly unit: UnitId
  readonly title: string
  readonly rank: number
  readonly head: boolean
  readonly receiving: boolean
  readonly key: string | null
  /** The post it goes on from, after a reorganisation. */
  readonly follows: PostId | null
}
/** Who sits on which post, from when to when. `borrowed`: here for a while, at home elsewhere (借调); `deputy`: B角, after the A角. */
export interface Holding extends Dated {
  readonly person: PersonId
  readonly post: PostId
  readonly kind: 'main' | 'also' | 'borrowed' | 'deputy'
}
/** Whom a leader is in charge of: 分管 sees and approves, 协管 and 联系 do not. */
export interface Portfolio extends Dated {
  readonly person: PersonId
  readonly unit: UnitId | null
  readonly field: string | null
  readonly kind: '分管' | '协管' | '联系'
}
/** What a post or a person may do: `<desk>.<power>`. */
export interface Power extends Dated {
  readonly post: PostId | null
  readonly person: PersonId | null
  readonly key: string
}
/** 代理: the agent acts in the principal's right; `desks` null = all, `named_too`: also matters for named persons. */
export interface Delegation extends Dated {
  readonly id: DelegationId
  readonly principal: PersonId
  readonly agent: PersonId
  readonly desks: readonly string[] | null
  readonly named_too: boolean
}

/** 领域, and which unit it is put under: the department in charge of it, the division of the office that follows it (BZ-16). */
export interface Field extends Dated {
  readonly key: string
  readonly name: string
  readonly sort: number
}
export interface FieldUnit extends Dated {
  readonly field: string
  readonly unit: UnitId
  readonly part: 'department' | 'division'
}

/** The whole office at one moment, as rules see it. */
export interface Office {
  readonly version: number
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly persons: ReadonlyMap<PersonId, Person>
  readonly posts: ReadonlyMap<PostId, Post>
  readonly holdings: readonly Holding[]
  readonly portfolios: readonly Portfolio[]
  readonly powers: readonly Power[]
  readonly delegations: readonly Delegation[]
  readonly successions: readonly Succession[]
  readonly fields: readonly Field[]
  readonly fieldUnits: readonly FieldUnit[]
}

/** Has it begun, and not ended? */
export const runs = (row: Dated, at: Instant): boolean => row.from_at <= at && (row.to_at === null || at < row.to_at)

/** Indexes per snapshot, made once. */
interface Index {
  byPerson: Map<PersonId, Holding[]>
  byPost: Map<PostId, Holding[]>
  postsOf: Map<UnitId, Post[]>
  children: Map<UnitId, Unit[]>
  postPowers: Map<PostId, Power[]>
  personPowers: Map<PersonId, Power[]>
  /** What was asked about people at one moment: one act asks the same many times over. */
  moment: {
    at: Instant
    held: Map<PersonId, readonly Post[]>
    home: Map<PersonId, readonly UnitId[]>
    roots: Map<PersonId, readonly UnitId[]>
    units: Map<PersonId, readonly UnitId[]>
    powers: Map<string, boolean>
  }
}
const noMoment = (at: Instant): Index['moment'] => ({ at, held: new Map(), home: new Map(), roots: new Map(), units: new Map(), powers: new Map() })
function momentOf(office: Office, at: Instant): Index['moment'] {
  const made = index(office)
  if (made.moment.at !== at) made.moment = noMoment(at)
  return made.moment
}
function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  return value
}
const indexes = new WeakMap<Office, Index>()
function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
function index(office: Office): Index {
  const known = indexes.get(office)
  if (known) return known
  const made: Index = {
    byPerson: new Map(),
    byPost: new Map(),
    postsOf: new Map(),
    children: new Map(),
    postPowers: new Map(),
    personPowers: new Map(),
    moment: noMoment('' as Instant),
  }
  for (const h of office.holdings) {
    push(made.byPerson, h.person, h)
    push(made.byPost, h.post, h)
  }
  for (const p of office.posts.values()) push(made.postsOf, p.unit, p)
  for (const u of office.units.values()) if (u.parent) push(made.children, u.parent, u)
  for (const p of office.powers) {
    if (p.post) push(made.postPowers, p.post, p)
    if (p.person) push(made.personPowers, p.person, p)
  }
  indexes.set(office, made)
  return made
}

/** Posts a person holds at that moment. */
export function postsHeld(office: Office, person: PersonId, at: Instant): readonly Post[] {
  return kept(momentOf(office, at).held, person, () =>
    (index(office).byPerson.get(person) ?? [])
      .filter((h) => runs(h, at))
      .flatMap((h) => office.posts.get(h.post) ?? [])
      .filter((p) => runs(p, at)),
  )
}
/** Is he lent to another unit while he keeps this post at home (借调)? */
export function isLent(office: Office, person: PersonId, unit: UnitId, at: Instant): boolean {
  return (index(office).byPerson.get(person) ?? []).some((h) => h.kind === 'borrowed' && runs(h, at) && office.posts.get(h.post)?.unit !== unit)
}
/** People who hold a post at that moment: A角 before B角, whoever is lent to another unit last. */
export function holdersOf(office: Office, post: PostId, at: Instant): PersonId[] {
  const unit = office.posts.get(post)?.unit
  const after = (h: Holding) => Number(h.kind === 'deputy') + 2 * Number(h.kind !== 'borrowed' && unit !== undefined && isLent(office, h.person, unit, at))
  return (index(office).byPost.get(postNow(office, post, at)) ?? [])
    .filter((h) => runs(h, at) && office.persons.get(h.person)?.active)
    .sort((a, b) => after(a) - after(b))
    .map((h) => h.person)
}
/** Posts of a unit, or of the unit that goes on in its place, by rank. */
export function postsOfUnit(office: Office, unit: UnitId, at: Instant): Post[] {
  return (index(office).postsOf.get(unitNow(office, unit, at)) ?? []).filter((p) => runs(p, at)).sort((a, b) => a.rank - b.rank)
}
/** People of a unit, by rank. */
export function membersOf(office: Office, unit: UnitId, at: Instant): PersonId[] {
  return [...new Set(postsOfUnit(office, unit, at).flatMap((p) => holdersOf(office, p.id, at)))]
}
/** The person who receives for a unit at that moment: holder of its receiving post; null = dispatch must be refused. */
export function receiverOf(office: Office, unit: UnitId, at: Instant): PersonId | null {
  for (const post of postsOfUnit(office, unit, at))
    if (post.receiving) {
      const [first] = holdersOf(office, post.id, at)
      if (first) return first
    }
  return null
}
/** The head of a unit now; null while there is none. */
export function headOf(office: Office, unit: UnitId, at: Instant): PersonId | null {
  for (const post of postsOfUnit(office, unit, at))
    if (post.head) {
      const [first] = holdersOf(office, post.id, at)
      if (first) return first
    }
  return null
}
/** Units a person belongs to by a post (not what he heads or has in his portfolio). */
export function homeUnits(office: Office, person: PersonId, at: Instant): readonly UnitId[] {
  return kept(momentOf(office, at).home, person, () => [...new Set(postsHeld(office, person, at).map((p) => p.unit))])
}
/** These with their predecessors: what recusal of a unit speaks of, so that no reorganisation lets the accused look. Rule: invariant 11 */
export function rootUnits(office: Office, person: PersonId, at: Instant): readonly UnitId[] {
  return kept(momentOf(office, at).roots, person, () => withPredecessors(office, homeUnits(office, person, at), at))
}
function below(office: Office, unit: UnitId, at: Instant, into: Set<UnitId>) {
  for (const child of index(office).children.get(unit) ?? [])
    if (runs(child, at) && !into.has(child.id)) {
      into.add(child.id)
      below(office, child.id, at, into)
    }
}
/** units(p): units of the posts he holds and their predecessors, sub-units he heads, units and fields in his portfolio 分管. */
export function unitsOf(office: Office, person: PersonId, at: Instant): readonly UnitId[] {
  return kept(momentOf(office, at).units, person, () => allUnits(office, person, at))
}
function allUnits(office: Office, person: PersonId, at: Instant): UnitId[] {
  const units = new Set<UnitId>()
  for (const post of postsHeld(office, person, at)) {
    units.add(post.unit)
    if (post.head) below(office, post.unit, at, units)
  }
  for (const p of office.portfolios)
    if (p.person === person && p.kind === '分管' && runs(p, at))
      for (const unit of inCharge(office, p, at)) {
        units.add(unit)
        below(office, unit, at, units)
      }
  return withPredecessors(office, units, at)
}
/** What a portfolio names: its unit, and the departments in charge of its field. */
function inCharge(office: Office, p: Portfolio, at: Instant): UnitId[] {
  const departments = p.field === null ? [] : office.fieldUnits.filter((f) => f.field === p.field && f.part === 'department' && runs(f, at)).map((f) => f.unit)
  return [...(p.unit ? [p.unit] : []), ...departments].map((unit) => unitNow(office, unit, at))
}
/** Has the person this power, by a post held now or by name? */
export function hasPower(office: Office, person: PersonId, key: string, at: Instant): boolean {
  return kept(momentOf(office, at).powers, `${person} ${key}`, () => {
    const { postPowers, personPowers } = index(office)
    const holds = (p: Power) => p.key === key && runs(p, at)
    return (personPowers.get(person) ?? []).some(holds) || postsHeld(office, person, at).some((post) => (postPowers.get(post.id) ?? []).some(holds))
  })
}
/** Every power somebody holds now, by post or by name. */
export function powersOf(office: Office, person: PersonId, at: Instant): string[] {
  const { postPowers, personPowers } = index(office)
  const rows = [...(personPowers.get(person) ?? []), ...postsHeld(office, person, at).flatMap((post) => postPowers.get(post.id) ?? [])]
  return [...new Set(rows.filter((p) => runs(p, at)).map((p) => p.key))]
}
/** Everyone who holds a power now, in stable order. */
export function peopleWith(office: Office, key: string, at: Instant, units?: readonly UnitId[]): PersonId[] {
  return [...office.persons.values()]
    .filter((p) => p.active && hasPower(office, p.id, key, at) && (!units || homeUnits(office, p.id, at).some((u) => units.includes(u))))
    .map((p) => p.id)
}
/** Principals this person may act for on this desk now (代理). */
export function principalsOf(office: Office, agent: PersonId, desk: string, at: Instant): Delegation[] {
  return office.delegations.filter((d) => d.agent === agent && runs(d, at) && (d.desks === null || d.desks.includes(desk)))
}
/** The post by which a person belongs to a unit: signs opinions with the right title. */
export function postIn(office: Office, person: PersonId, unit: UnitId, at: Instant): Post | null {
  return postsHeld(office, person, at).find((p) => p.unit === unit) ?? null
}
/** The leader in charge (分管) of a unit now: by name of the unit, else by a field of its. */
export function charge(office: Office, unit: UnitId, at: Instant): PersonId | null {
  const own = unitNow(office, unit, at)
  const leading = office.portfolios.filter((p) => p.kind === '分管' && runs(p, at))
  return (leading.find((p) => p.unit !== null && unitNow(office, p.unit, at) === own) ?? leading.find((p) => inCharge(office, p, at).includes(own)))?.person ?? null
}
