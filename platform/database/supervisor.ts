/**
 * The embedded database: made at the first start, started or adopted at the next, restarted when it dies, stopped with us.
 * Whoever holds the lock in it is its keeper; a lock dies with its connection, so a keeper killed with -9 leaves none behind.
 */
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { PlainStop } from '../plain-stop.ts'
import { giveFolder } from './binaries.ts'
import { ClusterFailure, freePort, isMade, type Launched, launch, makeCluster, stopCluster } from './cluster.ts'
import type { DatabaseAddress } from './connection.ts'
import { findRunning, superuserClient } from './find-running.ts'
import { choosePlace, type Place } from './place.ts'
import { loginsOf, openSecrets, readSecrets, type Secrets } from './secrets.ts'

export interface Supervised {
  readonly address: DatabaseAddress
  /** The cluster was made by this start. */
  readonly fresh: boolean
  /** It was running already: left by a start that was killed, or kept by another process of ours. */
  readonly adopted: boolean
  readonly place: Place
  /** false: another process keeps it, and will stop it. */
  readonly keeper: boolean
  /** Puts the database aside under another name, which it returns, and makes an empty one. Nothing is deleted. */
  setAside(): Promise<string>
  stop(): Promise<void>
}
export interface SuperviseOptions {
  /** The data folder, absolute. */
  readonly data: string
  /** A command may be a guest in a database another process keeps; the server may not. */
  readonly guest?: boolean
  readonly tell?: (event: { kind: 'adopted' | 'restarted' | 'elsewhere' | 'making'; detail: string }) => void
  /** The database died and could not be restarted. */
  readonly onLost?: (error: unknown) => void
}

export const DATABASE = 'huiyin'
export const OWNER = 'huiyin_owner'
const KEEPER_LOCK = 4_210_655_121

export async function superviseDatabase(options: SuperviseOptions): Promise<Supervised> {
  const tell = options.tell ?? (() => undefined)
  const keys = join(options.data, 'keys')
  const place = await choosePlace(options.data)
  if (place.elsewhere) tell({ kind: 'elsewhere', detail: place.dir })
  const fresh = !isMade(place.dir)
  if (!fresh && !(await readSecrets(keys))) throw lostSecrets(keys)
  const secrets = await openSecrets(keys)
  if (fresh) {
    tell({ kind: 'making', detail: place.dir })
    await makeFirst(place, secrets)
  }
  const first = await startOrAdopt(place, secrets)
  if (first.adopted) tell({ kind: 'adopted', detail: String(first.pid) })
  let running: Launched = first
  let stopping = false
  const lock = await takeLock(running.port, secrets, options.guest ?? false)
  const address: DatabaseAddress = { host: '127.0.0.1', port: running.port, database: DATABASE, logins: loginsOf(secrets, { user: OWNER, password: secrets.owner }) }
  if (!lock) return { address, fresh, adopted: true, place, keeper: false, setAside: () => Promise.reject(new Error('only the keeper may')), stop: async () => undefined }
  let held = lock
  const revive = async () => {
    if (stopping) return
    try {
      running = await startOrAdopt(place, secrets, running.port)
      const again = await takeLock(running.port, secrets, false)
      if (!again) throw new Error('the database is kept by another process')
      held = watch(again, revive)
      tell({ kind: 'restarted', detail: String(running.pid) })
    } catch (error) {
      if (!stopping) options.onLost?.(error)
    }
  }
  watch(held, revive)
  const stop = async () => {
    if (stopping) return
    stopping = true
    await held.end().catch(() => undefined) // already gone: nothing to hold any more
    await stopCluster(place, running.pid)
  }
  try {
    await makeDatabase(running.port, secrets)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, fresh, adopted: first.adopted, place, keeper: true, setAside: () => setAside(running.port, secrets), stop }
}

function watch(client: pg.Client, lost: () => void): pg.Client {
  client.on('end', () => void lost())
  return client
}

