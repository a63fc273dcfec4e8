/** A data folder whose office has people and no matter yet: what an office is on the eve of its cut-over. Made once; the program is then started on it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningEnv } from '../app/env.ts'
import { giveDemoOffice } from '../app/first-data.ts'
import { houseOf } from '../app/house.ts'
import { open } from '../app/open.ts'
import { readConfig } from '../platform/config.ts'
import { type House, quiet } from '../platform/ctx/house.ts'
import { noteFirstData } from '../platform/database/first-data.ts'
import { projectRoot } from '../platform/database/migrate.ts'

export interface OfficeFolder {
  readonly data: string
  /** Beside the data, for sheets and scans. */
  readonly base: string
  readonly env: RunningEnv
  readonly house: House
  /** Lets go of the database; the folder stays for the program. */
  close(): Promise<void>
  remove(): void
}
export async function makeOfficeFolder(): Promise<OfficeFolder> {
  const base = mkdtempSync(join(tmpdir(), 'huiyin-office-'))
  chmodSync(base, 0o755) // where root starts it, the database runs as another user
  const data = join(base, 'data')
  const opened = await open(readConfig(['--data', data], { ...process.env, DATABASE_URL: '' }, projectRoot), { starting: true })
  const house = houseOf(opened.env, quiet)
  await noteFirstData(opened.env.database, 'begun')
  await giveDemoOffice(opened.env, house)
  await noteFirstData(opened.env.database, 'done')
  return { data, base, env: opened.env, house, close: opened.close, remove: () => rmSync(base, { recursive: true, force: true }) }
}
