import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { exportFolder, MANIFEST } from '../kernel/history/export.ts'
import { listGuards } from '../kernel/history/guards.ts'
import { instant } from '../kernel/time.ts'
import { sampleOffice } from '../kernel/write/sample-rows.ts'
import type { KernelDb } from '../kernel/write/tables.ts'
import { kyselyOver, openPool, withClient } from '../platform/database/connection.ts'
import { cloneDatabase } from '../platform/database/test-cluster.ts'
import { checkDumps } from './dumps.ts'

describe('留存的各版数据向上迁移', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-dumps-'))
    const database = await cloneDatabase(inject('cluster'), 'tagged')
    const pool = openPool(database, 'act')
    await sampleOffice(kyselyOver<KernelDb>(pool))
    await pool.end()
    await withClient(database, 'owner', (client) => exportFolder(client, join(folder, 'v0.0.1'), { version: '0.0.1', now: instant(0), gzip: true, accounts: true }))
    await database.drop()
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('装回、迁移、核验', async () => {
    const guards = await withGuards()
    const said: string[] = []
    expect(await checkDumps(inject('cluster'), guards, (line) => said.push(line), folder)).toEqual([{ name: 'v0.0.1', applied: 0, events: 0, matters: 0, faults: [] }])
    expect(said).toEqual(['v0.0.1: 0 migrations upward, 0 matters, 0 events, 0 faults'])
  })
  test('已发布的迁移被改动，不许通过', async () => {
    const edited = join(folder, 'edited')
    await cp(join(folder, 'v0.0.1'), join(edited, 'v0.0.1'), { recursive: true })
    const file = join(edited, 'v0.0.1', MANIFEST)
    await writeFile(file, (await readFile(file, 'utf8')).replace(/"digest": "[0-9a-f]{4}/, '"digest": "0000'))
    await expect(checkDumps(inject('cluster'), {}, () => undefined, edited)).rejects.toThrow('a released migration stays as it was')
  })
  async function withGuards() {
    const database = await cloneDatabase(inject('cluster'), 'guards')
    const guards = await withClient(database, 'owner', listGuards)
    await database.drop()
    return guards
  }
})
