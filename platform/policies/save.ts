/** 制度政策: entered, proposed, approved or refused, withdrawn. What others issued is entered by whoever keeps the library; what a unit makes for itself takes two people. Rule: HB-45, BZ-04; decision 0028 */
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower, headOf, holdersOf } from '../../kernel/decide/office.ts'
import type { FileId, PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { APPROVE, mayDecide, onePolicy, publishedPolicies, type StoredPolicy, writesFor } from '../../kernel/policies/read.ts'
import { decidePolicy, type PolicyFields, savePolicy, withdrawPolicy } from '../../kernel/policies/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { foldText } from '../../kernel/search/fold.ts'
import { run } from '../../kernel/write/tx.ts'
import { takeUploads } from '../../kernel/write/uploads.ts'
import { handle } from '../ctx/handle.ts'

export const notFound = () => new RefusalError(refuse('kernel.not-found', {}, 404))
export const tellOf = (ctx: Ctx, kind: string, to: readonly PersonId[], id: string, about = '') =>
  putNotices(
    ctx.tx,
    [...new Set(to)]
      .filter((person) => person !== ctx.who.person)
      .map((person) => ({ kind, to: person, key: `policy:${id}:${kind}${about}`, payload: { by: ctx.who.person, page: `/policies/${id}` }, dueAt: ctx.now })),
  )
/** Whoever may be the second person. */
export const approversOf = (ctx: Ctx, unit: StoredPolicy['unit']): PersonId[] => {
  const head = unit === null ? null : headOf(ctx.office, unit, ctx.now)
  return [...ctx.office.persons.values()]
    .filter((person) => person.active && person.id !== ctx.who.person && (person.id === head || hasPower(ctx.office, person.id, APPROVE, ctx.now)))
    .map((person) => person.id)
}
export const ownersOf = (ctx: Ctx, policies: readonly Pick<StoredPolicy, 'ownerPost'>[]): PersonId[] => policies.flatMap((one) => holdersOf(ctx.office, one.ownerPost, ctx.now))
/** One policy is written by one at a time. */
export const lockPolicy = (ctx: Ctx, id: string) => run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy:${id}`])

/** @throws RefusalError what the fields themselves show to be wrong */
function mustFit(ctx: Ctx, { fromOn, issuedOn, untilOn, field, ownerPost, unit, readers, rules }: PolicyFields): void {
  if (fromOn < issuedOn && unit !== null) throw new RefusalError(refuse('policies.from-before-issued', { issued: issuedOn, from: fromOn }))
  if (untilOn !== null && untilOn < fromOn) throw new RefusalError(refuse('policies.until-before-from', { from: fromOn, until: untilOn }))
  if (field !== null && !ctx.office.fields.some((one) => one.key === field && one.to_at === null)) throw new RefusalError(refuse('policies.unknown-field', { field }))
  const post = ctx.office.posts.get(ownerPost)
  if (!post || (post.to_at !== null && post.to_at <= ctx.now)) throw new RefusalError(refuse('policies.unknown-post'))
  if (unit !== null && !ctx.office.units.has(unit)) throw notFound()
  if (unit === null && readers === 'unit') throw new RefusalError(refuse('policies.closed-without-unit'))
  const bad = rules.find((rule) => !/^(route|clock|dictionary|quota):[a-z][\w.-]*$/.test(rule))
  if (bad) throw new RefusalError(refuse('policies.unknown-rule', { rule: bad }))
}
const foldedOf = ({ title, number, issuer, aliases, body }: Pick<PolicyFields, 'title' | 'number' | 'issuer' | 'aliases' | 'body'>): string =>
  foldText([title, number, issuer, ...aliases, body].filter(Boolean).join('\n'))

interface Wording extends PolicyFields {
  readonly id: string
  readonly version: number
  readonly matter: string | null
  readonly master: string | null
}
/** The row itself, decided already where nobody else has to. */
async function insertPolicy(ctx: Pick<Ctx, 'tx' | 'who' | 'now'>, row: Wording, waits: boolean): Promise<void> {
  await run(
    ctx.tx,
    `insert into policy (id, version, title, number, issuer, field, unit, owner_post, issued_on, from_on, until_on, text_as_of, aliases, other_numbers, other_days, body, folded, rules, review_on,
       readers, matter, master, proposed_by, proposed_at, outcome, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10::date, $11::date, $12::date, $13::text[], $14::text[], $15::date[], $16, $17, $18::text[], $19::date, $20, $21, $22, $23, $24, $25, $26, $27)`,
    [
      row.id,
      row.version,
      row.title,
      row.number,
      row.issuer,
      row.field,
      row.unit,
      row.ownerPost,
      row.issuedOn,
      row.fromOn,
      row.untilOn,
      row.textAsOf,
      row.aliases,
      row.otherNumbers,
      row.otherDays,
      row.body,
      foldedOf(row),
      row.rules,
      row.reviewOn,
      row.readers,
      row.matter,
      row.master,
      ctx.who.person,
      ctx.now,
      waits ? null : 'approved',
      waits ? null : ctx.who.person,
      waits ? null : ctx.now,
    ],
  )
}
interface Bytes {
  readonly digest: string
  readonly name: string
  readonly kind: string
  readonly size: number
}
/** Files of the wording before, and of the paper it is taken from now, which whoever saves it may see; the bytes are not copied. @throws RefusalError `kernel.no-such-file` */
async function kept(ctx: Ctx, keep: readonly FileId[], id: string, matter: string | null): Promise<readonly Bytes[]> {
  if (keep.length === 0) return []
  const rows = await run<Bytes>(
    ctx.tx,
    `select f.digest, f.name, f.kind, f.size::int as size from policy_file f where f.id = any ($1::uuid[]) and f.policy = $2
     union all select f.digest, f.name, f.kind, f.size::int from file f join matter m on m.id = f.matter_id where f.id = any ($1::uuid[]) and f.matter_id = $3 and f.name is not null and m.readers = 'units'`,
    [keep, id, matter],
  )
  if (rows.length !== new Set(keep).size) throw new RefusalError(refuse('kernel.no-such-file', { n: keep.length - rows.length }, 422))
  return rows
}

/** @throws RefusalError `session.not-allowed`, `policies.open`, `policies.already` (this number is in the library), and those of the fields */
export const handleSavePolicy = handle(
  savePolicy,
  async (ctx, { id: asked, matter, master, files, keep, ...fields }) => {
    const id = asked ?? ctx.ids.next<string>()
    await lockPolicy(ctx, fields.number ?? id)
    await lockPolicy(ctx, id)
    const before = asked === null ? null : await onePolicy(ctx, asked)
    if (asked !== null && !before) throw notFound()
    if (!writesFor(ctx, fields.unit) || (before && !writesFor(ctx, before.unit))) throw new RefusalError(refuse('session.not-allowed', { power: 'office.policies' }, 403))
    mustFit(ctx, fields)
    const [twin] = fields.number === null ? [] : await publishedPolicies(ctx, sql<boolean>`(p.number = ${fields.number} and p.id <> ${id})`)
    if (twin) throw new RefusalError(refuse('policies.already', { title: twin.title, number: fields.number }, 409))
    if (master !== null && (await onePolicy(ctx, master))?.outcome !== 'approved') throw notFound()
    if (matter !== null && !(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw notFound()
    const [last] = await run<{ version: number; open: boolean; matter: string | null; master: string | null }>(
      ctx.tx,
      'select p.version, p.outcome is null as open, p.matter, p.master from policy p where p.id = $1 order by p.version desc limit 1',
      [id],
    )
    if (last?.open) throw new RefusalError(refuse('policies.open', {}, 409))
    const row = { ...fields, id, version: (last?.version ?? 0) + 1, matter: matter ?? last?.matter ?? null, master: master ?? last?.master ?? null }
    // a unit's own rule set is not turned into somebody else's paper by one alone
    const waits = fields.unit !== null || (before !== null && before.unit !== null)
    const carried = await kept(ctx, keep, id, matter)
    await insertPolicy(ctx, row, waits)
    const uploads = await takeUploads(ctx.tx, files, ctx.who.person, { matter: id as never, act: ctx.act, ids: ctx.ids })
    for (const { digest, name, kind, size } of [...carried, ...uploads])
      await run(ctx.tx, 'insert into policy_file (id, policy, version, digest, name, kind, size) values ($1, $2, $3, $4, $5, $6, $7)', [
        ctx.ids.next(),
        id,
        row.version,
        digest,
        name,
        kind,
        size,
      ])
    await recordOfficeAct(ctx, waits ? 'policies.propose' : 'policies.save', { policy: id, version: row.version, unit: fields.unit, matter: row.matter })
    if (waits) await tellOf(ctx, 'policy-proposed', approversOf(ctx, fields.unit), id)
    return { id, version: row.version, waits }
  },
  'signed-in',
)

/** The wording that waits, locked. */
async function mustWait(ctx: Ctx, id: string): Promise<StoredPolicy> {
  await lockPolicy(ctx, id)
  const [open] = await run<{ version: number }>(ctx.tx, 'select p.version from policy p where p.id = $1 and p.outcome is null', [id])
  const one = open ? await onePolicy(ctx, id, open.version) : await onePolicy(ctx, id)
  if (!one) throw notFound()
  if (!open) throw new RefusalError(refuse('policies.decided', {}, 409))
  return one
}
const decided = (ctx: Ctx, { id, version }: StoredPolicy, outcome: string, why: string | null = null) =>
  run(ctx.tx, 'update policy set outcome = $3, decided_by = $4, decided_at = $5, why = $6 where id = $1 and version = $2', [id, version, outcome, ctx.who.person, ctx.now, why])

/** @throws RefusalError `policies.own-proposal` (第二人), `kernel.reason-missing`, `session.not-allowed` */
export const handleDecidePolicy = handle(
  decidePolicy,
  async (ctx, { id, approve, why }) => {
    const one = await mustWait(ctx, id)
    if (one.proposedBy === ctx.who.person) throw new RefusalError(refuse('policies.own-proposal', {}, 403))
    if (!mayDecide(ctx, one)) throw new RefusalError(refuse('session.not-allowed', { power: APPROVE }, 403))
    if (!approve && why === null) throw new RefusalError(refuse('kernel.reason-missing', {}, 422))
    await decided(ctx, one, approve ? 'approved' : 'refused', why)
    await tellOf(ctx, approve ? 'policy-approved' : 'policy-refused', [one.proposedBy], id)
    // whoever adapted it is told that the master has changed, also where the approver may not see what was made of it
    if (approve && one.version > 1)
      await tellOf(
        ctx,
        'policy-master-changed',
        ownersOf(ctx, await publishedPolicies({ ...ctx, who: { ...ctx.who, system: true } }, sql<boolean>`p.master = ${id}`)),
        id,
        `:${one.version}`,
      )
    await recordOfficeAct(ctx, approve ? 'policies.approve' : 'policies.refuse', { policy: id, version: one.version, by: one.proposedBy })
    return {}
  },
  'signed-in',
)
export const handleWithdrawPolicy = handle(
  withdrawPolicy,
  async (ctx, { id }) => {
    const one = await mustWait(ctx, id)
    if (one.proposedBy !== ctx.who.person) throw new RefusalError(refuse('policies.not-the-proposer', {}, 403))
    await decided(ctx, one, 'withdrawn')
    await recordOfficeAct(ctx, 'policies.withdraw', { policy: id, version: one.version })
    return {}
  },
  'signed-in',
)
