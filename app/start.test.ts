import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { copyData } from '../journeys/server.ts'
import { canRun, databaseUser, embeddedBinaries } from '../platform/database/binaries.ts'
import { freePort, isAlive, readPidFile } from '../platform/database/cluster.ts'
import { type DatabaseAddress, withClient } from '../platform/database/connection.ts'
import { projectRoot } from '../platform/database/migrate.ts'
import { loginsOf, openSecrets } from '../platform/database/secrets.ts'
import { DATABASE, OWNER, superviseDatabase } from '../platform/database/supervisor.ts'
import { childEnv } from '../tools/child-env.ts'

const root = process.getuid?.() === 0
const asDatabaseUser = root ? await databaseUser() : null
const children: ChildProcess[] = []
const folders: string[] = []

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-start-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return join(folder, 'data')
}

/** What a first start left behind: made by one, copied for every test that is about a later one. */
let left: string | undefined
async function startedBefore(): Promise<string> {
  if (left === undefined) {
    const base = await mkdtemp(join(tmpdir(), 'huiyin-start-'))
    await chmod(base, 0o755)
    left = join(base, 'data')
    await ended((await start(left)).child, 'SIGINT')
  }
  const data = await dataFolder()
  copyData(left, data)
  return data
}
afterAll(async () => {
  if (left === undefined) return
  await stopDatabase(left)
  await rm(dirname(left), { recursive: true, force: true })
})

/** Runs `app/start.ts --empty` as `npm start` does; settles when it serves or ends. */
async function start(data: string, args: readonly string[] = [], as: { uid: number; gid: number } | null = null) {
  const port = args.includes('--port') ? 0 : await freePort()
  const flags = ['--empty', '--data', data, ...(port ? ['--port', String(port)] : []), ...args]
  const child = spawn(process.execPath, [join(projectRoot, 'app/start.ts'), ...flags], {
    ...as,
    cwd: '/',
    env: childEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let out = ''
  let complaint = ''
  child.stderr.on('data', (text) => (complaint += text))
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      out += text
      if (out.includes('已就绪')) resolve()
    })
    child.on('close', () => resolve())
  })
  return { child, out: () => out, complaint: complaint.trim(), port, code: child.exitCode }
}
const ended = async (child: ChildProcess, signal: NodeJS.Signals) => {
  child.kill(signal)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
async function ownerOf(data: string): Promise<DatabaseAddress> {
  const secrets = await openSecrets(join(data, 'keys'))
  return { host: '127.0.0.1', port: readPidFile(join(data, 'pg'))?.port ?? 0, database: DATABASE, logins: loginsOf(secrets, { user: OWNER, password: secrets.owner }) }
}
async function stopDatabase(data: string): Promise<void> {
  if (existsSync(join(data, 'pg', 'postmaster.pid'))) await (await superviseDatabase({ data })).stop()
}

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL')
  for (const folder of folders.splice(0)) {
    await stopDatabase(join(folder, 'data'))
    await rm(folder, { recursive: true, force: true })
  }
})

