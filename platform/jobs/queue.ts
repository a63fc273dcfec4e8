/** Timed work (graphile-worker): its tables are made by the owner, its work is done by the acting role. */

import { EventEmitter } from 'node:events'
import { type CronItem, Logger, parseCronItems, type Runner, runMigrations, run as runWorker, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Log } from '../ctx/house.ts'
import { clientConfig, type DatabaseAddress, databaseRole, openPool, withClient } from '../database/connection.ts'

/** Makes or renews the tables of the queue. At every start, before a worker runs. */
export async function prepareQueue(address: DatabaseAddress): Promise<void> {
  const pool = openPool(address, 'owner', { max: 2 })
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
  const role = databaseRole('act')
  await withClient(address, 'owner', async (owner) => {
    const { rows } = await owner.query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'act')`)
    await owner.query(`grant usage on schema graphile_worker to ${role}`)
    await owner.query(`grant select, insert, update, delete on all tables in schema graphile_worker to ${role}`)
    await owner.query(`grant usage, select on all sequences in schema graphile_worker to ${role}`)
    await owner.query(`grant execute on all functions in schema graphile_worker to ${role}`)
    for (const { name } of rows) await owner.query(`create policy act on graphile_worker.${owner.escapeIdentifier(name)} to ${role} using (true) with check (true)`)
  })
}
const silent = new Logger(() => () => undefined)

export interface Queue {
  stop(): Promise<void>
}
export async function startQueue(address: DatabaseAddress, tasks: TaskList, crons: readonly CronItem[], log: Log): Promise<Queue> {
  const { types: _, ...config } = clientConfig(address, 'act')
  const pool = new pg.Pool({ ...config, application_name: 'huiyin queue', max: 4 })
  pool.on('error', () => undefined) // the pool replaces a broken connection by itself
  pool.on('connect', (client) => client.on('error', () => undefined)) // the query that was running rejects with the same error
  const events: WorkerEvents = new EventEmitter()
  events.on('job:error', ({ job, error }) => log.error({ task: job.task_identifier, attempt: job.attempts, error: (error as Error).message }, 'timed work failed'))
  const runner: Runner = await runWorker({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: parseCronItems([...crons]),
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: silent,
    events,
  })
  return {
    async stop() {
      await runner.stop()
      await pool.end()
    },
  }
}
