/** What others recorded in my name on one office day (代录): the daily list, from which one may object. Rule: architecture §2 «Paper first» */
import { sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import { addDays, atTime, type Instant, type OfficeDate } from '../time.ts'
import type { Reader } from './work.ts'

export async function readRecorded(reader: Reader, day: OfficeDate) {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const [from, to]: [Instant, Instant] = [atTime(day, '00:00'), atTime(addDays(day, 1), '00:00')]
  const { rows } = await sql<{
    event: number
    matter: string
    desk: string
    number: string | null
    title: string | null
    move: string
    at: Instant
    logged_at: Instant
    recorded_by: PersonId
    objected: boolean
  }>`select e.id as event, m.id as matter, m.desk, m.number, m.title, e.move, e.at, e.logged_at, e.recorded_by,
      exists (select 1 from event o where o.matter_id = e.matter_id and o.move = 'object' and o.actor = e.actor and o.said ->> 'event' = e.id::text) as objected
    from event e join matter m on m.id = e.matter_id
    where e.actor = ${reader.who.person} and e.recorded_by is not null and e.logged_at >= ${from} and e.logged_at < ${to} and ${visible(sight, 'm', 'each')}
    order by e.id limit 500`.execute(reader.tx)
  return {
    day,
    rows: rows.map(({ logged_at, recorded_by, ...row }) => ({
      ...row,
      loggedAt: logged_at,
      recordedBy: { id: recorded_by, name: reader.office.persons.get(recorded_by)?.name ?? '' },
    })),
  }
}
