/** Pages of the library: the list, one policy, what waits. Rule: BZ-27, GN-45, HB-45 */
import { sql } from 'kysely'
import type { z } from 'zod'
import { hasPower, homeUnits, postsHeld } from '../decide/office.ts'
import type { PersonId } from '../ids.ts'
import { maySee, sightOf } from '../people/sight.ts'
import { like } from '../reading/row.ts'
import { foldText } from '../search/fold.ts'
import type { Instant, OfficeDate } from '../time.ts'
import { run } from '../write/tx.ts'
import {
  APPROVE,
  doneLinks,
  keeps,
  mayDecide,
  onePolicy,
  type PolicyReader,
  personNamed,
  policyLinks,
  policyRow,
  publishedPolicies,
  refOf,
  type StoredPolicy,
  seenPolicy,
  unitNamed,
  writesFor,
} from './read.ts'
import type { PolicyPage, policyList, policyWaiting } from './shape.ts'
import { doneByTarget, inForceOn } from './state.ts'

const SIZE = 50
export const byId = (all: readonly StoredPolicy[]): ReadonlyMap<string, StoredPolicy> => new Map(all.map((one) => [one.id, one]))

export async function readPolicies(reader: PolicyReader, asked: z.output<typeof policyList.input>): Promise<z.input<typeof policyList.output>> {
  const words = foldText(asked.q ?? '')
    .split(/\s+/u)
    .filter(Boolean)
  const all = await publishedPolicies(reader)
  const known = byId(all)
  const done = doneByTarget(await doneLinks(reader))
  const found =
    words.length === 0
      ? all
      : await publishedPolicies(
          reader,
          sql<boolean>`${sql.join(
            words.map((word) => sql`p.folded like ${like(word)}`),
            sql` and `,
          )}`,
        )
  const rows = found
    .map((one) => policyRow(reader, one, done.get(one.id) ?? [], known))
    .filter(
      (row) =>
        (!asked.state || (asked.state === 'in-force' ? inForceOn(row) : row.state === asked.state)) &&
        (!asked.field || row.field === asked.field) &&
        (!asked.unit || row.unit?.id === asked.unit) &&
        (!asked.review || row.review !== 'later'),
    )
  const units = homeUnits(reader.office, reader.who.person, reader.now).flatMap((unit) => unitNamed(reader, unit) ?? [])
  return { rows: rows.slice((asked.page - 1) * SIZE, asked.page * SIZE), count: rows.length, size: SIZE, may: { write: keeps(reader), units } }
}

/** Who answers for it by the post he holds, or keeps the library. */
const answersFor = (reader: PolicyReader, one: Pick<StoredPolicy, 'ownerPost'>): boolean =>
  keeps(reader) || postsHeld(reader.office, reader.who.person, reader.now).some((post) => post.id === one.ownerPost)

export { answersFor }

export async function readWaiting(reader: PolicyReader): Promise<z.input<typeof policyWaiting.output>> {
  const all = await publishedPolicies(reader)
  const known = byId(all)
  const done = doneByTarget(await doneLinks(reader))
  const { rows } = await sql<StoredPolicy>`select p.id, p.version, p.title, p.number, p.unit, p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.outcome
    from policy p where p.outcome is null and ${seenPolicy(reader)} order by p.proposed_at, p.id`.execute(reader.tx)
  const mine = rows.map((one) => ({ one, decide: mayDecide(reader, one), withdraw: one.proposedBy === reader.who.person })).filter(({ decide, withdraw }) => decide || withdraw)
  const links = await policyLinks(reader, known, sql<boolean>`l.outcome is null`)
  return {
    proposals: mine.map(({ one, ...may }) => ({
      ...refOf(one),
      version: one.version,
      unit: unitNamed(reader, one.unit),
      by: personNamed(reader, one.proposedBy),
      at: one.proposedAt,
      may,
    })),
    links: links.filter((link) => link.may.decide || link.may.withdraw),
    reviews: all
      .filter((one) => postsHeld(reader.office, reader.who.person, reader.now).some((post) => post.id === one.ownerPost))
      .map((one) => policyRow(reader, one, done.get(one.id) ?? [], known))
      .filter((row) => row.review !== 'later'),
  }
}

