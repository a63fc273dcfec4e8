/** 凭码链接: made for one piece of a unit without an account, and taken back. Rule: decision 0029; issue D */
import { viewMatter } from '../../kernel/advance.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower, holdersOf, principalsOf, receiverOf } from '../../kernel/decide/office.ts'
import type { AssignmentRow } from '../../kernel/decide/rows.ts'
import type { AssignmentId, FileId, MatterId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { issueTicket, revokeTicket } from '../../kernel/reading/ticket-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addMillis, DAY } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { linkDigest, makeLinkAndCode, openTicketCode } from './code.ts'

/** Wrong codes before the link is locked for good. */
export const TRIES = 6
/** Bytes of all files of one link. */
export const MOST_BYTES = 40 * 1_048_576

export interface OpenPiece extends Pick<AssignmentRow, 'id' | 'unit' | 'post' | 'person' | 'kind' | 'lead' | 'given_by'> {
  readonly desk: string
  readonly owner_person: PersonId
  readonly ask: string | null
}
export const piecesOpen = (tx: Tx, matter: MatterId): Promise<OpenPiece[]> =>
  run<OpenPiece>(
    tx,
    `select a.id, a.unit, a.post, a.person, a.kind, a.lead, a.given_by, a.ask, m.desk, m.owner_person from assignment a join matter m on m.id = a.matter_id
     where a.matter_id = $1 and a.state = 'open' and a.kind in ('do', 'read') and a.sees and m.readers = 'units' and m.phase not in ('closed', 'void') order by a.given_at, a.no`,
    [matter],
  )
/** In whose name it would be answered: the holder, else whoever receives for the unit. */
export const answersFor = ({ office, now }: Pick<Ctx, 'office' | 'now'>, { person, post, unit }: Pick<OpenPiece, 'person' | 'post' | 'unit'>): PersonId | null =>
  person ?? (post ? holdersOf(office, post, now)[0] : undefined) ?? receiverOf(office, unit, now)
/** Whoever gave it, has the matter, or hands out what this desk has; for himself or as agent. */
export function mayIssue(
  { office, who, now }: Pick<Ctx, 'office' | 'who' | 'now'>,
  { desk, given_by, owner_person }: Pick<OpenPiece, 'desk' | 'given_by' | 'owner_person'>,
): boolean {
  const rights = [who.person, ...principalsOf(office, who.person, desk, now).map((d) => d.principal)]
  return rights.includes(given_by) || rights.includes(owner_person) || hasPower(office, who.person, `${desk}.dispatch`, now)
}
/** Who signs in here answers here. */
export const hasAccount = ({ office }: Pick<Ctx, 'office'>, person: PersonId): boolean => (office.persons.get(person)?.username ?? null) !== null

/** @throws RefusalError `kernel.not-found` · `tickets.no-piece` · `tickets.not-yours` · `tickets.nobody` · `tickets.has-account` */
async function mustIssue(ctx: Ctx, matter: MatterId, piece: AssignmentId): Promise<{ readonly piece: OpenPiece; readonly person: PersonId }> {
  const found = (await piecesOpen(ctx.tx, matter)).find((one) => one.id === piece)
  const entry = found && ctx.desks.get(found.desk)
  if (!found || !entry) throw new RefusalError(refuse('tickets.no-piece', {}, 404))
  await viewMatter(ctx, entry.desk, matter) // whoever may not see it gets the answer of an unknown id
  if (!mayIssue(ctx, found)) throw new RefusalError(refuse('tickets.not-yours', {}, 403))
  const person = answersFor(ctx, found)
  const unit = ctx.office.units.get(found.unit)?.name ?? ''
  if (!person) throw new RefusalError(refuse('tickets.nobody', { unit }))
  if (hasAccount(ctx, person)) throw new RefusalError(refuse('tickets.has-account', { unit, name: ctx.office.persons.get(person)?.name ?? '' }, 409))
  return { piece: found, person }
}
/** @throws RefusalError `kernel.no-such-file` · `tickets.files-large` */
async function mustFit(ctx: Ctx, matter: MatterId, files: readonly FileId[]): Promise<void> {
  if (files.length === 0) return
  const rows = await run<{ size: number }>(ctx.tx, 'select f.size from file f where f.id = any ($1::uuid[]) and f.matter_id = $2 and f.name is not null', [files, matter])
  if (rows.length !== new Set(files).size) throw new RefusalError(refuse('kernel.no-such-file', { n: files.length - rows.length }, 422))
  if (rows.reduce((n, row) => n + Number(row.size), 0) > MOST_BYTES) throw new RefusalError(refuse('tickets.files-large', { megabytes: MOST_BYTES / 1_048_576 }, 413))
}
const revoke = (tx: Tx, by: Ctx, where: string, id: string) =>
  run<{ id: string; matter_id: MatterId }>(
    tx,
    `update ticket t set revoked_at = $2, revoked_by = $3, sealed = null, body = null where ${where} and t.revoked_at is null returning t.id, t.matter_id`,
    [id, by.now, by.who.person],
  )

export const handleIssueTicket = handle(
  issueTicket,
  async (ctx, { matter, piece: asked, contact, days, text, files }) => {
    const { piece, person } = await mustIssue(ctx, matter, asked)
    await mustFit(ctx, matter, files)
    for (const old of await revoke(ctx.tx, ctx, 't.piece = $1', piece.id)) await run(ctx.tx, 'delete from ticket_file f where f.ticket = $1', [old.id])
    const { link, code } = makeLinkAndCode()
    const { digest, key } = await openTicketCode(link, code)
    const [id, until] = [ctx.ids.next<MatterId>() as string, addMillis(ctx.now, days * DAY)]
    await run(
      ctx.tx,
      `insert into ticket (id, matter_id, piece, person, issued_by, issued_at, until_at, link_digest, code_digest, key_cipher, contact, body, files, tries_left)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [id, matter, piece.id, person, ctx.who.person, ctx.now, until, linkDigest(link), digest, ctx.box.seal(key.toString('base64url')), contact, text, [...new Set(files)], TRIES],
    )
    await recordOfficeAct(ctx, 'tickets.issue', { ticket: id, matter, piece: piece.id, until })
    return { id, path: `/public/paper/${link}`, code, until }
  },
  'matter',
  { once: true },
)

/** 收回: by whoever may make one for that piece. @throws RefusalError `kernel.not-found` · `tickets.not-yours` */
export const handleRevokeTicket = handle(revokeTicket, async (ctx, { ticket }) => {
  const [row] = await run<{ matter_id: MatterId; desk: string; given_by: PersonId; owner_person: PersonId; issued_by: PersonId }>(
    ctx.tx,
    `select t.matter_id, t.issued_by, m.desk, m.owner_person, a.given_by from ticket t join matter m on m.id = t.matter_id join assignment a on a.id = t.piece where t.id = $1`,
    [ticket],
  )
  const entry = row && ctx.desks.get(row.desk)
  if (!row || !entry) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  await viewMatter(ctx, entry.desk, row.matter_id)
  if (row.issued_by !== ctx.who.person && !mayIssue(ctx, row)) throw new RefusalError(refuse('tickets.not-yours', {}, 403))
  const gone = await revoke(ctx.tx, ctx, 't.id = $1', ticket)
  if (gone.length === 0) return {}
  await run(ctx.tx, 'delete from ticket_file f where f.ticket = $1', [ticket])
  await recordOfficeAct(ctx, 'tickets.revoke', { ticket, matter: row.matter_id })
  return {}
})
