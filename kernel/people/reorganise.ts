/** 机构调整 is one act: units, posts, holdings, powers, portfolios, and every running piece of work, on record. Rule: ZK-47; decision 0013 */
import type { Ctx } from '../ctx.ts'
import { type Office, type Portfolio, runs } from '../decide/office.ts'
import { unended } from '../decide/run.ts'
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { run, type Tx } from '../write/tx.ts'
import { resettle } from './hand-over-post.ts'
import { loadStanding } from './load.ts'
import { type Asked, type Plan, parentAfter, planOf, seatIn } from './reorganise-plan.ts'
import { type Moved, takeOver } from './take-over.ts'

export interface Reorganised {
  readonly plan: Plan
  readonly matters: number
  readonly pieces: number
  readonly people: number
  readonly portfolios: number
  readonly children: number
  readonly moved: readonly Moved[]
}

const running = (tx: Tx, units: readonly UnitId[]) =>
  run<{ matter_id: MatterId; n: number }>(
    tx,
    `select a.matter_id, count(*)::int as n from assignment a where a.unit = any ($1::uuid[]) and a.sees and a.state <> 'ended' group by a.matter_id order by a.matter_id`,
    [units],
  )
const portfoliosOf = (office: Office, plan: Plan, ctx: Pick<Ctx, 'now'>): Portfolio[] =>
  office.portfolios.filter((p) => p.unit !== null && plan.ending.some((u) => u.id === p.unit) && (p.to_at === null || p.to_at > ctx.now))
const childrenOf = (office: Office, plan: Plan, ctx: Pick<Ctx, 'now'>) => [...office.units.values()].filter((u) => runs(u, ctx.now) && plan.ending.some((e) => e.id === u.parent))
const peopleOf = (office: Office, plan: Plan, ctx: Pick<Ctx, 'now'>): Set<PersonId> =>
  new Set(office.holdings.filter((h) => runs(h, ctx.now) && plan.posts.some((p) => p.old.id === h.post)).map((h) => h.person))

/** Carries it out, or with `look` only counts what it would take along. @returns Refusals of `planOf` */
export async function reorganiseOffice(ctx: Ctx, asked: Asked): Promise<Reorganised | Refusal> {
  const { tx, now, office } = ctx
  // whoever gives a unit something in this moment is waited for, or waits for us and then gives it to the successor
  if (!asked.look) await run(tx, 'select 1 from unit u where u.id = any ($1::uuid[]) order by u.id for update', [asked.ending])
  const plan = planOf(office, asked, ctx.ids, now)
  if (isRefusal(plan)) return plan
  const ids = plan.ending.map((u) => u.id)
  const work = await running(tx, ids)
  const portfolios = portfoliosOf(office, plan, ctx).length
  const counts = {
    plan,
    matters: work.length,
    pieces: work.reduce((n, w) => n + w.n, 0),
    people: peopleOf(office, plan, ctx).size,
    portfolios,
    children: childrenOf(office, plan, ctx).length,
  }
  if (asked.look) return { ...counts, moved: [] }
  await writeOffice(ctx, plan, asked.basis)
  const after = (await loadStanding(tx)).office
  const seat = seatIn(after, plan, now)
  const said = { kind: plan.kind, from: ids, to: plan.successors.map((u) => u.id) }
  const ground = { now, act: ctx.act, ids: ctx.ids }
  const moved = await resettle(
    ctx,
    after,
    work.map((w) => w.matter_id),
    (world, matter) => takeOver(world, matter, { move: 'reorganise', actor: ctx.who.person, said, seat: (a) => (unended(a) ? seat(a) : null) }, ground),
  )
  return isRefusal(moved) ? moved : { ...counts, moved }
}

