/** 规则: proposed by one, decided by another, in force from a day; every step on record. Rule: HB-44; decision 0017 */
import { createHash } from 'node:crypto'
import { dueOf } from '../../kernel/clock/due.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { postsOf, readRules } from '../../kernel/reading/rules.ts'
import { isRefusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import { routesAt } from '../../kernel/route/route-at.ts'
import { clockAt } from '../../kernel/rules/clock-rule.ts'
import { entriesAt } from '../../kernel/rules/dictionary.ts'
import { inForce, type RuleKind, versionNo } from '../../kernel/rules/in-force.ts'
import { beginsAt, checkProposal, mayDecide, plainValue } from '../../kernel/rules/proposal.ts'
import { decideRule, dictionaryNow, proposeRule, routesToStart, ruleBook, ruleTrial, withdrawRule } from '../../kernel/rules/shape.ts'
import { clockValue, type RouteValue, routeValue } from '../../kernel/rules/value.ts'
import { atTime, type Instant, type OfficeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'

const proposes = { power: 'office.rules' } as const
const approves = { power: 'office.approve-rules' } as const
const desksOf = (ctx: Pick<Ctx, 'desks'>) => [...ctx.desks.values()].map((entry) => entry.desk)
/** What was proposed, as the record knows it: sealed with the event, so a value changed behind the application's back is found out. */
const digestOf = (value: unknown): string => createHash('sha256').update(plainValue(value)).digest('hex')

interface Row {
  readonly id: string
  readonly kind: RuleKind
  readonly key: string
  readonly value: unknown
  readonly from_day: OfficeDate
  readonly proposed_by: PersonId
  readonly outcome: string | null
}
/** The proposal, locked until this act commits. @throws RefusalError `kernel.not-found`, and those of `mayDecide` */
async function mustDecide(ctx: Ctx, id: string, act: 'approve' | 'refuse' | 'withdraw'): Promise<Row> {
  const [row] = await run<Row>(ctx.tx, 'select r.id, r.kind, r.key, r.value, r.from_day::text as from_day, r.proposed_by, r.outcome from rule r where r.id = $1 for update', [id])
  if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const no = mayDecide(row, act, ctx.who.person, ctx.now)
  if (no) throw new RefusalError(no)
  return row
}
const decided = (ctx: Ctx, id: string, outcome: 'approved' | 'refused' | 'withdrawn', more: { why?: string | null; version?: number; from?: Instant } = {}) =>
  run(ctx.tx, 'update rule set outcome = $2, decided_by = $3, decided_at = $4, why = $5, version = $6, from_at = $7 where id = $1', [
    id,
    outcome,
    ctx.who.person,
    ctx.now,
    more.why ?? null,
    more.version ?? null,
    more.from ?? null,
  ])
const tell = (ctx: Ctx, kind: 'rule-proposed' | 'rule-approved' | 'rule-refused', to: readonly PersonId[], rule: string) =>
  putNotices(
    ctx.tx,
    to.map((person) => ({ kind, to: person, key: `rule:${rule}`, payload: { by: ctx.who.person }, dueAt: ctx.now })),
  )
const approversOf = (ctx: Ctx): PersonId[] =>
  [...ctx.office.persons.values()].filter((p) => p.active && p.id !== ctx.who.person && hasPower(ctx.office, p.id, 'office.approve-rules', ctx.now)).map((p) => p.id)

const acts = [
  /** @throws RefusalError `rule.open`, and those of `checkProposal` */
  handle(
    proposeRule,
    async (ctx, { kind, key, value, from, basis }) => {
      const checked = checkProposal({ kind, key, value, from }, { desks: desksOf(ctx), office: ctx.office, rules: ctx.rules, now: ctx.now })
      if (isRefusal(checked)) throw new RefusalError(checked)
      // whoever proposes the same rule in this moment waits here, and then finds this one open
      await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`rule:${kind}:${key}`])
      const open = await run(ctx.tx, 'select 1 from rule r where r.kind = $1 and r.key = $2 and r.outcome is null', [kind, key])
      if (open.length > 0) throw new RefusalError(refuse('rule.open', {}, 409))
      const id = ctx.ids.next()
      await run(ctx.tx, 'insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values ($1, $2, $3, $4::json, $5, $6::date, $7, $8)', [
        id,
        kind,
        key,
        JSON.stringify(checked.value),
        basis,
        from,
        ctx.who.person,
        ctx.now,
      ])
      await tell(ctx, 'rule-proposed', approversOf(ctx), id)
      await recordOfficeAct(ctx, 'rules.propose', { rule: id, kind, key, from, digest: digestOf(checked.value) })
      return { id }
    },
    proposes,
  ),
  /** @throws RefusalError `kernel.reason-missing`, those of `mayDecide`, and of an approval those of `checkProposal`: the office may have changed since */
  handle(
    decideRule,
    async (ctx, { id, approve, why }) => {
      const row = await mustDecide(ctx, id, approve ? 'approve' : 'refuse')
      if (!approve) {
        if (why === null) throw new RefusalError(refuse('kernel.reason-missing', {}, 422))
        await decided(ctx, id, 'refused', { why })
        await tell(ctx, 'rule-refused', [row.proposed_by], id)
        await recordOfficeAct(ctx, 'rules.refuse', { rule: id, kind: row.kind, key: row.key })
        return { version: null }
      }
      const asked = { kind: row.kind, key: row.key, value: row.value, from: row.from_day }
      const checked = checkProposal(asked, { desks: desksOf(ctx), office: ctx.office, rules: ctx.rules, now: ctx.now })
      if (isRefusal(checked)) throw new RefusalError(checked)
      const [last] = await run<{ n: number }>(
        ctx.tx,
        `select greatest(coalesce((select max(r.version) from rule r where r.kind = $1 and r.key = $2), 0),
           coalesce((select max(q.version) from route q where $1 = 'route' and q.key = $2), 0)) as n`,
        [row.kind, row.key],
      )
      const version = (last?.n ?? 0) + 1
      await decided(ctx, id, 'approved', { why, version, from: beginsAt(row.from_day, ctx.now) })
      await tell(ctx, 'rule-approved', [row.proposed_by], id)
      await recordOfficeAct(ctx, 'rules.approve', { rule: id, kind: row.kind, key: row.key, version, from: row.from_day, by: row.proposed_by, digest: digestOf(row.value) })
      return { version }
    },
    approves,
  ),
  handle(
    withdrawRule,
    async (ctx, { id }) => {
      const row = await mustDecide(ctx, id, 'withdraw')
      await decided(ctx, id, 'withdrawn')
      await recordOfficeAct(ctx, 'rules.withdraw', { rule: id, kind: row.kind, key: row.key })
      return {}
    },
    proposes,
  ),
]

