/**
 * Every tagged version left a dump of schema and data under `dumps/`; today's program must bring each of them upward, data and history whole.
 * Rule: issue A «Commands and skeleton»; how a dump is made: docs/how-to/dump.md
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../kernel/history/export.ts'
import type { GuardList } from '../kernel/history/guards.ts'
import { importDump } from '../kernel/history/import-dump.ts'
import { type Fault, verifyDatabase } from '../kernel/history/verify.ts'
import { withClient } from '../platform/database/connection.ts'
import { findMigrations, migrate } from '../platform/database/migrate.ts'
import { emptyDatabase, type TestCluster } from '../platform/database/test-cluster.ts'
import { root } from './stage.ts'

export const dumpsFolder = join(root, 'dumps')
export interface CheckedDump {
  readonly name: string
  readonly applied: number
  readonly events: number
  readonly matters: number
  readonly faults: readonly Fault[]
}

export async function tagged(folder = dumpsFolder): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => /^v\d/.test(name)).sort() : []
}

/**
 * Loads one dump into tables made by its own migrations, then migrates upward and verifies.
 * @throws Error where a migration of that version is gone or edited, or a file is damaged
 */
export async function checkDump(cluster: TestCluster, folder: string, guards: GuardList): Promise<Omit<CheckedDump, 'name'>> {
  const manifest = await readManifest(folder)
  const today = await findMigrations()
  const then = manifest.migrations.map(({ name, digest }) => {
    const migration = today.find((m) => m.name === name)
    if (migration?.digest !== digest) throw new Error(`migration ${name} of ${manifest.version} is ${migration ? 'edited' : 'gone'}: a released migration stays as it was`)
    return migration
  })
  const database = await emptyDatabase(cluster, 'dump')
  try {
    await migrate(database, then)
    await withClient(database, 'owner', (client) => importDump(client, folder, manifest))
    const { applied } = await migrate(database, today)
    const { events, matters, faults } = await withClient(database, 'act', (client) => verifyDatabase(client, guards))
    return { applied: applied.length, events, matters, faults }
  } finally {
    await database.drop()
  }
}

/** All of them. @param say one line each */
export async function checkDumps(cluster: TestCluster, guards: GuardList, say: (line: string) => void, folder = dumpsFolder): Promise<CheckedDump[]> {
  const checked: CheckedDump[] = []
  for (const name of await tagged(folder)) {
    const one = { name, ...(await checkDump(cluster, join(folder, name), guards)) }
    say(`${name}: ${one.applied} migrations upward, ${one.matters} matters, ${one.events} events, ${one.faults.length} faults`)
    for (const fault of one.faults) say(`  ${JSON.stringify(fault)}`)
    checked.push(one)
  }
  return checked
}
