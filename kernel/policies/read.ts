/** 制度政策库 as it is read: every reading begins at what its reader may see of it. Rule: BZ-04, BZ-27; decision 0028 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { hasPower, headOf, holdersOf, homeUnits, unitsOf } from '../decide/office.ts'
import type { PersonId, PostId, UnitId } from '../ids.ts'
import { addDays, type Instant, type OfficeDate, officeDate } from '../time.ts'
import { run } from '../write/tx.ts'
import { type Library, openLibrary } from './judge.ts'
import type { PolicyLinkKind, PolicyLinkRow, PolicyRef, PolicyRow } from './shape.ts'
import { type Done, type Entry, hasEnded, standingOn } from './state.ts'

export type PolicyReader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>
export const KEEP = 'office.policies'
export const APPROVE = 'office.approve-policies'
/** Days before its review its owner is asked. */
export const REVIEW_AHEAD = 30

export interface StoredPolicy extends Entry {
  readonly version: number
  readonly issuer: string
  readonly field: string | null
  readonly unit: UnitId | null
  readonly ownerPost: PostId
  readonly reviewOn: OfficeDate
  readonly readers: 'all' | 'unit'
  readonly master: string | null
  readonly proposedBy: PersonId
  readonly proposedAt: Instant
  readonly outcome: 'approved' | 'refused' | 'withdrawn' | null
}
const columns = sql`p.id, p.version, p.title, p.number, p.issuer, p.field, p.unit, p.owner_post as "ownerPost", p.issued_on::text as "issuedOn", p.from_on::text as "fromOn",
  p.until_on::text as "untilOn", p.text_as_of::text as "textAsOf", p.aliases, p.other_numbers as "otherNumbers", p.other_days::text[] as "otherDays", p.readers, p.master,
  p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.outcome,
  coalesce((select r.next_on from policy_review r where r.policy = p.id and r.version = p.version order by r.at desc, r.id desc limit 1), p.review_on)::text as "reviewOn"`

export const keeps = (reader: Pick<PolicyReader, 'office' | 'who' | 'now'>): boolean => hasPower(reader.office, reader.who.person, KEEP, reader.now)
const approves = (reader: Pick<PolicyReader, 'office' | 'who' | 'now'>): boolean => hasPower(reader.office, reader.who.person, APPROVE, reader.now)
/**
 * Everybody reads what is open; what is kept to a unit its own people, who has charge of it, whoever keeps the library, and the program itself; while it waits also whoever
 * is asked to approve it.
 */
export const seenPolicy = (reader: Pick<PolicyReader, 'office' | 'who' | 'now'>): RawBuilder<boolean> =>
  reader.who.system || keeps(reader)
    ? sql<boolean>`true`
    : sql<boolean>`(p.readers = 'all' or p.unit = any (${[...unitsOf(reader.office, reader.who.person, reader.now)]}::uuid[])${approves(reader) ? sql` or p.outcome is null` : sql``})`

/** What is published, each in its newest wording. */
export async function publishedPolicies(reader: PolicyReader, where: RawBuilder<boolean> = sql<boolean>`true`): Promise<readonly StoredPolicy[]> {
  const { rows } = await sql<StoredPolicy>`select ${columns} from policy p
    where p.outcome = 'approved' and not exists (select 1 from policy n where n.id = p.id and n.outcome = 'approved' and n.version > p.version) and ${seenPolicy(reader)} and ${where}
    order by p.issued_on desc, p.id`.execute(reader.tx)
  return rows
}
/** One wording; without `version` the newest published, else the newest of all, which its own people alone may see. */
export async function onePolicy(reader: PolicyReader, id: string, version?: number): Promise<StoredPolicy | null> {
  const { rows } = await sql<StoredPolicy>`select ${columns} from policy p where p.id = ${id} and ${seenPolicy(reader)}
    ${version === undefined ? sql`` : sql`and p.version = ${version}`} order by (p.outcome is not distinct from 'approved') desc, p.version desc limit 1`.execute(reader.tx)
  const [row] = rows
  return row && (row.outcome === 'approved' || mayDecide(reader, row) || row.proposedBy === reader.who.person || writesFor(reader, row.unit)) ? row : null
}
/** Every agreed change and repeal. @param to of this one alone */
export async function doneLinks(reader: Pick<PolicyReader, 'tx'>, to: string | null = null): Promise<readonly Done[]> {
  return run<Done>(
    reader.tx,
    `select l.from_policy as "from", l.to_policy as "to", l.kind, l.on_day::text as "on", l.clauses from policy_link l
     where l.kind in ('amends', 'repeals') and l.outcome = 'approved' and ($1::uuid is null or l.to_policy = $1)`,
    [to],
  )
}
export async function libraryOn(reader: PolicyReader, day: OfficeDate): Promise<Library> {
  return openLibrary(await publishedPolicies(reader), await doneLinks(reader), day)
}

