/**
 * An office on the real database for tests: acts run through `advance`, each in a savepoint of one transaction that is never
 * committed, and after each the deferred guards speak as they would at commit. `own: true`: every act is a real commit.
 * Desks use it with their own registry; the kernel's tests with the trial desk. Rule: architecture §5 «Databases under test»
 */
import { type ControlledTransaction, sql } from 'kysely'
import type { z } from 'zod'
import { advance, viewMatter } from '../advance.ts'
import type { Calendar } from '../clock/workdays.ts'
import type { Box, Ctx, DeskEntry, DeskRegistry } from '../ctx.ts'
import type { MatterFacts, RouteVersion } from '../decide/facts.ts'
import type { Office } from '../decide/office.ts'
import type { AnswerRow, AssignmentRow } from '../decide/rows.ts'
import type { Desk } from '../desk.ts'
import type { ActId, ContactId, Ids, MatterId, PersonId } from '../ids.ts'
import { RefusalError } from '../refusal.ts'
import { noRules, type Rules } from '../rules/in-force.ts'
import { addMillis, type Instant, instant } from '../time.ts'
import type { MatterView } from '../view.ts'
import { loadWorld } from '../write/load.ts'
import type { ContactRow, KernelDb } from '../write/tables.ts'
import { run, type Tx } from '../write/tx.ts'
import { trialDesk } from './desk.ts'
import { countedIds, parsed, whoIs } from './memory.ts'
import { personId, postId, trialCalendar, trialPeople, trialRoutes, unitId } from './people.ts'

/** Structure of an act as the platform makes it, so that this file need not know the platform. */
export interface AnyAct {
  readonly contract: { readonly input: z.ZodType }
  readonly run: (ctx: Ctx, input: unknown) => Promise<unknown>
}
export interface OfficeOptions {
  /** Default: the trial desk alone. */
  readonly desks?: DeskRegistry
  readonly people?: Office
  readonly at?: string
  readonly own?: boolean
  readonly seed?: number
  readonly calendar?: Calendar
  readonly routes?: ReadonlyMap<string, RouteVersion>
  readonly rules?: Rules
}
export interface Hand {
  /** A word or move of the first desk (or the one named), through `advance`. */
  do(move: string, input: Readonly<Record<string, unknown>>, desk?: string): Promise<MatterView>
  /** An act of a desk, as its route would run it; no key is taken. */
  run<A extends AnyAct>(act: A, input: unknown): Promise<Awaited<ReturnType<A['run']>>>
  see(matter: MatterId): Promise<MatterView>
  /** Code of the refusal, or 'done'. */
  code(move: string, input: Readonly<Record<string, unknown>>, desk?: string): Promise<string>
}
export interface TrialOffice {
  readonly ids: Ids
  readonly desks: DeskRegistry
  office: Office
  now: Instant
  routes: ReadonlyMap<string, RouteVersion>
  rules: Rules
  tx(): Tx
  pass(ms: number): void
  as(name: string | PersonId): Hand
  /** A contact with its matter's id known, for `register`. */
  contact(matter: MatterId): ContactRow
  facts(matter: MatterId): Promise<MatterFacts>
  history(matter: MatterId): Promise<{ move: string; actor: string }[]>
  owed(matter: MatterId): Promise<readonly AnswerRow[]>
  piece(matter: MatterId, name: string, role?: string): Promise<AssignmentRow>
  /** Ends the transaction; nothing stays. */
  close(): Promise<void>
}

/** No keys in a trial: what is sealed stays readable, marked as sealed. */
const plainBox: Box = { seal: (plain) => `sealed(${plain})`, open: (sealed) => sealed.slice(7, -1), key: (plain) => `key(${plain})` }

