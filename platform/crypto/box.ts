/** Seals personal data with AES-256-GCM and makes keyed hashes for exact look-up. The key lies in a file outside the database. Rule: R-C18 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type { Box } from '../../kernel/ctx.ts'

const VERSION = 'v1'
const NONCE = 12
const TAG = 16

/** One key for one purpose out of a key of the installation. */
export function derive(key: KeyObject, purpose: string): Buffer {
  const bytes = key.export()
  if (bytes.length < 32 || new Set(bytes).size < 12) throw new RangeError('a key of 32 random bytes is needed')
  return Buffer.from(hkdfSync('sha256', bytes, 'huiyin', purpose, 32))
}
/**
 * @param contact 32 bytes: seals
 * @param lookup 32 bytes: finds a telephone or a name without opening
 * @throws RangeError on a key too short or too plain to be chance (S11)
 */
export function openBox(contact: KeyObject, lookup: KeyObject): Box {
  const sealing = derive(contact, 'contact seal')
  const hashing = derive(lookup, 'contact look-up')
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed) {
      const [version, text = ''] = sealed.split('.')
      const bytes = Buffer.from(text, 'base64url')
      if (version !== VERSION || bytes.length < NONCE + TAG) throw new RangeError('not sealed by this box')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE))
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    },
    key: (plain) => createHmac('sha256', hashing).update(plain.normalize('NFKC')).digest('base64url'),
  }
}
