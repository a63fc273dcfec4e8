/** Writes app/guards.generated.json: the guards a freshly migrated database has, by which `huiyin verify` knows an absent or changed one. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listGuards } from '../kernel/history/guards.ts'
import { withClient } from '../platform/database/connection.ts'
import { startTestCluster } from '../platform/database/test-cluster.ts'
import { root } from './stage.ts'

const cluster = await startTestCluster()
try {
  const guards = await withClient(cluster.template, 'owner', listGuards)
  await writeFile(join(root, 'app/guards.generated.json'), `${JSON.stringify(guards, null, 1)}\n`)
  process.stdout.write(`${Object.keys(guards).length} guards\n`)
} finally {
  await cluster.stop()
}