/** Units whose own rule sets a person may draft: those he holds a post of; whoever keeps the library, all. */
export const writesFor = (reader: Pick<PolicyReader, 'office' | 'who' | 'now'>, unit: UnitId | null): boolean =>
  keeps(reader) || (unit !== null && homeUnits(reader.office, reader.who.person, reader.now).includes(unit))
/** 第二人: the head of the unit whose rule set it is, or whoever approves for the library; never who proposed it. */
export function mayDecide(
  reader: Pick<PolicyReader, 'office' | 'who' | 'now'>,
  proposed: { readonly unit: UnitId | null; readonly proposedBy: PersonId; readonly outcome: unknown },
): boolean {
  const { office, who, now } = reader
  if (proposed.outcome !== null || proposed.proposedBy === who.person) return false
  return approves(reader) || (proposed.unit !== null && headOf(office, proposed.unit, now) === who.person)
}
export const refOf = ({ id, title, number }: PolicyRef): PolicyRef => ({ id, title, number })
const nameOf = (reader: Pick<PolicyReader, 'office'>, person: PersonId) => ({ id: person, name: reader.office.persons.get(person)?.name ?? '' })
const unitOf = (reader: Pick<PolicyReader, 'office'>, unit: UnitId | null) => (unit === null ? null : { id: unit, name: reader.office.units.get(unit)?.name ?? '' })

export { nameOf as personNamed, unitOf as unitNamed }

/** @param done what was done to it; @param known titles of who did it */
export function policyRow(reader: PolicyReader, one: StoredPolicy, done: readonly Done[], known: ReadonlyMap<string, StoredPolicy>): PolicyRow {
  const today = officeDate(reader.now)
  const { state, on, by } = standingOn(one, done, today)
  const post = reader.office.posts.get(one.ownerPost)
  const maker = by === null ? undefined : known.get(by)
  const living = !hasEnded({ state })
  return {
    ...refOf(one),
    version: one.version,
    issuer: one.issuer,
    field: one.field,
    unit: unitOf(reader, one.unit),
    issuedOn: one.issuedOn,
    fromOn: one.fromOn,
    untilOn: one.untilOn,
    state,
    on,
    by: maker ? refOf(maker) : null,
    owner: {
      post: post?.title ?? '',
      unit: post ? (reader.office.units.get(post.unit)?.name ?? '') : '',
      people: holdersOf(reader.office, one.ownerPost, reader.now).map((person) => nameOf(reader, person).name),
    },
    reviewOn: one.reviewOn,
    review: !living ? 'later' : one.reviewOn < today ? 'over' : one.reviewOn <= addDays(today, REVIEW_AHEAD) ? 'soon' : 'later',
    closed: one.readers === 'unit',
  }
}

interface RawLink {
  readonly id: string
  readonly kind: PolicyLinkKind
  readonly from: string
  readonly to: string
  readonly on: OfficeDate | null
  readonly clauses: string | null
  readonly proposedBy: PersonId
  readonly proposedAt: Instant
  readonly decidedBy: PersonId | null
  readonly outcome: 'approved' | 'refused' | 'withdrawn' | null
}
/** Links as a page shows them; of a policy the reader may not see there is none. @param where over `l` */
export async function policyLinks(reader: PolicyReader, known: ReadonlyMap<string, StoredPolicy>, where: RawBuilder<boolean>): Promise<PolicyLinkRow[]> {
  const { rows } = await sql<RawLink>`select l.id, l.kind, l.from_policy as "from", l.to_policy as "to", l.on_day::text as "on", l.clauses, l.proposed_by as "proposedBy",
    l.proposed_at as "proposedAt", l.decided_by as "decidedBy", l.outcome from policy_link l where ${where} order by l.on_day desc nulls last, l.proposed_at desc, l.id`.execute(
    reader.tx,
  )
  return rows.flatMap((row): PolicyLinkRow[] => {
    const [from, to] = [known.get(row.from), known.get(row.to)]
    if (!from || !to) return []
    const { kind, clauses, on, id, outcome } = row
    const may = {
      decide: mayDecideLink(reader, row, to),
      withdraw: outcome === null && row.proposedBy === reader.who.person,
    }
    const decidedBy = row.decidedBy === null ? null : nameOf(reader, row.decidedBy)
    return [{ id, kind, from: refOf(from), to: refOf(to), on, clauses, by: nameOf(reader, row.proposedBy), at: row.proposedAt, decidedBy, outcome, may }]
  })
}
/** 依据, 解读: said by one. */
export const isPlain = (kind: PolicyLinkKind): boolean => kind === 'basis' || kind === 'explains'
export const mayDecideLink = (reader: Pick<PolicyReader, 'office' | 'who' | 'now'>, link: Pick<RawLink, 'proposedBy' | 'outcome'>, to: Pick<StoredPolicy, 'unit'>): boolean =>
  mayDecide(reader, { ...link, unit: to.unit })