/** The people tables, old rows ended and new ones begun at one moment. */
async function writeOffice(ctx: Ctx, plan: Plan, basis: string): Promise<void> {
  const { tx, now, office } = ctx
  const ending = plan.ending.map((u) => u.id)
  const old = plan.posts.map((p) => p.old.id)
  await run(tx, 'update unit set to_at = $2 where id = any ($1::uuid[])', [ending, now])
  await run(
    tx,
    `insert into unit (id, name, short, parent, kind, sort, code, from_at)
     select r.id, r.name, r.short, r.parent, r.kind, r.sort, r.code, r.from_at from json_populate_recordset(null::unit, $1::json) r`,
    [JSON.stringify(plan.fresh)],
  )
  for (const child of childrenOf(office, plan, ctx)) await run(tx, 'update unit set parent = $2 where id = $1', [child.id, parentAfter(office, plan, child, now)])
  await run(
    tx,
    `insert into post (id, unit, title, rank, head, receiving, key, follows, from_at)
     select r.id, r.unit, r.title, r.rank, r.head, r.receiving, r.key, r.follows, r.from_at from json_populate_recordset(null::post, $1::json) r`,
    [JSON.stringify(plan.posts.map((p) => p.next))],
  )
  const pairs = JSON.stringify(plan.posts.map((p) => ({ old: p.old.id, next: p.next.id })))
  const goesOn = `json_to_recordset($1::json) as r(old uuid, next uuid)`
  // new rows first: whoever holds something there has a seat at every moment
  await run(
    tx,
    `insert into holding (person, post, kind, from_at, to_at, until_at)
     select h.person, r.next, h.kind, greatest(h.from_at, $2::timestamptz), h.to_at, h.until_at from holding h join ${goesOn} on r.old = h.post where h.to_at is null or h.to_at > $2`,
    [pairs, now],
  )
  await run(
    tx,
    `insert into power (post, key, from_at, to_at)
     select r.next, p.key, greatest(p.from_at, $2::timestamptz), p.to_at from power p join ${goesOn} on r.old = p.post where p.to_at is null or p.to_at > $2`,
    [pairs, now],
  )
  // 代录 for a leader's post
  await run(
    tx,
    `insert into power (post, person, key, from_at, to_at)
     select p.post, p.person, 'record.o-' || r.next, greatest(p.from_at, $2::timestamptz), p.to_at from power p join ${goesOn} on p.key = 'record.o-' || r.old where p.to_at is null or p.to_at > $2`,
    [pairs, now],
  )
  for (const table of ['holding', 'power'])
    await run(tx, `update ${table} set to_at = greatest($2::timestamptz, from_at + interval '1 millisecond') where post = any ($1::uuid[]) and (to_at is null or to_at > $2)`, [
      old,
      now,
    ])
  await run(tx, 'update post set to_at = $2 where id = any ($1::uuid[])', [old, now])
  for (const unit of plan.ending)
    for (const [n, successor] of plan.successors.entries())
      await run(tx, 'insert into succession (predecessor, successor, main, kind, basis, at, act_id) values ($1, $2, $3, $4, $5, $6, $7)', [
        unit.id,
        successor.id,
        n === 0,
        plan.kind,
        basis,
        now,
        ctx.act,
      ])
  // what names a unit goes on with every successor, once: who has charge of it, its fields, how to reach it
  for (const { id } of plan.successors) {
    await run(
      tx,
      `insert into portfolio (id, person, unit, field, kind, from_at, to_at)
       select gen_random_uuid(), q.person, $2, min(q.field), q.kind, min(greatest(q.from_at, $3::timestamptz)), case when bool_or(q.to_at is null) then null else max(q.to_at) end
       from portfolio q where q.unit = any ($1::uuid[]) and (q.to_at is null or q.to_at > $3)
         and not exists (select 1 from portfolio p where p.person = q.person and p.unit = $2 and p.kind = q.kind and (p.to_at is null or p.to_at > $3)) group by q.person, q.kind`,
      [ending, id, now],
    )
    await run(
      tx,
      `insert into field_unit (id, field, unit, part, from_at) select gen_random_uuid(), q.field, $2, q.part, $3 from field_unit q where q.unit = any ($1::uuid[]) and q.to_at is null
         and not exists (select 1 from field_unit f where f.unit = $2 and f.field = q.field and f.part = q.part and f.to_at is null) group by q.field, q.part`,
      [ending, id, now],
    )
    await run(
      tx,
      `insert into unit_contact (id, unit, kind, value, from_at) select gen_random_uuid(), $2, q.kind, min(q.value), $3 from unit_contact q where q.unit = any ($1::uuid[]) and q.to_at is null
         and not exists (select 1 from unit_contact c where c.unit = $2 and c.kind = q.kind and c.to_at is null) group by q.kind`,
      [ending, id, now],
    )
  }
  for (const table of ['portfolio', 'field_unit', 'unit_contact'])
    await run(tx, `update ${table} set to_at = greatest($2::timestamptz, from_at + interval '1 millisecond') where unit = any ($1::uuid[]) and (to_at is null or to_at > $2)`, [
      ending,
      now,
    ])
  // an open hand-over is made anew: the post is another now
  await run(tx, `update handing_over set cancelled_at = $2 where post = any ($1::uuid[]) and signed_at is null and cancelled_at is null`, [old, now])
}