/** Made beside its place and moved there when whole: a first start that is interrupted leaves nothing half made. */
async function makeFirst(place: Place, secrets: Secrets): Promise<void> {
  const parent = dirname(place.dir)
  const dir = await mkdtemp(join(parent, `${basename(place.dir)}.new-`))
  try {
    await giveFolder(dir, place.as)
    await makeCluster({ ...place, dir }, secrets.superuser)
    await rename(dir, place.dir)
  } catch (error) {
    await rm(dir, { recursive: true, force: true })
    if (!isMade(place.dir)) throw error // else another start was first by a hair: use what it made
  }
}

/** Waits between tries, in ms: a restart at once after a kill is refused as long as a process of the old server holds its shared memory. */
const backOff = [50, 100, 200, 400, 800, 1600, 3200, 3200, 3200, 3200]
const oldServer = /pre-existing shared memory|lock file ".*" already exists/i
const portTaken = /could not bind|Address already in use|could not create any TCP/i

/** @param port of a restart: open pools know it, so no other will do */
async function startOrAdopt(place: Place, secrets: Secrets, port?: number): Promise<Launched & { adopted: boolean }> {
  for (let tries = 0; ; tries++) {
    const found = await findRunning(place, secrets.superuser)
    if (found) return { ...found, adopted: true }
    try {
      return { ...(await launch(place, port ?? (await freePort()))), adopted: false }
    } catch (error) {
      const pause = backOff[tries]
      if (!(error instanceof ClusterFailure) || pause === undefined) throw error
      if (/incompatible with server|not compatible with this version/.test(error.log)) throw otherMajor(place.dir, error)
      if (!oldServer.test(error.log) && !portTaken.test(error.log)) throw error
      await wait(pause)
    }
  }
}

/** @returns null for a guest where another process is the keeper */
async function takeLock(port: number, secrets: Secrets, guest: boolean): Promise<pg.Client | null> {
  const client = superuserClient(port, secrets.superuser)
  await client.connect()
  for (let tries = 0; tries < (guest ? 1 : 25); tries++) {
    if (tries > 0) await wait(200)
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [KEEPER_LOCK])
    if (rows[0]?.got) return client
  }
  await client.end()
  if (guest) return null
  throw new PlainStop(
    '同一数据文件夹上已有一个回音在运行（或有命令正在使用数据库），请先停止它。',
    'Another Huiyin is running on the same data folder (or a command is using its database): stop it first.',
  )
}

async function makeDatabase(port: number, secrets: Secrets): Promise<void> {
  const client = superuserClient(port, secrets.superuser)
  await client.connect()
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [OWNER])
    if (role.rowCount === 0) await client.query(`create role ${OWNER} login createrole nosuperuser password ${client.escapeLiteral(secrets.owner)}`)
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`)
  } finally {
    await client.end()
  }
}

async function setAside(port: number, secrets: Secrets): Promise<string> {
  const client = superuserClient(port, secrets.superuser)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`select '${DATABASE}_unfinished_' || to_char(now(), 'YYYYMMDD_HH24MISS') as name`)
    const name = rows[0]?.name ?? `${DATABASE}_unfinished`
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [DATABASE])
    await client.query(`alter database ${DATABASE} rename to ${name}`)
    await makeDatabase(port, secrets)
    return name
  } finally {
    await client.end()
  }
}

/** Folders of first starts that never finished. Only the keeper may sweep. */
export async function sweepUnfinished(place: Place): Promise<void> {
  const parent = dirname(place.dir)
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(place.dir)}.new-`) || name.startsWith(`${basename(place.dir)}.try-`)) await rm(join(parent, name), { recursive: true, force: true })
  }
}

const lostSecrets = (keys: string) =>
  new PlainStop(
    `缺少 ${join(keys, 'database.json')}，没有它就打不开已有的数据库，请从备份中恢复 ${keys} 文件夹。`,
    `${join(keys, 'database.json')} is missing and the existing database cannot be opened without it: restore the folder ${keys} from your backup.`,
  )
const otherMajor = (dir: string, cause: unknown) =>
  new PlainStop(
    `数据库文件夹 ${dir} 由另一版本的 PostgreSQL 写成，请用原来版本的程序导出数据后再导入。`,
    `The database folder ${dir} was written by another version of PostgreSQL: export the data with the version of the program that wrote it, then import it.`,
    cause,
  )
