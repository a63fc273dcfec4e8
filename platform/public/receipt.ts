/**
 * 收件号、查询码: both come out of the form's own token, so a form sent twice is answered with the same two; nothing of the token is kept.
 * The code is 50 bits; what is stored of it is slow to try, and the other half of the same work is the key of what is published.
 */
import { createHash, createHmac, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

/** Crockford: no I, L, O, U, so that nothing is misread from paper or over the telephone. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const spell = (bytes: Buffer, length: number): string => Array.from(bytes.subarray(0, length), (byte) => letters[byte & 31]).join('')
const out = (token: string, purpose: string): Buffer => createHash('sha256').update(`huiyin ${purpose} ${token}`).digest()

/** Other numbers out of the same token: none tells another. */
export const spellOf = (token: string, purpose: string, length: number): string => spell(out(token, purpose), length)
export const receiptOf = (token: string): string => spell(out(token, 'receipt'), 8)
export const codeOf = (token: string): string => spell(out(token, 'code'), 10)
/** As it is shown: 7K3Q-9FMD, K7Q3M-9F2DX. */
export const inGroups = (text: string): string => `${text.slice(0, text.length / 2)}-${text.slice(text.length / 2)}`
export const formDigest = (token: string): string => out(token, 'form').toString('hex')
/** Of what was written, keyed with the token: without it no guess at the words can be tried. */
export const contentDigest = (token: string, parts: readonly Uint8Array[]): string => {
  const hmac = createHmac('sha256', `huiyin content ${token}`)
  for (const part of parts) hmac.update(`${part.length} `).update(part)
  return hmac.digest('hex')
}

const read = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const unmisread = (text: string): string => text.replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V')
/** What a person types for a number: 信〔2026〕12号, 信2026-12, 7k3q 9fmd. Brackets and the like do not count. */
export function plainNumber(text: string): string {
  const plain = read(text)
  return /\p{Script=Han}/u.test(plain) ? plain.replace(/[第号號]/g, '') : unmisread(plain)
}
export const plainCode = (text: string): string => unmisread(read(text))

const slowly = promisify<string, string, number, object, Buffer>(scrypt)
/** @returns what is compared, and the key that opens what is published: neither tells the other, nor the code */
export async function openCode(code: string): Promise<{ readonly digest: string; readonly key: Buffer }> {
  const both = await slowly(plainCode(code), 'huiyin query code', 64, { N: 8192, r: 8, p: 1 })
  return { digest: both.subarray(0, 32).toString('hex'), key: both.subarray(32) }
}
