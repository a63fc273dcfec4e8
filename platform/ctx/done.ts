/** One key, one effect (invariant 15): the key is taken first, in the act's own transaction, and kept 30 days. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import type { Tx } from '../../kernel/write/tx.ts'

/** What is kept of an answer. Of a matter only which one: its texts stay erasable, and a replay shows today's view. Anything else is sealed. */
export type Kept = { readonly matter: MatterId; readonly desk: string } | { readonly sealed: string }

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
/** Same act, same input, however the fields were ordered. */
export const digestOf = (act: string, input: unknown): string =>
  createHash('sha256')
    .update(`${act}\n${JSON.stringify(sorted(input))}`)
    .digest('hex')

/**
 * Takes the key, or says what it was used for. Waits for another transaction holding the same key.
 * @returns null when taken now; what was kept when the same person repeats the same request
 * @throws RefusalError `http.key-used` for another person or another request
 */
export async function takeKey(tx: Tx, key: string, who: PersonId, digest: string, now: Instant): Promise<Kept | null> {
  const taken = await sql<{ key: string }>`insert into done (key, who, digest, at) values (${key}, ${who}, ${digest}, ${now}) on conflict (key) do nothing returning key`.execute(
    tx,
  )
  if (taken.rows.length === 1) return null
  const { rows } = await sql<{ who: PersonId; digest: string; result: Kept | null }>`select who, digest, result from done where key = ${key}`.execute(tx)
  const [before] = rows
  if (!before || before.who !== who || before.digest !== digest || before.result === null) throw new RefusalError(refuse('http.key-used', {}, 409))
  return before.result
}

export async function keep(tx: Tx, key: string, kept: Kept): Promise<void> {
  await sql`update done set result = ${JSON.stringify(kept)} where key = ${key}`.execute(tx)
}