describe.skipIf(!existsSync(join(projectRoot, 'app/server.ts')))('npm start', () => {
  test('prints the address and, once, the first password; Ctrl-C stops program and database', async () => {
    const data = await dataFolder()
    const first = await start(data)
    expect(first.complaint).toBe('')
    expect(first.out()).toContain(`http://127.0.0.1:${first.port}`)
    expect(first.out()).toMatch(/一次性密码 {2}\S{8,}/)
    expect((await fetch(`http://127.0.0.1:${first.port}/healthz`)).status).toBe(200)
    const again = await start(data)
    expect(again.complaint).toContain(`回音已在运行：http://127.0.0.1:${first.port}`)
    const postmaster = readPidFile(join(data, 'pg'))?.pid ?? 0
    expect(await ended(first.child, 'SIGINT')).toBe(0)
    expect(isAlive(postmaster)).toBe(false)
    expect(await readdir(data)).not.toContain('running.json')
  })

  test('killed with -9, it starts again without repair by hand', async () => {
    const data = await startedBefore()
    await ended((await start(data)).child, 'SIGKILL')
    const second = await start(data)
    expect(second.complaint).toBe('')
    expect(second.out()).toContain('接管仍在运行的数据库')
    process.kill(readPidFile(join(data, 'pg'))?.pid ?? 0, 'SIGKILL')
    await ended(second.child, 'SIGKILL')
    const third = await start(data)
    expect(third.complaint).toBe('')
    expect(await ended(third.child, 'SIGTERM')).toBe(0)
  }, 120_000)

  test('interrupted while loading the first data, the next start begins again with an empty database and keeps the unfinished one', async () => {
    const data = await startedBefore()
    const first = await start(data)
    await withClient(await ownerOf(data), 'owner', (client) => client.query(`update installation set value = 'begun' where name = 'first-data'`))
    await ended(first.child, 'SIGKILL')
    const second = await start(data)
    expect(second.complaint).toBe('')
    expect(second.out()).toMatch(/未完成的库已改名为 huiyin_unfinished_\d{8}_\d{6}，重新建库/)
    expect(second.out()).toContain('一次性密码')
    await ended(second.child, 'SIGINT')
  }, 120_000)

  test('an occupied port: one sentence, and nothing was made', async () => {
    const data = await dataFolder()
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as { port: number }
    const { complaint, code } = await start(data, ['--port', String(port)])
    expect(complaint).toBe(`端口 ${port} 已被占用，请停止占用它的程序，或换一个端口：npm start -- --port ${port + 1}。`)
    expect(code).toBe(1)
    expect(existsSync(data)).toBe(false)
    squatter.close()
  })

  test('newer data: one sentence, nothing changed, no database left running', async () => {
    const data = await startedBefore()
    const first = await start(data)
    await withClient(await ownerOf(data), 'owner', (client) => client.query(`insert into migration (name, digest) values ('kernel/29990101-later', 'x')`))
    await ended(first.child, 'SIGINT')
    const { complaint, code } = await start(data)
    expect(complaint).toBe('数据由更新版本的程序写成（kernel/29990101-later），请改用该版本或更新的程序；数据未作任何改动。')
    expect(code).toBe(1)
    expect(readPidFile(join(data, 'pg'))).toBeNull()
  })

  test('a folder that cannot be written: one sentence', async (context) => {
    const folder = join(await dataFolder(), '..')
    await chmod(folder, 0o555)
    if (root && !(asDatabaseUser && canRun(await embeddedBinaries(), asDatabaseUser))) return context.skip('the project is closed to the other user')
    const { complaint, code } = await start(join(folder, 'data'), [], asDatabaseUser)
    expect(complaint).toBe(`文件夹 ${join(folder, 'data')} 不可写，请授予写权限，或用 --data 另选文件夹。`)
    expect(code).toBe(1)
    const file = join(await dataFolder())
    await writeFile(file, 'a file where the folder should be')
    expect((await start(file)).complaint).toContain('不可写')
  })

  test('a full disk, at the first start and at a later one: one sentence, and once there is room it starts again', async (context) => {
    const data = await dataFolder()
    const disk = join(data, '..', 'disk')
    await mkdir(disk)
    if (!root || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=755', 'tmpfs', disk]).status !== 0) return context.skip('no right to mount a small disk')
    try {
      const small = join(disk, 'data')
      const first = await start(small)
      expect(first.complaint).toBe(`磁盘已满，请为 ${small} 所在的磁盘腾出空间后重新启动；数据没有损坏。`)
      expect(first.code).toBe(1)
      execFileSync('mount', ['-o', 'remount,size=300m', disk])
      const second = await start(small)
      expect(second.complaint).toBe('')
      await ended(second.child, 'SIGINT')
      spawnSync('sh', ['-c', 'cat /dev/zero > "$1"', 'sh', join(disk, 'filler')])
      const third = await start(small)
      expect(third.complaint).toContain('磁盘已满')
      await rm(join(disk, 'filler'))
      const fourth = await start(small)
      expect(fourth.complaint).toBe('')
      await ended(fourth.child, 'SIGINT')
      expect(await readFile(join(small, 'pg', 'PG_VERSION'), 'utf8')).toContain('18')
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  })
})
