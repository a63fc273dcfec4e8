/** The things the role huiyin_public may do. Nothing that goes through here can be read back through here. Rule: architecture §2 «Database roles» */
import type pg from 'pg'
import type { Consultation } from '../../kernel/said/consultation.ts'
import type { HandedIn, Progress } from '../../kernel/said/handed-in.ts'
import type { Instant } from '../../kernel/time.ts'
import { openWith, sealTo } from '../crypto/drop-box.ts'
import { contentDigest, formDigest, openCode, plainNumber } from './receipt.ts'

/** What the inner side says of itself; null before it has ever started. */
export interface About {
  readonly name: string
  readonly phone: string | null
  readonly seal_key: string
  readonly form_key: string
  /** The office answers the line itself. */
  readonly line: boolean
}
export async function askAbout(pool: pg.Pool): Promise<About | null> {
  const { rows } = await pool.query<About>('select a.name, a.phone, a.seal_key, a.form_key, a.line from public_about() a')
  return rows[0] ?? null
}

export interface Handing {
  readonly id: string
  readonly token: string
  readonly at: Instant
  readonly said: HandedIn
  readonly pictures: readonly Uint8Array[]
  /** Of a letter. */
  readonly receipt: { readonly number: string; readonly codeDigest: string } | null
}
export type Handed = 'taken' | 'again' | 'other' | 'occupied' | 'full' | 'large'
/** Sealed here, in this process; then one statement puts it in the box. */
export async function handIn(pool: pg.Pool, about: About, { id, token, at, said, pictures, receipt }: Handing): Promise<Handed> {
  const plain = Buffer.from(JSON.stringify(said))
  const sealed = pictures.map((bytes) => sealTo(about.seal_key, bytes, 'picture'))
  const { rows } = await pool.query<{ done: Handed }>('select public_hand_in($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as done', [
    id,
    said.kind,
    formDigest(token),
    contentDigest(token, [plain, ...pictures]),
    receipt?.number ?? null,
    receipt?.codeDigest ?? null,
    sealTo(about.seal_key, plain, said.kind),
    Buffer.concat(sealed),
    sealed.map((bytes) => bytes.length),
    at,
  ])
  return rows[0]?.done ?? 'full'
}

export interface Found {
  readonly receipt: string
  readonly at: Instant
  /** null: not yet taken in by the inner side. */
  readonly progress: Progress | null
}
/** @returns null where number and code do not belong together */
export async function findProgress(pool: pg.Pool, number: string, code: string): Promise<Found | null> {
  const { digest, key } = await openCode(code)
  const { rows } = await pool.query<{ receipt: string; at: Instant; sealed: Buffer | null }>('select p.receipt, p.handed_in_at as at, p.sealed from public_progress($1, $2) p', [
    plainNumber(number),
    digest,
  ])
  const [row] = rows
  if (!row) return null
  return { receipt: row.receipt, at: row.at, progress: row.sealed === null ? null : (JSON.parse(openWith(key, row.sealed).toString('utf8')) as Progress) }
}

/** Drafts before the public, newest first, without their texts; or one of them with everything. GN-39 */
export async function findConsultations(pool: pg.Pool, id: string | null): Promise<Consultation[]> {
  const { rows } = await pool.query<Consultation>('select c.id, c.title, c.organ, c.body, c.shortened, c."from", c."until", c.answers, c.told_at from public_consultations($1) c', [
    id,
  ])
  return rows
}
