/** The office, its calendar and its routes as they stand at this moment; one snapshot per process, reloaded when a row has changed. */
import type { Calendar } from '../../kernel/clock/workdays.ts'
import type { RouteVersion } from '../../kernel/decide/facts.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { Tx } from '../../kernel/write/tx.ts'

export interface Snapshot {
  readonly office: Office
  readonly calendar: Calendar
  readonly routes: ReadonlyMap<string, RouteVersion>
}
export interface Standing {
  now(tx: Tx): Promise<Snapshot>
}
