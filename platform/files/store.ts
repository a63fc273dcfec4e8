/** Bytes by their SHA-256, in a folder outside the web root. Names, owners and rights are rows; here is only what the digest says. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type Kind, sniff } from './kinds.ts'

export interface Stored {
  readonly digest: string
  readonly size: number
  readonly kind: Kind
}
export interface FileStore {
  /**
   * @param look asked before it is kept, while it lies in the folder of what arrives; when it throws, nothing is kept
   * @throws RefusalError `files.too-large` · `files.empty` · `files.kind-not-taken`; nothing is kept then
   */
  put(bytes: Readable, limit: number, look?: (path: string, stored: Stored) => Promise<void>): Promise<Stored>
  open(digest: string): Promise<Readable>
  has(digest: string): Promise<boolean>
  drop(digest: string): Promise<void>
}
const EDGE = 65_536
const goodDigest = /^[0-9a-f]{64}$/

const keyOf = (digest: string): string => {
  if (!goodDigest.test(digest)) throw new RangeError('not a digest')
  return `${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`
}

export function openFileStore(folder: string): FileStore {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
  const arriving = join(folder, 'arriving')
  return {
    async put(bytes, limit, look) {
      await mkdir(arriving, { recursive: true, mode: 0o700 })
      const path = join(arriving, randomUUID())
      try {
        const { digest, size, kind } = await receive(bytes, path, limit)
        await look?.(path, { digest, size, kind })
        const key = keyOf(digest)
        if (await disk.exists(key)) await rm(path)
        else await disk.moveFromFs(path, key)
        return { digest, size, kind }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    open: (digest) => disk.getStream(keyOf(digest)),
    has: (digest) => disk.exists(keyOf(digest)),
    drop: (digest) => disk.delete(keyOf(digest)),
  }
}

/** What `put` would say of a file, without keeping anything. @throws as `put` */
export async function lookAt(path: string, limit: number): Promise<Stored> {
  const digest = createHash('sha256')
  const file = await open(path)
  let size = 0
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  try {
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      digest.update(chunk)
      if (head.length < EDGE) head = Buffer.concat([head, chunk]).subarray(0, EDGE)
      tail = Buffer.concat([tail, chunk]).subarray(-EDGE)
    }
  } finally {
    await file.close()
  }
  return judged(digest.digest('hex'), size, limit, head, tail)
}
function judged(digest: string, size: number, limit: number, head: Buffer, tail: Buffer): Stored {
  if (size > limit) throw new RefusalError(refuse('files.too-large', { megabytes: Math.floor(limit / 1_048_576) }, 413))
  if (size === 0) throw new RefusalError(refuse('files.empty', {}, 422))
  const kind = sniff(head, tail)
  if (!kind) throw new RefusalError(refuse('files.kind-not-taken', {}, 415))
  return { digest, size, kind }
}

/** To a temporary file, on the platter, before anybody is told it has arrived. */
async function receive(bytes: Readable, path: string, limit: number): Promise<Stored> {
  const digest = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let size = 0
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new RefusalError(refuse('files.too-large', { megabytes: Math.floor(limit / 1_048_576) }, 413))
      digest.update(chunk)
      if (head.length < EDGE) head = Buffer.concat([head, chunk]).subarray(0, EDGE)
      tail = Buffer.concat([tail, chunk]).subarray(-EDGE)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return judged(digest.digest('hex'), size, limit, head, tail)
}
