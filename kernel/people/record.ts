/** Acts on the office itself (people, posts, powers, calendar) stand in the same history as acts on matters. Rule: R-C15, R-C14 */
import type { Ctx } from '../ctx.ts'
import { run } from '../write/tx.ts'

/**
 * @param move `people.hold` …: the key of the act
 * @param said ids, keys and dates; no names and no texts (invariant 18)
 */
export async function recordOfficeAct(ctx: Pick<Ctx, 'tx' | 'act' | 'now' | 'who'>, move: string, said: Readonly<Record<string, string | number | boolean | null>>): Promise<void> {
  await run(
    ctx.tx,
    `with e as (insert into event (act_id, at, move, actor, v, said, effects) values ($1, $2, $3, $4, 1, $5::json, '[]'::json) returning id, year)
     insert into unsealed (event_id, year) select e.id, e.year from e`,
    [ctx.act, ctx.now, move, ctx.who.person, JSON.stringify(said)],
  )
}