const nameOf = (ctx: Pick<Ctx, 'rules'>, key: string, version: number): string | null =>
  (versionNo(ctx.rules, 'route', key, version)?.value as RouteValue | undefined)?.name ?? null

const readings = [
  read(ruleBook, (ctx, { on }) => readRules(ctx, desksOf(ctx), on), 'signed-in'),
  read(
    ruleTrial,
    async (ctx, { kind, key, value, from }) => {
      const asked = { kind, key, value: parsed(value), from }
      const checked = checkProposal(asked, { desks: desksOf(ctx), office: ctx.office, rules: ctx.rules, now: ctx.now })
      if (isRefusal(checked)) return { refusal: { code: checked.code, facts: plainFacts(checked.facts) }, due: null }
      const [deskKey = '', name = ''] = key.split('.')
      const desk = ctx.desks.get(deskKey)?.desk
      const clock = kind === 'clock' && desk ? clockAt(desk, ctx.rules, name, beginsAt(from, ctx.now)) : null
      if (!clock) return { refusal: null, due: null }
      const start = atTime(from, '09:00')
      const own = clockValue.parse(checked.value)
      const [before, after] = [dueOf(start, clock.def.runs, clock.def.dayOne, ctx.calendar), dueOf(start, own.runs, own.dayOne, ctx.calendar)]
      return { refusal: null, due: { start, before: before.due, after: after.due, provisional: before.provisional || after.provisional } }
    },
    proposes,
  ),
  read(
    routesToStart,
    async (ctx, { desk }) => ({
      rows: routesAt(ctx.routes, desk, ctx.now).map(({ key, version, steps }) => ({ key, name: nameOf(ctx, key, version), version, steps: routeValue.shape.steps.parse(steps) })),
      posts: postsOf(ctx.office),
    }),
    'signed-in',
  ),
  read(
    dictionaryNow,
    async (ctx, { key }) => {
      const [deskKey = '', name = ''] = key.split('.')
      const desk = ctx.desks.get(deskKey)?.desk
      const entries = desk ? entriesAt(desk, ctx.rules, name, ctx.now) : []
      if (entries.length === 0) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      return { version: inForce(ctx.rules, 'dictionary', key, ctx.now)?.version ?? 0, entries: [...entries] }
    },
    'signed-in',
  ),
]
/** What the form has so far; not yet a value at all is refused as one of the wrong shape. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
const plainFacts = (facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>) =>
  Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, Array.isArray(fact) ? [...fact] : (fact as string | number | boolean | null)]))

export const ruleRoutes: Routes = { key: 'rules', acts, readings, gets: [] }
