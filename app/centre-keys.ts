/** 中心密钥: lets the program of one 12345 centre send work orders and ask for them; shown once, kept as a digest, revoked at once. Rule: R-C18 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '../kernel/time.ts'
import { run, type Tx } from '../kernel/write/tx.ts'

export const centreDigest = (secret: string): string => createHash('sha256').update(`huiyin centre ${secret}`).digest('hex')

export interface CentreKey {
  readonly id: string
  readonly system: string
  readonly per_hour: number
}
export async function askCentreKey(tx: Tx, shown: string): Promise<CentreKey | null> {
  const rows = await run<CentreKey>(tx, 'select k.id, k.system, k.per_hour from letters_centre_key k where k.digest = $1 and k.revoked_at is null', [centreDigest(shown)])
  return rows[0] ?? null
}
export async function issueCentreKey(tx: Tx, system: string, perHour: number, now: Instant): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [randomUUID(), `hz_${randomBytes(30).toString('base64url')}`]
  await run(tx, 'insert into letters_centre_key (id, digest, system, per_hour, issued_at) values ($1, $2, $3, $4, $5)', [id, centreDigest(secret), system, perHour, now])
  return { id, secret }
}
/** @returns null where there is none in use that begins so, or more than one */
export async function revokeCentreKey(tx: Tx, beginning: string, now: Instant): Promise<string | null> {
  const rows = await run<{ id: string }>(tx, 'select k.id from letters_centre_key k where starts_with(k.id::text, $1) and k.revoked_at is null', [beginning.toLowerCase()])
  const [key] = rows
  if (!key || rows.length > 1) return null
  await run(tx, 'update letters_centre_key k set revoked_at = $2 where k.id = $1', [key.id, now])
  return key.id
}
export interface KeptCentreKey extends CentreKey {
  readonly issued_at: Instant
  readonly revoked_at: Instant | null
  /** Letters that stand here under a number of that centre. */
  readonly letters: number
}
export const listCentreKeys = (tx: Tx): Promise<KeptCentreKey[]> =>
  run<KeptCentreKey>(
    tx,
    `select k.id, k.system, k.per_hour, k.issued_at, k.revoked_at, (select count(*)::int from letters_outside o where o.system = k.system and o.sent_digest is not null) as letters
     from letters_centre_key k order by k.issued_at`,
    [],
  )
