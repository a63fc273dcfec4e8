/** The five further things huiyin_public may do, for programs. Decision 0018; R-W04 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Progress } from '../../kernel/said/handed-in.ts'
import type { Instant } from '../../kernel/time.ts'
import type { Language } from '../../kernel/words.ts'

export const digestOf = (secret: string): string => createHash('sha256').update(`huiyin open311 ${secret}`).digest('hex')

/** In both languages; the reader's is chosen last. */
export interface Service {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly keywords_zh: string
  readonly keywords_en: string
  readonly jurisdiction: string | null
}
export const nameOf = ({ zh, en }: Pick<Service, 'zh' | 'en'>, language: Language): string => (language === 'en' ? en : zh)
export async function askServices(pool: pg.Pool): Promise<Service[]> {
  return (await pool.query<Service>('select s.code, s.zh, s.en, s.keywords_zh, s.keywords_en, s.jurisdiction from public_open311_services() s')).rows
}

export interface Key {
  readonly id: string
  readonly per_hour: number
}
export async function askKey(pool: pg.Pool, shown: string): Promise<Key | null> {
  return (await pool.query<Key>('select k.id, k.per_hour from public_open311_key($1) k', [digestOf(shown)])).rows[0] ?? null
}

/** @returns null: no such token. `id` null: it is not a letter yet */
export async function askToken(pool: pg.Pool, token: string): Promise<{ readonly id: string | null; readonly refused: boolean } | null> {
  const { rows } = await pool.query<{ id: string | null; refused: boolean }>('select t.id, t.refused from public_open311_token($1) t', [digestOf(token)])
  return rows[0] ?? null
}

export interface Wanted {
  readonly ids: readonly string[] | null
  readonly codes: readonly string[] | null
  readonly from: Instant | null
  readonly upto: Instant | null
  readonly closed: boolean | null
  readonly size: number
  readonly skip: number
}
export interface Shown {
  readonly id: string
  readonly service: string
  readonly zh: string
  readonly en: string
  readonly state: Progress['state']
  readonly agency: string | null
  readonly requested_at: Instant
  readonly updated_at: Instant
  readonly expected_at: Instant | null
}
export async function askRequests(pool: pg.Pool, { ids, codes, from, upto, closed, size, skip }: Wanted): Promise<Shown[]> {
  const { rows } = await pool.query<Shown>(
    `select r.id, r.service, r.zh, r.en, r.state, r.agency, r.requested_at, r.updated_at, r.expected_at from public_open311_requests($1, $2, $3, $4, $5, $6, $7) r`,
    // what cannot be an id is nobody's, and never comes to the database
    [ids?.filter((id) => /^[0-9A-Z]{12}$/.test(id)) ?? null, codes, from, upto, closed, size, skip],
  )
  return rows
}
