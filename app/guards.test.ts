import { expect, inject, test } from 'vitest'
import { listGuards } from '../kernel/history/guards.ts'
import { withClient } from '../platform/database/connection.ts'
import { cloneDatabase } from '../platform/database/test-cluster.ts'
import guards from './guards.generated.json' with { type: 'json' }

test('核验所用的护栏清单就是迁移所定义的（不符时运行 node tools/guards.ts）', async () => {
  const database = await cloneDatabase(inject('cluster'), 'guard_list')
  expect(guards).toEqual(await withClient(database, 'owner', listGuards))
  await database.drop()
})
