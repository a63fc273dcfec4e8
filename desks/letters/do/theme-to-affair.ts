/** 热点转为交办事项: an affair that rests on the letters of the theme; the letters themselves go on as they are. Rule: HB-49 */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { officeDate } from '../../../kernel/time.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { openAffair } from '../../affairs/intake.ts'
import { lettersOfTheme } from '../read/themes.ts'
import { themeToAffair } from '../shape.ts'

/** As many links as one affair keeps in sight; the newest, and their number is told. */
const LINKED = 20

/** 2026年1月5日. Rule: R-F20 */
const sayDate = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/**
 * @throws Refusal `letters.no-such-theme` · `letters.theme-taken-up`: an open affair rests on one of its letters already · what registering an affair refuses
 */
export const handleThemeToAffair = handle(
  themeToAffair,
  async (ctx, { theme }) => {
    const letters = await lettersOfTheme(ctx, theme)
    const { rows } = await sql<{ place: string }>`select t.place from letters_theme t where t.id = ${theme} for update`.execute(ctx.tx)
    const place = rows[0]?.place
    if (!place || letters.length < 2) throw new RefusalError(refuse('letters.no-such-theme', {}, 404))
    const ids = letters.map((l) => l.matter as MatterId)
    const taken = await sql<{ number: string }>`select f.number from link k join matter f on f.id = k.from_matter
      where k.to_matter = any (${ids}::uuid[]) and k.ended_at is null and f.desk = 'affairs' and f.phase not in ('closed', 'void') limit 1`.execute(ctx.tx)
    if (taken.rows[0]) throw new RefusalError(refuse('letters.theme-taken-up', { number: taken.rows[0].number }, 409))
    const days = letters.map((l) => officeDate(l.registeredAt as never)).sort()
    const numbers = letters.map((l) => l.number).join('、')
    return openAffair(ctx, {
      title: `${place}：群众集中反映的问题`,
      body: `${sayDate(days[0] ?? '')}至${sayDate(days.at(-1) ?? '')}，群众来信 ${letters.length} 件集中反映同一问题：${letters[0]?.title ?? place}。涉及来信：${numbers}。请牵头研究，提出办理意见。`.slice(
        0,
        4000,
      ),
      basis: ids.slice(0, LINKED),
    })
  },
  { power: 'letters.review' },
)
