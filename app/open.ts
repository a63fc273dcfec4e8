/** From a configuration to a program in hand: database up, tables current, keys open. The server and the commands share it. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { closePools, openPools, withClient } from '../platform/database/connection.ts'
import { prepareJobs } from '../platform/database/jobs-schema.ts'
import { findMigrations, type Migrated, migrate, projectRoot } from '../platform/database/migrate.ts'
import { addressFromUrl, openSecrets } from '../platform/database/secrets.ts'
import { type Supervised, superviseDatabase, sweepUnfinished } from '../platform/database/supervisor.ts'
import { openKeys } from '../platform/keys.ts'
import type { Folders, RunningEnv } from './env.ts'

export interface Opened {
  readonly env: RunningEnv
  readonly migrated: Migrated
  /** null with DATABASE_URL */
  readonly supervised: Supervised | null
  close(): Promise<void>
}
export interface OpenOptions {
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
  await mkdir(folders.data, { recursive: true, mode: 0o711 })
  await mkdir(folders.files, { recursive: true, mode: 0o700 })
  await mkdir(folders.keys, { recursive: true, mode: 0o700 })
  const supervised = config.databaseUrl ? null : await embedded(config, options, tell)
  const stop = async () => supervised?.stop()
  try {
    const database = supervised?.address ?? addressFromUrl(config.databaseUrl ?? '', await openSecrets(folders.keys))
    const each = (name: string) => supervised?.fresh || tell(`更新数据表 ${name}`, `Updating tables: ${name}`)
    const migrated = await migrate(database, await findMigrations(), each)
    await prepareJobs(database)
    const fresh = migrated.applied.length === migrated.total
    const keys = await withClient(database, 'owner', (owner) => openKeys(folders.keys, owner))
    const pools = openPools(database)
    const env: RunningEnv = { config, folders, database, pools, keys, clock: systemClock(), client: options.client ?? null, fresh, version: await programVersion() }
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

async function embedded(config: Config, options: OpenOptions, tell: (zh: string, en: string) => void): Promise<Supervised> {
  const supervised = await superviseDatabase({
    data: config.data,
    ...(options.guest && { guest: true }),
    ...(options.onLost && { onLost: options.onLost }),
    tell: ({ kind, detail }) => {
      if (kind === 'making') tell(`首次启动，正在建立数据库：${detail}`, `First start: making the database in ${detail}`)
      if (kind === 'elsewhere') tell(`项目文件夹对数据库用户不开放，数据库放在 ${detail}`, `The project folder is closed to the database user; the database lies in ${detail}`)
      if (kind === 'adopted') tell(`接管仍在运行的数据库（进程 ${detail}）`, `Taking over the database that is still running (process ${detail})`)
      if (kind === 'restarted') tell(`数据库曾中断，已重新启动（进程 ${detail}）`, `The database went down and was restarted (process ${detail})`)
    },
  })
  if (supervised.keeper) await sweepUnfinished(supervised.place)
  return supervised
}
