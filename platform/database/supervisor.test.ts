import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { whole } from '../../tools/whole.ts'
import { isAlive, readPidFile } from './cluster.ts'
import { type DatabaseAddress, openPool, withClient } from './connection.ts'
import { superviseDatabase } from './supervisor.ts'

interface Said {
  address: DatabaseAddress
  fresh?: boolean
  adopted?: boolean
  keeper?: boolean
  dir: string
  restarted?: number
  refused?: string
  failed?: string
}
const program = fileURLToPath(new URL('./keeper.test-program.ts', import.meta.url))
const children: ChildProcess[] = []
const folders: string[] = []
const servers: string[] = []

/** A second Node that keeps the database, so that it can be killed. */
async function keep(data: string, mode = ''): Promise<{ child: ChildProcess; said: Said; next: () => Promise<Said> }> {
  const child = spawn(process.execPath, [program, data, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value ?? '{}') as Said
  const said = await next()
  if (said.dir) servers.push(said.dir)
  return { child, said, next }
}
const ended = async (child: ChildProcess, signal: NodeJS.Signals) => {
  child.kill(signal)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-keep-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return join(folder, 'data')
}
const postmaster = (dir: string) => readPidFile(dir)?.pid ?? 0

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL')
  for (const dir of servers.splice(0)) {
    const pid = postmaster(dir)
    if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGQUIT')
    for (let tries = 0; tries < 100 && pid > 0 && isAlive(pid); tries++) await wait(50)
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

describe('the embedded database and its keeper', () => {
  test('first start: UTF8 and C.UTF-8, scram with a secret of its own, loopback only', async () => {
    const data = await dataFolder()
    const { child, said } = await keep(data)
    expect(said).toMatchObject({ fresh: true, adopted: false, keeper: true })
    const superuser = JSON.parse(await readFile(join(data, 'keys', 'database.json'), 'utf8')).superuser as string
    const at = { host: '127.0.0.1', port: said.address.port, user: 'postgres', database: 'postgres' }
    const client = new pg.Client({ ...at, password: superuser })
    await client.connect()
    const { rows } = await client.query(
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale from pg_database where datname = 'huiyin'`,
    )
    expect(rows[0]).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' })
    const settings = await client.query(
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets, current_setting('password_encryption') as how`,
    )
    expect(settings.rows[0]).toEqual({ listen: '127.0.0.1', sockets: '', how: 'scram-sha-256' })
    const methods = await client.query(`select distinct auth_method from pg_hba_file_rules`)
    expect(methods.rows).toEqual([{ auth_method: 'scram-sha-256' }])
    const owner = await client.query(`select rolsuper from pg_roles where rolname = 'huiyin_owner'`)
    expect(owner.rows[0]).toEqual({ rolsuper: false })
    await client.end()
    for (const password of ['password', 'postgres', '']) await expect(new pg.Client({ ...at, password }).connect()).rejects.toThrow()
    await ended(child, 'SIGTERM')
    expect(readPidFile(said.dir)).toBeNull()
    const log = await readFile(join(data, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is shut down')
  })

  test('Node killed with -9 leaves the database alive; the next start takes it over and stops it at its end', async () => {
    const data = await dataFolder()
    const first = await keep(data)
    const pid = postmaster(first.said.dir)
    await ended(first.child, 'SIGKILL')
    expect(isAlive(pid)).toBe(true)
    const second = await keep(data)
    expect(second.said).toMatchObject({ fresh: false, adopted: true, keeper: true })
    expect(postmaster(second.said.dir)).toBe(pid)
    await ended(second.child, 'SIGTERM')
    expect(isAlive(pid)).toBe(false)
  })

  test('the database killed with -9 under a running Node is restarted on the same port, and open pools find it again', async () => {
    const { child, said, next } = await keep(await dataFolder())
    const pool = openPool(said.address, 'owner')
    await pool.query('create table kept (n int)')
    await pool.query('insert into kept values (1)')
    process.kill(postmaster(said.dir), 'SIGKILL')
    const { restarted } = await next()
    expect(restarted).toBe(postmaster(said.dir))
    expect((await pool.query('select n from kept')).rows).toEqual([{ n: 1 }])
    await pool.end()
    await ended(child, 'SIGTERM')
  })

  test('a database taken over, then killed with -9 under many connections, comes back on its port', async () => {
    const data = await dataFolder()
    const first = await keep(data)
    await ended(first.child, 'SIGKILL')
    const { child, said, next } = await keep(data)
    expect(said).toMatchObject({ adopted: true })
    const pool = openPool(said.address, 'owner', { max: 12 })
    const asked = Array.from({ length: 12 }, () => pool.query('select pg_sleep(30)').catch(() => null))
    await wait(300)
    process.kill(postmaster(said.dir), 'SIGKILL')
    expect((await next()).restarted).toBeGreaterThan(0)
    expect(readPidFile(said.dir)?.port).toBe(said.address.port)
    await Promise.all(asked)
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
    await pool.end()
    await ended(child, 'SIGTERM')
  })

  test('both killed with -9 and started again at once, several times: no repair by hand, nothing committed is lost', async () => {
    const data = await dataFolder()
    let keeper = await keep(data)
    await withClient(keeper.said.address, 'owner', (client) => client.query('create table kept (n int)'))
    for (let round = 1; round <= (whole ? 6 : 2); round++) {
      await withClient(keeper.said.address, 'owner', (client) => client.query('insert into kept values ($1)', [round]))
      const pid = postmaster(keeper.said.dir)
      await ended(keeper.child, 'SIGKILL')
      process.kill(pid, 'SIGKILL')
      keeper = await keep(data)
      expect(keeper.said.failed).toBeUndefined()
      const count = await withClient(keeper.said.address, 'owner', (client) => client.query('select count(*)::int as n from kept'))
      expect(count.rows[0]).toEqual({ n: round })
    }
  })

  test('a postmaster.pid whose number now belongs to another living process does not refuse the start', async () => {
    const data = await dataFolder()
    const first = await keep(data)
    const pid = postmaster(first.said.dir)
    await ended(first.child, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
    const file = join(first.said.dir, 'postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)))
    const second = await keep(data)
    expect(second.said).toMatchObject({ adopted: false, keeper: true })
  })

  test('a second start on the same folder is refused with one sentence; a command is a guest and stops nothing', async () => {
    const data = await dataFolder()
    const first = await keep(data)
    const guest = await keep(data, 'guest')
    expect(guest.said).toMatchObject({ keeper: false, adopted: true })
    await ended(guest.child, 'SIGTERM')
    const second = await keep(data)
    expect(second.said.refused).toContain('已有一个回音在运行')
    expect(isAlive(postmaster(first.said.dir))).toBe(true)
  })

  test('two first starts at once: one keeps the database, the other says so', async () => {
    const data = await dataFolder()
    const both = await Promise.all([keep(data), keep(data)])
    expect(both.map(({ said }) => (said.keeper ? 'keeper' : (said.refused?.slice(0, 3) ?? said.failed))).sort()).toEqual(['keeper', '同一数'])
  })

  test('a first start interrupted half way leaves nothing that stands in the way of the next', async () => {
    const data = await dataFolder()
    const half = spawn(process.execPath, [program, data], { stdio: 'ignore' })
    await wait(600)
    await ended(half, 'SIGKILL')
    const { said } = await keep(data)
    expect(said).toMatchObject({ keeper: true })
  })

  test('without its secrets an existing database is not opened, and no new ones are made', async () => {
    const data = await dataFolder()
    const { child } = await keep(data)
    await ended(child, 'SIGTERM')
    await rm(join(data, 'keys', 'database.json'))
    expect((await keep(data)).said.refused).toContain('database.json')
  })

  test.skipIf(process.getuid?.() !== 0)("root's folder closed to the database user: the database lies in a folder it names, also at the next start", async () => {
    const data = await dataFolder()
    await chmod(dirname(data), 0o700)
    const named: string[] = []
    const first = await superviseDatabase({ data, tell: ({ kind, detail }) => kind === 'elsewhere' && named.push(detail) })
    servers.push(first.place.dir)
    folders.push(dirname(first.place.dir))
    expect(named).toEqual([first.place.dir])
    expect(first.place.dir).toMatch(/^\/var\/lib\/huiyin-[0-9a-f]{12}\/pg$/)
    await withClient(first.address, 'owner', (client) => client.query('create table kept (n int)'))
    await first.stop()
    await chmod(dirname(data), 0o755) // opened later: the data stays where it is
    const second = await superviseDatabase({ data })
    expect(second).toMatchObject({ fresh: false, place: { dir: first.place.dir } })
    await withClient(second.address, 'owner', (client) => client.query('select * from kept'))
    await second.stop()
  })
})
