/** 待归档: drafts of the desks the office's table names, newest closed first; and what was left out, with why. Rule: R-A01 */
import { sql } from 'kysely'
import { read } from '../../../platform/ctx/reading.ts'
import { drafts } from '../shape.ts'
import { desksIn, tableAt } from '../terms.ts'
import { seen } from './archive-sight.ts'
import { type DraftItem, drafted, toDraftRow } from './draft-rows.ts'

const cursorOf = (text: string | undefined): readonly [string, string] | null => {
  const [at, id] = text?.split('|') ?? []
  return at && id && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? [at, id] : null
}
export const readDrafts = read(
  drafts,
  async (ctx, { desk, state, before, size }) => {
    const inForce = tableAt(ctx.rules, ctx.now)
    const keeping = [...ctx.desks.values()].flatMap((entry) => (entry.keeps ? [entry.desk.key] : []))
    const named = inForce ? desksIn(inForce.table).filter((key) => keeping.includes(key)) : keeping
    const asked = desk ? named.filter((key) => key === desk) : named
    const after = cursorOf(before)
    const behind = after ? sql`and (i.drawn_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
    const { rows } = await sql<
      DraftItem & { at: string }
    >`select i.id as item, i.matter_id as matter, m.desk, m.number as own, m.title, i.drawn_at as closed_at, i.drawn_at::text as at, i.state, i.left_why
      from archives_item i join matter m on m.id = i.matter_id
      where i.state = ${state} and m.phase = 'closed' and m.desk = any (${asked}::text[]) and ${seen(ctx)} ${behind} order by i.drawn_at desc, i.id desc limit ${sql.lit(size + 1)}`.execute(
      ctx.tx,
    )
    const page = rows.slice(0, size)
    const last = page.at(-1)
    const { all, files } = await drafted(ctx, page, inForce?.table ?? null)
    return {
      rows: all.map((one) => toDraftRow(ctx, one, files)),
      next: rows.length > size && last ? `${last.at}|${last.item}` : null,
      table: inForce?.version ?? null,
      desks: [...named],
      organs: inForce?.table.organs.map(({ code, name }) => ({ code, name })) ?? [],
    }
  },
  { power: 'archives.keep' },
)
