/** 任职、分管、权限、代理: who holds what from when to when. */
import type { Ctx } from '../../kernel/ctx.ts'
import { clashIn, givesToHimself, housePowers, neverVacant } from '../../kernel/decide/administrators.ts'
import { hasPower, type Office } from '../../kernel/decide/office.ts'
import type { DelegationId, PersonId, PostId, UnitId } from '../../kernel/ids.ts'
import { listed } from '../../kernel/people/hand-over-post.ts'
import { passPortfolio } from '../../kernel/people/organisation-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { delegate, endDelegation, endHolding, endPortfolio, endPower, grantPower, hold, setPortfolio } from '../../kernel/people/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { mustPerson } from './persons.ts'
import { mustPost, mustUnit } from './units.ts'

const keeps = { power: 'office.people' } as const
const rights = { power: 'office.rights' } as const
const no = (code: string, facts: Record<string, string | number> = {}, status: 403 | 404 | 409 | 422 = 422) => new RefusalError(refuse(code, facts, status))
/** A beginning in the past would rewrite who could see and act then. */
function fromNow(ctx: Ctx, from: Instant | null): Instant {
  const at = from ?? ctx.now
  if (at < ctx.now && from !== null) throw no('people.from-in-past', { from })
  return at
}
/** Ends a dated row that runs or will run. @returns the row as it was */
async function endRow<T>(ctx: Ctx, table: 'holding' | 'portfolio' | 'power' | 'delegation', id: string, columns: string, at = ctx.now): Promise<T> {
  const rows = await run<T>(ctx.tx, `select ${columns} from ${table} where id = $1 and (to_at is null or to_at > $2) for update`, [id, ctx.now])
  const [row] = rows
  if (!row) throw no('kernel.not-found', {}, 404)
  await run(ctx.tx, `update ${table} set to_at = greatest($2::timestamptz, from_at + interval '1 millisecond') where id = $1`, [id, at])
  return row
}

export async function insertHolding(ctx: Ctx, holding: { person: PersonId; post: PostId; kind: string; from: Instant }): Promise<string> {
  const id = ctx.ids.next()
  await run(ctx.tx, 'insert into holding (id, person, post, kind, from_at) values ($1, $2, $3, $4, $5)', [id, holding.person, holding.post, holding.kind, holding.from])
  return id
}
export async function insertPortfolio(ctx: Ctx, p: { person: PersonId; unit: UnitId | null; field: string | null; kind: string; from: Instant }): Promise<string> {
  const id = ctx.ids.next()
  await run(ctx.tx, 'insert into portfolio (id, person, unit, field, kind, from_at) values ($1, $2, $3, $4, $5, $6)', [id, p.person, p.unit, p.field, p.kind, p.from])
  return id
}
const knownPower = (ctx: Ctx, key: string): boolean => {
  const [desk = '', power = ''] = key.split('.')
  if ((housePowers as readonly string[]).includes(key)) return true
  const entry = ctx.desks.get(desk)
  return entry !== undefined && (power === 'see-all' || Object.hasOwn(entry.desk.powers, key) || Object.hasOwn(entry.desk.powers, power))
}
/** @throws RefusalError `people.two-administrators` (R-C14) */
function mustStaySeparate(ctx: Ctx, change: Partial<Pick<Office, 'holdings' | 'powers'>>, people: readonly PersonId[]): void {
  const who = clashIn(ctx.office, change, people, ctx.now)
  if (who) throw no('people.two-administrators', { person: ctx.office.persons.get(who)?.name ?? '' }, 409)
}
/** One's own delegation is one's own; another's is set by whoever keeps the people. */
function mustMayDelegate(ctx: Ctx, principal: PersonId): void {
  if (principal !== ctx.who.person && !hasPower(ctx.office, ctx.who.person, 'office.people', ctx.now)) throw no('session.not-allowed', { power: 'office.people' }, 403)
}

