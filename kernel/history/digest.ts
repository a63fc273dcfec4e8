/** Digests of history, in two suites: SM3 (国密, the default) and SHA-256. Rule: R-C30, architecture §2 «Chain» */
import { hash } from 'node:crypto'

export type Suite = 'sm3' | 'sha256'
export const isSuite = (text: string): text is Suite => text === 'sm3' || text === 'sha256'

/** 32 bytes. */
export const digestBytes = (suite: Suite, data: Uint8Array | string): Buffer => hash(suite, data, 'buffer')

/**
 * What history keeps of a personal text (°): suite and digest over salt and text. Without the salt, which lies beside the text and is
 * erased with it, the digest says nothing about the text. Rule: invariant 18
 * @param salt 32 hex digits
 */
export const textDigest = (salt: string, text: string, suite: Suite = 'sm3'): string => `${suite}:${hash(suite, `${salt}${text}`, 'hex')}`

/** Does this text, with its salt, answer to a digest kept in history? */
export function answersTo(digest: string, salt: string, text: string): boolean {
  const suite = digest.slice(0, digest.indexOf(':'))
  return isSuite(suite) && textDigest(salt, text, suite) === digest
}

/** Columns of an event that its leaf covers, in this order, `year` and `logged_at` (the database's own) among them. */
export const eventColumns = [
  'year',
  'id',
  'act_id',
  'matter_id',
  'at',
  'logged_at',
  'move',
  'actor',
  'holder',
  'recorded_by',
  'evidence',
  'undoes',
  'v',
  'said',
  'effects',
] as const
/** One event as PostgreSQL writes its columns as text, in the session of `exactText`; null is SQL's null. */
export type EventText = Readonly<Record<(typeof eventColumns)[number], string | null>>

/**
 * The exact bytes of an event: `huiyin event 1`, then each column as `length:text,` (length in UTF-8 bytes; null is `-,`).
 * No two events share their bytes, and no setting of a session changes them.
 */
export function eventBytes(event: EventText): string {
  let bytes = 'huiyin event 1\n'
  for (const column of eventColumns) {
    const text = event[column]
    bytes += text === null ? '-,' : `${Buffer.byteLength(text)}:${text},`
  }
  return bytes
}
export const leafOf = (suite: Suite, event: EventText): Buffer => digestBytes(suite, eventBytes(event))

/** Settings that fix how PostgreSQL writes times, bytes and numbers as text. Run first in every transaction that seals, verifies or exports. */
export const exactText = `select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true),
  set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`

/** The first seal follows this. */
export const beforeFirst: Buffer = Buffer.alloc(32)

/** hash = H(prev ‖ at ‖ leaves); `at` as ISO instant with its length before it. */
export function sealHash(suite: Suite, prev: Uint8Array, at: string, leaves: Uint8Array): Buffer {
  return digestBytes(suite, Buffer.concat([prev, Buffer.from(`${at.length}:${at}`), leaves]))
}