interface Version {
  readonly version: number
  readonly proposed_by: PersonId
  readonly proposed_at: Instant
  readonly outcome: 'approved' | 'refused' | 'withdrawn' | null
  readonly decided_by: PersonId | null
  readonly decided_at: Instant | null
  readonly why: string | null
}
interface Review {
  readonly id: string
  readonly verdict: 'keep' | 'amend' | 'repeal'
  readonly note: string | null
  readonly next_on: OfficeDate
  readonly by: PersonId
  readonly at: Instant
}
/** @returns null: there is none, or not for him (invariant 14) */
export async function readPolicy(reader: PolicyReader, id: string, version?: number): Promise<PolicyPage | null> {
  const one = await onePolicy(reader, id, version)
  if (!one) return null
  // itself, its master, what was adapted from it, and both ends of its links
  const all = await publishedPolicies(
    reader,
    sql<boolean>`(p.id = ${id} or p.id = ${one.master}::uuid or p.master = ${id} or p.id in (
      select l.from_policy from policy_link l where l.to_policy = ${id} union all select l.to_policy from policy_link l where l.from_policy = ${id}))`,
  )
  const known = new Map(byId(all))
  if (!known.has(id)) known.set(id, one)
  const done = await doneLinks(reader, id)
  const [more] = await run<{ body: string | null; rules: string[]; matter: string | null; desk: string | null; number: string | null }>(
    reader.tx,
    'select p.body, p.rules, m.id as matter, m.desk, m.number from policy p left join matter m on m.id = p.matter where p.id = $1 and p.version = $2',
    [id, one.version],
  )
  const versions = await run<Version>(
    reader.tx,
    'select p.version, p.proposed_by, p.proposed_at, p.outcome, p.decided_by, p.decided_at, p.why from policy p where p.id = $1 order by p.version desc',
    [id],
  )
  const reviews = await run<Review>(
    reader.tx,
    'select r.id, r.verdict, r.note, r.next_on::text as next_on, r.by, r.at from policy_review r where r.policy = $1 order by r.at desc, r.id desc',
    [id],
  )
  const files = await run<{ id: string; name: string; kind: string; size: number }>(
    reader.tx,
    'select f.id, f.name, f.kind, f.size::int as size from policy_file f where f.policy = $1 and f.version = $2 order by f.id',
    [id, one.version],
  )
  const links = await policyLinks(
    reader,
    known,
    sql<boolean>`(l.from_policy = ${id} or l.to_policy = ${id}) and l.outcome is distinct from 'refused' and l.outcome is distinct from 'withdrawn'`,
  )
  const seesPaper = more?.matter != null && (await maySee(reader.tx, sightOf(reader.office, reader.who.person, reader.now), more.matter as never))
  const master = one.master === null ? undefined : known.get(one.master)
  const writes = writesFor(reader, one.unit)
  const open = versions.find((row) => row.outcome === null)
  const units = homeUnits(reader.office, reader.who.person, reader.now).filter((unit) => unit !== one.unit)
  const isLiving = one.outcome === 'approved'
  return {
    ...policyRow(reader, one, done, known),
    aliases: [...one.aliases],
    otherNumbers: [...one.otherNumbers],
    otherDays: [...one.otherDays],
    textAsOf: one.textAsOf,
    body: more?.body ?? null,
    rules: more?.rules ?? [],
    readers: one.readers,
    ownerPost: one.ownerPost,
    matter: seesPaper && more?.matter && more.desk ? { id: more.matter, desk: more.desk, number: more.number } : null,
    master: master ? { ...refOf(master), newer: master.proposedAt > one.proposedAt } : null,
    copies: all.filter((copy) => copy.master === id).map((copy) => ({ ...refOf(copy), unit: unitNamed(reader, copy.unit) })),
    files: files.map((file) => ({ ...file, at: null })),
    versions: versions
      .filter(
        (row) =>
          row.outcome === 'approved' || writes || row.proposed_by === reader.who.person || mayDecide(reader, { unit: one.unit, proposedBy: row.proposed_by, outcome: row.outcome }),
      )
      .map((row) => ({
        version: row.version,
        by: personNamed(reader, row.proposed_by),
        at: row.proposed_at,
        outcome: row.outcome,
        decidedBy: row.decided_by === null ? null : personNamed(reader, row.decided_by),
        decidedAt: row.decided_at,
        why: row.why,
      })),
    links,
    reviews: reviews.map((row) => ({ id: row.id, verdict: row.verdict, note: row.note, nextOn: row.next_on, by: personNamed(reader, row.by), at: row.at })),
    may: {
      edit: writes && !open,
      decide: mayDecide(reader, one),
      withdraw: one.outcome === null && one.proposedBy === reader.who.person,
      link: isLiving && (writes || hasPower(reader.office, reader.who.person, APPROVE, reader.now)),
      review: isLiving && answersFor(reader, one),
      adapt: isLiving ? units.flatMap((unit) => unitNamed(reader, unit) ?? []) : [],
    },
  }
}
