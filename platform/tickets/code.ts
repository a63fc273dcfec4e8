/** Link and code: made by the inner side, told once, kept as digests. The code is slow to try and worth nothing without the link, which nobody can guess. Rule: decision 0029 */
import { createHash, randomBytes, randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { CODE_DIGITS } from '../../kernel/said/ticket.ts'

export interface LinkAndCode {
  readonly link: string
  readonly code: string
}
export const makeLinkAndCode = (): LinkAndCode => ({ link: randomBytes(24).toString('base64url'), code: String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0') })
export const isLink = (typed: string): boolean => /^[A-Za-z0-9_-]{32}$/.test(typed)
/** As a person types it: full-width, with blanks, with dashes. */
export const plainTicketCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[^0-9]/g, '')
    .slice(0, 20)
export const linkDigest = (link: string): string => createHash('sha256').update(`huiyin ticket ${link}`).digest('hex')
/** Tells one network from another on record, and says no address. */
export const placeDigest = (link: string, place: string): string => createHash('sha256').update(`huiyin place ${link} ${place}`).digest('hex').slice(0, 8)

const slowly = promisify<string, string, number, object, Buffer>(scrypt)
/** @returns what is compared, and the key of what is published: neither tells the other, nor link or code */
export async function openTicketCode(link: string, code: string): Promise<{ readonly digest: string; readonly key: Buffer }> {
  const both = await slowly(`${link}\n${plainTicketCode(code)}`, 'huiyin ticket code', 64, { N: 8192, r: 8, p: 1 })
  return { digest: both.subarray(0, 32).toString('hex'), key: both.subarray(32) }
}
