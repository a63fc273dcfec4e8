/** 不在岗: read by everybody of the house, like the board by the door; who may write it there. Rule: issue B «明日一览» */
import { hasPower, homeUnits, type Office, postsHeld, runs } from '../decide/office.ts'
import type { PersonId } from '../ids.ts'
import type { AbsenceRow, absenceKinds } from '../people/absence-shape.ts'
import { atTime, type Instant, type OfficeDate, officeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { servedBy } from './served-by.ts'

interface Row {
  readonly id: string
  readonly person: PersonId
  readonly kind: (typeof absenceKinds)[number]
  readonly from: OfficeDate
  readonly to: OfficeDate
}
interface Reader {
  readonly tx: Tx
  readonly who: { readonly person: PersonId }
  readonly office: Office
  readonly now: Instant
}
/** Himself; who serves him; whoever signs for what comes to his unit (收文岗); who keeps the people. */
export function maySetAbsence({ who, office, now }: Omit<Reader, 'tx'>, person: PersonId): boolean {
  if (who.person === person || servedBy(office, who.person, now).includes(person) || hasPower(office, who.person, 'office.people', now)) return true
  const homes = homeUnits(office, person, now)
  return postsHeld(office, who.person, now).some((post) => post.receiving && homes.includes(post.unit))
}
/** @param until only those that have begun by then */
export async function readAbsences(reader: Reader, until: OfficeDate | null = null): Promise<AbsenceRow[]> {
  const { tx, office, now } = reader
  const today = officeDate(now)
  const rows = await run<Row>(
    tx,
    `select b.id, b.person, b.kind, b.from_day::text as from, b.to_day::text as to from absence b
     where b.ended_at is null and b.to_day >= $1::date and ($2::date is null or b.from_day <= $2::date) order by b.from_day, b.id limit 500`,
    [today, until],
  )
  return rows.flatMap(({ person, from, ...row }) => {
    const found = office.persons.get(person)
    if (!found?.active) return []
    const begins = atTime(from, '12:00')
    const agent = office.delegations.find((d) => d.principal === person && (runs(d, now) || runs(d, begins)))?.agent ?? null
    const unit = homeUnits(office, person, now).map((id) => office.units.get(id)?.short ?? '')[0] ?? ''
    return [
      {
        ...row,
        from,
        person: { id: person as string, name: found.name },
        unit,
        agent: agent && { id: agent as string, name: office.persons.get(agent)?.name ?? '' },
        mayEnd: maySetAbsence(reader, person),
      },
    ]
  })
}
