/** 我的表, as they were saved. Seen by its owner and, when shared, by the people of one unit; its rows are whatever the reader may see. */
import type { z } from 'zod'
import { homeUnits, type Office } from '../decide/office.ts'
import type { PersonId, UnitId } from '../ids.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { type myTables, type oneTable, tableForm } from './table-shape.ts'

interface Asker {
  readonly tx: Tx
  readonly office: Office
  readonly now: Instant
  readonly who: { readonly person: PersonId }
}
export interface TableRow {
  readonly id: string
  readonly version: number
  readonly owner: PersonId
  readonly name: string
  readonly shared_with: UnitId | null
  readonly form: unknown
  readonly at: Instant
  readonly ended: boolean
}
type Head = z.input<(typeof myTables)['output']>['rows'][number]
function headOf({ office, who }: Asker, row: TableRow): Head {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    at: row.at,
    owner: { id: row.owner, name: office.persons.get(row.owner)?.name ?? '' },
    mine: row.owner === who.person,
    shared: row.shared_with && { id: row.shared_with, name: office.units.get(row.shared_with)?.name ?? '' },
  }
}
/** The newest version of each table this person may use. */
export async function tablesOf(asker: Asker): Promise<TableRow[]> {
  const rows = await run<TableRow>(
    asker.tx,
    `select t.* from my_table t where (t.owner = $1 or t.shared_with = any ($2::uuid[]))
       and t.version = (select max(n.version) from my_table n where n.id = t.id) and not t.ended order by t.name, t.id`,
    [asker.who.person, homeUnits(asker.office, asker.who.person, asker.now)],
  )
  return rows
}
export const readTables = async (asker: Asker) => ({ rows: (await tablesOf(asker)).map((row) => headOf(asker, row)) })

/** @throws RefusalError `kernel.not-found`: not there, taken out, or another's */
export async function tableOf(asker: Asker, id: string, version?: number): Promise<TableRow> {
  const now = (await tablesOf(asker)).find((row) => row.id === id)
  if (!now) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  if (version === undefined || version === now.version) return now
  const [then] = await run<TableRow>(asker.tx, 'select t.* from my_table t where t.id = $1 and t.version = $2 and not t.ended', [id, version])
  if (!then) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return then
}
/** The form as it was saved. What a later program no longer knows is left out of the filter, never a column. */
export function formOf(row: Pick<TableRow, 'form'>): z.output<typeof tableForm> {
  const whole = tableForm.safeParse(row.form)
  return whole.success ? whole.data : tableForm.parse({ ...(row.form as object), filter: {} })
}
export async function readTable(asker: Asker, id: string, version?: number): Promise<z.input<(typeof oneTable)['output']>> {
  const row = await tableOf(asker, id, version)
  const versions = await run<{ version: number; at: Instant; name: string }>(
    asker.tx,
    'select t.version, t.at, t.name from my_table t where t.id = $1 and not t.ended order by t.version desc limit 50',
    [id],
  )
  return { ...headOf(asker, row), form: formOf(row), versions }
}
