import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId, PostId } from '../../../kernel/ids.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../desk.ts'
import { readRecurring } from '../read/recurring.ts'
import * as tables from '../tables.ts'
import { people } from './affairs-office.ts'
import { openRecurring } from './open-recurring.ts'
import { handleSetRecurring, handleTurnRecurring } from './recurring.ts'

const DAY = 86_400_000
const post = (name: string) => idOf<PostId>(`affairs post ${name}`)
const job = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => openRecurring(ctx) } as unknown as AnyAct
interface Page {
  readonly rows: readonly { id: string; state: string; last: { due: string; number: string | null } | null; next: { due: string; opens: string } | null }[]
  readonly coming: readonly { title: string; due: string; opens: string }[]
}

describe('常态工作 recurring work opens by itself, ahead of its day (ZK-08, GN-07)', () => {
  let trial: TrialDatabase
  let o: TrialOffice
  let id = ''
  const open = () => o.as('孟佳').run(job, {}) as Promise<number>
  const page = () => o.as('张怀远').run(readRecurring, {}) as Promise<Page>
  const matters = () =>
    run<{ id: MatterId; title: string; origin: string; number: string }>(o.tx(), `select m.id, m.title, m.origin, m.number from matter m where m.origin = 'own' order by m.id`, [])
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'affairs-recurring')
    // Monday 23 November 2026, nine o'clock
    o = await openOffice(trial.db, {
      desks: new Map([['affairs', { desk: affairs as unknown as Desk, load: tables.load, save: tables.save, erase: tables.erase }]]),
      people: people(),
      at: '2026-11-23T01:00:00.000Z',
    })
  }, 60_000)
  afterAll(async () => {
    await o.close()
    await trial.close()
  })
  const rule = { every: 'month', weekday: 1, day: 30, month: 1, shift: 'before', lead: 3, from: '2026-11-01', until: null }
  const monthly = { id: null, title: '报送供暖月报', body: '汇总各区供暖情况，报秘书长。', rule, post: post('许文涛'), asker: post('张怀远') }

  test('written down once: what will be opened in the next thirty days stands there', async () => {
    ;({ id } = (await o.as('张怀远').run(handleSetRecurring, monthly)) as { id: string })
    const { rows, coming } = await page()
    expect(rows.map((r) => [r.state, r.last, r.next])).toEqual([['running', null, { due: '2026-11-30', opens: '2026-11-25' }]])
    expect(coming.map((c) => [c.title, c.due, c.opens])).toEqual([['报送供暖月报', '2026-11-30', '2026-11-25']])
  })
  test('not before its day; on it the post has it before anyone asked, and it is opened once', async () => {
    expect(await open()).toBe(0)
    o.pass(2 * DAY)
    expect(await open()).toBe(1)
    expect(await open()).toBe(0)
    const [matter] = await matters()
    expect(matter).toMatchObject({ title: '报送供暖月报', origin: 'own' })
    const seen = await o.as('许文涛').see(matter?.id as MatterId)
    expect(seen).toMatchObject({ state: 'assigned', phase: 'assigned' })
    expect(JSON.stringify(seen.clocks)).toContain('2026-11-30T16:00:00.000Z')
    expect((await o.owed(matter?.id as MatterId)).length).toBe(1)
    const { rows } = await page()
    expect(rows[0]).toMatchObject({ last: { due: '2026-11-30', number: matter?.number }, next: { due: '2026-12-30' } })
  })
  test('done and told like any other affair: the history still holds', async () => {
    const [matter] = await matters()
    const on = { matter: matter?.id, piece: null }
    await o.as('许文涛').do('accept', on)
    expect((await o.as('许文涛').see(matter?.id as MatterId)).state).toBe('working')
    expect((await o.history(matter?.id as MatterId)).map((e) => e.move)).toEqual(['register', 'assign', 'accept'])
  })
  test('paused with a reason nothing is opened; resumed, what is missed by then is not made up, the next turn is', async () => {
    await expect(o.as('张怀远').run(handleTurnRecurring, { id, to: 'paused', why: null })).rejects.toBeInstanceOf(RefusalError)
    await o.as('张怀远').run(handleTurnRecurring, { id, to: 'paused', why: '改由周报代替' })
    o.pass(33 * DAY)
    expect(await open()).toBe(0)
    expect((await page()).coming).toEqual([])
    await o.as('张怀远').run(handleTurnRecurring, { id, to: 'running' })
    expect(await open()).toBe(1)
    expect((await page()).rows[0]?.last?.due).toBe('2026-12-30')
  })
  test('another wording goes on from the next turn and the first stays on record; ended it is ended', async () => {
    await o.as('张怀远').run(handleSetRecurring, { ...monthly, id, title: '报送供暖周报', rule: { ...rule, every: 'week', weekday: 5, lead: 0 } })
    o.pass(4 * DAY)
    expect(await open()).toBe(1)
    expect((await matters()).at(-1)?.title).toBe('报送供暖周报')
    expect((await run<{ n: number }>(o.tx(), 'select count(*)::int as n from affairs_recurring r where r.id = $1', [id]))[0]?.n).toBe(4)
    await o.as('张怀远').run(handleTurnRecurring, { id, to: 'ended', why: '供暖季结束' })
    o.pass(7 * DAY)
    expect(await open()).toBe(0)
    await expect(o.as('张怀远').run(handleTurnRecurring, { id, to: 'running' })).rejects.toMatchObject({ refusal: { code: 'affairs.recurring-ended' } })
    const acts = await run<{ move: string }>(o.tx(), `select e.move from event e where e.matter_id is null and e.move like 'affairs.%' order by e.id`, [])
    expect(acts.map((a) => a.move)).toEqual(['affairs.setRecurring', 'affairs.turnRecurring', 'affairs.turnRecurring', 'affairs.setRecurring', 'affairs.turnRecurring'])
  })
  test('the power is of whoever answers for a field; the list is for whoever registers', () => {
    expect([handleSetRecurring.gate, readRecurring.gate]).toEqual([{ power: 'affairs.recurring' }, { power: 'affairs.register' }])
  })
})
