/** 对照清单: what the centre answers for itself stands here by its number and title, the rest sealed, and is no matter; one of them can be kept as supervised later. Rule: R-C18 */
import type { Ctx } from '../../../kernel/ctx.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addMillis, DAY } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { listOutside, type OutsideSaid, outsideSaid, superviseListed } from '../outside.ts'
import { receive } from './outside.ts'

/** The shortest time in which a centre's work is over and compared. Rule: R-C18 */
const [KEPT, COMPARED] = [180 * DAY, 30 * DAY]

/** A number that is a letter here, or stands on the list already, is not listed twice; the newest words stand. */
export async function listRows(ctx: Ctx, system: string, rows: readonly OutsideSaid[]): Promise<number> {
  const told = rows.map((row) => ({
    number: row.number,
    sealed: ctx.box.seal(JSON.stringify(row)),
    title: row.title ?? (row.body ?? '').slice(0, 60),
    link: row.link,
    feed_by: row.feedBy,
    with_text: row.body !== null,
  }))
  const listed = await run(
    ctx.tx,
    `insert into letters_outside_listed (system, number, sealed, title, link, feed_by, with_text, at, by)
       select distinct on (x.number) $1, x.number, x.sealed, x.title, x.link, x.feed_by, x.with_text, $3::timestamptz, $4::uuid
       from json_to_recordset($2::json) as x(number text, sealed text, title text, link text, feed_by timestamptz, with_text boolean)
       where not exists (select 1 from letters_outside o where o.system = $1 and o.number = x.number)
       on conflict (system, number) do update set sealed = excluded.sealed, title = excluded.title, link = excluded.link, feed_by = excluded.feed_by,
         with_text = excluded.with_text, at = excluded.at, by = excluded.by returning 1`,
    [system, JSON.stringify(told), ctx.now, ctx.who.person],
  )
  return listed.length
}
export const handleListOutside = handle(listOutside, async (ctx, { system, rows }) => ({ n: await listRows(ctx, system, rows) }), { power: 'letters.answer' })
/** 转为督办: from the list it becomes a letter. @throws Refusal `kernel.not-found`, `letters.no-body-listed` and what `letters.receiveOutside` refuses */
export const handleSuperviseListed = handle(
  superviseListed,
  async (ctx, { system, number }) => {
    const [row] = await run<{ sealed: string }>(ctx.tx, 'delete from letters_outside_listed l where l.system = $1 and l.number = $2 returning l.sealed', [system, number])
    if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const said = outsideSaid.parse(JSON.parse(ctx.box.open(row.sealed)))
    if (said.body === null) throw new RefusalError(refuse('letters.no-body-listed', { number }, 409))
    return receive(ctx, { ...said, body: said.body, system, supervised: true })
  },
  { power: 'letters.register' },
)
/** By night. @returns how many went */
export async function dropListed(ctx: Ctx): Promise<number> {
  await run(ctx.tx, 'delete from letters_outside_compared c where c.at < $1', [addMillis(ctx.now, -COMPARED)])
  return (await run(ctx.tx, 'delete from letters_outside_listed l where l.at < $1 returning 1', [addMillis(ctx.now, -KEPT)])).length
}
