/**
 * The demo city 云溪市 on a database without people: office, then a month of every desk, through the same acts everybody uses.
 * The mark that it is a demo is set first and by the tables' owner; the database refuses it anywhere else. Rule: issue A «Demo people»
 */
import { type DemoOffice, demoOffice } from '../journeys/office.ts'
import type { Ctx } from '../kernel/ctx.ts'
import { holdersOf } from '../kernel/decide/office.ts'
import type { ActId, PersonId, PostId, UnitId } from '../kernel/ids.ts'
import { putContact } from '../kernel/people/organisation-shape.ts'
import { addPerson, addPost, addUnit, grantPower, hold, setPortfolio } from '../kernel/people/shape.ts'
import { type Instant, instant } from '../kernel/time.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import { systemIds } from '../platform/clock.ts'
import { type Handled, openCtx } from '../platform/ctx/handle.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { withClient } from '../platform/database/connection.ts'
import { peopleRoutes } from '../platform/people/routes.ts'
import { loadDemoPolicies } from './demo-policies.ts'
import { desks } from './desks.ts'

/** When the demo city's office was set up: long before its first letter. */
const FOUNDED = instant('2025-01-06T08:30:00+08:00')
const at = (house: House, now: Instant): House => ({ ...house, clock: { now: () => now } })

interface Named {
  readonly units: ReadonlyMap<string, UnitId>
  readonly people: ReadonlyMap<string, PersonId>
}

/** Runs acts in one transaction, group by group: the office is read again where the next group stands on the one before. The installer asks no gate. */
async function acting(house: House, tx: Tx, person: PersonId) {
  const handled = new Map<string, Handled>(peopleRoutes.acts.map((act) => [act.contract.key, act]))
  let ctx = await openCtx(house, tx, { person })
  return {
    async again() {
      ctx = await openCtx(house, tx, { person })
    },
    async act(contract: { readonly key: string; readonly input: { parse(value: unknown): unknown } }, input: object): Promise<string> {
      const found = handled.get(contract.key)
      if (!found) throw new Error(`no act ${contract.key}`)
      const answer = (await found.run({ ...ctx, act: ctx.ids.next<ActId>() }, contract.input.parse(input))) as { id?: string }
      return answer.id ?? ''
    },
  }
}

async function loadOffice(house: House, tx: Tx, admin: PersonId, office: DemoOffice): Promise<Named> {
  const { act, again } = await acting(at(house, FOUNDED), tx, admin)
  const units = new Map<string, UnitId>()
  for (const roots of [true, false]) {
    for (const [sort, { code, name, short, kind, parent }] of office.units.entries())
      if ((parent === null) === roots) units.set(code, (await act(addUnit, { code, name, short, kind, sort, parent: parent ? units.get(parent) : null })) as UnitId)
    await again()
  }
  const people = new Map<string, PersonId>()
  for (const { name, pinyin, username } of office.people) people.set(name, (await act(addPerson, { name, pinyin, username })) as PersonId)
  const posts: PostId[] = []
  for (const { unit, title, key, rank, head, receiving } of office.posts) posts.push((await act(addPost, { unit: units.get(unit), title, key, rank, head, receiving })) as PostId)
  await again()
  const declared = [...house.desks.values()].map(({ desk }) => desk)
  for (const [n, { key, held, also }] of office.posts.entries()) {
    const post = posts[n]
    for (const [i, name] of held.entries()) await act(hold, { person: people.get(name), post, kind: i > 0 ? 'deputy' : also ? 'also' : 'main' })
    const own = declared.flatMap(({ key: desk, powers }) => Object.entries(powers).flatMap(([power, def]) => (key && def.posts.includes(key) ? [`${desk}.${power}`] : [])))
    for (const power of [...own, ...(key ? (office.house[key] ?? []) : [])]) await act(grantPower, { post, key: power })
  }
  for (const { person, kind, units: codes } of office.portfolios) for (const code of codes) await act(setPortfolio, { person: people.get(person), unit: units.get(code), kind })
  // numbers nobody can dial
  for (const [n, { code, kind }] of office.units.entries())
    if (kind === 'department' || kind === 'county') await act(putContact, { unit: units.get(code), kind: 'liaison', value: `0000-81${String(n).padStart(2, '0')}` })
  return { units, people }
}

/**
 * The office of the demo city, before its first matter.
 * @param admin the first administrator, the only person there is
 * @returns how many people
 * @throws Error where the database holds people or matters already: the guard of the mark speaks
 */
export async function loadDemoPeople(house: House, admin: PersonId, office: DemoOffice = demoOffice): Promise<number> {
  const demo = office.demo.map((name) => office.people.find((p) => p.name === name)?.username ?? name)
  await withClient(house.address, 'owner', async (owner) => {
    await owner.query(`insert into office_mark (key, value) values ('demo', 'yes'), ('demo.people', $1)`, [demo.join(',')])
  })
  const named = await inAct(house.pools.act, async (tx) => {
    const loaded = await loadOffice(house, tx, admin, office)
    // they come in by the demo door, where nobody was told a one-time password
    await run(tx, 'update auth."user" set "mustChange" = false where "username" = any ($1::text[])', [demo])
    return loaded
  })
  return named.people.size
}

/** Its office, then a month of every desk. @returns how many letters the month has. @throws as `loadDemoPeople` */
export async function loadDemoCity(house: House, admin: PersonId, office: DemoOffice = demoOffice): Promise<{ letters: number; people: number }> {
  const people = await loadDemoPeople(house, admin, office)
  const made = new Map<string, number>()
  for (const { desk, demo } of desks)
    made.set(desk.key, await inAct(house.pools.act, async (tx) => demo(await openCtx(house, tx, { person: admin }), (moment) => systemIds(() => moment))))
  await inAct(house.pools.act, (tx) => loadDemoPolicies(house, tx, admin))
  return { letters: made.get('letters') ?? 0, people }
}

/** Somebody holds every receiving post of the office now. @returns the units where nobody does */
export function unattended(ctx: Pick<Ctx, 'office' | 'now'>): string[] {
  const posts = [...ctx.office.posts.values()].filter((p) => p.receiving)
  return [...ctx.office.units.values()].filter((u) => !posts.some((p) => p.unit === u.id && holdersOf(ctx.office, p.id, ctx.now).length > 0)).map((u) => u.name)
}
