/** The installation's keys: made at the first start, refused to be made again once there is data they protect. */
import { createHash, createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { PlainStop } from './plain-stop.ts'
import { writeOnce } from './write-once.ts'

export interface Keys {
  /** 32 bytes, AES: names, telephones and addresses of citizens. */
  readonly contact: KeyObject
  /** 32 bytes, HMAC: finds a telephone without opening contacts. */
  readonly lookup: KeyObject
  /** Ed25519: signs the seals of history. */
  readonly seal: KeyObject
  readonly sealPublic: KeyObject
}

const kinds = ['contact', 'lookup', 'seal'] as const
type Kind = (typeof kinds)[number]
const fileOf = (folder: string, kind: Kind) => join(folder, `${kind}.key`)

/**
 * @param owner connection of the tables' owner; the fingerprints lie in `installation`
 * @throws PlainStop where a key of existing data is missing, or is not the one the data was written with
 */
export async function openKeys(folder: string, owner: pg.ClientBase): Promise<Keys> {
  const { rows } = await owner.query<{ name: string; value: string }>(`select name, value from installation where name like 'key.%'`)
  const known = new Map(rows.map((row) => [row.name, row.value]))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const bytes = new Map<Kind, Buffer>()
  for (const kind of kinds) {
    const expected = known.get(`key.${kind}`)
    const key = (await readKey(folder, kind)) ?? (expected === undefined ? await makeKey(folder, kind) : null)
    if (!key) throw missing(fileOf(folder, kind))
    if (expected !== undefined && expected !== fingerprint(kind, key)) throw foreign(fileOf(folder, kind))
    bytes.set(kind, key)
    if (expected === undefined) await owner.query('insert into installation (name, value) values ($1, $2)', [`key.${kind}`, fingerprint(kind, key)])
  }
  const get = (kind: Kind) => bytes.get(kind) as Buffer
  const seal = createPrivateKey(get('seal'))
  return { contact: createSecretKey(get('contact')), lookup: createSecretKey(get('lookup')), seal, sealPublic: createPublicKey(seal) }
}

/** The key of contacts alone, before the tables are touched. @throws PlainStop where it is missing: existing data needs it */
export async function contactKey(folder: string): Promise<KeyObject> {
  const key = await readKey(folder, 'contact')
  if (!key) throw missing(fileOf(folder, 'contact'))
  return createSecretKey(key)
}

/** Says which key it is without giving anything of it away. */
const fingerprint = (kind: Kind, key: Buffer) => createHash('sha256').update(`huiyin ${kind} `).update(key).digest('hex').slice(0, 32)

async function readKey(folder: string, kind: Kind): Promise<Buffer | null> {
  const path = fileOf(folder, kind)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  await chmod(path, 0o600)
  if (kind === 'seal') return Buffer.from(text)
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length !== 32) throw foreign(path)
  return key
}

async function makeKey(folder: string, kind: Kind): Promise<Buffer | null> {
  const key = kind === 'seal' ? Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })) : randomBytes(32)
  const written = await writeOnce(fileOf(folder, kind), kind === 'seal' ? key : `${key.toString('hex')}\n`)
  return written ? key : readKey(folder, kind) // another start was first by a hair
}

const missing = (path: string) =>
  new PlainStop(
    `缺少密钥文件 ${path}，已有数据须用它打开，请从备份中恢复该文件；程序不会另造新的密钥。`,
    `The key file ${path} is missing and the existing data needs it: restore the file from your backup; no new key will be made.`,
  )
const foreign = (path: string) =>
  new PlainStop(
    `密钥文件 ${path} 不是写入这些数据时所用的密钥，请从备份中恢复原文件。`,
    `The key file ${path} is not the one this data was written with: restore the original file from your backup.`,
  )
