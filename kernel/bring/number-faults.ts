/** Numbers a sheet brings, against what is on record: beyond the balance of their series, or borne already. */
import type { KeptNumber } from '../said/number.ts'
import { run, type Tx } from '../write/tx.ts'

/**
 * @param series key of the desk whose numbers they are
 * @returns by the row's own id; of two rows with one number the second is refused
 */
export async function numberFaults(
  tx: Tx,
  series: string,
  rows: readonly { readonly id: string; readonly kept: KeptNumber | null }[],
): Promise<ReadonlyMap<string, 'number-beyond' | 'number-taken'>> {
  const faults = new Map<string, 'number-beyond' | 'number-taken'>()
  const bearing = rows.flatMap(({ id, kept }) => (kept ? [{ id, ...kept }] : []))
  if (bearing.length === 0) return faults
  const found = await run<{ id: string; within: boolean | null; taken: boolean }>(
    tx,
    `select w.id, w.n <= s.opening as within, exists (select 1 from taken t where t.series = $2 and t.year = w.year and t.n = w.n) as taken
     from json_to_recordset($1::json) as w(id text, year int, n int) left join series s on s.series = $2 and s.year = w.year`,
    [JSON.stringify(bearing), series],
  )
  for (const { id, within, taken } of found) if (taken || !within) faults.set(id, taken ? 'number-taken' : 'number-beyond')
  const first = new Set<string>()
  for (const { id, year, n } of bearing) {
    const number = `${year} ${n}`
    if (first.has(number) && !faults.has(id)) faults.set(id, 'number-taken')
    first.add(number)
  }
  return faults
}
