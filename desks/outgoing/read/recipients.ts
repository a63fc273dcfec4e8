/** 分发情况: who has it, signed for it, has read it; and the paper copies. */
import { sql } from 'kysely'
import type { MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { factsOf } from '../do/paper-facts.ts'
import { recipients } from '../issue-shape.ts'

interface Piece {
  readonly piece: string
  readonly unit: UnitId
  readonly person: PersonId | null
  readonly givenAt: string
  readonly seenAt: string | null
  readonly endedAt: string | null
  readonly ending: string | null
}
/** Paper copies of a recipient without an account. */
export interface Copy {
  readonly name: string
  readonly copies: number
  readonly from: number | null
  readonly to: number | null
  readonly sentAt: string
  readonly receivedBy: string | null
  readonly receivedOn: string | null
}
/** 送达: what left on paper, as far as the reader may see the matter. */
export async function copiesOf({ tx, office, who, now }: Pick<ReadCtx, 'tx' | 'office' | 'who' | 'now'>, matter: MatterId): Promise<readonly Copy[]> {
  const { rows } =
    await sql<Copy>`select c.name, c.copies, c.copy_from as "from", c.copy_to as "to", c.sent_at as "sentAt", c.received_by as "receivedBy", c.received_on::text as "receivedOn"
    from outgoing_copy c join matter m on m.id = c.matter_id where c.matter_id = ${matter} and ${visible(sightOf(office, who.person, now), 'm', 'each')} order by c.sent_at, c.name`.execute(
      tx,
    )
  return rows
}
/** @throws RefusalError `kernel.not-found` (invariant 14) */
export const readRecipients = read(recipients, async (ctx, { matter }) => {
  await factsOf(ctx, matter)
  const { tx, office, who, now } = ctx
  const sight = sightOf(office, who.person, now)
  const pieces = await sql<Piece>`select a.id as piece, a.unit, a.person, a.given_at as "givenAt", a.seen_at as "seenAt", a.ended_at as "endedAt", a.ending
    from assignment a join matter m on m.id = a.matter_id where a.matter_id = ${matter} and m.desk = 'outgoing' and a.kind = 'read' and a.role = 'circulate' and ${visible(sight, 'm', 'each')}
    order by a.given_at, a.no`.execute(tx)
  const units = pieces.rows.map((a) => ({
    piece: a.piece,
    unit: { id: a.unit as string, name: office.units.get(a.unit)?.name ?? '' },
    person: a.person && { id: a.person as string, name: office.persons.get(a.person)?.name ?? '' },
    givenAt: a.givenAt,
    signedAt: a.seenAt,
    readAt: a.ending === 'read' ? a.endedAt : null,
    withdrawn: a.ending === 'taken_back',
  }))
  return { units, outside: [...(await copiesOf(ctx, matter))] }
})
