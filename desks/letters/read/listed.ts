/** 收件方式 and 对照清单, as the pages show them. */
import { run } from '../../../kernel/write/tx.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { takesIn } from '../intakes.ts'
import { intakesNow, type ListedRow, listedOutside } from '../outside.ts'

export const readIntakes = read(intakesNow, async ({ rules, now }) => ({ line: takesIn(rules, 'line', now), centre: takesIn(rules, 'centre', now) }))

type Listed = ListedRow & { readonly n: number }
/** The newest first; of each only what one chooses by: its title, and by when. */
async function listedRows(ctx: Pick<ReadCtx, 'tx'>, size: number, behind: number): Promise<Listed[]> {
  return run<Listed>(
    ctx.tx,
    `select l.system, l.number, l.title, l.at, l.feed_by as "feedBy", l.link, l.with_text as text, count(*) over ()::int as n
     from letters_outside_listed l order by l.at desc, l.system, l.number limit $1 offset $2`,
    [size, behind],
  )
}
const plain = ({ n: _, ...row }: Listed): ListedRow => row
export async function listedPage(ctx: Pick<ReadCtx, 'tx'>, cursor: string | undefined, size: number) {
  const behind = Number(cursor ?? 0)
  const rows = await listedRows(ctx, size, behind)
  return { rows: rows.map(plain), next: behind + rows.length < (rows[0]?.n ?? 0) ? String(behind + rows.length) : null }
}
export const readListed = read(
  listedOutside,
  async (ctx) => {
    const rows = await listedRows(ctx, 200, 0)
    return { count: rows[0]?.n ?? 0, rows: rows.map(plain) }
  },
  { power: 'letters.answer' },
)
