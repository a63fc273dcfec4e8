/** A database of one's own for a kernel or desk test: cloned, with the trial desk's table, and Kysely over it as the acting role. */
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { trialTable } from '../kernel/trial/office.ts'
import type { KernelDb } from '../kernel/write/tables.ts'
import { kyselyOver, openPool, withClient } from '../platform/database/connection.ts'
import { cloneDatabase, type TestCluster, type TestDatabase } from '../platform/database/test-cluster.ts'

export interface TrialDatabase {
  readonly database: TestDatabase
  readonly pool: pg.Pool
  readonly db: Kysely<KernelDb>
  /** As the owner of the tables: for tests of what even he cannot do unseen. */
  asOwner(text: string): Promise<void>
  close(): Promise<void>
}

/** @param max connections of the pool: as many acts can run at once */
export async function trialDatabase(cluster: TestCluster, name: string, max = 4): Promise<TrialDatabase> {
  const database = await cloneDatabase(cluster, name)
  const asOwner = (text: string) => withClient(database, 'owner', async (client) => void (await client.query(text)))
  await asOwner(trialTable)
  const pool = openPool(database, 'act', { max })
  return {
    database,
    pool,
    db: kyselyOver<KernelDb>(pool),
    asOwner,
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}