/** The trial desk's own row, in a table the trial database has. */
export const trialEntry: DeskEntry = {
  desk: trialDesk as Desk,
  load: async (tx, matters) =>
    new Map(
      (await run<{ matter_id: MatterId; detail: unknown }>(tx, 'select d.matter_id, d.detail from trial_detail d where d.matter_id = any ($1::uuid[])', [matters])).map((r) => [
        r.matter_id,
        r.detail,
      ]),
    ),
  save: async (tx, rows) => {
    await run(
      tx,
      `insert into trial_detail (matter_id, detail) select r.matter, r.detail from json_to_recordset($1::json) as r(matter uuid, detail jsonb)
       on conflict (matter_id) do update set detail = excluded.detail`,
      [JSON.stringify(rows)],
    )
  },
  erase: async (tx, rows) => {
    const own = rows.filter((r) => r.table === 'trial').map((r) => r.matter)
    await run(tx, `update trial_detail d set detail = d.detail || '{"marked": null}' where d.matter_id = any ($1::uuid[])`, [own])
  },
}
/** What the owner of a trial database adds to it. */
export const trialTable = `create table trial_detail (matter_id uuid primary key references matter, detail jsonb); select fence_desk('trial_detail')`

/** Writes the people of an office into an empty database. */
export async function settlePeople(tx: Tx, office: Office): Promise<void> {
  await tx
    .insertInto('unit')
    .values([...office.units.values()].map((u) => ({ ...u, parent: null })))
    .execute()
  for (const u of office.units.values()) if (u.parent) await tx.updateTable('unit').set({ parent: u.parent }).where('id', '=', u.id).execute()
  await tx
    .insertInto('person')
    .values([...office.persons.values()])
    .execute()
  await tx
    .insertInto('post')
    .values([...office.posts.values()])
    .execute()
  if (office.holdings.length > 0)
    await tx
      .insertInto('holding')
      .values([...office.holdings])
      .execute()
  if (office.portfolios.length > 0)
    await tx
      .insertInto('portfolio')
      .values([...office.portfolios])
      .execute()
  if (office.powers.length > 0)
    await tx
      .insertInto('power')
      .values([...office.powers])
      .execute()
  for (const d of office.delegations)
    await tx
      .insertInto('delegation')
      .values({ ...d, desks: d.desks === null ? null : [...d.desks], set_by: d.principal, ground: 'trial' })
      .execute()
  const [by, second] = [...office.persons.keys()]
  for (const { key, steps, from_at } of new Set(trialRoutes().values()))
    await run(
      tx,
      `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values (gen_random_uuid(), 'route', $1, $2::json, 'trial', $3::timestamptz::date, $4, $3)`,
      [key, JSON.stringify({ steps }), from_at, by],
    )
  for (const { key, version, from_at } of new Set(trialRoutes().values()))
    await run(tx, `update rule set outcome = 'approved', decided_by = $3, decided_at = $4, version = $2, from_at = $4 where kind = 'route' and key = $1 and outcome is null`, [
      key,
      version,
      second,
      from_at,
    ])
}

