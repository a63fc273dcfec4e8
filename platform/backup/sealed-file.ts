/**
 * The file of a backup: a header anybody may read (when, by which version, how to open it), then the contents in sealed chunks. Each chunk is
 * bound to the header, to its place and to whether it is the last, so nothing can be changed, moved, left out or cut off unnoticed.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Instant } from '../../kernel/time.ts'
import { type Lock, lockWith, type Openers, openByContactKey, openByPassphrase } from './lock.ts'
import { cutOff, damaged, newerBackup, noKeyLock, noPassphraseLock, notABackup, wrongKeys, wrongPassphrase } from './stops.ts'

export const suites = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const
export type BackupSuite = (typeof suites)[number]
export interface BackupHeader {
  readonly id: string
  readonly version: string
  readonly at: Instant
  readonly suite: BackupSuite
  readonly locks: readonly Lock[]
}
const FORMAT = 1
const MAGIC = 'HUIYIN BACKUP'
const END = Buffer.from('\nHUIYIN BACKUP END\n')
const CHUNK = 262_144
/** A header is some hundred bytes. */
const HEADER_AT_MOST = 65_536

interface Cipher {
  readonly tag: number
  seal(nonce: Buffer, plain: Buffer): Buffer
  /** null: not what was sealed. */
  open(nonce: Buffer, sealed: Buffer): Buffer | null
}
const part = (key: Buffer, purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, 'huiyin backup', purpose, bytes))

