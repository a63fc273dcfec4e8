/** Passwords: argon2id, and what a good one is. Rule: R-C10 */
import { type Algorithm, hash, verify } from '@node-rs/argon2'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** 19 MiB, two passes, one lane: OWASP's first choice, 60 ms on an office server. `2` is argon2id; the enum is ambient and cannot be imported. */
const settings = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (plain: string): Promise<string> => hash(plain.normalize('NFKC'), settings)
export const verifyPassword = (kept: string, plain: string): Promise<boolean> => verify(kept, plain.normalize('NFKC'))

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]
/** The names and numbers every list of leaked passwords begins with; longer lists come with part B. */
const plain = /^(?:(?:admin|huiyin|password|passw0rd|qwer|abcd?|asdf|zxcv|root|test|user)[\W_]*\d*[\W_]*|(.)\1+|.*(?:123456|654321|111111).*)$/i

/** @returns `session.weak-password`: fewer than 8 characters, fewer than 3 of 4 kinds, the user name in it, or one everybody tries */
export function tooWeak(password: string, username: string): Refusal | null {
  const kindsFound = kinds.filter((kind) => kind.test(password)).length
  if (password.length < 8 || password.length > 128) return refuse('session.weak-password', { why: 'length' }, 422)
  if (kindsFound < 3) return refuse('session.weak-password', { why: 'kinds' }, 422)
  if (username.length >= 3 && password.toLowerCase().includes(username.toLowerCase())) return refuse('session.weak-password', { why: 'username' }, 422)
  return plain.test(password) || new Set(password).size < 5 ? refuse('session.weak-password', { why: 'common' }, 422) : null
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
/** A one-time password a person can read out: four groups of four, no letter that looks like another. @param random 24 bytes or more */
export function oneTimePassword(random: Uint8Array): string {
  const limit = 256 - (256 % letters.length)
  const picked = [...random].filter((byte) => byte < limit).map((byte) => letters[byte % letters.length] ?? '')
  if (picked.length < 16) throw new RangeError('more random bytes are needed')
  return [0, 4, 8, 12].map((at) => picked.slice(at, at + 4).join('')).join('-')
}
