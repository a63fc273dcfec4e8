/** What many wrote about in one span. The seam for a better eye: anything that answers `Themes` may take the place of `samePlace`. */
import { type RawBuilder, sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { type Sight, visible } from '../../../kernel/people/sight.ts'
import { addDays, atTime, type OfficeDate } from '../../../kernel/time.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { sharedWords } from '../likeness.ts'

export interface ThemeFound {
  /** What it is called on paper. */
  readonly label: string
  /** The word by which the ledger finds its letters. */
  readonly find: string
  readonly letters: readonly MatterId[]
}
export interface ThemesAsked {
  readonly from: OfficeDate
  readonly to: OfficeDate
  readonly only: RawBuilder<boolean> | undefined
}
export type Themes = (tx: Tx, sight: Sight, asked: ThemesAsked) => Promise<ThemeFound[]>

const SHOWN = 5
/** Letters of one place, most first; called by the place and what their titles share. */
export const samePlace: Themes = async (tx, sight, { from, to, only }) => {
  const { rows } = await sql<{ place: string; titles: (string | null)[]; ids: MatterId[] }>`
    select own.place, array_agg(m.title order by m.id) as titles, array_agg(m.id order by m.id) as ids from matter m join letters_letter own on own.matter_id = m.id
    where m.desk = 'letters' and m.phase <> 'void' and own.place <> '' and m.registered_at >= ${atTime(from, '00:00')} and m.registered_at < ${atTime(addDays(to, 1), '00:00')}
      and ${visible(sight, 'm')} ${only ? sql`and ${only}` : sql``}
    group by own.place having count(*) > 1 order by count(*) desc, own.place limit ${SHOWN}`.execute(tx)
  return rows.map(({ place, titles, ids }) => {
    const [first = '', second = ''] = titles.filter((title): title is string => title !== null)
    const about = sharedWords(first, second).map((word) => word.replace(place, '').replace(/^(?:号|楼|栋|单元|室)+/, ''))
    const words = about.filter((word) => word.length > 1 && !place.includes(word)).sort((a, b) => b.length - a.length)
    return { label: `${place}${words[0] ?? ''}`, find: place, letters: ids }
  })
}