const ciphers: Readonly<Record<BackupSuite, (key: Buffer, header: Buffer) => Cipher>> = {
  'aes-256-gcm': (key, header) => ({
    tag: 16,
    seal(nonce, plain) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header)
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(nonce, sealed) {
      const body = sealed.subarray(0, -16)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(header).setAuthTag(sealed.subarray(-16))
      try {
        return Buffer.concat([decipher.update(body), decipher.final()])
      } catch {
        return null
      }
    },
  }),
  'sm4-ctr-hmac-sm3': (key, header) => {
    const [enciphering, marking] = [part(key, 'sm4', 16), part(key, 'sm3', 32)]
    const counter = (nonce: Buffer) => Buffer.concat([nonce, Buffer.alloc(4)])
    const mark = (nonce: Buffer, body: Buffer) => createHmac('sm3', marking).update(header).update(nonce).update(body).digest()
    return {
      tag: 32,
      seal(nonce, plain) {
        const cipher = createCipheriv('sm4-ctr', enciphering, counter(nonce))
        const body = Buffer.concat([cipher.update(plain), cipher.final()])
        return Buffer.concat([body, mark(nonce, body)])
      },
      open(nonce, sealed) {
        const body = sealed.subarray(0, -32)
        if (!timingSafeEqual(mark(nonce, body), sealed.subarray(-32))) return null
        const decipher = createDecipheriv('sm4-ctr', enciphering, counter(nonce))
        return Buffer.concat([decipher.update(body), decipher.final()])
      },
    }
  },
}
/** Never twice under one key: the key is drawn for the file. */
function nonceOf(place: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(place, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes)

/** The bytes of a backup file whose contents are `plain`. */
export async function* sealFile(plain: AsyncIterable<Buffer>, about: Omit<BackupHeader, 'locks'>, openers: Openers): AsyncGenerator<Buffer> {
  const key = randomBytes(32)
  const header: BackupHeader = { ...about, locks: lockWith(key, openers) }
  if (header.locks.length === 0) throw new RangeError('a backup nobody could open')
  const lines = Buffer.from(`${MAGIC} ${FORMAT}\n${JSON.stringify(header)}\n`)
  yield Buffer.concat([lines, Buffer.from(`${sha256(lines).digest('hex')}\n`)])
  const cipher = ciphers[header.suite](key, sha256(lines).digest())
  let place = 0
  let waiting: Buffer[] = []
  let held = 0
  for await (const piece of plain) {
    waiting.push(piece)
    held += piece.length
    if (held <= CHUNK) continue
    const bytes = Buffer.concat(waiting)
    let from = 0
    // one byte at least is held back: only the end knows which chunk is the last
    for (; bytes.length - from > CHUNK; from += CHUNK) yield cipher.seal(nonceOf(place++, false), bytes.subarray(from, from + CHUNK))
    waiting = [Buffer.from(bytes.subarray(from))]
    held = bytes.length - from
  }
  yield cipher.seal(nonceOf(place, true), Buffer.concat(waiting))
  yield END
}

export interface BackupFile {
  readonly path: string
  readonly header: BackupHeader
  /** Bytes of the file. */
  readonly size: number
  /** Where the chunks begin. */
  readonly start: number
  readonly digest: Buffer
}

/** Reads the header. @throws PlainStop on what is no backup, is cut off, is damaged at its head, or of a later form */
export async function openBackupFile(path: string): Promise<BackupFile> {
  const file = await open(path).catch(() => {
    throw notABackup(path)
  })
  try {
    const { size } = await file.stat()
    const head = await bytesAt(file, 0, Math.min(size, HEADER_AT_MOST))
    const text = head.toString('latin1')
    const form = /^HUIYIN BACKUP (\d{1,6})\n/.exec(text)
    if (!form) throw notABackup(path)
    if (Number(form[1]) > FORMAT) throw newerBackup(`form ${form[1]}`)
    const secondLine = text.indexOf('\n', form[0].length)
    const thirdLine = text.indexOf('\n', secondLine + 1)
    if (secondLine < 0 || thirdLine < 0) throw cutOff(path)
    const lines = head.subarray(0, secondLine + 1)
    if (text.slice(secondLine + 1, thirdLine) !== sha256(lines).digest('hex')) throw damaged(path)
    const header = JSON.parse(head.subarray(form[0].length, secondLine).toString('utf8')) as BackupHeader
    if (!suites.includes(header.suite)) throw newerBackup(header.version)
    const start = thirdLine + 1
    if (size < start + END.length || !(await bytesAt(file, size - END.length, END.length)).equals(END)) throw cutOff(path)
    return { path, header, size, start, digest: sha256(lines).digest() }
  } finally {
    await file.close()
  }
}
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await file.read(bytes, got, length - got, position + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return bytes.subarray(0, got)
}

export type Opener = { readonly passphrase: string } | { readonly contact: KeyObject; readonly from: string }
/** @throws PlainStop where it is not the passphrase, or not the key */
export async function unlock({ header, path }: BackupFile, opener: Opener): Promise<Buffer> {
  if ('passphrase' in opener) {
    const lock = header.locks.find((one) => one.kind === 'passphrase')
    if (!lock) throw noPassphraseLock()
    const key = await openByPassphrase(lock, opener.passphrase).catch(() => {
      throw damaged(path)
    })
    if (!key) throw wrongPassphrase()
    return key
  }
  const lock = header.locks.find((one) => one.kind === 'keys')
  if (!lock) throw noKeyLock()
  const key = openByContactKey(lock, opener.contact)
  if (!key) throw wrongKeys(opener.from)
  return key
}

/** The contents, chunk by chunk. @param seen bytes of the file read so far. @throws PlainStop at the first byte that is not as it was written */
export async function* openContents(backup: BackupFile, key: Buffer, seen: (bytes: number) => void = () => undefined): AsyncGenerator<Buffer> {
  const cipher = ciphers[backup.header.suite](key, backup.digest)
  const file = await open(backup.path)
  try {
    const end = backup.size - END.length
    let at = backup.start
    for (let place = 0; ; place++) {
      const last = end - at <= CHUNK + cipher.tag
      const length = last ? end - at : CHUNK + cipher.tag
      const sealed = await bytesAt(file, at, length)
      const plain = length < cipher.tag || sealed.length < length ? null : cipher.open(nonceOf(place, last), sealed)
      if (!plain) throw damaged(backup.path)
      at += length
      seen(at)
      yield plain
      if (last) return
    }
  } finally {
    await file.close()
  }
}
