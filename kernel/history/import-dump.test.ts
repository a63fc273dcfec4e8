import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool, withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { addMillis } from '../time.ts'
import { closing, noon, sampleLetter, sampleOffice } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import { write } from '../write/write.ts'
import { exportFolder, type Manifest } from './export.ts'
import { listGuards } from './guards.ts'
import { importDump } from './import-dump.ts'
import { sealAll } from './seal.ts'
import { verifyDatabase } from './verify.ts'

const { privateKey: key } = generateKeyPairSync('ed25519')

describe('导出再装回', () => {
  let from: TestDatabase
  let to: TestDatabase
  let folder: string
  let manifest: Manifest
  const out = () => join(folder, 'first')
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-dump-'))
    ;[from, to] = [await cloneDatabase(inject('cluster'), 'from'), await cloneDatabase(inject('cluster'), 'to')]
    const pool = openPool(from, 'act')
    const db = kyselyOver<KernelDb>(pool)
    const office = await sampleOffice(db)
    const title = '反斜杠\\n、制表符\t、换行\n、引号"与 \\N 都照原样'
    for (let i = 0; i < 4; i++) {
      const letter = sampleLetter(office, {}, title)
      const numbers = await db.transaction().execute(async (tx) => (await write(tx, [letter.register], { desks: new Map(), contacts: [letter.contact] })).numbers)
      if (i < 2) await db.transaction().execute((tx) => write(tx, [closing(office, letter, numbers.get(letter.matter.id) as string)], { desks: new Map() }))
    }
    await pool.end()
    await withClient(from, 'seal', (client) => sealAll(client, () => addMillis(noon, 1000)))
    manifest = await withClient(from, 'owner', (client) => exportFolder(client, out(), { version: 'test', now: noon, key, gzip: true, accounts: true }))
  })
  afterEach(async () => {
    await from.drop()
    await to.drop()
    await rm(folder, { recursive: true })
  })
  const load = (changed: Partial<Manifest> = {}) => withClient(to, 'owner', (client) => importDump(client, out(), { ...manifest, ...changed }))

  test('装回以后核验无误，护栏都在，再导出一模一样，新号接着用', async () => {
    const guards = await withClient(to, 'owner', listGuards)
    await load()
    expect(await withClient(to, 'act', (client) => verifyDatabase(client, guards))).toMatchObject({ faults: [], events: 6, matters: 4, seals: 1 })
    expect(await withClient(to, 'owner', listGuards)).toEqual(guards)
    const again = await withClient(to, 'owner', (client) => exportFolder(client, join(folder, 'again'), { version: 'test', now: noon, key, gzip: true, accounts: true }))
    const told = (m: Manifest) => m.tables.filter((t) => !['people_version', 'migration', 'installation'].includes(t.name)).map((t) => [t.name, t.rows, t.sha256])
    expect(told(again)).toEqual(told(manifest))
    expect(again.sequences).toEqual(manifest.sequences)
    await withClient(to, 'act', async (client) => {
      const { rows } = await client.query(
        `insert into event (act_id, at, move, actor, v, said, effects) values (gen_random_uuid(), now(), 'x', gen_random_uuid(), 1, '{}', '[]') returning id`,
      )
      expect(rows[0].id).toBe(7)
    })
  })
  test('装到一半出错，什么也没有留下；已有数据、版本不符、文件受损，都不装', async () => {
    const guards = await withClient(to, 'owner', listGuards)
    const tables = manifest.tables.map((t) => (t.name === 'stage' ? { ...t, rows: 99 } : t))
    await expect(load({ tables })).rejects.toThrow('stage: 4 rows of 99')
    await expect(load({ migrations: manifest.migrations.slice(1) })).rejects.toThrow('other migrations')
    await expect(load({ tables: manifest.tables.map((t) => (t.name === 'stage' ? { ...t, sha256: '0' } : t)) })).rejects.toThrow('stage.tsv.gz: file-changed')
    expect(await withClient(to, 'act', (client) => verifyDatabase(client, guards))).toMatchObject({ faults: [], events: 0 })
    await load()
    await expect(load()).rejects.toThrow('data already')
  })
  test('给人的导出里没有账号、口令与会话', async () => {
    const plain = await withClient(from, 'owner', (client) => exportFolder(client, join(folder, 'plain'), { version: 'test', now: noon }))
    expect(plain.tables.some((t) => t.name.startsWith('auth.'))).toBe(false)
    expect(manifest.tables.some((t) => t.name === 'auth.account')).toBe(true)
  })
})
