import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { exportFolder } from '../../kernel/history/export.ts'
import { listGuards } from '../../kernel/history/guards.ts'
import { sealAll } from '../../kernel/history/seal.ts'
import { verifyDatabase } from '../../kernel/history/verify.ts'
import { addMillis } from '../../kernel/time.ts'
import { closing, noon, type SampleOffice, sampleLetter, sampleOffice } from '../../kernel/write/sample-rows.ts'
import type { KernelDb } from '../../kernel/write/tables.ts'
import { write } from '../../kernel/write/write.ts'
import { kyselyOver, openPool, withClient } from '../database/connection.ts'
import { findMigrations, type Migration } from '../database/migrate.ts'
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../database/test-cluster.ts'
import { openFileStore } from '../files/store.ts'
import { type Made, makeBackup } from './make.ts'
import { beginRestore, checkBackup, migrationsOf, mustNotBeRestoring, planOf, restoreBackup } from './restore.ts'
import { openBackupFile, unlock } from './sealed-file.ts'

const contact = createSecretKey(randomBytes(32))
const { privateKey: sealKey } = generateKeyPairSync('ed25519')
const pdf = (text: string) => Readable.from([Buffer.from(`%PDF-1.4\n${text}\n%%EOF\n`)])
const said = (error: unknown) => (error as { zh?: string }).zh ?? String(error)