/** @param db Kysely over a pool of the acting role, on a trial database */
export async function openOffice(db: Tx, options: OfficeOptions = {}): Promise<TrialOffice> {
  const desks: DeskRegistry = options.desks ?? new Map([['trial', trialEntry]])
  const [first = 'trial'] = desks.keys()
  const people = options.people ?? trialPeople([...desks.keys()])
  const settled = await run<{ n: number }>(db, 'select count(*)::int as n from person', [])
  const whole: ControlledTransaction<KernelDb> | null = options.own ? null : await db.startTransaction().execute()
  const base: Tx = whole ?? db
  if (settled[0]?.n === 0) await settlePeople(base, people)
  let calls = 0
  const it: TrialOffice = {
    desks,
    office: people,
    now: instant(options.at ?? '2026-03-02T01:00:00.000Z'),
    routes: options.routes ?? trialRoutes(),
    rules: options.rules ?? noRules,
    ids: countedIds(() => it.now, options.seed ?? 1),
    tx: () => base,
    pass(ms) {
      it.now = addMillis(it.now, ms)
    },
    as: (name) => hand(whoIs(name)),
    contact: (matter) => ({
      id: it.ids.next<ContactId>(),
      matter_id: matter,
      name_cipher: 'sealed',
      phone_cipher: null,
      address_cipher: null,
      other_cipher: null,
      phone_key: null,
      name_key: null,
    }),
    async facts(matter) {
      const facts = (await loadWorld(base, desks, [matter], { events: true })).get(matter)
      if (!facts) throw new Error(`no matter ${matter}`)
      return facts
    },
    async history(matter) {
      const events = [...(await it.facts(matter)).events].reverse()
      return events.map((e) => ({ move: e.move, actor: it.office.persons.get(e.actor)?.name ?? '' }))
    },
    owed: async (matter) => (await it.facts(matter)).answers.filter((a) => a.settled_at === null),
    async piece(matter, name, role) {
      const person = whoIs(name)
      const own = (await it.facts(matter)).assignments.filter((a) => a.state !== 'ended' && (role === undefined || a.role === role))
      const units = it.office.holdings.filter((h) => h.person === person).flatMap((h) => it.office.posts.get(h.post)?.unit ?? [])
      const found = own.find((a) => a.person === person) ?? own.find((a) => a.person === null && units.includes(a.unit))
      if (!found) throw new Error(`${name} holds no ${role ?? 'piece'}`)
      return found
    },
    async close() {
      if (whole && !whole.isRolledBack) await whole.rollback().execute()
    },
  }
  const ctxOf = (tx: Tx, person: PersonId): Ctx => ({
    tx,
    who: { person },
    now: it.now,
    act: it.ids.next<ActId>(),
    ids: it.ids,
    desks,
    office: it.office,
    calendar: options.calendar ?? trialCalendar,
    routes: it.routes,
    rules: it.rules,
    box: plainBox,
  })
  /** One act: a commit of its own, or a savepoint after which the guards are asked. */
  async function inAct<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!whole) return db.transaction().execute(work)
    const name = `act_${++calls}`
    await sql.raw(`savepoint ${name}`).execute(base)
    try {
      const result = await work(base)
      await sql.raw('set constraints all immediate').execute(base)
      await sql.raw('set constraints all deferred').execute(base)
      await sql.raw(`release savepoint ${name}`).execute(base)
      return result
    } catch (error) {
      await sql.raw(`rollback to savepoint ${name}`).execute(base)
      throw error
    }
  }
  const entry = (key: string): DeskEntry => {
    const found = desks.get(key)
    if (!found) throw new Error(`no desk ${key}`)
    return found
  }
  function hand(person: PersonId): Hand {
    const doIt: Hand['do'] = (move, input, key = first) =>
      inAct((tx) => {
        const { desk } = entry(key)
        const { detail, ...told } = input
        const ctx = ctxOf(tx, person)
        const matter = move === 'register' ? ((told.matter as MatterId | undefined) ?? it.ids.next<MatterId>()) : null
        const contacts = matter ? contactsOf(told, matter) : []
        return advance(ctx, desk, move, {
          input: parsed(desk, move, told),
          ...(detail === undefined ? {} : { detail }),
          ...(matter ? { matter } : {}),
          ...(contacts.length > 0 ? { contacts } : {}),
        })
      })
    return {
      do: doIt,
      run: (act, input) => inAct((tx) => act.run(ctxOf(tx, person), act.contract.input.parse(input)) as Promise<never>),
      see: (matter) => {
        return inAct(async (tx) => {
          const [row] = await run<{ desk: string }>(tx, 'select m.desk from matter m where m.id = $1', [matter])
          return viewMatter(ctxOf(tx, person), entry(row?.desk ?? first).desk, matter)
        })
      },
      async code(move, input, key) {
        try {
          await doIt(move, input, key)
          return 'done'
        } catch (error) {
          if (error instanceof RefusalError) return error.refusal.code
          throw error
        }
      },
    }
  }
  function contactsOf(input: Readonly<Record<string, unknown>>, matter: MatterId): ContactRow[] {
    const askers = (input.askers ?? []) as readonly { readonly contact?: ContactId }[]
    return askers.flatMap((a) => (a.contact ? [{ ...it.contact(matter), id: a.contact }] : []))
  }
  return it
}
export { personId, postId, unitId }
