/**
 * Signed seals: the newest seal, signed with a key that lies outside the database, in files beside it. Whoever holds an older signed seal
 * can tell if anything sealed up to it has changed, even by someone with full access to the database. Rule: architecture §2 «Chain»
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Instant, officeDate } from '../time.ts'
import { isSuite } from './digest.ts'
import type { Seal } from './seal.ts'

export interface SignedSeal extends Seal {
  readonly signed_at: Instant
  /** Which key: the first 32 hex digits of SHA-256 over the public key (SPKI, DER). */
  readonly key: string
  /** Ed25519 over `signedText`, base64. */
  readonly signature: string
}
export const NEWEST = 'newest.json'

export const keyName = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32)
const signedText = (s: Seal & { readonly signed_at: string }): Buffer => Buffer.from(`huiyin seal 1\n${s.no}\n${s.at}\n${s.suite}\n${s.hash}\n${s.signed_at}\n`)

/** @param key Ed25519 private key */
export function signSeal(key: KeyObject, seal: Seal, now: Instant): SignedSeal {
  const text = { no: seal.no, at: seal.at, suite: seal.suite, hash: seal.hash, signed_at: now }
  return { ...text, key: keyName(createPublicKey(key)), signature: sign(null, signedText(text), key).toString('base64') }
}
export const signatureHolds = (publicKey: KeyObject, seal: SignedSeal): boolean => verify(null, signedText(seal), publicKey, Buffer.from(seal.signature, 'base64'))

/** Puts a signed seal beside the database: one line in the file of the office day, and the newest by itself. */
export async function keepSigned(folder: string, seal: SignedSeal): Promise<void> {
  await mkdir(folder, { recursive: true })
  const line = `${JSON.stringify(seal)}\n`
  await appendFile(join(folder, `${officeDate(seal.signed_at)}.jsonl`), line, { flush: true })
  await writeFile(join(folder, `${NEWEST}.part`), line, { flush: true })
  await rename(join(folder, `${NEWEST}.part`), join(folder, NEWEST))
}

export function parseSigned(line: string): SignedSeal | null {
  try {
    const seal = JSON.parse(line) as SignedSeal
    const whole = Number.isSafeInteger(seal.no) && [seal.at, seal.hash, seal.signed_at, seal.signature].every((t) => typeof t === 'string') && isSuite(seal.suite)
    return whole ? seal : null
  } catch {
    return null // a line cut by a crash is no seal; the verifier counts it
  }
}
/** Every signed seal of a folder, or of one file, oldest file first. `seal` null: a line that is none. */
export async function* readSigned(path: string): AsyncGenerator<{ file: string; seal: SignedSeal | null }> {
  const isFile = /\.jsonl?$/.test(path)
  const files = isFile ? [path] : (await readdir(path)).filter((name) => /\.jsonl?$/.test(name)).sort()
  for (const file of files) {
    const text = await readFile(isFile ? file : join(path, file), 'utf8')
    for (const line of text.split('\n')) if (line.trim()) yield { file, seal: parseSigned(line) }
  }
}
