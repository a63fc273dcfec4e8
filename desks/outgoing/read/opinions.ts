/** 意见 of a paper that is or was before the public: what citizens handed in, what the office heard, and the words of every unit that was asked. Rule: GN-39 */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { mask } from '../../../kernel/mask.ts'
import { opensContacts } from '../../../kernel/people/masked.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type OpinionRow, opinions } from '../consultation-shape.ts'
import { factsOf } from '../do/paper-facts.ts'
import { mayWriteDraft } from '../draft-hands.ts'
import { COUNTERSIGN } from '../signing-rules.ts'

/** Every opinion of one paper; sight is the caller's. What has no answer first, then as they came. */
export async function opinionsOf(tx: Ctx['tx'], matter: MatterId): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    with came as (
      select o.id, o.came, o.said_by as "saidBy", o.receipt, o.body as text, o.at from outgoing_opinion o where o.matter_id = ${matter}
      union all
      select a.id, 'unit', u.name, null, a.opinion, a.ended_at from assignment a join unit u on u.id = a.unit
      where a.matter_id = ${matter} and a.kind = 'say' and a.role = ${COUNTERSIGN} and a.ending in ('agreed', 'disagreed') and a.opinion is not null
    )
    select c.*, n.theme, n.verdict, n.reason from came c left join outgoing_opinion_answer n on n.opinion = c.id
    order by n.verdict is not null, c.at, c.id`.execute(tx)
  return rows
}
/** Telephone and identity numbers are nobody's to read in what is told on. Rule: R-C18 */
export const maskedRow = (row: OpinionRow): OpinionRow => ({ ...row, text: row.text === null ? null : mask(row.text), reason: row.reason === null ? null : mask(row.reason) })

export const readOpinions = read(opinions, async (ctx, { matter }) => {
  const facts = await factsOf(ctx, matter)
  const [page] = (await sql<{ id: string }>`select t.id from outgoing_public_text t where t.matter_id = ${matter}`.execute(ctx.tx)).rows
  const rows = await opinionsOf(ctx.tx, matter)
  return { page: page?.id ?? null, mine: mayWriteDraft(facts, ctx), rows: opensContacts(ctx, 'outgoing') ? rows : rows.map(maskedRow) }
})
