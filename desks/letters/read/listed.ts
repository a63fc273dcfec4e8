/** 收件方式 and 对照清单, as the pages show them. */
import { run } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { takesIn } from '../intakes.ts'
import { intakesNow, type ListedRow, listedOutside } from '../outside.ts'

export const readIntakes = read(intakesNow, async ({ rules, now }) => ({ line: takesIn(rules, 'line', now), centre: takesIn(rules, 'centre', now) }))

/** The newest first; of each only what one chooses by: its title, and by when. */
export const readListed = read(
  listedOutside,
  async (ctx) => {
    const rows = await run<ListedRow & { readonly n: number }>(
      ctx.tx,
      `select l.system, l.number, l.title, l.at, l.feed_by as "feedBy", l.link, l.with_text as text, count(*) over ()::int as n
       from letters_outside_listed l order by l.at desc, l.system, l.number limit 200`,
      [],
    )
    return { count: rows[0]?.n ?? 0, rows: rows.map(({ n: _, ...row }) => row) }
  },
  { power: 'letters.answer' },
)
