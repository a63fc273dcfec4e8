/** 同号: papers of this house under the same 来文字号, however either was written; the oldest first. Rule: product §4, «duplicate check by 来文字号» */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { instant } from '../../../kernel/time.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type SamePaper, sameNumber } from '../arrival-shape.ts'
import { houseOf } from './house.ts'

const SHOWN = 5
interface Asked {
  readonly number: string
  readonly sender: string
  readonly senderUnit?: string | null | undefined
}
/** What one unit of the house has received is not received a second time by another. */
export async function papersUnder(ctx: Pick<Ctx, 'tx' | 'office' | 'who' | 'now'>, { number, sender, senderUnit }: Asked): Promise<(SamePaper & { readonly matter: MatterId })[]> {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<
    Omit<SamePaper, 'receivedAt'> & { matter: MatterId; receivedAt: Date | string }
  >`select m.id as matter, m.number, m.title, p.sender, p.sender_number as "senderNumber",
      p.received_at as "receivedAt", (select count(*)::int from incoming_copy c where c.matter_id = m.id) as copies,
      (incoming_sender_key(p.sender) = incoming_sender_key(${sender}) or coalesce(p.sender_unit = ${senderUnit ?? null}::uuid, false)) as same,
      (m.phase = 'closed' and coalesce((select y.result = 'returned' from report y where y.matter_id = m.id order by y.at desc limit 1), false)) as returned
    from incoming_paper p join matter m on m.id = p.matter_id
    where p.number_key = incoming_number_key(${number}) and m.phase <> 'void'
      and exists (select 1 from assignment a where a.matter_id = m.id and a.role = 'registrar' and a.unit = any (${houseOf(ctx)}::uuid[]) offset 0)
      and ${visible(sight, 'm', 'each')}
    order by same desc, m.id limit ${sql.lit(SHOWN)}`.execute(ctx.tx)
  return rows.map((row) => ({ ...row, receivedAt: instant(row.receivedAt) }))
}
export const readSameNumber = read(sameNumber, async (ctx, asked) => ({ rows: await papersUnder(ctx, asked) }), { power: 'incoming.register' })
