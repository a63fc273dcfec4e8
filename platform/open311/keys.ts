/** 对接密钥: issued to one program, shown once, kept as a digest, revoked at once. Rule: R-C18 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { digestOf } from './counter.ts'

export interface KeptKey {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly per_hour: number
  readonly issued_at: Instant
  readonly revoked_at: Instant | null
  /** Requests handed in with it, and when the last came. */
  readonly requests: number
  readonly last_at: Instant | null
}
export interface NewKey {
  readonly name: string
  readonly purpose: string
  readonly perHour: number
}
export async function issueKey(tx: Tx, { name, purpose, perHour }: NewKey, now: Instant): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [randomUUID(), `hy_${randomBytes(30).toString('base64url')}`]
  await run(tx, 'insert into open311_key (id, digest, name, purpose, per_hour, issued_at) values ($1, $2, $3, $4, $5, $6)', [id, digestOf(secret), name, purpose, perHour, now])
  return { id, secret }
}
/** @returns null where there is none in use that begins so, or more than one */
export async function revokeKey(tx: Tx, beginning: string, now: Instant): Promise<string | null> {
  const rows = await run<{ id: string }>(tx, 'select k.id from open311_key k where starts_with(k.id::text, $1) and k.revoked_at is null', [beginning.toLowerCase()])
  const [key] = rows
  if (!key || rows.length > 1) return null
  await run(tx, 'update open311_key k set revoked_at = $2 where k.id = $1', [key.id, now])
  return key.id
}
export const listKeys = (tx: Tx): Promise<KeptKey[]> =>
  run<KeptKey>(
    tx,
    `select k.id, k.name, k.purpose, k.per_hour, k.issued_at, k.revoked_at, count(r.id)::int as requests, max(r.requested_at) as last_at
     from open311_key k left join open311_request r on r.key = k.id group by k.id order by k.issued_at`,
    [],
  )

export interface KeptService {
  readonly code: string
  readonly zh: string
  readonly in_use: boolean
  readonly open: boolean
}
export const listServices = (tx: Tx): Promise<KeptService[]> => run<KeptService>(tx, 'select s.code, s.zh, s.in_use, s.open from open311_service s order by s.sort, s.code', [])
/** @returns false where there is no such service */
export async function markService(tx: Tx, code: string, open: boolean): Promise<boolean> {
  return (await run(tx, 'update open311_service s set open = $2 where s.code = $1 returning s.code', [code, open])).length === 1
}
export async function setJurisdiction(tx: Tx, jurisdiction: string): Promise<void> {
  await run(tx, 'insert into open311_side (jurisdiction) values ($1) on conflict (only_one) do update set jurisdiction = excluded.jurisdiction', [jurisdiction])
}
