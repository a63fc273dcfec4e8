/**
 * 投件箱: sealed by whoever has the public half, opened only by the inner side. X25519 with a key of its own for every piece, HKDF-SHA256, AES-256-GCM.
 * The private half is derived from the contact key, so there is no further key to keep, to lose or to restore. Rule: R-C18; decision 0018
 */
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { derive } from './box.ts'

const VERSION = 1
const [HALF, NONCE, TAG] = [32, 12, 16]
/** What stands before the 32 bytes of an X25519 key in its DER forms (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')
const publicOf = (bytes: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' })
const bytesOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-HALF)

/** The inner side's half, out of the key of contacts. */
export const dropKey = (contact: KeyObject): KeyObject => createPrivateKey({ key: Buffer.concat([privateHead, derive(contact, 'public drop box')]), format: 'der', type: 'pkcs8' })
/** The half that may be told: 32 bytes as base64url. */
export const publicHalf = (own: KeyObject): string => bytesOf(createPublicKey(own)).toString('base64url')

const keyFor = (shared: Buffer, first: Buffer, second: Buffer): Buffer => Buffer.from(hkdfSync('sha256', shared, Buffer.concat([first, second]), 'huiyin drop box', 32))

/** @param about bound into the seal: the piece opens only as what it was put in as. @throws RangeError where `half` is no public half */
export function sealTo(half: string, bytes: Uint8Array, about: string): Buffer {
  const to = Buffer.from(half, 'base64url')
  if (to.length !== HALF) throw new RangeError('no public half of a drop box')
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const own = bytesOf(publicKey)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(diffieHellman({ privateKey, publicKey: publicOf(to) }), own, to), nonce)
  cipher.setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), own, nonce, cipher.getAuthTag(), body])
}

/** @throws Error where it was sealed to another, as something else, or a byte has changed */
export function openSealed(own: KeyObject, sealed: Uint8Array, about: string): Buffer {
  const all = Buffer.from(sealed)
  if (all[0] !== VERSION || all.length < 1 + HALF + NONCE + TAG) throw new RangeError('not sealed by a drop box')
  const first = all.subarray(1, 1 + HALF)
  const [nonce, rest] = [all.subarray(1 + HALF, 1 + HALF + NONCE), all.subarray(1 + HALF + NONCE)]
  const key = keyFor(diffieHellman({ privateKey: own, publicKey: publicOf(first) }), first, bytesOf(createPublicKey(own)))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(rest.subarray(0, TAG))
  return Buffer.concat([decipher.update(rest.subarray(TAG)), decipher.final()])
}

/** One key for both ways: what is published, under the key the query code gives. */
export function sealWith(key: Uint8Array, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}
/** @throws Error under another key */
export function openWith(key: Uint8Array, sealed: Uint8Array): Buffer {
  const all = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, NONCE))
  decipher.setAuthTag(all.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(all.subarray(NONCE + TAG)), decipher.final()])
}
