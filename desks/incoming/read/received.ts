/** 本单位收文: what the office and others sent to this unit, waiting for its signature, in hand, ended. */
import { type RawBuilder, sql } from 'kysely'
import { homeUnits, membersOf } from '../../../kernel/decide/office.ts'
import { isOpen, sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { received } from '../units-shape.ts'
import { familyOf, isGiven, isSigned, ofSendingDesks, pieceList, showPiece, withPaperNumbers } from './receipt-rows.ts'

/** Over `a` and `m`: open pieces are few beside the history, so they are asked for first. */
const views = {
  toSign: sql<boolean>`(a.state = 'open' and not ${isSigned} and ${isOpen})`,
  open: sql<boolean>`(a.state = 'open' and ${isSigned} and ${isOpen})`,
  ended: sql<boolean>`(a.state = 'ended' or not ${isOpen})`,
}
/** What waits and what is in hand; what has ended is a history, and nobody needs its number. */
async function countsOf({ tx, office, who, now }: ReadCtx, here: RawBuilder<boolean>): Promise<{ toSign: number; open: number }> {
  const { rows } = await sql<{ toSign: number; open: number }>`select count(*) filter (where ${views.toSign})::int as "toSign", count(*) filter (where ${views.open})::int as open
    from assignment a join assignment fa on fa.id = a.from_assignment join matter m on m.id = a.matter_id left join incoming_receipt r on r.piece = a.id
    where a.state = 'open' and ${here} and ${isGiven} and ${ofSendingDesks} and ${visible(sightOf(office, who.person, now), 'm', 'each')}`.execute(tx)
  return rows[0] ?? { toSign: 0, open: 0 }
}
/** @throws RefusalError `kernel.not-found` for a unit one does not belong to */
export const readReceived = read(received, async (ctx, { unit: asked, view, size, cursor }) => {
  const own = homeUnits(ctx.office, ctx.who.person, ctx.now)
  if (asked && !own.includes(asked)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const unit = asked ?? own[0]
  const named = (id: string) => ({ id, name: ctx.office.units.get(id as never)?.name ?? '' })
  if (!unit) return { unit: null, units: [], counts: { toSign: 0, open: 0 }, rows: [], next: null, people: [] }
  const family = familyOf(ctx.office, unit)
  const here = sql<boolean>`a.unit = ${unit} and fa.unit <> all (${family}::uuid[])`
  const counts = await countsOf(ctx, here)
  const rows = (await pieceList(ctx, sql<boolean>`${here} and ${views[view]}${cursor ? sql` and a.id < ${cursor}` : sql``}`, size + 1).execute(ctx.tx)).rows
  const page = rows.slice(0, size)
  return {
    unit: named(unit),
    units: own.map(named),
    counts,
    rows: (await withPaperNumbers(ctx, page)).map((row) => showPiece(ctx, row)),
    next: rows.length > size ? (page.at(-1)?.piece ?? null) : null,
    people: membersOf(ctx.office, unit, ctx.now).flatMap((id) => (id === ctx.who.person ? [] : [{ id: id as string, name: ctx.office.persons.get(id)?.name ?? '' }])),
  }
})
