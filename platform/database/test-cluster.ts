/**
 * Real PostgreSQL for tests: one cluster per run in a temporary folder, one template database migrated once, clones of it.
 * `tools/vitest-setup.ts` starts it; a test asks for `cloneDatabase(inject('cluster'), 'name')`.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Binaries, canRun, copyBinaries, databaseUser, embeddedBinaries, giveFolder } from './binaries.ts'
import { freePort, isAlive, launch, makeCluster, readPidFile, stopCluster } from './cluster.ts'
import { type DatabaseAddress, type Login, withClient } from './connection.ts'
import { isPostgres } from './find-running.ts'
import { prepareJobs } from './jobs-schema.ts'
import { findMigrations, type Migration, migrate } from './migrate.ts'

/** Plain data: vitest hands it to every worker. */
export interface TestCluster {
  /** The migrated template; never connect to it, clone it. */
  readonly template: DatabaseAddress
  readonly version: number
}
export interface RunningTestCluster extends TestCluster {
  stop(): Promise<void>
}
export interface TestClusterOptions {
  /** Folder of another PostgreSQL's programs, such as Debian's /usr/lib/postgresql/15/bin. */
  readonly binaries?: Binaries
  /** Off by default: tests do not outlive a power cut. */
  readonly fsync?: boolean
  readonly migrations?: readonly Migration[]
  /** A server that already runs (DATABASE_URL_TEST); its user must be able to create roles and databases. */
  readonly url?: string
}

/** A cluster that lives as long as its run: nothing of it is saved from a power cut, copied elsewhere, swept, or compiled for (Debian's 15 compiles plans, 18 as we carry it does not). */
const forAnHour = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off', jit: 'off' }
const TEMPLATE = 'huiyin_template'
const PREFIX = 'huiyin-test-'

/** Clusters of test runs that were killed: stopped and removed by the next run. */
async function sweepOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const base = join(tmpdir(), name)
    const runner = name.startsWith(PREFIX) ? Number(await readFile(join(base, 'runner.pid'), 'utf8').catch(() => '0')) : 0
    if (runner === 0 || isAlive(runner)) continue
    const server = readPidFile(join(base, 'pg'))
    if (server && isPostgres(server.pid, join(base, 'pg')))
      await stopCluster({ dir: join(base, 'pg'), bin: await embeddedBinaries(), as: null, log: join(base, 'postgres.log') }, server.pid)
    await rm(base, { recursive: true, force: true })
  }
}

export async function startTestCluster(options: TestClusterOptions = {}): Promise<RunningTestCluster> {
  const migrations = options.migrations ?? (await findMigrations())
  if (options.url) return onServer(options.url, migrations)
  const as = await databaseUser()
  await sweepOrphans()
  const base = await mkdtemp(join(tmpdir(), PREFIX))
  await writeFile(join(base, 'runner.pid'), String(process.pid))
  let bin = options.binaries ?? (await embeddedBinaries())
  if (!options.binaries && !canRun(bin, as)) bin = await copyBinaries(bin, join(tmpdir(), 'huiyin-binaries'))
  if (!(await giveFolder(base, as))) throw new Error(`${base} is closed to the database user`)
  const folder = { dir: join(base, 'pg'), bin, as, log: join(base, 'postgres.log') }
  await giveFolder(folder.dir, as)
  const owner = { user: 'postgres', password: randomBytes(18).toString('hex') }
  try {
    await makeCluster(folder, owner.password, true)
    const settings: Record<string, string> = { shared_buffers: '128MB', ...(options.fsync ? {} : forAnHour) }
    const running = await launch(folder, await freePort(), settings)
    const stop = async () => {
      await stopCluster(folder, running.pid)
      await rm(base, { recursive: true, force: true })
    }
    const template = address('127.0.0.1', running.port, TEMPLATE, owner)
    try {
      await createOwner(template)
      const ready = { ...template, logins: { ...template.logins, owner: { user: 'huiyin_owner', password: owner.password } } }
      await makeTemplate(template, ready, migrations)
      return { template: ready, version: await versionOf(ready), stop }
    } catch (error) {
      await stop()
      throw error
    }
  } catch (error) {
    const log = await readFile(folder.log, 'utf8').catch(() => '')
    await rm(base, { recursive: true, force: true })
    throw log ? new Error(`${(error as Error).message}\n${log.slice(-2000)}`, { cause: error }) : error
  }
}

