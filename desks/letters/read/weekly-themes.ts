/** What many wrote about in one span, for the report: the hot themes with at least two letters of the span among them, most letters first. Rule: HB-49 */
import { type RawBuilder, sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { type Sight, visible } from '../../../kernel/people/sight.ts'
import { addDays, atTime, type OfficeDate } from '../../../kernel/time.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { sharedWords } from '../likeness.ts'

export interface ThemeFound {
  /** What it is called on paper: the place, and what its titles share. */
  readonly label: string
  /** The word by which the ledger finds its letters. */
  readonly find: string
  readonly letters: readonly MatterId[]
}
const SHOWN = 5
export async function themesBetween(
  tx: Tx,
  sight: Sight,
  { from, to, only }: { readonly from: OfficeDate; readonly to: OfficeDate; readonly only: RawBuilder<boolean> | undefined },
): Promise<ThemeFound[]> {
  const { rows } = await sql<{ place: string; titles: (string | null)[]; ids: MatterId[] }>`
    select t.place, array_agg(m.title order by m.id) as titles, array_agg(m.id order by m.id) as ids
    from letters_theme t join letters_theme_letter x on x.theme = t.id join matter m on m.id = x.matter_id join letters_letter own on own.matter_id = m.id
    where m.phase <> 'void' and m.registered_at >= ${atTime(from, '00:00')} and m.registered_at < ${atTime(addDays(to, 1), '00:00')} and ${visible(sight, 'm', 'each')}
      ${only ? sql`and ${only}` : sql``}
    group by t.id having count(*) > 1 order by count(*) desc, t.place limit ${SHOWN}`.execute(tx)
  return rows.map(({ place, titles, ids }) => {
    const [first = '', second = ''] = titles.filter((title): title is string => title !== null)
    const about = sharedWords(first, second).map((word) => word.replace(place, '').replace(/^(?:号|楼|栋|单元|室)+/, ''))
    const [word = ''] = about.filter((one) => one.length > 1 && !place.includes(one)).sort((a, b) => b.length - a.length)
    return { label: `${place}${word}`, find: place, letters: ids }
  })
}
