/** 热点: themes as this person may see them: of each the letters he may see, and none where these are fewer than two. Rule: HB-49 */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import type { Instant } from '../../../kernel/time.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type ThemeRow, themeLetters, themes } from '../shape.ts'
import { weekly } from '../themes/rise.ts'
import { letterRows, type Reader } from './letter-rows.ts'

const WEEKS = 12
const SHOWN = 60
interface Row {
  readonly id: string
  readonly place: string
  readonly rising: boolean
  readonly days: readonly Instant[]
  readonly people: number
  readonly title: string | null
  readonly affair: { readonly id: string; readonly number: string } | null
}
/** Letters of themes this person may see, as `x` (theme, matter) joined with the matter `m`. */
const seen = (reader: Reader) => sql`letters_theme_letter x join matter m on m.id = x.matter_id and ${visible(sightOf(reader.office, reader.who.person, reader.now), 'm', 'each')}`

/** @param exported of `named` letters nothing leaves the house (R-C04) */
export async function themeRows(ctx: Reader, exported = false): Promise<ThemeRow[]> {
  const may = visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'f', 'each')
  const { rows } = await sql<Row>`select t.id, t.place, t.rising, array_agg(m.registered_at order by m.registered_at) as days,
      count(distinct x.person)::int as people,
      (array_agg(m.title order by m.id desc))[1] as title,
      (select json_build_object('id', f.id, 'number', f.number) from link k join matter f on f.id = k.from_matter and f.desk = 'affairs' and f.phase <> 'void'
        where k.to_matter = any (array_agg(m.id)) and k.ended_at is null and ${may} order by f.id desc limit 1) as affair
    from letters_theme t join ${seen(ctx)} on x.theme = t.id ${exported ? sql`where m.readers <> 'named'` : sql``}
    group by t.id having count(*) > 1 order by t.rising desc, count(*) desc, max(m.registered_at) desc limit ${SHOWN}`.execute(ctx.tx)
  const now = Date.parse(ctx.now)
  return maskedFor(ctx, rows, 'letters').map(({ days, ...theme }) => ({
    ...theme,
    letters: days.length,
    from: days[0] as string,
    to: days.at(-1) as string,
    trend: weekly(
      days.map((at) => Date.parse(at)),
      now,
      WEEKS,
    ),
  }))
}
export const readThemes = read(themes, async (ctx) => ({ rows: await themeRows(ctx) }))

export const readThemeLetters = read(themeLetters, async (ctx, { theme }) => ({ rows: await lettersOfTheme(ctx, theme) }))
export async function lettersOfTheme(reader: Reader, theme: string) {
  const { rows } = await sql<{ id: MatterId }>`select m.id from ${seen(reader)} where x.theme = ${theme}`.execute(reader.tx)
  const ids = rows.map((r) => r.id)
  return letterRows(
    reader,
    sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and ${visible(sightOf(reader.office, reader.who.person, reader.now), 'm', 'each')})`,
    sql`m.id desc`,
  )
}
