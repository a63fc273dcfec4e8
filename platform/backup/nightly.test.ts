import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { addMillis, DAY, HOUR, type Instant, instant, MINUTE } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { openTestServer, type TestServer } from '../http/test-server.ts'
import { stretch } from './lock.ts'
import { backupNightly, type NightlyParts } from './nightly.ts'
import { checkBackup } from './restore.ts'
import { isDue, readSchedule, writeSchedule } from './schedule.ts'
import { openBackupFile, unlock } from './sealed-file.ts'

const at = (text: string): Instant => instant(`${text}+08:00`)

describe('每夜备份到没到时候', () => {
  const set = { at: '01:30', since: at('2026-11-29T22:00:00') }
  const due = (now: string, good: string | null = null, tried: string | null = null) => isDue(set, at(now), good ? at(good) : null, tried ? at(tried) : null)
  test('设定当晚起，到点才做，一天一次；停机错过的，开机补做', () => {
    expect(due('2026-11-29T23:00:00')).toBe(false)
    expect(due('2026-11-30T01:29:00')).toBe(false)
    expect(due('2026-11-30T01:30:00')).toBe(true)
    expect(due('2026-11-30T01:31:00', '2026-11-30T01:30:10')).toBe(false)
    expect(due('2026-12-01T01:30:00', '2026-11-30T01:30:10')).toBe(true)
    expect(due('2026-12-01T09:00:00', '2026-11-30T01:30:10')).toBe(true)
  })
  test('没做成的，一小时后再试', () => {
    expect(due('2026-11-30T01:40:00', null, '2026-11-30T01:30:10')).toBe(false)
    expect(due('2026-11-30T02:31:00', null, '2026-11-30T01:30:10')).toBe(true)
    expect(due('2026-11-30T02:31:00', '2026-11-30T02:30:30', '2026-11-30T01:30:10')).toBe(false)
  })
})