/** @throws RefusalError `people.portfolio-already`: he has it, or will have it */
function mustBeNew(ctx: Ctx, p: { person: PersonId; unit: UnitId | null; field: string | null; kind: string }): void {
  const twice = ctx.office.portfolios.some((q) => q.person === p.person && q.unit === p.unit && q.field === p.field && q.kind === p.kind && q.to_at === null)
  if (twice) throw no('people.portfolio-already', {}, 409)
}
export const holdingActs = [
  handle(
    hold,
    async (ctx, { person, post, kind, from }) => {
      if (!mustPerson(ctx, person).active) throw no('people.has-left', {}, 409)
      mustPost(ctx, post)
      const twice = ctx.office.holdings.some((h) => h.person === person && h.post === post && (h.to_at === null || h.to_at > ctx.now))
      if (twice) throw no('people.holds-already', {}, 409)
      const from_at = fromNow(ctx, from)
      mustStaySeparate(ctx, { holdings: [...ctx.office.holdings, { person, post, kind, from_at, to_at: null }] }, [person])
      const id = await insertHolding(ctx, { person, post, kind, from: from_at })
      await recordOfficeAct(ctx, 'people.hold', { person, post, kind })
      return { id }
    },
    keeps,
    { endsSessions: true },
  ),
  handle(
    endHolding,
    async (ctx, { holding }) => {
      const row = await endRow<{ person: PersonId; post: PostId }>(ctx, 'holding', holding, 'person, post')
      const work = await listed(ctx.tx, ctx.office, row, ctx.now)
      if (work.length > 0) throw no('people.hand-over-first', {}, 409)
      await recordOfficeAct(ctx, 'people.endHolding', { person: row.person, post: row.post })
      return {}
    },
    keeps,
    { endsSessions: true },
  ),
  handle(
    setPortfolio,
    async (ctx, { person, unit, field, kind, from }) => {
      mustPerson(ctx, person)
      if (unit) mustUnit(ctx, unit)
      if (field && !ctx.office.fields.some((f) => f.key === field && f.to_at === null)) throw no('people.no-such-field')
      mustBeNew(ctx, { person, unit, field, kind })
      const id = await insertPortfolio(ctx, { person, unit, field, kind, from: fromNow(ctx, from) })
      await recordOfficeAct(ctx, 'people.setPortfolio', { person, unit, field, kind })
      return { id }
    },
    keeps,
  ),
  handle(
    passPortfolio,
    async (ctx, { portfolio, to, from }) => {
      if (!mustPerson(ctx, to).active) throw no('people.has-left', {}, 409)
      const at = fromNow(ctx, from)
      const row = await endRow<{ person: PersonId; unit: UnitId | null; field: string | null; kind: string }>(ctx, 'portfolio', portfolio, 'person, unit, field, kind', at)
      if (row.person === to) throw no('people.not-oneself')
      mustBeNew(ctx, { ...row, person: to })
      const id = await insertPortfolio(ctx, { person: to, unit: row.unit, field: row.field, kind: row.kind, from: at })
      await recordOfficeAct(ctx, 'people.passPortfolio', { person: row.person, to, unit: row.unit, field: row.field, kind: row.kind, from: at })
      return { id }
    },
    keeps,
  ),
  handle(
    endPortfolio,
    async (ctx, { portfolio, at }) => {
      const row = await endRow<{ person: PersonId; unit: UnitId | null }>(ctx, 'portfolio', portfolio, 'person, unit', fromNow(ctx, at))
      await recordOfficeAct(ctx, 'people.endPortfolio', { person: row.person, unit: row.unit })
      return {}
    },
    keeps,
  ),
  handle(
    grantPower,
    async (ctx, { post, person, key }) => {
      if (post) mustPost(ctx, post)
      if (person) mustPerson(ctx, person)
      if (!knownPower(ctx, key)) throw no('people.no-such-power', { power: key })
      if (givesToHimself(ctx.office, ctx.who.person, { person, post }, ctx.now)) throw no('people.not-to-oneself', {}, 403)
      const holders = person ? [person] : ctx.office.holdings.filter((h) => h.post === post && (h.to_at === null || h.to_at > ctx.now)).map((h) => h.person)
      mustStaySeparate(ctx, { powers: [...ctx.office.powers, { post, person, key, from_at: ctx.now, to_at: null }] }, holders)
      const id = ctx.ids.next()
      await run(ctx.tx, 'insert into power (id, post, person, key, from_at) values ($1, $2, $3, $4, $5)', [id, post, person, key, ctx.now])
      await recordOfficeAct(ctx, 'people.grantPower', { post, person, key })
      return { id }
    },
    rights,
    { endsSessions: true },
  ),
  handle(
    endPower,
    async (ctx, { power }) => {
      const row = await endRow<{ post: PostId | null; person: PersonId | null; key: string }>(ctx, 'power', power, 'post, person, key')
      const others = ctx.office.powers.filter((p) => p.key === row.key && (p.to_at === null || p.to_at > ctx.now))
      if (neverVacant.includes(row.key) && others.length <= 1) throw no('people.last-keeper', {}, 409)
      await recordOfficeAct(ctx, 'people.endPower', { post: row.post, person: row.person, key: row.key })
      return {}
    },
    rights,
    { endsSessions: true },
  ),
  handle(
    delegate,
    async (ctx, d) => {
      mustMayDelegate(ctx, d.principal)
      mustPerson(ctx, d.principal)
      if (!mustPerson(ctx, d.agent).active) throw no('people.has-left', {}, 409)
      if (d.principal === d.agent) throw no('people.not-oneself')
      const from = fromNow(ctx, d.from)
      if (d.to !== null && d.to <= from) throw no('people.ends-before')
      for (const desk of d.desks ?? []) if (!ctx.desks.has(desk)) throw no('people.no-such-desk', { desk })
      const id = ctx.ids.next<DelegationId>()
      await run(ctx.tx, 'insert into delegation (id, principal, agent, from_at, to_at, desks, named_too, set_by, ground) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        id,
        d.principal,
        d.agent,
        from,
        d.to,
        d.desks,
        d.namedToo,
        ctx.who.person,
        d.ground,
      ])
      await recordOfficeAct(ctx, 'people.delegate', { delegation: id, principal: d.principal, agent: d.agent, namedToo: d.namedToo })
      return { id }
    },
    'signed-in',
  ),
  handle(
    endDelegation,
    async (ctx, { delegation }) => {
      const row = await endRow<{ principal: PersonId; agent: PersonId }>(ctx, 'delegation', delegation, 'principal, agent')
      mustMayDelegate(ctx, row.principal)
      await recordOfficeAct(ctx, 'people.endDelegation', { delegation, principal: row.principal, agent: row.agent })
      return {}
    },
    'signed-in',
  ),
]
