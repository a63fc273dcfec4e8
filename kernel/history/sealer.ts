/** The sealer's loop in the worker: seals every second, signs at least every ten minutes and when it stops. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { addMillis, type Instant, MINUTE } from '../time.ts'
import type { Suite } from './digest.ts'
import { newestSeal, sealAll } from './seal.ts'
import { keepSigned, signSeal } from './sign.ts'

export interface SealerParts {
  /** Runs work on a connection of the sealing role. */
  readonly connected: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>
  readonly now: () => Instant
  /** Ed25519 private key, from outside the database. */
  readonly key: KeyObject
  /** Where signed seals go: `data/seals`. */
  readonly folder: string
  readonly suite?: Suite
  /** Milliseconds between two looks at the queue; default 1000. */
  readonly every?: number
  /** Told of each failure; the loop goes on. */
  readonly fault: (error: unknown) => void
}
export interface Sealer {
  /** Seals and signs what is left, then ends. */
  stop(): Promise<void>
}
const SIGN_EVERY = 10 * MINUTE

/** Signs the newest seal and keeps it. @returns its number; null when there is none yet */
export async function signNewest(client: pg.ClientBase, parts: Pick<SealerParts, 'key' | 'folder' | 'now'>): Promise<number | null> {
  const newest = await newestSeal(client)
  if (newest) await keepSigned(parts.folder, signSeal(parts.key, newest, parts.now()))
  return newest?.no ?? null
}

/** So that whoever takes copies of signed seals finds the public key beside them; he keeps it elsewhere. */
async function keepPublicKey({ folder, key }: SealerParts): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'public-key.pem'), createPublicKey(key).export({ type: 'spki', format: 'pem' }))
}

export function startSealer(parts: SealerParts): Sealer {
  let stopping = false
  let wake: () => void = () => undefined
  let signedAt: Instant | null = null
  let signedNo: number | null = null

  const look = (last: boolean) =>
    parts.connected(async (client) => {
      await sealAll(client, parts.now, parts.suite)
      const due = signedAt === null || parts.now() >= addMillis(signedAt, SIGN_EVERY)
      if (!due && !last) return
      if ((await newestSeal(client))?.no !== signedNo) signedNo = await signNewest(client, parts)
      signedAt = parts.now()
    })
  const loop = async () => {
    await keepPublicKey(parts).catch(parts.fault)
    while (!stopping) {
      await look(false).catch(parts.fault)
      if (stopping) break
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, parts.every ?? 1000)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    await look(true).catch(parts.fault)
  }
  const running = loop()
  return {
    stop: () => {
      stopping = true
      wake()
      return running
    },
  }
}
