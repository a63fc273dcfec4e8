import { createSecretKey, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { demoFaults, demoOffice } from '../journeys/office.ts'
import { seedCalendar } from '../kernel/clock/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { loadStanding } from '../kernel/people/load.ts'
import { type Instant, instant } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { systemClock, systemIds } from '../platform/clock.ts'
import { openBox } from '../platform/crypto/box.ts'
import { type House, quiet } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { closePools, openPools, type Pools } from '../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../platform/database/test-cluster.ts'
import { loadDemoCity, unattended } from './demo-city.ts'
import { registry } from './desks.ts'

/** A house without people but its first administrator, at that time. */
async function emptyHouse(clock: House['clock'], admin: PersonId): Promise<{ database: TestDatabase; pools: Pools; house: House }> {
  const database = await cloneDatabase(inject('cluster'), 'demo')
  const pools = openPools(database)
  const box = openBox(createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32)))
  await inAct(pools.act, async (tx) => {
    await seedCalendar(tx)
    await run(tx, `insert into person (id, name, username) values ($1, '系统管理员', 'admin')`, [admin])
  })
  return { database, pools, house: { address: database, pools, clock, box, desks: registry, words: new Map(), checkOutput: true, log: quiet } }
}
const STATES = ['registered', 'examined', 'assigned', 'working', 'reported', 'answered', 'replied', 'closed', 'void']
const lettersByState = (pools: Pools) =>
  inAct(pools.act, (tx) =>
    run<{ state: string; n: number; newest: Instant }>(tx, 'select m.state, count(*)::int as n, max(m.registered_at) as newest from matter m group by 1 order by 2 desc', []),
  )

describe('演示城市 the demo city', () => {
  let database: TestDatabase
  let pools: Pools
  let house: House
  const admin = systemIds(() => instant('2026-11-22T00:00:00Z')).next<never>()
  beforeAll(async () => {
    ;({ database, pools, house } = await emptyHouse(systemClock(), admin))
    await loadDemoCity(house, admin)
  }, 120_000)
  afterAll(async () => {
    await closePools(pools)
    await database.drop()
  })

  test('is whole on paper: every unit has a receiving post, every post somebody known', () => expect(demoFaults(demoOffice)).toEqual([]))
  test('somebody holds every receiving post at every hour (promise 1)', async () => {
    const { office } = await inAct(pools.act, loadStanding)
    for (const hour of [0, 6, 12, 23]) expect(unattended({ office, now: instant(Date.now() + hour * 3600_000) })).toEqual([])
  })
  test('has letters in every state, none of them ahead of now', async () => {
    const rows = await lettersByState(pools)
    expect(STATES.filter((state) => !rows.some((r) => r.state === state))).toEqual([])
    for (const r of rows) expect(r.newest < house.clock.now()).toBe(true)
    const events = await inAct(pools.act, (tx) => run<{ late: number }>(tx, 'select count(*)::int as late from event e where e.at > now()', []))
    expect(events[0]?.late).toBe(0)
  })
  test('numbers are the office’s, without a gap (R-F10)', async () => {
    const rows = await inAct(pools.act, (tx) => run<{ number: string }>(tx, 'select m.number from matter m order by m.id', []))
    for (const { number } of rows) expect(number).toMatch(/^([信交访检收阅]|发稿)〔(19|20)\d{2}〕[1-9]\d{0,4}号$/)
    expect(new Set(rows.map((r) => r.number)).size).toBe(rows.length)
  })
  test('is not loaded on a database that is in use', async () => {
    await expect(loadDemoCity(house, admin)).rejects.toThrow(/demo-mark|duplicate/)
  })
})

describe('演示城市在任何一天、任何一刻 the demo city on any day, at any hour', () => {
  // a Monday evening, a Sunday before light, the long holiday
  test.each(['2026-11-30T17:32:00', '2026-12-06T03:10:00', '2026-10-04T12:00:00'])(
    '%s: letters in every state',
    async (moment) => {
      const now = instant(`${moment}+08:00`)
      const admin = systemIds(() => now).next<never>()
      const { database, pools, house } = await emptyHouse({ now: () => now }, admin)
      try {
        await loadDemoCity(house, admin)
        const rows = await lettersByState(pools)
        expect(STATES.filter((state) => !rows.some((r) => r.state === state))).toEqual([])
        for (const r of rows) expect(r.newest < now).toBe(true)
      } finally {
        await closePools(pools)
        await database.drop()
      }
    },
    180_000,
  )
})
