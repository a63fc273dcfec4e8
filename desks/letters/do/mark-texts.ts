/** Letters from before their texts had marks get them, a few thousand at a time, each batch in a transaction of its own. */
import type { JobPlace } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { run } from '../../../kernel/write/tx.ts'
import { marksOf } from '../text-marks.ts'

const BATCH = 2_000
/** @returns how many were marked */
export async function markTexts({ inTx }: Pick<JobPlace, 'inTx'>): Promise<number> {
  let [done, found] = [0, BATCH]
  while (found === BATCH) {
    found = await inTx(async (tx) => {
      const rows = await run<{ id: MatterId; body: string }>(
        tx,
        'select l.matter_id as id, l.body from letters_letter l where l.marks is null and l.body is not null order by l.matter_id limit $1 for update skip locked',
        [BATCH],
      )
      const marked = rows.map(({ id, body }) => ({ id, marks: marksOf(body) }))
      await run(tx, `update letters_letter l set marks = x.marks from json_to_recordset($1::json) as x(id uuid, marks int[]) where l.matter_id = x.id`, [JSON.stringify(marked)])
      return rows.length
    })
    done += found
  }
  return done
}
