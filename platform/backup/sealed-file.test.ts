import { createSecretKey, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../kernel/time.ts'
import { type PassKey, stretch } from './lock.ts'
import { type BackupSuite, openBackupFile, openContents, sealFile, suites, unlock } from './sealed-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'huiyin-sealed-'))
afterAll(() => rm(folder, { recursive: true }))
const PASS = '着落回音一百减一等于零'
const path = join(folder, 'one.backup')
let passphrase: PassKey
const contact = createSecretKey(randomBytes(32))
beforeAll(async () => {
  passphrase = await stretch(PASS)
})
const said = (error: unknown) => (error as { zh?: string }).zh

async function seal(plain: readonly Buffer[], suite: BackupSuite = 'aes-256-gcm'): Promise<void> {
  const bytes = sealFile(Readable.from(plain), { id: 'one', version: '0.2.0', at: instant(0), suite }, { passphrase, contact })
  await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path))
}
const byKeys = { contact, from: 'keys' }
async function open(by: Parameters<typeof unlock>[1] = byKeys): Promise<Buffer> {
  const backup = await openBackupFile(path)
  const pieces: Buffer[] = []
  for await (const piece of openContents(backup, await unlock(backup, by))) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('备份文件', () => {
  test.each(suites)('%s：封好再打开一字不差，口令与密钥都能打开，文件里看不到原文 (R-C19)', async (suite) => {
    for (const size of [0, 1, 262_143, 262_144, 262_145, 524_288, 1_000_003]) {
      const plain = Buffer.concat([Buffer.from('明文在此'), randomBytes(size)]).subarray(0, size)
      await seal([plain.subarray(0, 100), plain.subarray(100, 300_000), plain.subarray(300_000)], suite)
      expect((await open()).equals(plain)).toBe(true)
      expect((await readFile(path)).includes(Buffer.from('明文在此'))).toBe(false)
    }
    expect((await open({ passphrase: PASS })).length).toBe(1_000_003)
  })
  test('口令不对、密钥不对，各是一句话', async () => {
    await seal([randomBytes(10)])
    expect(await open({ passphrase: `${PASS}。` }).catch(said)).toBe('备份口令不对。')
    expect(await open({ contact: createSecretKey(randomBytes(32)), from: '/srv/keys' }).catch(said)).toContain('/srv/keys 打不开这份备份')
  })
  test.each(suites)('%s：任何一处改动一个比特，都被发现 (R-C15)', async (suite) => {
    await seal([randomBytes(600_000)], suite)
    const whole = await readFile(path)
    const start = (await openBackupFile(path)).start
    const places = [
      0,
      14,
      40,
      start - 30,
      start,
      start + 262_160,
      start + 300_000,
      whole.length - 60,
      whole.length - 10,
      ...Array.from({ length: 12 }, (_, n) => (n * 49_989) % whole.length),
    ]
    for (const place of places) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] ?? 0) ^ 0x04
      await writeFile(path, changed)
      expect(await open().catch(said), String(place)).toMatch(/内容受损|不完整|不是回音的备份文件|更新版本的程序做成/)
    }
  })
  test('被截断的文件，不论断在哪里，都说不完整；两段对调、少一段，也被发现', async () => {
    await seal([randomBytes(900_000)])
    const whole = await readFile(path)
    const { start } = await openBackupFile(path)
    for (const length of [start + 10, start + 262_160, whole.length - 1]) {
      await writeFile(path, whole)
      await truncate(path, length)
      expect(await open().catch(said)).toContain('不完整')
    }
    const chunk = 262_144 + 16
    const at = (n: number) => whole.subarray(start + n * chunk, start + (n + 1) * chunk)
    const tail = whole.subarray(start + 3 * chunk)
    for (const pieces of [
      [at(1), at(0), at(2), tail],
      [at(0), at(2), tail],
      [at(0), at(1), at(2), whole.subarray(-19)],
    ]) {
      await writeFile(path, Buffer.concat([whole.subarray(0, start), ...pieces]))
      expect(await open().catch(said)).toContain('内容受损')
    }
  })
  test('别的文件、没有的文件、更新格式的备份，各是一句话', async () => {
    await writeFile(path, '{"huiyin":"export 1"}')
    expect(await open().catch(said)).toContain('不是回音的备份文件')
    await writeFile(path, 'HUIYIN BACKUP 2\n{}\n\n')
    expect(await open().catch(said)).toContain('由更新版本的程序做成')
    await rm(path)
    expect(await open().catch(said)).toContain('不是回音的备份文件')
  })
})
