/** Seals personal data with AES-256-GCM and makes keyed hashes for exact look-up. The key lies in a file outside the database. Rule: R-C18 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Box } from '../../kernel/ctx.ts'

const VERSION = 'v1'
const NONCE = 12
const TAG = 16

/**
 * @param key 32 bytes or more of chance, as the installer made them; too short or too plain a key is refused at start (S11)
 * @throws RangeError
 */
export function openBox(key: Uint8Array): Box {
  if (key.length < 32 || new Set(key).size < 12) throw new RangeError('contact key: 32 random bytes are needed')
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'huiyin', purpose, 32))
  const sealing = derive('contact seal')
  const hashing = derive('contact key')
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
