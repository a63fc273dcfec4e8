import { sign, verify } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { withClient } from './database/connection.ts'
import { cloneDatabase } from './database/test-cluster.ts'
import { openKeys } from './keys.ts'
import { PlainStop } from './plain-stop.ts'

const folder = await mkdtemp(join(tmpdir(), 'huiyin-keys-'))
const database = await cloneDatabase(inject('cluster'), 'keys')
const opened = () => withClient(database, 'owner', (owner) => openKeys(join(folder, 'keys'), owner))
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})

describe('the keys of an installation', () => {
  test('are made at the first start, readable by their owner alone, and the same ever after', async () => {
    const first = await opened()
    for (const name of ['contact', 'lookup', 'seal']) expect((await stat(join(folder, 'keys', `${name}.key`))).mode & 0o777).toBe(0o600)
    const again = await opened()
    expect(again.contact.equals(first.contact)).toBe(true)
    expect(again.lookup.equals(first.lookup)).toBe(true)
    expect(first.contact.equals(first.lookup)).toBe(false)
    expect(first.contact.symmetricKeySize).toBe(32)
    expect(verify(null, Buffer.from('seal'), again.sealPublic, sign(null, Buffer.from('seal'), first.seal))).toBe(true)
  })
  test('a key that is not the one the data was written with is refused', async () => {
    await writeFile(join(folder, 'keys', 'lookup.key'), `${'ab'.repeat(32)}\n`)
    expect(((await opened().catch((error: unknown) => error)) as PlainStop).zh).toContain('不是写入这些数据时所用的密钥')
  })
  test('a missing key of existing data is refused, and no new one is made', async () => {
    await rm(join(folder, 'keys', 'lookup.key'))
    const refused = await opened().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(PlainStop)
    expect((refused as PlainStop).zh).toContain('lookup.key')
    await expect(stat(join(folder, 'keys', 'lookup.key'))).rejects.toThrow('ENOENT')
  })
})
