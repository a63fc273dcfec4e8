/** 当日收件: what one office day brought, who took it in, where it is now. Rule: GN-02, GN-34 */
import { sql } from 'kysely'
import type { MatterId, PersonId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import { addDays, atTime, type OfficeDate } from '../time.ts'
import { limitOf } from '../write/tx.ts'
import { matterRows, toRow } from './row.ts'
import type { Reader } from './work.ts'

/** One sheet holds no more; who wants more takes the ledger. */
const MOST = 300

export async function readArrivals(reader: Reader, day: OfficeDate) {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows: ids } = await sql<{ id: MatterId; by: PersonId | null }>`select m.id,
      (select a.given_by from assignment a where a.matter_id = m.id order by a.given_at, a.id limit 1) as by
    from matter m where m.registered_at >= ${atTime(day, '00:00')} and m.registered_at < ${atTime(addDays(day, 1), '00:00')} and ${visible(sight, 'm', 'each')}
    order by m.registered_at desc, m.id desc ${limitOf(MOST + 1)}`.execute(reader.tx)
  const shown = ids.slice(0, MOST)
  const by = new Map(shown.map((one) => [one.id, one.by]))
  const found = await matterRows(sql`(select * from unnest(${shown.map((one) => one.id)}::uuid[]) as x(id))`, sql`m.registered_at desc, m.id desc`).execute(reader.tx)
  return {
    day,
    rows: found.rows.map((raw) => {
      const who = by.get(raw.matter) ?? raw.owner_person
      return { ...toRow(raw, reader.office, reader.calendar, reader.now), by: { id: who, name: reader.office.persons.get(who)?.name ?? '' } }
    }),
    more: ids.length > MOST,
  }
}
