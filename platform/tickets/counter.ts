/** What the public side may ask about a link, and what it puts in for one. Rule: decision 0029 */
import type pg from 'pg'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type answerFileKinds, type HandedTicket, type TicketPaper, ticketForm } from '../../kernel/said/ticket.ts'
import type { Instant } from '../../kernel/time.ts'
import { openWith } from '../crypto/drop-box.ts'
import { type About, handIn } from '../public/counter.ts'
import type { Sent } from '../public/form-parts.ts'
import { idAt, mustBeTaken, mustFit, mustHoldNoMark } from '../public/hand-in.ts'
import { placeOf } from '../public/tally.ts'
import { isLink, linkDigest, openTicketCode, placeDigest, plainTicketCode } from './code.ts'

export type AnswerFileKind = (typeof answerFileKinds)[number]
export interface Opening {
  readonly pool: pg.Pool
  readonly link: string
  readonly code: string
  readonly ip: string
  readonly now: Instant
}
export interface Opened {
  readonly key: Buffer
  /** null: made this very moment, not written yet. */
  readonly paper: TicketPaper | null
}
type State = 'unknown' | 'revoked' | 'expired' | 'locked' | 'wrong' | 'open'

async function ask({ pool, link, code, ip, now }: Opening, no: number | null): Promise<{ readonly key: Buffer; readonly sealed: Buffer | null }> {
  if (!isLink(link)) throw new RefusalError(refuse('public.paper-unknown', {}, 404))
  const { digest, key } = await openTicketCode(link, code)
  const { rows } = await pool.query<{ state: State; tries: number; sealed: Buffer | null }>('select t.state, t.tries, t.sealed from public_ticket($1, $2, $3, $4, $5) t', [
    linkDigest(link),
    digest,
    placeDigest(link, placeOf(ip)),
    now,
    no,
  ])
  const { state = 'unknown', tries = 0, sealed = null } = rows[0] ?? {}
  if (state === 'open') return { key, sealed }
  if (state === 'wrong') throw new RefusalError(tries === 0 ? refuse('public.paper-locked', {}, 403) : refuse('public.paper-wrong', { n: tries }, 403))
  throw new RefusalError(refuse(`public.paper-${state}`, {}, state === 'unknown' ? 404 : 403))
}
/** @throws RefusalError `public.paper-unknown` · `-revoked` · `-expired` · `-locked` · `-wrong` */
export async function openPaper(opening: Opening): Promise<Opened> {
  if (plainTicketCode(opening.code) === '') throw new RefusalError(refuse('public.paper-no-code', {}, 400))
  const { key, sealed } = await ask(opening, null)
  return { key, paper: sealed && (JSON.parse(openWith(key, sealed).toString('utf8')) as TicketPaper) }
}
/** @returns null: no such file of this link */
export async function openPaperFile(opening: Opening, no: number): Promise<Buffer | null> {
  const { key, sealed } = await ask(opening, no)
  return sealed && openWith(key, sealed)
}

interface Handing {
  readonly pool: pg.Pool
  readonly about: About
  readonly now: Instant
  readonly link: string
  readonly key: Buffer
}
const put = async ({ pool, about, now }: Handing, token: string, said: HandedTicket, files: readonly Uint8Array[]): Promise<void> =>
  mustBeTaken(await handIn(pool, about, { id: idAt(now), token, at: now, said, pictures: files, receipt: null }), new RefusalError(refuse('public.sent-already', {}, 409)))

/** 签收: however often it is pressed, once. */
export const handInReceipt = (handing: Handing): Promise<void> =>
  put(handing, `${handing.link} accept`, { kind: 'ticket', link: linkDigest(handing.link), open: handing.key.toString('base64url'), what: 'accept', form: null, pictures: [] }, [])
/** @param token of the form */
export async function handInAnswer(handing: Handing, token: string, { typed, pictures, refused }: Sent<AnswerFileKind>): Promise<void> {
  const form = mustFit(ticketForm.safeParse({ text: typed.answer ?? '', result: typed.result ? typed.result : null }), { text: 'answer' })
  await mustHoldNoMark(handing, token, form, pictures)
  if (refused) throw refused
  const files = pictures.map(({ name, kind, bytes }) => ({ name, kind, size: bytes.length }))
  await put(
    handing,
    token,
    { kind: 'ticket', link: linkDigest(handing.link), open: handing.key.toString('base64url'), what: 'answer', form, pictures: files },
    pictures.map((one) => one.bytes),
  )
}
