/** 依据, 解读, 修改, 废止; and the yearly review. A change or repeal takes a second person and a day, and whoever cites what it ends is told. Rule: BZ-27, GN-45; decision 0028 */
import type { Ctx } from '../../kernel/ctx.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { answersFor } from '../../kernel/policies/pages.ts'
import { APPROVE, isPlain, mayDecideLink, onePolicy, type StoredPolicy, writesFor } from '../../kernel/policies/read.ts'
import { decideLink, linkPolicies, type PolicyLinkKind, reviewPolicy, withdrawLink } from '../../kernel/policies/shape.ts'
import { articlesIn } from '../../kernel/policies/state.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addDays, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { approversOf, lockPolicy, notFound, ownersOf, tellOf } from './save.ts'
import { tellCiting } from './tell-citing.ts'

async function mustFind(ctx: Ctx, id: string): Promise<StoredPolicy> {
  const one = await onePolicy(ctx, id)
  if (one?.outcome !== 'approved') throw notFound()
  return one
}
const DAYS_MOST = 3 * 366

/**
 * @throws RefusalError `session.not-allowed`, `policies.link-itself`, `policies.day-missing`, `policies.bad-clauses` (no 第…条 in them), `policies.linked-already`,
 * `policies.repeal-early` (before it is itself in force)
 */
export const handleLinkPolicies = handle(
  linkPolicies,
  async (ctx, { from, to, kind, on, clauses }) => {
    if (from === to) throw new RefusalError(refuse('policies.link-itself'))
    await lockPolicy(ctx, to)
    const [one, other] = [await mustFind(ctx, from), await mustFind(ctx, to)]
    if (!writesFor(ctx, one.unit) && !writesFor(ctx, other.unit)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.policies' }, 403))
    const plain = isPlain(kind)
    if (!plain && on === null) throw new RefusalError(refuse('policies.day-missing'))
    if (!plain && on !== null && on < one.issuedOn) throw new RefusalError(refuse('policies.repeal-early', { day: one.issuedOn }))
    if (clauses !== null && (plain || articlesIn(clauses).length === 0)) throw new RefusalError(refuse('policies.bad-clauses'))
    const there = await run(
      ctx.tx,
      `select 1 from policy_link l where l.from_policy = $1 and l.to_policy = $2 and l.kind = $3 and coalesce(l.clauses, '') = coalesce($4, '') and (l.outcome is null or l.outcome = 'approved')`,
      [from, to, kind, clauses],
    )
    if (there.length > 0) throw new RefusalError(refuse('policies.linked-already', {}, 409))
    const id = ctx.ids.next<string>()
    await run(
      ctx.tx,
      `insert into policy_link (id, from_policy, to_policy, kind, on_day, clauses, proposed_by, proposed_at, outcome, decided_by, decided_at)
       values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9, $10, $11)`,
      [id, from, to, kind, plain ? null : on, clauses, ctx.who.person, ctx.now, plain ? 'approved' : null, plain ? ctx.who.person : null, plain ? ctx.now : null],
    )
    await recordOfficeAct(ctx, 'policies.link', { link: id, from, to, kind, on: plain ? null : on })
    if (!plain) await tellOf(ctx, 'policy-link-proposed', approversOf(ctx, other.unit), to, `:${id}`)
    return { id, waits: !plain }
  },
  'signed-in',
)

interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: PolicyLinkKind
  readonly on: OfficeDate | null
  readonly outcome: 'approved' | 'refused' | 'withdrawn' | null
  readonly proposedBy: PersonId
}
async function mustLock(ctx: Ctx, id: string): Promise<Link> {
  const [link] = await run<Link>(
    ctx.tx,
    `select l.id, l.from_policy as "from", l.to_policy as "to", l.kind, l.on_day::text as "on", l.outcome, l.proposed_by as "proposedBy" from policy_link l where l.id = $1 for update`,
    [id],
  )
  if (!link) throw notFound()
  return link
}
const settle = (ctx: Ctx, id: string, outcome: string, why: string | null = null) =>
  run(ctx.tx, 'update policy_link set outcome = $2, decided_by = $3, decided_at = $4, why = $5 where id = $1', [id, outcome, ctx.who.person, ctx.now, why])

