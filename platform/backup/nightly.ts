/** The nightly backup: made, read back whole, recorded; the oldest beyond those kept go. Rule: R-C19 */

import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { type Made, makeBackup } from './make.ts'
import { failedRun, noteRun, runOf } from './record.ts'
import { checkBackup } from './restore.ts'
import { backupName, isDue, passKeyOf, prune, readSchedule, type Schedule } from './schedule.ts'
import { openBackupFile, unlock } from './sealed-file.ts'

export interface NightlyParts {
  readonly house: House
  /** The data folder, and its keys. */
  readonly data: string
  readonly keys: string
  readonly version: string
  readonly seal: KeyObject
  readonly contact: KeyObject
}
/** Any number will do: two processes of ours must not make the same night's backup. */
const LOCK = 4_210_655_122

/** Looks whether it is time, and if so does it. @returns null where nothing was due */
export async function backupNightly(parts: NightlyParts): Promise<Made | null> {
  const schedule = await readSchedule(parts.keys)
  if (!schedule) return null
  const { house } = parts
  const now = house.clock.now()
  const rows = await inAct(house.pools.act, (tx) =>
    run<{ good: boolean; at: Instant }>(tx, `select b.fault is null as good, max(b.at) as at from backup_run b where b.kind = 'nightly' group by 1`, []),
  )
  const good = rows.find((row) => row.good)?.at ?? null
  const failed = rows.find((row) => !row.good)?.at ?? null
  if (!isDue(schedule, now, good, failed)) return null
  return withClient(house.address, 'owner', async (client) => {
    const { rows: lock } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (!lock[0]?.got) return null
    const began = performance.now()
    try {
      const made = await makeAndRead(parts, schedule, now, (path, options) => makeBackup(client, path, options))
      await inAct(house.pools.act, (tx) => noteRun(tx, runOf('nightly', made, now, performance.now() - began)))
      const gone = await prune(schedule.folder, schedule.keep)
      house.log.info({ path: made.path, size: made.size, rows: made.rows, files: made.files, gone: gone.length }, 'backup')
      if (made.missing.length + made.spoiled.length > 0) house.log.error({ missing: made.missing.length, spoiled: made.spoiled.length }, 'files are missing from the store')
      return made
    } catch (error) {
      house.log.error({ error: (error as Error).message }, 'the nightly backup failed')
      await inAct(house.pools.act, (tx) => noteRun(tx, failedRun('nightly', now, performance.now() - began, error)))
      return null
    }
  })
}

type Make = (path: string, options: Parameters<typeof makeBackup>[2]) => Promise<Made>
/** What was written is read back from the disk with the installation's own key, every digest compared. */
async function makeAndRead({ data, version, seal, contact }: NightlyParts, schedule: Schedule, now: Instant, make: Make): Promise<Made> {
  const path = join(schedule.folder, backupName('nightly', now))
  const made = await make(path, { data, version, now, suite: schedule.suite, openers: { passphrase: passKeyOf(schedule), contact }, seal })
  const backup = await openBackupFile(path)
  await checkBackup(backup, await unlock(backup, { contact, from: 'keys' }))
  return made
}