describe('备份与恢复', { timeout: 180_000 }, () => {
  let today: Migration[]
  let folder: string
  let from: TestDatabase
  let to: TestDatabase
  let pool: pg.Pool
  let db: Kysely<KernelDb>
  let office: SampleOffice
  beforeAll(async () => {
    today = await findMigrations()
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-backup-'))
    ;[from, to] = [await cloneDatabase(inject('cluster'), 'from'), await emptyDatabase(inject('cluster'), 'to')]
    pool = openPool(from, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
    await mkdir(join(data(), 'keys'), { recursive: true })
    await writeFile(join(data(), 'keys', 'contact.key'), 'key of the old house')
    await writeFile(join(data(), 'keys', 'database.json'), '{"owner":"stays here"}')
  })
  afterEach(async () => {
    await pool.end()
    await from.drop()
    await to.drop()
    await rm(folder, { recursive: true })
  })
  const data = () => join(folder, 'data')
  const fresh = () => join(folder, 'fresh')
  const path = () => join(folder, 'one.backup')
  const title = '反斜杠\\n、制表符\t、换行\n、引号"与 \\N 都照原样'

  async function register(n: number, file?: string): Promise<void> {
    for (let i = 0; i < n; i++) {
      const letter = sampleLetter(office, {}, title)
      const numbers = await db.transaction().execute(async (tx) => (await write(tx, [letter.register], { desks: new Map(), contacts: [letter.contact] })).numbers)
      if (i % 2 === 0) await db.transaction().execute((tx) => write(tx, [closing(office, letter, numbers.get(letter.matter.id) as string)], { desks: new Map() }))
      if (file && i === 0)
        await pool.query(`insert into file (id, matter_id, act_id, digest, kind, size) values (gen_random_uuid(), $1, gen_random_uuid(), $2, 'pdf', 1)`, [letter.matter.id, file])
    }
  }
  const make = (options: Partial<Parameters<typeof makeBackup>[2]> = {}): Promise<Made> =>
    withClient(from, 'owner', (client) => makeBackup(client, path(), { data: data(), version: '0.2.0', now: noon, openers: { contact }, seal: sealKey, ...options }))
  async function restore(into: TestDatabase = to) {
    const backup = await openBackupFile(path())
    const key = await unlock(backup, { contact, from: 'keys' })
    const { plan, closing: end } = await checkBackup(backup, key)
    await beginRestore(backup, plan, fresh())
    const { migrated } = await restoreBackup(backup, key, plan, { data: fresh(), database: into, today })
    return { plan, end, migrated }
  }
  const exported = (at: TestDatabase, name: string) => withClient(at, 'owner', (client) => exportFolder(client, join(folder, name), { version: 'test', now: noon, accounts: true }))

  test('全部数据表、文件、密钥、封印回到空处，逐表逐文件相同；核验无误，护栏俱在，新号接着用 (R-C19)', async () => {
    const store = openFileStore(join(data(), 'files'))
    const files = await Promise.all(Array.from({ length: 30 }, async (_, n) => (await store.put(pdf(`附件${n}${'甲'.repeat(n * 9000)}`), 10_000_000)).digest))
    await register(6)
    await withClient(from, 'seal', (client) => sealAll(client, () => addMillis(noon, 1000)))
    await mkdir(join(data(), 'seals'))
    await writeFile(join(data(), 'seals', 'newest.json'), '{}')
    const guards = await withClient(from, 'owner', listGuards)
    const steps: number[] = []
    const made = await make({ progress: (done, total) => void steps.push(done / total) })
    expect(made).toMatchObject({ files: 32, missing: [], spoiled: [] })
    expect(steps.length).toBeGreaterThan(10)
    expect(steps.every((share, i) => share <= 1 && share >= (steps[i - 1] ?? 0))).toBe(true)

    const { plan } = await restore()
    expect(plan.seal?.no).toBe(1)
    const [before, after] = [await exported(from, 'before'), await exported(to, 'after')]
    const told = (m: typeof before) => m.tables.filter((t) => !['migration', 'installation', 'auth.session'].includes(t.name)).map((t) => [t.name, t.rows, t.sha256])
    expect(told(after)).toEqual(told(before))
    expect(after.sequences).toEqual(before.sequences)
    expect(await withClient(to, 'act', (client) => verifyDatabase(client, guards))).toMatchObject({ faults: [], matters: 6, seals: 1 })
    expect(await withClient(to, 'owner', listGuards)).toEqual(guards)
    const back = openFileStore(join(fresh(), 'files'))
    for (const digest of files) {
      expect(await back.has(digest)).toBe(true)
      const path = join('files', digest.slice(0, 2), digest.slice(2, 4), digest)
      expect((await readFile(join(fresh(), path))).equals(await readFile(join(data(), path)))).toBe(true)
    }
    expect(await readFile(join(fresh(), 'keys', 'contact.key'), 'utf8')).toBe('key of the old house')
    expect(await readdir(join(fresh(), 'keys'))).toEqual(['contact.key']) // the passwords of a database belong to that server
    const { rows } = await withClient(to, 'act', (client) =>
      client.query(`insert into event (act_id, at, move, actor, v, said, effects) values (gen_random_uuid(), now(), 'x', gen_random_uuid(), 1, '{}', '[]') returning id`),
    )
    expect(rows[0].id).toBeGreaterThan(9)
    await mustNotBeRestoring(fresh())
    expect((await readFile(path())).includes(Buffer.from('反斜杠'))).toBe(false)
  })

  test('一边办事一边备份：恢复出来是其中一个时刻，历史与数据吻合，此前确认的一件不少 (R-C19)', async () => {
    await register(4)
    const firm = (await pool.query('select count(*)::int as n from matter')).rows[0].n
    let on = true
    const working = (async () => {
      while (on) await register(1)
    })()
    await new Promise((done) => setTimeout(done, 200))
    const slow = async () => {
      // a reader that dawdles, so that many acts land between the first table and the last
      const made = await make({ progress: () => undefined })
      await new Promise((done) => setTimeout(done, 300))
      return made
    }
    await slow()
    on = false
    await working
    const all = (await pool.query('select count(*)::int as n from matter')).rows[0].n
    await restore()
    const guards = await withClient(from, 'owner', listGuards)
    const verified = await withClient(to, 'act', (client) => verifyDatabase(client, guards))
    expect(verified.faults).toEqual([])
    expect(verified.matters).toBeGreaterThanOrEqual(firm)
    expect(verified.matters).toBeLessThan(all)
  })

  test('附件丢了或坏了，备份照做并说出是哪几件', async () => {
    const store = openFileStore(join(data(), 'files'))
    const { digest } = await store.put(pdf('坏了的'), 1000)
    await writeFile(join(data(), 'files', digest.slice(0, 2), digest.slice(2, 4), digest), 'other bytes')
    await register(1, 'f'.repeat(64))
    expect(await make()).toMatchObject({ missing: ['f'.repeat(64)], spoiled: [digest] })
  })

  test('数据文件夹或数据库不空，不写入；恢复中断，什么也没有留下，再来一次即成', async () => {
    await register(2)
    await make()
    await mkdir(join(fresh(), 'keys'), { recursive: true })
    await writeFile(join(fresh(), 'keys', 'contact.key'), 'of another office')
    expect(await restore().catch(said)).toContain(`${fresh()} 已有内容`)
    await rm(fresh(), { recursive: true })
    expect(await restore(from).catch(said)).toContain('已有内容')
    await mustNotBeRestoring(fresh())

    const backup = await openBackupFile(path())
    const key = await unlock(backup, { contact, from: 'keys' })
    const plan = await planOf(backup, key)
    const cut = (bytes: number) => {
      if (bytes > backup.size / 2) throw new Error('the power went')
    }
    await beginRestore(backup, plan, fresh())
    await expect(restoreBackup(backup, key, plan, { data: fresh(), database: to, today, seen: cut })).rejects.toThrow('the power went')
    expect((await withClient(to, 'owner', (client) => client.query('select count(*)::int as n from matter'))).rows[0].n).toBe(0)
    expect(await mustNotBeRestoring(fresh()).catch(said)).toContain('恢复未完成')
    await restore()
    await mustNotBeRestoring(fresh())
    expect((await withClient(to, 'owner', (client) => client.query('select count(*)::int as n from matter'))).rows[0].n).toBe(2)
  })

  test('更新版本的程序做的备份，不写入，一句话说明', async () => {
    await make()
    const backup = await openBackupFile(path())
    const key = await unlock(backup, { contact, from: 'keys' })
    const plan = await planOf(backup, key)
    const older = today.slice(0, -1)
    const knows = async (migrations: readonly Migration[]) => migrationsOf(plan, migrations).length
    expect(await knows(today)).toBe(today.length)
    expect(await knows(older).catch(said)).toContain('备份由更新版本的程序做成（0.2.0）')
    expect(await restoreBackup(backup, key, plan, { data: fresh(), database: to, today: older }).catch(said)).toContain('没有写入任何内容')
    expect(await readdir(folder)).not.toContain('fresh')
  })
})