/** @throws RefusalError `policies.decided`, `policies.own-proposal` (第二人), `kernel.reason-missing`, `session.not-allowed` */
export const handleDecideLink = handle(
  decideLink,
  async (ctx, { id, approve, why }) => {
    const link = await mustLock(ctx, id)
    const to = await mustFind(ctx, link.to)
    if (link.outcome !== null) throw new RefusalError(refuse('policies.decided', {}, 409))
    if (link.proposedBy === ctx.who.person) throw new RefusalError(refuse('policies.own-proposal', {}, 403))
    if (!mayDecideLink(ctx, link, to)) throw new RefusalError(refuse('session.not-allowed', { power: APPROVE }, 403))
    if (!approve && why === null) throw new RefusalError(refuse('kernel.reason-missing', {}, 422))
    await settle(ctx, id, approve ? 'approved' : 'refused', why)
    await tellOf(ctx, approve ? 'policy-link-approved' : 'policy-link-refused', [link.proposedBy], link.to, `:${id}`)
    if (approve) {
      await tellOf(ctx, 'policy-ends', ownersOf(ctx, [to]), link.to, `:${id}`)
      if (link.kind === 'repeals' && link.on !== null && link.on <= officeDate(ctx.now)) await tellCiting(ctx, to)
    }
    await recordOfficeAct(ctx, approve ? 'policies.approveLink' : 'policies.refuseLink', {
      link: id,
      from: link.from,
      to: link.to,
      kind: link.kind,
      on: link.on,
      by: link.proposedBy,
    })
    return {}
  },
  'signed-in',
)
/** A proposal by its proposer. What was agreed, and a 依据 or 解读 once said, stays on record. */
export const handleWithdrawLink = handle(
  withdrawLink,
  async (ctx, { id }) => {
    const link = await mustLock(ctx, id)
    if (link.outcome !== null) throw new RefusalError(refuse('policies.decided', {}, 409))
    if (link.proposedBy !== ctx.who.person) throw new RefusalError(refuse('policies.not-the-proposer', {}, 403))
    await settle(ctx, id, 'withdrawn')
    await recordOfficeAct(ctx, 'policies.withdrawLink', { link: id, to: link.to })
    return {}
  },
  'signed-in',
)

/** 年度复核: by whoever holds its post. What needs changing or repealing says why, and the library is told. @throws RefusalError `kernel.reason-missing`, `policies.review-day` */
export const handleReviewPolicy = handle(
  reviewPolicy,
  async (ctx, { id, verdict, note, nextOn }) => {
    await lockPolicy(ctx, id)
    const one = await mustFind(ctx, id)
    if (!answersFor(ctx, one)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.policies' }, 403))
    if (verdict !== 'keep' && note === null) throw new RefusalError(refuse('kernel.reason-missing', {}, 422))
    const today = officeDate(ctx.now)
    if (nextOn <= today || nextOn > addDays(today, DAYS_MOST)) throw new RefusalError(refuse('policies.review-day'))
    await run(ctx.tx, 'insert into policy_review (id, policy, version, verdict, note, next_on, by, at) values ($1, $2, $3, $4, $5, $6::date, $7, $8)', [
      ctx.ids.next(),
      id,
      one.version,
      verdict,
      note,
      nextOn,
      ctx.who.person,
      ctx.now,
    ])
    if (verdict !== 'keep') await tellOf(ctx, 'policy-reviewed', approversOf(ctx, one.unit), id, `:${nextOn}`)
    await recordOfficeAct(ctx, 'policies.review', { policy: id, version: one.version, verdict, next: nextOn })
    return {}
  },
  'signed-in',
)
