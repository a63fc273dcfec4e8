/** Before the tables of a working office are changed by a newer program: a backup beside the data, and the way back in words. */
import { join } from 'node:path'
import type pg from 'pg'
import type { Instant } from '../kernel/time.ts'
import { type Made, makeBackup } from '../platform/backup/make.ts'
import { noteRun, runOf } from '../platform/backup/record.ts'
import { backupName, passKeyOf, readSchedule } from '../platform/backup/schedule.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { type DatabaseAddress, withClient } from '../platform/database/connection.ts'
import { contactKey } from '../platform/keys.ts'
import { PlainStop } from '../platform/plain-stop.ts'
import type { Folders } from './env.ts'

export interface Upgraded {
  readonly made: Made
  readonly at: Instant
  readonly ms: number
}
interface Parts {
  readonly folders: Folders
  readonly now: Instant
  readonly tell: (zh: string, en: string) => void
}

/**
 * It opens with the folder of keys it was made with, and with the passphrase of the nightly backup where one is set.
 * @returns null where nobody has worked in that database yet
 * @throws PlainStop where it could not be made; nothing was changed then
 */
export async function backupBeforeUpgrade(client: pg.Client, { folders, now, tell }: Parts): Promise<Upgraded | null> {
  if (!(await isFilled(client))) return null
  const path = join(folders.data, 'backups', backupName('before-upgrade', now))
  tell(`升级数据表之前先做备份：${path}`, `Backing up before the tables are upgraded: ${path}`)
  const began = performance.now()
  const version = await formerVersion(client)
  const schedule = await readSchedule(folders.keys)
  const openers = { contact: await contactKey(folders.keys), passphrase: schedule ? passKeyOf(schedule) : null }
  const made = await makeBackup(client, path, { data: folders.data, version, now, openers }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    throw new PlainStop(
      `升级前的备份没有做成（${(error as Error).message}），没有升级，数据未作任何改动。`,
      `The backup before the upgrade could not be made (${(error as Error).message}); nothing was upgraded or changed.`,
      error,
    )
  })
  const back = `./huiyin restore ${path} --keys ${folders.keys} --as-was --data ${folders.data}-before`
  tell(
    `备份已做成，用密钥文件夹 ${folders.keys}${schedule ? ' 或每夜备份的口令' : ''} 打开。退回的办法：停止程序，运行 ${back}，再用 ${version} 版程序加 --data ${folders.data}-before 启动。`,
    `The backup is made; it opens with the folder of keys ${folders.keys}${schedule ? ' or the passphrase of the nightly backup' : ''}. The way back: stop the program, run ${back}, then start version ${version} of the program with --data ${folders.data}-before.`,
  )
  return { made, at: now, ms: performance.now() - began }
}
async function isFilled(client: pg.Client): Promise<boolean> {
  const { rows: there } = await client.query<{ person: boolean }>(`select to_regclass('public.person') is not null and to_regclass('public.event') is not null as person`)
  if (!there[0]?.person) return false
  return (await client.query<{ some: boolean }>('select exists (select 1 from person) or exists (select 1 from event) as some')).rows[0]?.some ?? false
}
const NOTE = 'program.version'
/** The version that last worked with these tables; the first did not say. */
async function formerVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ value: string }>('select value from installation where name = $1', [NOTE])
  return rows[0]?.value ?? '0.1.0'
}
export async function noteVersion(database: DatabaseAddress, version: string): Promise<void> {
  const sql = `insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value, at = now() where installation.value <> excluded.value`
  await withClient(database, 'owner', (client) => client.query(sql, [NOTE, version]))
}
/** Once the tables are those of this program. */
export const noteUpgrade = (act: pg.Pool, { made, at, ms }: Upgraded): Promise<void> => inAct(act, (tx) => noteRun(tx, runOf('upgrade', made, at, ms)))
