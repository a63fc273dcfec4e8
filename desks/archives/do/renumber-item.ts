/**
 * 调整档号: a 件 goes into another run, at its end; those behind it in the old one move up, so that neither has a gap. Every number that changed stands on record, with who and why, and is
 * still found by what it once was. Rule: R-A02
 */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { gone, seen } from '../read/archive-sight.ts'
import { type Group, handOverYear, lastYear, referenceOf } from '../reference.ts'
import { renumberItem } from '../shape.ts'
import { tableAt } from '../terms.ts'
import { groupKey, takeNumbers } from './take-numbers.ts'

interface Kept extends Group {
  readonly id: string
  readonly matter: MatterId
  readonly no: number
  readonly reference: string
}
const lockRun = `select 1 from archives_series s where s.fonds = $1 and s.year = $2 and s.term = $3 and s.organ = $4 for update`

/** @throws RefusalError `archives.no-table` · `archives.no-organ` · `archives.same-run` · `kernel.not-found` */
export const handleRenumberItem = handle(
  renumberItem,
  async (ctx, { item, year, term, organ, reason }) => {
    const inForce = tableAt(ctx.rules, ctx.now)
    if (!inForce) throw new RefusalError(refuse('archives.no-table', {}, 409))
    if (!inForce.table.organs.some(({ code }) => code === organ)) throw new RefusalError(refuse('archives.no-organ', { organ }))
    const find = () =>
      sql<Kept>`select i.id, i.matter_id as matter, i.fonds, i.year, i.term, i.organ, i.no, i.reference from archives_item i join matter m on m.id = i.matter_id
      where i.id = ${item} and i.state = 'kept' and ${seen(ctx)}`.execute(ctx.tx)
    const before = (await find()).rows[0]
    if (!before) throw gone()
    const to: Group = { fonds: before.fonds, year, term, organ }
    if (groupKey(to) === groupKey(before)) throw new RefusalError(refuse('archives.same-run', {}, 409))
    // both runs in one order, then the item as it stands behind the locks
    for (const run_ of [before, to].sort((a, b) => (groupKey(a) < groupKey(b) ? -1 : 1))) await run(ctx.tx, lockRun, [run_.fonds, run_.year, run_.term, run_.organ])
    const was = (await find()).rows[0]
    if (!was || groupKey(was) !== groupKey(before)) throw new RefusalError(refuse('kernel.meanwhile', {}, 409))
    const [no = 1] = await takeNumbers(ctx.tx, [to])
    const behind = await run<{ id: string; matter: MatterId; no: number; reference: string }>(
      ctx.tx,
      `select i.id, i.matter_id as matter, i.no, i.reference from archives_item i where i.state = 'kept' and i.fonds = $1 and i.year = $2 and i.term = $3 and i.organ = $4 and i.no > $5 order by i.no`,
      [was.fonds, was.year, was.term, was.organ, was.no],
    )
    await run(ctx.tx, `update archives_item set year = $2, term = $3, organ = $4, no = $5, hand_over = $6, last_year = $7 where id = $1`, [
      item,
      year,
      term,
      organ,
      no,
      handOverYear(year, term, inForce.table.handOver),
      lastYear(year, term),
    ])
    await run(ctx.tx, 'update archives_item set no = no - 1 where id = any ($1::uuid[])', [behind.map((one) => one.id)])
    await run(ctx.tx, 'update archives_series set last = last - 1 where fonds = $1 and year = $2 and term = $3 and organ = $4', [was.fonds, was.year, was.term, was.organ])
    const reference = referenceOf(to, no)
    const moved = [
      { item, matter_id: was.matter, was: was.reference, is_now: reference },
      ...behind.map((one) => ({ item: one.id, matter_id: one.matter, was: one.reference, is_now: referenceOf(was, one.no - 1) })),
    ].map((one) => ({ ...one, id: ctx.ids.next(), at: ctx.now, by: ctx.who.person, reason }))
    await run(ctx.tx, 'insert into archives_renumber select r.* from json_populate_recordset(null::archives_renumber, $1::json) r', [JSON.stringify(moved)])
    await recordOfficeAct(ctx, 'archives.renumber', { item, was: was.reference, now: reference, moved: moved.length })
    return { reference, moved: moved.length }
  },
  { power: 'archives.renumber' },
)
