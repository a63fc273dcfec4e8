import { makeWorkerUtils, runOnce } from 'graphile-worker'
import { expect, inject, test } from 'vitest'
import { openPool } from './connection.ts'
import { cloneDatabase } from './test-cluster.ts'

test('a job is added in the transaction of its act and run by the same role: rolled back, it never was', async () => {
  const database = await cloneDatabase(inject('cluster'), 'jobs')
  const pool = openPool(database, 'act')
  const client = await pool.connect()
  for (const end of ['rollback', 'commit']) {
    await client.query('begin')
    await client.query(`select graphile_worker.add_job('say', json_build_object('end', $1::text))`, [end])
    await client.query(end)
  }
  client.release()
  const utils = await makeWorkerUtils({ pgPool: pool })
  await utils.addJob('say', { end: 'later' })
  await utils.release()
  const heard: unknown[] = []
  await runOnce({ pgPool: pool, taskList: { say: (payload) => void heard.push((payload as { end: string }).end) } })
  expect(heard).toEqual(['commit', 'later'])
  await pool.end()
  await database.drop()
})
