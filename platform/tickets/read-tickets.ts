/** Links of one matter, with every opening; and the open pieces of units without an account. Begins at `visible()`. */
import { viewMatter } from '../../kernel/advance.ts'
import type { MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { type TicketRow, ticketsOf } from '../../kernel/reading/ticket-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'
import { answersFor, hasAccount, mayIssue, piecesOpen } from './issue.ts'

interface Row {
  readonly id: string
  readonly piece: string
  readonly unit: UnitId
  readonly contact: string
  readonly issued_by: PersonId
  readonly issued_at: Instant
  readonly until_at: Instant
  readonly tries_left: number
  readonly revoked_at: Instant | null
  readonly opened_at: Instant | null
  readonly accepted_at: Instant | null
  readonly answered_at: Instant | null
  readonly refused: string | null
  readonly openings: readonly { readonly at: string; readonly outcome: TicketRow['openings'][number]['outcome']; readonly place: string }[] | null
}
const stateOf = (row: Row, now: Instant): TicketRow['state'] => {
  if (row.answered_at) return 'answered'
  if (row.revoked_at) return 'revoked'
  if (row.tries_left === 0) return 'locked'
  if (row.until_at <= now) return 'expired'
  return row.accepted_at ? 'accepted' : row.opened_at ? 'opened' : 'waiting'
}
const named = (map: ReadonlyMap<string, { readonly name: string }>, id: string) => ({ id, name: map.get(id)?.name ?? '' })

async function rowsOf(ctx: ReadCtx, matter: MatterId): Promise<TicketRow[]> {
  const rows = await run<Row>(
    ctx.tx,
    `select t.id, t.piece, a.unit, t.contact, t.issued_by, t.issued_at, t.until_at, t.tries_left, t.revoked_at, t.opened_at, t.accepted_at, t.answered_at, t.refused,
       (select json_agg(json_build_object('at', o.at, 'outcome', o.outcome, 'place', o.place) order by o.id) from (select * from ticket_opening k where k.ticket = t.id order by k.id desc limit 50) o) as openings
     from ticket t join assignment a on a.id = t.piece where t.matter_id = $1 order by t.issued_at desc`,
    [matter],
  )
  return rows.map((row) => ({
    id: row.id,
    piece: row.piece,
    unit: named(ctx.office.units, row.unit),
    contact: row.contact,
    issuedBy: named(ctx.office.persons, row.issued_by),
    issuedAt: row.issued_at,
    until: row.until_at,
    state: stateOf(row, ctx.now),
    triesLeft: row.tries_left,
    refused: row.refused,
    openings: (row.openings ?? []).map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    mine: row.issued_by === ctx.who.person,
  }))
}

/** Stands beside every matter page, mostly with nothing to tell: the matter itself is opened only where a link could be made. */
export const readTickets = read(ticketsOf, async (ctx, { matter }) => {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const open = (await piecesOpen(ctx.tx, matter)).filter((piece) => mayIssue(ctx, piece))
  const rows = await rowsOf(ctx, matter)
  if (open.length === 0) return { rows: rows.filter((row) => row.mine), pieces: [], files: [] }
  const pieces = open.flatMap((piece) => {
    const person = answersFor(ctx, piece)
    if (!person || hasAccount(ctx, person)) return []
    return [{ piece: piece.id, unit: named(ctx.office.units, piece.unit), person: named(ctx.office.persons, person), kind: piece.kind as 'do' | 'read', ask: piece.ask }]
  })
  const desk = pieces.length > 0 ? ctx.desks.get(open[0]?.desk ?? '')?.desk : undefined
  const files = desk ? (await viewMatter(ctx, desk, matter)).files : []
  return { rows, pieces, files: files.filter((file) => file.name !== null).map(({ id, name, kind, size }) => ({ id, name, kind, size })) }
})
