/** 件号: the next of each run, taken under its row lock, so that two archivists at once leave neither gap nor repeat. Rule: R-A02 */
import { run, type Tx } from '../../../kernel/write/tx.ts'
import type { Group } from '../reference.ts'

export const groupKey = ({ fonds, year, term, organ }: Group): string => `${fonds}|${year}|${term}|${organ}`

/** @returns the first of `count` fresh numbers */
async function take(tx: Tx, { fonds, year, term, organ }: Group, count: number): Promise<number> {
  const [row] = await run<{ last: number }>(
    tx,
    `insert into archives_series as s (fonds, year, term, organ, last) values ($1, $2, $3, $4, $5)
     on conflict (fonds, year, term, organ) do update set last = s.last + $5 returning s.last`,
    [fonds, year, term, organ, count],
  )
  return (row?.last ?? count) - count + 1
}
/** One number for each, in the order given; runs are locked in one order. */
export async function takeNumbers(tx: Tx, wanted: readonly Group[]): Promise<number[]> {
  const groups = Map.groupBy(wanted, groupKey)
  const next = new Map<string, number>()
  for (const [key, all] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) next.set(key, await take(tx, all[0] as Group, all.length))
  return wanted.map((group) => {
    const n = next.get(groupKey(group)) as number
    next.set(groupKey(group), n + 1)
    return n
  })
}
