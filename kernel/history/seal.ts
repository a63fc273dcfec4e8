/**
 * The sealer: takes what is committed and waits in `unsealed`, hashes each event into a leaf, chains the leaves, empties the queue; all in
 * one transaction, so that a crash between leaves either everything or nothing done. Writers chain nothing. Rule: architecture §2 «Chain»
 */
import type pg from 'pg'
import type { Instant } from '../time.ts'
import { beforeFirst, type EventText, eventColumns, exactText, leafOf, type Suite, sealHash } from './digest.ts'

export interface Seal {
  readonly no: number
  readonly at: Instant
  readonly suite: Suite
  /** Hex. */
  readonly hash: string
}
export interface Sealed extends Seal {
  readonly events: number
}
/** Only one sealer works on a database at a time; another finds the lock taken and does nothing. */
const LOCK = 4_210_655_121
/** Events of one seal at most: what a verifier holds in memory. */
const SEAL_SIZE = 2000

/** Columns of `event e` as text, in the order a leaf covers them. */
export const eventTexts = eventColumns.map((c) => `e.${c}::text as ${c}`).join(', ')

/**
 * Makes one seal of all that waits, at most `size` events; several acts share it.
 * @param client a connection of the sealing role, outside a transaction
 * @returns null when nothing waits, or another sealer is at work
 */
export async function sealOnce(client: pg.ClientBase, now: Instant, suite: Suite = 'sm3', size = SEAL_SIZE): Promise<Sealed | null> {
  await client.query('begin isolation level read committed')
  try {
    const sealed = await seal(client, now, suite, size)
    await client.query('commit')
    return sealed
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the first error is the one to tell
    throw error
  }
}

async function seal(client: pg.ClientBase, now: Instant, suite: Suite, size: number): Promise<Sealed | null> {
  await client.query(exactText)
  const { rows: lock } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [LOCK])
  if (!lock[0]?.got) return null
  // A queue row without its event is left where it is: `verify` names it, and it holds nothing up.
  const { rows: events } = await client.query<EventText>(
    `select ${eventTexts} from unsealed u join event e on e.year = u.year and e.id = u.event_id order by u.year, u.event_id limit $1`,
    [size],
  )
  if (events.length === 0) return null
  const { rows: last } = await client.query<{ no: string; hash: Buffer }>('select no::text, hash from seal order by seal.no desc limit 1')
  const prev = last[0]?.hash ?? beforeFirst
  const no = Number(last[0]?.no ?? 0) + 1
  const leaves = Buffer.concat(events.map((event) => leafOf(suite, event)))
  const hash = sealHash(suite, prev, now, leaves)
  const [ids, years] = [events.map((e) => e.id), events.map((e) => e.year)]
  await client.query('insert into seal (no, at, suite, prev, ids, years, leaves, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)', [no, now, suite, prev, ids, years, leaves, hash])
  await client.query('delete from unsealed u using unnest($1::int[], $2::bigint[]) as s(year, id) where u.year = s.year and u.event_id = s.id', [years, ids])
  return { no, at: now, suite, hash: hash.toString('hex'), events: events.length }
}

/** Seals until nothing waits. @returns events sealed */
export async function sealAll(client: pg.ClientBase, now: () => Instant, suite: Suite = 'sm3'): Promise<number> {
  let events = 0
  for (let sealed = await sealOnce(client, now(), suite); sealed; sealed = await sealOnce(client, now(), suite)) events += sealed.events
  return events
}

/** The newest seal; null before the first. */
export async function newestSeal(client: pg.ClientBase): Promise<Seal | null> {
  const { rows } = await client.query<{ no: string; at: string; suite: Suite; hash: string }>(
    `select no::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, suite, encode(hash, 'hex') as hash from seal order by seal.no desc limit 1`,
  )
  const row = rows[0]
  return row ? { no: Number(row.no), at: row.at as Instant, suite: row.suite, hash: row.hash } : null
}
