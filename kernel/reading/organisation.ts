/** 机构沿革, 领域 and 通讯录, out of the snapshot of the office. */
import type { z } from 'zod'
import { headOf, holdersOf, type Office, postsOfUnit, runs, type Unit } from '../decide/office.ts'
import { unitNow } from '../decide/succession.ts'
import type { PersonId, UnitId } from '../ids.ts'
import type { contacts, fields, unitLine } from '../people/organisation-shape.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

const personNamed = (office: Office, id: PersonId) => ({ id: id as string, name: office.persons.get(id)?.name ?? '' })
const unitNamed = (office: Office, id: UnitId) => ({ id: id as string, name: office.units.get(id)?.name ?? '' })

type Line = z.input<(typeof unitLine)['output']>['before'][number]
export async function readUnitLine(tx: Tx, office: Office, id: UnitId): Promise<z.input<(typeof unitLine)['output']>> {
  const rows = await run<{ predecessor: UnitId; successor: UnitId; kind: Line['kind']; basis: string; at: Instant }>(
    tx,
    'select s.predecessor, s.successor, s.kind, s.basis, s.at from succession s where s.predecessor = $1 or s.successor = $1 order by s.at, s.main desc',
    [id],
  )
  const told = (row: (typeof rows)[number], unit: UnitId): Line => ({ unit: unitNamed(office, unit), kind: row.kind, basis: row.basis, at: row.at })
  return {
    before: rows.filter((r) => r.successor === id).map((r) => told(r, r.predecessor)),
    after: rows.filter((r) => r.predecessor === id).map((r) => told(r, r.successor)),
  }
}

export function readFields(office: Office, at: Instant): z.input<(typeof fields)['output']> {
  const rows = office.fields.filter((f) => runs(f, at))
  const under = (field: string, part: 'department' | 'division') =>
    office.fieldUnits.filter((f) => f.field === field && f.part === part && runs(f, at)).map((f) => unitNamed(office, unitNow(office, f.unit, at)))
  return {
    rows: rows.map(({ key, name, sort }) => ({
      key,
      name,
      sort,
      leaders: office.portfolios.filter((p) => p.field === key && runs(p, at)).map((p) => ({ ...personNamed(office, p.person), kind: p.kind })),
      departments: under(key, 'department'),
      divisions: under(key, 'division'),
    })),
  }
}

type Kind = keyof z.input<(typeof contacts)['output']>['rows'][number]['contacts']
/** Who receives for a unit: the holders of its receiving posts. */
const liaisonsOf = (office: Office, unit: Unit, at: Instant) =>
  postsOfUnit(office, unit.id, at)
    .filter((p) => p.receiving)
    .flatMap((p) => holdersOf(office, p.id, at).map((person) => ({ ...personNamed(office, person), post: p.title })))

export async function readContacts(tx: Tx, office: Office, at: Instant): Promise<z.input<(typeof contacts)['output']>> {
  const kept = await run<{ unit: UnitId; kind: Kind; value: string }>(
    tx,
    'select c.unit, c.kind, c.value from unit_contact c where c.from_at <= $1 and (c.to_at is null or c.to_at > $1)',
    [at],
  )
  const byUnit = Map.groupBy(kept, (c) => c.unit)
  return {
    rows: [...office.units.values()]
      .filter((u) => runs(u, at))
      .map((unit) => {
        const head = headOf(office, unit.id, at)
        return {
          unit: unitNamed(office, unit.id),
          kind: unit.kind,
          parent: unit.parent,
          head: head ? personNamed(office, head) : null,
          liaisons: liaisonsOf(office, unit, at),
          contacts: Object.fromEntries((byUnit.get(unit.id) ?? []).map((c) => [c.kind, c.value])),
        }
      }),
  }
}
