/**
 * 明日一览: one page per person and per leader; what falls due on the next working day, what waits, what will sound, who is away, what was answered today.
 * Computed whenever it is read, always through the reader's own sight: a secretary reads his leader's page, never his leader's secrets. Rule: product §6; R-T02
 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { isWorkday } from '../clock/due.ts'
import type { Calendar } from '../clock/workdays.ts'
import { homeUnits, postsHeld, unitsOf } from '../decide/office.ts'
import type { AssignmentId, MatterId, PersonId, UnitId } from '../ids.ts'
import { isOpen, sightOf, visible } from '../people/sight.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { addDays, atTime, type Instant, type OfficeDate, officeDate } from '../time.ts'
import type { WorkRow } from '../view.ts'
import { limitOf } from '../write/tx.ts'
import { readAbsences } from './absences.ts'
import { leadUnit, matterRows, pieceRows, runningDue, toRow } from './row.ts'
import { servedBy } from './served-by.ts'
import type { tomorrow } from './unit-shape.ts'
import type { Reader } from './work.ts'

type Page = z.input<(typeof tomorrow)['output']>
const MOST = 300
const LISTED = 50

export function nextWorkday(day: OfficeDate, calendar: Calendar): OfficeDate {
  let next = addDays(day, 1)
  while (!isWorkday(next, calendar)) next = addDays(next, 1)
  return next
}
/** Open work and opinions in somebody's hands, as far as the reader may see them. */
async function inHands(reader: Reader, person: PersonId): Promise<WorkRow[]> {
  const { office, now } = reader
  const sight = sightOf(office, reader.who.person, now)
  const posts = postsHeld(office, person, now).map((post) => post.id)
  const open = sql`a.state = 'open' and a.kind <> 'read' and ${visible(sight, 'm', 'each')}`
  const { rows: ids } = await sql<{ id: AssignmentId }>`select a.id from assignment a join matter m on m.id = a.matter_id where a.person = ${person} and ${open}
    union select a.id from assignment a join matter m on m.id = a.matter_id
      where a.unit = any (${homeUnits(office, person, now)}::uuid[]) and a.person is null and (a.post is null or a.post = any (${posts}::uuid[])) and ${open} ${limitOf(MOST)}`.execute(
    reader.tx,
  )
  const { rows } = await pieceRows(
    ids.map((one) => one.id),
    sql`coalesce(a.due_at, c.due_at) nulls last, a.id`,
  ).execute(reader.tx)
  return rows.map((row) => toRow(row, office, reader.calendar, now))
}
async function matters(reader: Reader, where: RawBuilder<boolean>): Promise<WorkRow[]> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const ids = sql`(select m.id from matter m where ${where} and ${visible(sight, 'm', 'each')} order by m.id desc ${limitOf(LISTED)})`
  const { rows } = await matterRows(ids, sql`c.due_at nulls last, m.id`).execute(reader.tx)
  return rows.map((row) => toRow(row, reader.office, reader.calendar, reader.now))
}
async function alarms(reader: Reader, hands: readonly WorkRow[], end: Instant): Promise<Page['alarms']> {
  const { rows } = await sql<{ id: MatterId; at: Instant }>`select c.matter_id as id, min(c.next_alarm_at) as at from clock c
    where c.stopped_at is null and c.next_alarm_at > ${reader.now} and c.next_alarm_at <= ${end} and c.matter_id = any (${hands.map((row) => row.matter)}::uuid[])
    group by c.matter_id order by 2 ${limitOf(LISTED)}`.execute(reader.tx)
  return rows.flatMap(({ id, at }) => {
    const row = hands.find((one) => one.matter === id)
    return row ? [{ at, row }] : []
  })
}
const since = (day: OfficeDate) => atTime(day, '00:00')

/** @throws RefusalError `kernel.not-found` for the page of somebody one does not serve */
export async function readTomorrow(reader: Reader, asked: PersonId | undefined): Promise<Page> {
  const { office, calendar, now } = reader
  const me = reader.who.person
  const people = [me, ...servedBy(office, me, now)]
  const person = asked ?? me
  if (!people.includes(person)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const named = (id: PersonId) => ({ id: id as string, name: office.persons.get(id)?.name ?? '' })
  const today = officeDate(now)
  const day = nextWorkday(today, calendar)
  const end = atTime(day)
  const hands = await inHands(reader, person)
  const home = homeUnits(office, person, now)
  const units = unitsOf(office, person, now)
  const beyond = units.filter((unit) => !home.includes(unit))
  const within = (list: readonly UnitId[]) => sql<boolean>`(m.owner_unit = any (${list}::uuid[]) or ${leadUnit} = any (${list}::uuid[]))`
  const away = office.delegations.filter((d) => d.from_at < end && (d.to_at === null || d.to_at > since(day)))
  const near = (who: PersonId) => who === person || homeUnits(office, who, now).some((unit) => units.includes(unit))
  return {
    day,
    provisional: !calendar.years.has(Number(day.slice(0, 4))),
    person: named(person),
    people: people.map(named),
    due: hands.filter((row) => row.due !== null && row.due > now && row.due <= end && row.light !== 'paused'),
    late: hands.filter((row) => row.light === 'late'),
    waits: hands.filter((row) => row.kind === 'say' || row.toSign),
    charge: beyond.length > 0 ? await matters(reader, sql`${isOpen} and ${runningDue} > ${now} and ${runningDue} <= ${end} and ${within(beyond)}`) : [],
    alarms: await alarms(reader, hands, end),
    answered: await matters(
      reader,
      sql`m.id in (select x.matter_id from answer x where x.kind = 'final' and x.via <> 'none' and x.sent_at >= ${since(today)}) and ${within(units)}`,
    ),
    absences: (await readAbsences(reader, day)).filter((row) => row.to >= day && near(row.person.id as PersonId)),
    away: away.filter((d) => near(d.principal) || d.agent === person).map((d) => ({ principal: named(d.principal), agent: named(d.agent), until: d.to_at })),
  }
}
/** Is there anything on it that somebody has to know? */
export const isEmpty = (page: Page): boolean => [page.due, page.late, page.waits, page.charge, page.alarms, page.away, page.absences].every((list) => list.length === 0)
