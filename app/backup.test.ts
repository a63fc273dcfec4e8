import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { huiyin as command, type Ended } from '../journeys/command.ts'
import { exportFolder, readManifest } from '../kernel/history/export.ts'
import { importDump } from '../kernel/history/import-dump.ts'
import { instant } from '../kernel/time.ts'
import { freePort } from '../platform/database/cluster.ts'
import { withClient } from '../platform/database/connection.ts'
import { findMigrations, migrate, projectRoot } from '../platform/database/migrate.ts'
import { superviseDatabase } from '../platform/database/supervisor.ts'
import { openFileStore } from '../platform/files/store.ts'
import { openKeys } from '../platform/keys.ts'
import { childEnv } from '../tools/child-env.ts'

const PASS = '件件有着落，事事有回音。'
const folders: string[] = []
const atEnd: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})
async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-office-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}
const huiyin = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> => command(args, { HUIYIN_BACKUP_PASSPHRASE: PASS, ...env }, '/')
const json = (ended: Ended): Record<string, unknown> => {
  if (ended.out.trim() === '') throw new Error(ended.complaint)
  return JSON.parse(ended.out)
}

/** The program with the demo city, as `npm start` starts it. */
async function office(data: string) {
  const port = await freePort()
  const child = spawn(process.execPath, [join(projectRoot, 'app/start.ts'), '--port', String(port), '--data', data], {
    cwd: '/',
    env: { ...childEnv, HUIYIN_REQUESTS_PER_MINUTE: '100000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  const stop = async () => {
    child.kill('SIGINT')
    await closed
  }
  atEnd.push(stop)
  for (let tries = 0; !said.includes('已就绪'); tries++) {
    if (tries > 2400 || child.exitCode !== null) throw new Error(said)
    await new Promise((done) => setTimeout(done, 100))
  }
  const url = `http://127.0.0.1:${port}`
  const send = async (path: string, body: object, cookie = '', key = '') => {
    const headers = { 'content-type': 'application/json', 'x-huiyin': '1', cookie, ...(key && { 'idempotency-key': key }) }
    return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  const entered = await send('/api/session/enter-as', { username: 'heyutong' })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return { url, stop, cookie, act: (path: string, body: object, key: string) => send(path, body, cookie, key) }
}

describe('丢了数据文件夹和密钥', () => {
  test('办事时做的备份，凭文件和口令恢复到空文件夹：确认过的一件不少，联系方式打得开，核验无误，接着办 (R-C19)', { timeout: 600_000 }, async () => {
    const base = await place()
    const [data, kept, fresh] = [join(base, 'data'), join(base, 'elsewhere', 'one.backup'), join(base, 'fresh')]
    const first = await office(data)
    const acknowledged: string[] = []
    let on = true
    const register = async (n: number) => {
      const said = await first.act(
        '/api/letters/register',
        { channel: 'call', kind: 'help', title: `第${n}件`, body: '路灯不亮', name: '钱女士', phone: '13900001111' },
        `backup-test-${n}`,
      )
      if (!said.ok) throw new Error(`${said.status} ${await said.text()}`)
      return ((await said.json()) as { id: string }).id
    }
    for (let n = 0; n < 10; n++) acknowledged.push(await register(n))
    const firm = acknowledged.length
    const working = (async () => {
      for (let n = 100; on; n++) acknowledged.push(await register(n))
    })()
    const stored = await openFileStore(join(data, 'files')).put(Readable.from([Buffer.from('%PDF-1.4\n路灯照片\n%%EOF\n')]), 1000)
    const made = await huiyin(['backup', kept, '--json', '--data', data])
    on = false
    await working
    expect(made.complaint).toBe('')
    expect(made.code).toBe(0)
    expect(json(made)).toMatchObject({ path: kept, missing: [], spoiled: [] })

    expect(await huiyin(['restore', kept, '--test', '--json', '--data', data])).toMatchObject({ code: 0, complaint: '' })
    expect((await readdir(data)).filter((name) => name.startsWith('restore-test'))).toEqual([])
    await first.stop()
    await rm(data, { recursive: true })

    expect(await huiyin(['restore', kept, '--data', fresh], { HUIYIN_BACKUP_PASSPHRASE: '不是这个口令不是这个' })).toMatchObject({
      code: 1,
      out: '',
      complaint: '备份口令不对。\n',
    })
    expect(existsSync(fresh)).toBe(false)
    const restored = await huiyin(['restore', kept, '--json', '--data', fresh])
    expect(restored.complaint).toBe('')
    expect(restored.code).toBe(0)
    expect(json(restored)).toMatchObject({ faults: [] })
    expect(await openFileStore(join(fresh, 'files')).has(stored.digest)).toBe(true)
    expect(await huiyin(['restore', kept, '--data', fresh])).toMatchObject({ code: 1, complaint: expect.stringContaining('已有内容') })

    const second = await office(fresh)
    for (const id of acknowledged.slice(0, firm)) {
      const found = await fetch(`${second.url}/api/letters/letter?id=${id}`, { headers: { cookie: second.cookie, 'x-huiyin': '1' } })
      expect(found.status).toBe(200)
    }
    const contact = await second.act('/api/letters/open-contact', { matter: acknowledged[0], why: '恢复后核对' }, 'backup-test-contact')
    expect(await contact.json()).toMatchObject({ contacts: [{ name: '钱女士', phone: '13900001111' }] })
    expect((await second.act('/api/letters/register', { channel: 'call', kind: 'help', title: '恢复之后', body: '照常登记' }, 'backup-test-after')).status).toBe(200)
    await second.stop()
    expect(await huiyin(['verify', '--json', '--data', fresh])).toMatchObject({ code: 0 })
  })
})

describe('升级', () => {
  test('0.1.0 的数据升级前自动备份并说明退回的办法；照办，回到 0.1.0 的数据表，一行不差', { timeout: 300_000 }, async () => {
    const base = await place()
    const [data, back] = [join(base, 'data'), join(base, 'data-before')]
    const dump = join(projectRoot, 'dumps', 'v0.1.0')
    const manifest = await readManifest(dump)
    const today = await findMigrations()
    const then = manifest.migrations.map(({ name }) => today.find((migration) => migration.name === name)).filter((migration) => migration !== undefined)
    const old = await superviseDatabase({ data })
    atEnd.push(() => old.stop())
    await migrate(old.address, then)
    await withClient(old.address, 'owner', async (owner) => {
      await importDump(owner, dump, manifest)
      await owner.query(`delete from installation where name like 'key.%'`) // the keys of that house are not part of a dump
      await openKeys(join(data, 'keys'), owner)
    })
    await old.stop()

    const upgraded = await huiyin(['migrate', '--data', data])
    expect(upgraded.code).toBe(0)
    const [name = ''] = await readdir(join(data, 'backups'))
    const path = join(data, 'backups', name)
    expect(upgraded.complaint).toContain(path)
    const way = /\.\/huiyin (restore \S+ --keys \S+ --as-was --data \S+)，再用 0\.1\.0 版程序/.exec(upgraded.complaint)?.[1] ?? ''
    expect(way).toBe(`restore ${path} --keys ${join(data, 'keys')} --as-was --data ${back}`)
    expect((await readFile(path)).includes(Buffer.from('群众'))).toBe(false)
    expect(await huiyin(['migrate', '--json', '--data', data])).toMatchObject({ code: 0, complaint: '' })
    expect(await readdir(join(data, 'backups'))).toHaveLength(1) // nothing to upgrade, nothing to back up

    const gone = await huiyin(way.split(' '))
    expect(gone).toMatchObject({ code: 0, complaint: '' })
    expect(gone.out).toContain('核验无误')
    const before = await superviseDatabase({ data: back })
    atEnd.push(() => before.stop())
    const again = await withClient(before.address, 'owner', (client) => exportFolder(client, join(base, 'again'), { version: 'x', now: instant(0), gzip: false, accounts: true }))
    expect(again.migrations.map((one) => one.name)).toEqual(manifest.migrations.map((one) => one.name))
    const rows = (list: readonly { name: string; rows: number }[]) =>
      Object.fromEntries(list.filter((t) => !['installation', 'auth.session', 'migration'].includes(t.name)).map((t) => [t.name, t.rows]))
    expect(rows(again.tables)).toEqual(rows(manifest.tables))
    await before.stop()
  })
  test('备份做不成就不升级，数据不动', { timeout: 200_000 }, async () => {
    const base = await place()
    const data = join(base, 'data')
    const today = await findMigrations()
    const old = await superviseDatabase({ data })
    atEnd.push(() => old.stop())
    await migrate(
      old.address,
      today.filter((migration) => /-20261122|\/20261122/.test(migration.name)),
    )
    await withClient(old.address, 'owner', async (owner) => {
      await openKeys(join(data, 'keys'), owner)
      await owner.query(`insert into person (id, name) values (gen_random_uuid(), '王芳')`)
    })
    await old.stop()
    await writeFile(join(data, 'backups'), 'a file where the folder should be')
    const refused = await huiyin(['migrate', '--data', data])
    expect(refused.code).toBe(1)
    expect(refused.complaint).toContain('没有升级，数据未作任何改动')
    expect(JSON.parse((await huiyin(['status', '--json', '--data', data])).out)).toMatchObject({ database: { running: false } })
  })
})
