/** 领导分工 on a day, out of the snapshot; the rows' ids from the table, to change them by. Rule: architecture §2 «Posts, effective-dated»; BZ-16 */
import type { z } from 'zod'
import { charge, type Office, postsHeld, runs, type Unit } from '../decide/office.ts'
import type { PersonId, UnitId } from '../ids.ts'
import type { portfolios } from '../people/organisation-shape.ts'
import { addMillis, atTime, type Instant, type OfficeDate, officeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

type Answer = z.input<(typeof portfolios)['output']>
/** A department nobody has charge of; a county nobody has charge of or keeps contact with. */
const uncovered = (office: Office, unit: Unit, at: Instant): boolean =>
  (unit.kind === 'department' || unit.kind === 'county') &&
  charge(office, unit.id, at) === null &&
  !(unit.kind === 'county' && office.portfolios.some((p) => p.unit === unit.id && p.kind === '联系' && runs(p, at)))
/** In the office's own order of units; fields after them. */
const place = (office: Office, unit: UnitId | null): number => (unit ? [...office.units.keys()].indexOf(unit) : office.units.size)

/** @param day as it stands when this day ends; default now */
export async function readPortfolios(tx: Tx, office: Office, now: Instant, day: OfficeDate = officeDate(now)): Promise<Answer> {
  const at = day === officeDate(now) ? now : addMillis(atTime(day), -1)
  const found = await run<{ id: string; person: PersonId; unit: UnitId | null; field: string | null; kind: Answer['rows'][number]['kind']; from: Instant; to: Instant | null }>(
    tx,
    `select p.id, p.person, p.unit, p.field, p.kind, p.from_at as "from", p.to_at as "to" from portfolio p where p.to_at is null or p.to_at > $1 order by p.from_at, p.id`,
    [at],
  )
  const rank = (person: PersonId) => Math.min(999, ...postsHeld(office, person, at).map((post) => post.rank))
  const leading = [...office.persons.values()].filter(
    (p) => found.some((row) => row.person === p.id) || (p.active && postsHeld(office, p.id, at).some((post) => office.units.get(post.unit)?.kind === 'leaders' && post.rank < 50)),
  )
  const unitName = (id: UnitId) => ({ id: id as string, name: office.units.get(id)?.name ?? '' })
  return {
    on: day,
    leaders: leading
      .sort((a, b) => rank(a.id) - rank(b.id) || (a.pinyin < b.pinyin ? -1 : 1))
      .map((p) => ({ id: p.id as string, name: p.name, post: postsHeld(office, p.id, at)[0]?.title ?? '' })),
    rows: [...found]
      .sort((a, b) => place(office, a.unit) - place(office, b.unit))
      .map(({ unit, field, ...row }) => ({
        ...row,
        unit: unit && unitName(unit),
        field: field === null ? null : { id: field, name: office.fields.find((f) => f.key === field)?.name ?? field },
        runs: runs({ from_at: row.from, to_at: row.to }, at),
      })),
    uncovered: [...office.units.values()].filter((u) => runs(u, at) && uncovered(office, u, at)).map((u) => unitName(u.id)),
  }
}
