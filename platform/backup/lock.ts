/**
 * Who can open a backup. Its contents are sealed under a key drawn for this one file; that key lies in the header once per lock: under the
 * passphrase (scrypt), or under the installation's own key of contacts. Rule: R-C19
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes, scrypt } from 'node:crypto'
import { derive } from '../crypto/box.ts'
import { PlainStop } from '../plain-stop.ts'

export interface Kdf {
  /** Base64, 32 bytes. */
  readonly salt: string
  readonly n: number
  readonly r: number
  readonly p: number
}
/** What a passphrase becomes. Kept for the nightly backup, so that the passphrase itself lies nowhere. */
export interface PassKey {
  readonly kdf: Kdf
  readonly key: Buffer
}
export type Lock = { readonly kind: 'passphrase'; readonly kdf: Kdf; readonly sealed: string } | { readonly kind: 'keys'; readonly sealed: string }

export const SHORTEST = 12
const [NONCE, TAG, KEY] = [12, 16, 32]
const COST = { n: 2 ** 17, r: 8, p: 1 }

/** @throws PlainStop on one that can be guessed by its length */
export function mustBeLong(passphrase: string): void {
  if ([...passphrase].length < SHORTEST)
    throw new PlainStop(`备份口令至少 ${SHORTEST} 个字，请改用更长的。`, `A backup passphrase has at least ${SHORTEST} characters: choose a longer one.`)
}
/** @throws RangeError where a header asks for more work than any backup of ours was made with */
export function stretch(passphrase: string, kdf: Kdf = { salt: randomBytes(KEY).toString('base64'), ...COST }): Promise<PassKey> {
  const { n, r, p } = kdf
  if (![n, r, p].every(Number.isSafeInteger) || n > 2 ** 20 || r > 16 || p > 4) throw new RangeError('scrypt')
  const salt = Buffer.from(kdf.salt, 'base64')
  return new Promise((done, fail) =>
    scrypt(passphrase.normalize('NFKC'), salt, KEY, { N: n, r, p, maxmem: 129 * n * r * p + 2 ** 20 }, (error, key) => (error ? fail(error) : done({ kdf, key }))),
  )
}
const keyOfContacts = (contact: KeyObject): Buffer => derive(contact, 'backup lock')

function close(key: Buffer, fileKey: Buffer): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(fileKey), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}
/** null: not the key it was closed with. */
function unclose(key: Buffer, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length !== NONCE + TAG + KEY) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  const body = decipher.update(bytes.subarray(NONCE + TAG))
  try {
    return Buffer.concat([body, decipher.final()])
  } catch {
    return null
  }
}

export interface Openers {
  readonly passphrase?: PassKey | null
  readonly contact?: KeyObject | null
}
export function lockWith(fileKey: Buffer, { passphrase, contact }: Openers): Lock[] {
  return [
    ...(passphrase ? [{ kind: 'passphrase' as const, kdf: passphrase.kdf, sealed: close(passphrase.key, fileKey) }] : []),
    ...(contact ? [{ kind: 'keys' as const, sealed: close(keyOfContacts(contact), fileKey) }] : []),
  ]
}
export async function openByPassphrase(lock: Lock & { kind: 'passphrase' }, passphrase: string): Promise<Buffer | null> {
  return unclose((await stretch(passphrase, lock.kdf)).key, lock.sealed)
}
export const openByContactKey = (lock: Lock & { kind: 'keys' }, contact: KeyObject): Buffer | null => unclose(keyOfContacts(contact), lock.sealed)
