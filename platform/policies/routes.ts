/** 制度政策库 as addresses. Rule: BZ-04, BZ-27, GN-45, HB-45; decision 0028 */
import { sql } from 'kysely'
import { runs } from '../../kernel/decide/office.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { mattersCiting } from '../../kernel/policies/citing.ts'
import { judgeCitations, openLibrary } from '../../kernel/policies/judge.ts'
import { byId, readPolicies, readPolicy, readWaiting } from '../../kernel/policies/pages.ts'
import { doneLinks, libraryOn, publishedPolicies, refOf, type StoredPolicy } from '../../kernel/policies/read.ts'
import { checkCitations, policyCiting, policyFromPaper, policyList, policyPage, policyPosts, policyWaiting } from '../../kernel/policies/shape.ts'
import { doneByTarget, hasEnded, standingOn } from '../../kernel/policies/state.ts'
import { addDays, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { handleDecideLink, handleLinkPolicies, handleReviewPolicy, handleWithdrawLink } from './links.ts'
import { handleDecidePolicy, handleSavePolicy, handleWithdrawPolicy, notFound } from './save.ts'

/** What went out of force within these days is looked for in what is still open, the newest first. */
const LOOKED_BACK = 366
const LOOKED_MOST = 20
/** The longest text taken from a paper's file. */
const BODY_MOST = 100_000

async function readCiting(ctx: ReadCtx, id: string | undefined) {
  const today = officeDate(ctx.now)
  const all = await publishedPolicies(ctx)
  const known = byId(all)
  const links = await doneLinks(ctx)
  const done = doneByTarget(links)
  const library = openLibrary(all, links, today)
  const nowOf = (one: StoredPolicy) => standingOn(one, done.get(one.id) ?? [], today)
  const gone = all
    .map((one) => ({ one, standing: nowOf(one) }))
    .filter(({ one, standing }) => hasEnded(standing) && (id ? one.id === id : standing.on >= addDays(today, -LOOKED_BACK)))
    .sort((a, b) => (a.standing.on < b.standing.on ? 1 : -1))
    .slice(0, LOOKED_MOST)
  const rows = []
  for (const { one, standing } of gone)
    for (const { id: matter, owner, ...row } of await mattersCiting(ctx, library, one))
      rows.push({ ...row, matter, owner: ctx.office.persons.get(owner)?.name ?? '', policy: refOf(one), state: standing.state, on: standing.on })
  const resting = await run<{ from: string; to: string }>(
    ctx.tx,
    `select l.from_policy as "from", l.to_policy as "to" from policy_link l where l.kind = 'basis' and l.outcome = 'approved' and l.to_policy = any ($1::uuid[])`,
    [gone.map(({ one }) => one.id)],
  )
  const policies = resting.flatMap(({ from, to }) => {
    const [one, cites] = [known.get(from), gone.find((other) => other.one.id === to)]
    return one && cites && !hasEnded(nowOf(one)) ? [{ ...refOf(one), cites: refOf(cites.one), state: cites.standing.state }] : []
  })
  return { rows, policies }
}

interface Paper {
  readonly desk: string
  readonly title: string | null
  readonly readers: 'units' | 'own' | 'named'
}
/**
 * What its desk says of the paper itself; of a desk that says nothing, the title. A unit's own paper (本单位自收) gives neither its text nor its files: others read what lies
 * in the library. One known to named persons gives nothing.
 */
async function readPaper(ctx: ReadCtx, matter: string) {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter as never))) throw notFound()
  const [found] = await run<Paper>(ctx.tx, 'select m.desk, m.title, m.readers from matter m where m.id = $1', [matter])
  const entry = found && ctx.desks.get(found.desk)
  if (!found || !entry || found.readers === 'named') throw notFound()
  const said = entry.paper?.((await entry.load(ctx.tx, [matter as never])).get(matter as never)) ?? null
  const files =
    found.readers === 'own'
      ? []
      : await run<{ id: string; name: string | null; kind: string; size: number; body: string | null }>(
          ctx.tx,
          'select f.id, f.name, f.kind, f.size::int as size, left(t.text, $2::int) as body from file f left join file_text t on t.file_id = f.id where f.matter_id = $1 and f.name is not null order by f.id',
          [matter, BODY_MOST],
        )
  const already = await publishedPolicies(ctx, sql<boolean>`exists (select 1 from policy q where q.id = p.id and q.matter = ${matter})`)
  return {
    title: found.title ?? '',
    number: said?.number ?? null,
    issuer: said?.issuer ?? '',
    issuedOn: said?.issuedOn ?? null,
    body: files.find((file) => file.body)?.body?.trim() || null,
    files: files.map(({ body: _body, ...file }) => ({ ...file, at: null })),
    already: already.map(refOf),
  }
}

export const policyRoutes: Routes = {
  key: 'policies',
  acts: [
    handleSavePolicy,
    handleDecidePolicy,
    handleWithdrawPolicy,
    handleLinkPolicies,
    handleDecideLink,
    handleWithdrawLink,
    handleReviewPolicy,
    handle(
      checkCitations,
      async (ctx, { citations }) => {
        const library = await libraryOn(ctx, officeDate(ctx.now))
        return {
          rows: judgeCitations(library, citations).map(({ entry, by, ...one }) => ({ ...one, entry: entry && refOf(entry), by: by && refOf(by) })),
        }
      },
      'signed-in',
      { writesNothing: true },
    ),
  ],
  readings: [
    read(policyList, (ctx, asked) => readPolicies(ctx, asked), 'signed-in'),
    read(policyWaiting, (ctx) => readWaiting(ctx), 'signed-in'),
    read(
      policyPage,
      async (ctx, { id, version }) => {
        const page = await readPolicy(ctx, id, version)
        if (!page) throw notFound()
        return page
      },
      'signed-in',
    ),
    read(
      policyPosts,
      async ({ office, now }) => ({
        rows: [...office.posts.values()]
          .filter((post) => runs(post, now))
          .map(({ id, title, unit, rank }) => ({ id, title, unit: office.units.get(unit)?.name ?? '', order: (office.units.get(unit)?.sort ?? 0) * 1000 + rank }))
          .sort((a, b) => a.order - b.order)
          .map(({ order: _order, ...post }) => post),
      }),
      'signed-in',
    ),
    read(policyCiting, (ctx, { id }) => readCiting(ctx, id)),
    read(policyFromPaper, (ctx, { matter }) => readPaper(ctx, matter)),
  ],
  gets: [],
}
