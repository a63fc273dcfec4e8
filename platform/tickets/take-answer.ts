/** What was handed in by a link: believed only with the key that link and code give, done in the name of whoever receives for the unit, and on record as come by the link. Inner side. Decision 0029 */
import { timingSafeEqual } from 'node:crypto'
import { Readable } from 'node:stream'
import { advance } from '../../kernel/advance.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { AssignmentId, FileId, MatterId, PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { PICTURE } from '../../kernel/said/handed-in.ts'
import type { HandedTicket } from '../../kernel/said/ticket.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { openCtx } from '../ctx/handle.ts'
import type { House } from '../ctx/house.ts'
import { putJudged } from '../files/put-judged.ts'
import type { FileStore } from '../files/store.ts'

interface Ticket {
  readonly id: string
  readonly matter_id: MatterId
  readonly piece: AssignmentId
  readonly person: PersonId
  readonly contact: string
  readonly issued_by: PersonId
  readonly key_cipher: string
  readonly desk: string
  readonly version: number
  readonly kind: 'do' | 'read'
  readonly lead: boolean
  readonly unsigned: boolean
  readonly live: boolean
  readonly answered: boolean
}
const ticketOf = async (tx: Tx, link: string, now: string): Promise<Ticket | null> =>
  (
    await run<Ticket>(
      tx,
      `select t.id, t.matter_id, t.piece, t.person, t.contact, t.issued_by, t.key_cipher, m.desk, m.version, a.kind, a.lead, a.kind = 'do' and a.accepted_at is null as unsigned,
         t.revoked_at is null and t.until_at > $2 and t.tries_left > 0 and m.readers = 'units' as live, t.answered_at is not null as answered
       from ticket t join matter m on m.id = t.matter_id join assignment a on a.id = t.piece where t.link_digest = $1 for update of t`,
      [link, now],
    )
  )[0] ?? null
const sameKey = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one, 'base64url'), Buffer.from(other, 'base64url')]
  return a.length === b.length && timingSafeEqual(a, b)
}

export interface TakingTicket {
  readonly house: House
  readonly files: FileStore
  /** Opened bytes of what came along, in order. */
  readonly bytes: readonly Buffer[]
  /** Digests of what is in the store, for whoever must throw it out again. */
  readonly came: string[]
}
async function keepFiles({ house, files, bytes, came }: TakingTicket, ctx: Ctx, { pictures }: HandedTicket): Promise<FileId[]> {
  const kept: FileId[] = []
  for (const [n, one] of bytes.entries()) {
    const name = pictures[n]?.name ?? `${n + 1}`
    const { digest, size, kind } = await putJudged(house, files, { person: ctx.who.person, where: 'public.ticket', name }, Readable.from([one]), PICTURE)
    came.push(digest)
    const id = ctx.ids.next<FileId>()
    await run(ctx.tx, 'insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, $7)', [id, digest, name, kind.kind, size, ctx.who.person, ctx.now])
    kept.push(id)
  }
  return kept
}

/**
 * 签收, or the answer: 办毕 of a helper, 报结 of the lead, 阅 with words. Nothing else can be asked for.
 * @returns the matter
 * @throws RefusalError `tickets.not-open` (revoked, locked, expired, put on a closed list, another key), `tickets.answered`, whatever `advance` refuses, `kernel.secret-mark`
 */
export async function takeTicket(taking: TakingTicket, tx: Tx, said: HandedTicket): Promise<MatterId> {
  const { house } = taking
  const ticket = await ticketOf(tx, said.link, house.clock.now())
  if (!ticket?.live || !sameKey(house.box.open(ticket.key_cipher), said.open)) throw new RefusalError(refuse('tickets.not-open', {}, 403))
  if (ticket.answered) throw new RefusalError(refuse('tickets.answered', {}, 409))
  const ctx = await openCtx(house, tx, { person: ticket.person, ticket: { id: ticket.id, words: `凭码链接，联系人：${ticket.contact}` } })
  const entry = ctx.desks.get(ticket.desk)
  if (!entry) throw new Error(`no desk ${ticket.desk} is registered`)
  const on = { matter: ticket.matter_id, piece: ticket.piece }
  if (ticket.unsigned) await advance(ctx, entry.desk, 'accept', { input: on })
  if (said.what === 'accept' || said.form === null) {
    if (!ticket.unsigned && ticket.kind === 'do') throw new RefusalError(refuse('kernel.already-accepted', {}, 409))
    await run(tx, 'update ticket t set accepted_at = coalesce(t.accepted_at, $2), refused = null, upto = 0 where t.id = $1', [ticket.id, ctx.now])
    return ticket.matter_id
  }
  const files = await keepFiles(taking, ctx, said)
  const { text, result } = said.form
  const answering = { ...ctx, act: ctx.ids.next<Ctx['act']>() }
  const [now] = await run<{ version: number }>(tx, 'select m.version from matter m where m.id = $1', [ticket.matter_id])
  if (ticket.kind === 'read') await advance(answering, entry.desk, 'read', { input: { ...on, opinion: text, files } })
  else if (ticket.lead)
    await advance(answering, entry.desk, 'report', { input: { ...on, version: now?.version, result: result ?? entry.desk.results[0], text, files, withoutHelpers: [] } })
  else await advance(answering, entry.desk, 'done', { input: { ...on, opinion: text, files } })
  await run(tx, 'update ticket t set accepted_at = coalesce(t.accepted_at, $2), answered_at = $2, refused = null, upto = 0 where t.id = $1', [ticket.id, ctx.now])
  await putNotices(tx, [
    {
      kind: 'ticket-answered',
      to: ticket.issued_by,
      key: `ticket-answered:${ticket.id}`,
      payload: { matter: ticket.matter_id, desk: ticket.desk, piece: ticket.piece },
      dueAt: ctx.now,
    },
  ])
  return ticket.matter_id
}

/** The link's page says why it was not taken; the person may hand in again. Without the key nothing is written of it. @returns in whose name it would have been; null: nobody's */
export async function noteTicketRefused(house: House, tx: Tx, { link, open }: HandedTicket, code: string): Promise<PersonId | null> {
  const [row] = await run<{ id: string; person: PersonId; key_cipher: string }>(
    tx,
    'select t.id, t.person, t.key_cipher from ticket t where t.link_digest = $1 and t.revoked_at is null',
    [link],
  )
  if (!row || !sameKey(house.box.open(row.key_cipher), open)) return null
  await run(tx, 'update ticket t set refused = $2, upto = 0 where t.id = $1', [row.id, code])
  return row.person
}
