/** The copies of a paper are there from the act that takes it in: each with its number, and the one printed on it where it has one. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'

interface Born {
  readonly copies: number
  /** 份号 of the first of them, as printed; null where they bear none. */
  readonly from: number | null
}
export async function bornCopies(ctx: Ctx, matter: MatterId, { copies, from }: Born): Promise<void> {
  const rows = Array.from({ length: copies }, (_, n) => ({
    id: ctx.ids.next<string>(),
    move: ctx.ids.next<string>(),
    n,
    serial: from === null ? null : String(from + n).padStart(6, '0'),
  }))
  await run(
    ctx.tx,
    `with born as (
       insert into incoming_copy (id, matter_id, no, serial, state, since)
       select b.id, $1, (select coalesce(max(c.no), 0) from incoming_copy c where c.matter_id = $1) + 1 + b.n, b.serial, 'in', $3
       from json_to_recordset($2::json) as b(id uuid, n int, serial text))
     insert into incoming_copy_move (id, copy, matter_id, act, kind, by, at) select b.move, b.id, $1, $4, 'came', $5, $3 from json_to_recordset($2::json) as b(id uuid, move uuid)`,
    [matter, JSON.stringify(rows), ctx.now, ctx.act, ctx.who.person],
  )
}
/**
 * Copies that join those of a paper that is there; its 份数 says how many there are now, and a run of printed numbers that goes on goes on.
 * @returns its number
 * @throws RefusalError `kernel.not-found`: not there, or not for this person to see
 */
export async function joinCopies(ctx: Ctx, matter: MatterId, born: Born): Promise<string | null> {
  const [there] = (await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))
    ? await run<{ number: string | null }>(ctx.tx, 'select m.number from incoming_paper p join matter m on m.id = p.matter_id where p.matter_id = $1 for update of p', [matter])
    : []
  if (!there) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  await bornCopies(ctx, matter, born)
  await run(
    ctx.tx,
    `update incoming_paper set copies = (select count(*) from incoming_copy c where c.matter_id = $1), copy_to = case when copy_to + 1 = $2 then copy_to + $3 else copy_to end where matter_id = $1`,
    [matter, born.from, born.copies],
  )
  return there.number
}