/** Roles get fixed passwords in tests: they belong to the whole server and several runs may share it. */
function address(host: string, port: number, database: string, owner: Login): DatabaseAddress {
  const login = (role: string): Login => ({ user: `huiyin_${role}`, password: `test-${role}` })
  return { host, port, database, logins: { owner, act: login('act'), read: login('read'), seal: login('seal'), public: login('public') } }
}

const inDatabase = (at: DatabaseAddress, database: string): DatabaseAddress => ({ ...at, database })
const versionOf = (at: DatabaseAddress) => withClient(at, 'owner', async (client) => Number((await client.query('show server_version_num')).rows[0].server_version_num))

/** As in the running program: the owner of the tables is an ordinary user who may create roles, not the superuser. */
async function createOwner(template: DatabaseAddress): Promise<void> {
  await withClient(inDatabase(template, 'postgres'), 'owner', async (client) => {
    await client.query(`create role huiyin_owner login createdb createrole password ${client.escapeLiteral(template.logins.owner.password)}`)
    await client.query('grant pg_signal_backend to huiyin_owner') // a clone is dropped even while autovacuum is in it
  })
}

async function makeTemplate(superuser: DatabaseAddress, owner: DatabaseAddress, migrations: readonly Migration[]): Promise<void> {
  await withClient(inDatabase(superuser, 'postgres'), 'owner', async (client) => {
    await client.query(`create database ${client.escapeIdentifier(owner.database)} owner ${client.escapeIdentifier(owner.logins.owner.user)}`)
  })
  await migrate(owner, migrations)
  if (migrations.some(({ name }) => name.endsWith('-installation'))) await prepareJobs(owner)
}

async function onServer(url: string, migrations: readonly Migration[]): Promise<RunningTestCluster> {
  const { host, port, user, password } = new pg.Client(url)
  const name = `${TEMPLATE}_${randomBytes(4).toString('hex')}`
  const template = address(host, port, name, { user: user ?? '', password: typeof password === 'string' ? password : '' })
  await makeTemplate(template, template, migrations)
  const stop = () =>
    withClient(inDatabase(template, 'postgres'), 'owner', async (client) => {
      const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [`${name}%`])
      for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`)
    })
  return { template, version: await versionOf(template), stop }
}

export interface TestDatabase extends DatabaseAddress {
  drop(): Promise<void>
}
/**
 * A database of one's own, migrated and empty; 0.1 to 0.3 s. Connections must be closed before `drop`, or they are cut.
 * @param name any words; made unique
 */
export async function cloneDatabase(cluster: TestCluster, name = 'test'): Promise<TestDatabase> {
  const { template } = cluster
  const database = `${template.database}_${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20)}_${randomBytes(4).toString('hex')}`.slice(0, 63)
  const home = inDatabase(template, 'postgres')
  await withClient(home, 'owner', async (client) => {
    const sql = `create database ${client.escapeIdentifier(database)} template ${client.escapeIdentifier(template.database)}`
    for (let tries = 0; ; tries++) {
      try {
        return void (await client.query(sql))
      } catch (error) {
        // 55006: another worker is cloning the template at this moment
        if ((error as { code?: string }).code !== '55006' || tries > 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  })
  const drop = () => withClient(home, 'owner', async (client) => void (await client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`)))
  return { ...template, database, drop }
}

/** An empty database without our tables, for tests of the first start and of migrations. */
export async function emptyDatabase(cluster: TestCluster, name = 'empty'): Promise<TestDatabase> {
  const { template } = cluster
  const database = `${template.database}_${name}_${randomBytes(4).toString('hex')}`
  const home = inDatabase(template, 'postgres')
  const run = (sql: (client: pg.Client) => string) => withClient(home, 'owner', async (client) => void (await client.query(sql(client))))
  await run((client) => `create database ${client.escapeIdentifier(database)} template template0`)
  return { ...template, database, drop: () => run((client) => `drop database if exists ${client.escapeIdentifier(database)} with (force)`) }
}
