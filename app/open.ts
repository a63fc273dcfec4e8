/** From a configuration to a program in hand: database up, tables current, keys open. The server and the commands share it. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustNotBeRestoring } from '../platform/backup/restore.ts'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { closePools, openPools, withClient } from '../platform/database/connection.ts'
import { firstDataOf, hasPeople } from '../platform/database/first-data.ts'
import { prepareJobs } from '../platform/database/jobs-schema.ts'
import { findMigrations, type Migrated, migrate, projectRoot } from '../platform/database/migrate.ts'
import { addressFromUrl, openSecrets } from '../platform/database/secrets.ts'
import { type Supervised, superviseDatabase, sweepUnfinished } from '../platform/database/supervisor.ts'
import { openKeys } from '../platform/keys.ts'
import { PlainStop } from '../platform/plain-stop.ts'
import type { Folders, RunningEnv } from './env.ts'
import { backupBeforeUpgrade, noteUpgrade, noteVersion, type Upgraded } from './upgrade.ts'

export interface Opened {
  readonly env: RunningEnv
  readonly migrated: Migrated
  /** null with DATABASE_URL */
  readonly supervised: Supervised | null
  close(): Promise<void>
}
export interface OpenOptions {
  /** The server is starting: it, and no command, gives a new database its first data. */
  readonly starting?: boolean
  /** A command may use the database of a running server. */
  readonly guest?: boolean
  readonly client?: string | null
  readonly tell?: (zh: string, en: string) => void
  readonly onLost?: (error: unknown) => void
}

export function foldersOf(config: Config, root = projectRoot): Folders {
  return { root, data: config.data, keys: join(config.data, 'keys'), files: join(config.data, 'files') }
}
export const programVersion = async (root = projectRoot): Promise<string> => (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** @throws PlainStop with what to do, or a fault */
export async function open(config: Config, options: OpenOptions = {}): Promise<Opened> {
  const tell = options.tell ?? (() => undefined)
  const folders = foldersOf(config)
  await mustNotBeRestoring(folders.data)
  await mkdir(folders.data, { recursive: true, mode: 0o711 })
  await mkdir(folders.files, { recursive: true, mode: 0o700 })
  await mkdir(folders.keys, { recursive: true, mode: 0o700 })
  const supervised = config.databaseUrl ? null : await embedded(config, options, tell)
  const stop = async () => supervised?.stop()
  try {
    const database = supervised?.address ?? addressFromUrl(config.databaseUrl ?? '', await openSecrets(folders.keys))
    if ((await firstDataOf(database)) === 'begun') await startAfresh(options, supervised, tell)
    const each = (name: string) => supervised?.fresh || tell(`更新数据表 ${name}`, `Updating tables: ${name}`)
    const version = await programVersion()
    const upgrade: { backup?: Upgraded } = {}
    const migrated = await migrate(database, await findMigrations(), {
      tell: each,
      before: async (client) => {
        const saved = await backupBeforeUpgrade(client, { folders, now: systemClock().now(), tell })
        if (saved) upgrade.backup = saved
      },
    })
    await prepareJobs(database)
    const fresh = (await firstDataOf(database)) === 'none'
    const keys = await withClient(database, 'owner', (owner) => openKeys(folders.keys, owner))
    const pools = openPools(database)
    await noteVersion(database, version)
    if (upgrade.backup) await noteUpgrade(pools.act, upgrade.backup)
    const env: RunningEnv = {
      config: { ...config, empty: config.empty || (fresh && (await hasPeople(database))) },
      folders,
      database,
      pools,
      keys,
      clock: systemClock(),
      client: options.client ?? null,
      fresh,
      version,
    }
    const close = async () => {
      await closePools(pools)
      await stop()
    }
    return { env, migrated, supervised, close }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A start was interrupted while it loaded the first data: nobody has worked in that database yet. */
async function startAfresh(options: OpenOptions, supervised: Supervised | null, tell: (zh: string, en: string) => void): Promise<void> {
  if (!options.starting)
    throw new PlainStop('初始数据正在装入，或上次未装完，请先用 npm start 启动一次。', 'The first data is being loaded, or was not finished: run npm start first.')
  if (!supervised?.keeper)
    throw new PlainStop(
      '上次装入初始数据时中断，请清空 DATABASE_URL 所指的数据库后重新启动。',
      'Loading the first data was interrupted: empty the database of DATABASE_URL and start again.',
    )
  const aside = await supervised.setAside()
  tell(`上次装入初始数据时中断，未完成的库已改名为 ${aside}，重新建库`, `Loading the first data was interrupted; the unfinished database is kept as ${aside}, a new one is made`)
}

async function embedded(config: Config, options: OpenOptions, tell: (zh: string, en: string) => void): Promise<Supervised> {
  const supervised = await superviseDatabase({
    data: config.data,
    ...(options.guest && { guest: true }),
    ...(options.onLost && { onLost: options.onLost }),
    tell: ({ kind, detail }) => {
      if (kind === 'making') tell(`首次启动，正在建立数据库：${detail}`, `First start: making the database in ${detail}`)
      if (kind === 'elsewhere') tell(`项目文件夹对数据库用户不开放，数据库放在 ${detail}`, `The project folder is closed to the database user; the database lies in ${detail}`)
      if (kind === 'adopted' && !options.guest) tell(`接管仍在运行的数据库（进程 ${detail}）`, `Taking over the database that is still running (process ${detail})`)
      if (kind === 'restarted') tell(`数据库曾中断，已重新启动（进程 ${detail}）`, `The database went down and was restarted (process ${detail})`)
    },
  })
  if (supervised.keeper) await sweepUnfinished(supervised.place)
  return supervised
}