describe('每夜备份与系统状态', { timeout: 180_000 }, () => {
  const PASS = '一百减一等于零零零零'
  const LONG = '一百减一等于零零零零零零零'
  let server: TestServer
  let folder: string
  let parts: NightlyParts
  beforeAll(async () => {
    server = await openTestServer(inject('cluster'), 'nightly')
    folder = await mkdtemp(join(tmpdir(), 'huiyin-nightly-'))
    const seal = generateKeyPairSync('ed25519').privateKey
    const keys = join(server.serving.data, 'keys')
    await mkdir(keys)
    parts = { house: server.serving, data: server.serving.data, keys, version: '0.2.0', seal, contact: createSecretKey(randomBytes(32)) }
    expect(createPublicKey(seal).asymmetricKeyType).toBe('ed25519')
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })
  const status = async () => {
    const asked = await (await signedIn()).get('/api/office/status')
    expect(asked.status, asked.text).toBe(200)
    return asked.json as {
      backup: { nightly: unknown; unreadable: boolean; runs: { kind: string; fault: string | null; path: string | null }[] }
      outbox: { dead: number; letters: object[] }
    }
  }
  let who: Awaited<ReturnType<TestServer['signIn']>> | null = null
  async function signedIn() {
    if (who) return who
    const { password } = await server.person('管理员', 'keeper', null, ['office.status'])
    who = await server.signIn('keeper', password)
    return who
  }

  test('没有查看系统状态权限的人看不到 (R-C14)', async () => {
    const { password } = await server.person('王芳', 'wangfang', null, ['office.people'])
    expect((await (await server.signIn('wangfang', password)).get('/api/office/status')).status).toBe(403)
    expect((await server.anonymous().get('/api/office/status')).status).toBe(401)
  })
  test('系统管理员在状态页设定和停止每夜备份；口令太短、文件夹不对的不收；口令和它的摘要都不留下 (R-C19)', async () => {
    const keeper = await signedIn()
    const set = (more: object) => keeper.post('/api/status/set-nightly', { at: '01:30', folder, keep: 3, passphrase: LONG, ...more })
    expect(await set({ passphrase: '太短' })).toMatchObject({ status: 422, json: { code: 'backup.short-passphrase' } })
    expect(await set({ folder: 'backups' })).toMatchObject({ status: 422, json: { code: 'backup.bad-folder' } })
    expect(await set({ folder: join(parts.keys, 'here') })).toMatchObject({ status: 422, json: { code: 'backup.bad-folder' } })
    expect(await set({ folder: '/proc/nothing-here' })).toMatchObject({ status: 422, json: { code: 'backup.folder-closed' } })
    expect((await set({ at: '25:00' })).status).toBe(400)
    expect((await status()).backup.nightly).toBeNull()
    expect((await set({})).status).toBe(200)
    expect((await status()).backup.nightly).toEqual({ at: '01:30', folder, keep: 3 })
    expect(await readFile(join(parts.keys, 'backup.json'), 'utf8')).not.toContain(PASS)
    expect((await keeper.post('/api/status/set-nightly', { at: null })).status).toBe(200)
    expect((await status()).backup.nightly).toBeNull()
    const { password } = await server.person('何静', 'hejing', null, ['office.people'])
    expect((await (await server.signIn('hejing', password)).post('/api/status/set-nightly', { at: null })).status).toBe(403)
    const moves = await inAct(server.serving.pools.act, (tx) => run<{ said: object }>(tx, `select e.said from event e where e.move = 'backup.schedule' order by e.id`, []))
    expect(moves.map((row) => row.said)).toEqual([
      { at: '01:30', keep: 3 },
      { at: null, keep: null },
    ])
  })
  test('没设定就不做；设定里没有口令；到时候做成，凭口令读得回来，状态页看得到 (R-C19)', async () => {
    expect(await backupNightly(parts)).toBeNull()
    expect((await status()).backup).toEqual({ nightly: null, unreadable: false, runs: [] })
    const since = addMillis(server.now(), -2 * DAY)
    await writeSchedule(parts.keys, { at: '00:00', since, folder, keep: 2, suite: 'aes-256-gcm' }, await stretch(PASS))
    expect((await stat(join(parts.keys, 'backup.json'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(parts.keys, 'backup.json'), 'utf8')).not.toContain(PASS)
    const made = await backupNightly(parts)
    const backup = await openBackupFile(made?.path ?? '')
    expect((await checkBackup(backup, await unlock(backup, { passphrase: PASS }))).closing.rows).toBe(made?.rows)
    expect(await backupNightly(parts)).toBeNull() // once a day
    expect((await status()).backup).toMatchObject({ nightly: { at: '00:00', folder, keep: 2 }, runs: [{ kind: 'nightly', fault: null, path: made?.path }] })
  })
  test('只留最近几份，别的文件不动；放不进去就记下，一小时后再试，不误办公', async () => {
    await writeFile(join(folder, 'huiyin-by-hand-20200101-0000-00.backup'), 'kept by hand')
    for (let day = 0; day < 3; day++) {
      server.pass(DAY)
      who = null
      expect(await backupNightly(parts)).not.toBeNull()
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('huiyin-nightly'))).toHaveLength(2)
    expect(await readdir(folder)).toContain('huiyin-by-hand-20200101-0000-00.backup')
    const schedule = await readSchedule(parts.keys)
    if (!schedule) throw new Error('no schedule')
    await writeSchedule(parts.keys, { ...schedule, folder: join(folder, 'huiyin-by-hand-20200101-0000-00.backup') }, { kdf: schedule.kdf, key: Buffer.from(schedule.key, 'hex') })
    server.pass(DAY)
    expect(await backupNightly(parts)).toBeNull()
    const asked = await server.serving.pools.act.query(`select fault from backup_run where fault is not null`)
    expect(asked.rows).toHaveLength(1)
    server.pass(10 * MINUTE)
    await backupNightly(parts)
    expect((await server.serving.pools.act.query(`select 1 from backup_run where fault is not null`)).rows).toHaveLength(1)
    server.pass(HOUR)
    await backupNightly(parts)
    expect((await server.serving.pools.act.query(`select 1 from backup_run where fault is not null`)).rows).toHaveLength(2)
  })
  test('送不出去的通知、设定受损，状态页都说', async () => {
    await writeFile(join(parts.keys, 'backup.json'), '{"at":"25:00"}')
    await server.serving.pools.act.query(
      `insert into outbox (kind, merge_key, payload, due_at, attempts, dead_at, last_error) values ('given', 'x', '{}', now(), 8, now(), 'ECONNREFUSED')`,
    )
    const { password } = await server.person('安全管理员', 'second', null, ['office.status'])
    who = await server.signIn('second', password)
    expect(await status()).toMatchObject({ backup: { nightly: null, unreadable: true }, outbox: { dead: 1, letters: [{ kind: 'given', attempts: 8, error: 'ECONNREFUSED' }] } })
  })
})
