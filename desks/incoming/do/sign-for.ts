/** 签收 by a unit, one or many at once, with a number of its own book; 转本单位人员; 一键催办. */
import { sql } from 'kysely'
import { advance } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import { ownSeries } from '../../../kernel/decide/own-series.ts'
import type { ActId, AssignmentId, MatterId, UnitId } from '../../../kernel/ids.ts'
import { takeNumbers } from '../../../kernel/numbering/take.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { type Refusal, RefusalError, refuse } from '../../../kernel/refusal.ts'
import { officeYear } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { stateOf } from '../read/receipt-rows.ts'
import { sentPieces } from '../read/sent-out.ts'
import { passOn, signFor, urgeAll } from '../units-shape.ts'
import { zh } from '../words/zh-CN.ts'
import { declared } from './move-paper.ts'

interface Piece {
  readonly piece: AssignmentId
  readonly matter_id: MatterId
  readonly desk: string
  readonly unit: UnitId
  readonly kind: 'do' | 'read'
  readonly lead: boolean
  readonly accepted: boolean
  readonly ended: boolean
  readonly receipt: boolean
  readonly own_number: string | null
}
const step = (ctx: Ctx): Ctx => ({ ...ctx, act: ctx.ids.next<ActId>() })
const deskOf = (ctx: Ctx, key: string) => {
  const entry = ctx.desks.get(key)
  if (!entry) throw new Error(`no desk ${key} is registered`)
  return entry.desk
}
/** Only where he may see it and it lies with one of his own units; what was withdrawn, and anything else, is the same nothing (invariant 14). @throws RefusalError `kernel.not-found` */
async function pieceOf(ctx: Ctx, matter: MatterId, piece: AssignmentId): Promise<Piece> {
  const { rows } =
    await sql<Piece>`select a.id as piece, a.matter_id, m.desk, a.unit, a.kind, a.lead, a.accepted_at is not null as accepted, a.state = 'ended' as ended, r.piece is not null as receipt, r.own_number
      from assignment a join matter m on m.id = a.matter_id left join incoming_receipt r on r.piece = a.id
      where a.id = ${piece} and a.matter_id = ${matter} and a.kind in ('do', 'read') and a.sees and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm', 'each')}`.execute(
      ctx.tx,
    )
  const [found] = rows
  if (!found || !homeUnits(ctx.office, ctx.who.person, ctx.now).includes(found.unit)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return found
}
/** Work is signed for by the office's own word; reading by a line on record, for reading it is another act. */
async function sign(ctx: Ctx, one: Piece): Promise<void> {
  const on = { matter: one.matter_id, piece: one.piece }
  if (one.kind === 'do' && !one.accepted) await advance(step(ctx), deskOf(ctx, one.desk), 'accept', { input: on })
  if (one.kind === 'read' && !one.receipt && !one.ended) await advance(step(ctx), deskOf(ctx, one.desk), 'note', { input: { ...on, text: zh.units.signedNote, files: [] } })
  await run(ctx.tx, `insert into incoming_receipt (piece, matter_id, unit, signed_by, signed_at) values ($1, $2, $3, $4, $5) on conflict (piece) do nothing`, [
    one.piece,
    one.matter_id,
    one.unit,
    ctx.who.person,
    ctx.now,
  ])
}

/**
 * 签收. What cannot be signed for is named with its reason and holds up none of the others; numbers are taken last, in the order given.
 * Rule: R-D30; issue D «arrives in their 收文 with receipt»; invariant 16
 */
export const handleSignFor = handle(signFor, async (ctx, { pieces, number }) => {
  const signed: Piece[] = []
  const refused: { piece: string; code: string; facts: Refusal['facts'] }[] = []
  for (const { matter, piece } of pieces) {
    try {
      const one = await pieceOf(ctx, matter, piece)
      await sign(ctx, one)
      signed.push(one)
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      refused.push({ piece, code: error.refusal.code, facts: error.refusal.facts })
    }
  }
  const numbers: { piece: string; number: string }[] = []
  for (const one of number ? signed.filter((s) => s.own_number === null) : []) {
    const taken = await takeNumbers(ctx.tx, [{ matter: one.matter_id, ...ownSeries(declared, ctx.office, one.unit), year: officeYear(ctx.now) }])
    const own = taken.get(one.matter_id)
    if (!own) throw new Error('the series gave no number')
    await run(ctx.tx, 'update incoming_receipt r set own_number = $2 where r.piece = $1', [one.piece, own])
    numbers.push({ piece: one.piece, number: own })
  }
  return { signed: signed.length, numbers, refused: refused.map(({ piece, code, facts }) => ({ piece, code, facts: { ...facts } as Record<string, never> })) }
})

/**
 * 转本单位人员: signed for first where nobody has; the lead is handed over, a helper's piece goes as an errand and comes back, a reading is circulated.
 * @throws Refusal `kernel.not-found` · `incoming.own-unit-only`, and what the word refuses
 */
export const handlePassOn = handle(passOn, async (ctx, { matter, piece, to, ask }) => {
  const one = await pieceOf(ctx, matter, piece)
  const own = to.person ? homeUnits(ctx.office, to.person, ctx.now) : to.unit ? [to.unit] : []
  if (!own.includes(one.unit)) throw new RefusalError(refuse('incoming.own-unit-only', { unit: ctx.office.units.get(one.unit)?.name ?? '' }, 422))
  await sign(ctx, one)
  const [desk, on, holder] = [deskOf(ctx, one.desk), { matter, piece }, { unit: one.unit, ...(to.person ? { person: to.person } : {}) }]
  if (one.kind === 'read') await advance(step(ctx), desk, 'circulate', { input: { ...on, to: [holder], ask, kind: 'read', pace: 'together', need: null, blocks: false } })
  else if (one.lead) await advance(step(ctx), desk, 'handOver', { input: { ...on, to: holder, ask } })
  else await advance(step(ctx), desk, 'errand', { input: { ...on, to: holder, ask, kind: 'do' } })
  return {}
})

/** 一键催办 of whoever has not signed, read or answered. @throws Refusal `kernel.nobody-to-urge` · `kernel.urged-lately`. Rule: HA-84, F15 */
export const handleUrgeAll = handle(urgeAll, async (ctx, { matter, text }) => {
  const waiting = (await sentPieces(ctx, [matter])).filter((one) => one.state === 'open' && ['toSign', 'signed'].includes(stateOf(one)))
  const [first] = waiting
  if (!first) throw new RefusalError(refuse('kernel.nobody-to-urge'))
  const targets = waiting.map((one) => one.piece)
  await advance(ctx, deskOf(ctx, first.desk), 'urge', { input: { matter, piece: null, text, target: null, targets, phone: null } })
  return { urged: targets.length }
})
