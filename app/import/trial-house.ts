/** For tests: the demo city's office before its first matter, on a database of its own. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { seedCalendar } from '../../kernel/clock/calendar.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemClock, systemIds } from '../../platform/clock.ts'
import { openBox } from '../../platform/crypto/box.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { closePools, openPools } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestCluster, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { loadDemoPeople } from '../demo-city.ts'
import { registry } from '../desks.ts'

export interface TrialHouse {
  readonly house: House
  readonly database: TestDatabase
  /** Rows of one statement, on the acting role. */
  rows<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
  act<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}
export async function openTrialHouse(cluster: TestCluster, name: string): Promise<TrialHouse> {
  const database = await cloneDatabase(cluster, name)
  const pools = openPools(database)
  const key = () => createSecretKey(randomBytes(32))
  const house: House = { address: database, pools, clock: systemClock(), box: openBox(key(), key()), desks: registry, words: new Map(), checkOutput: true, log: quiet }
  const admin = systemIds(() => instant('2026-11-22T00:00:00Z')).next<PersonId>()
  await inAct(pools.act, async (tx) => {
    await seedCalendar(tx)
    await run(tx, `insert into person (id, name, username) values ($1, '系统管理员', 'admin')`, [admin])
  })
  await loadDemoPeople(house, admin)
  return {
    house,
    database,
    rows: (text, values = []) => inAct(pools.act, (tx) => run(tx, text, values)) as never,
    act: (work) => inAct(pools.act, work),
    async close() {
      await closePools(pools)
      await database.drop()
    },
  }
}
