/** Office numbers, taken under the series' row lock, last of all in a transaction: no gap without a reason, no repeat (invariant 16). */
import type { MatterId } from '../ids.ts'
import { run, type Tx } from '../write/tx.ts'

export interface Wanted {
  readonly matter: MatterId
  readonly series: string
  /** `信〔{year}〕{seq}号` (R-F10) */
  readonly pattern: string
  readonly year: number
}

/** 信〔2026〕12号: the year in full, the number without leading zeros. Rule: R-F10, GB/T 9704-2012 7.2.5 */
export const formatNumber = (pattern: string, year: number, n: number): string => pattern.replaceAll('{year}', String(year)).replaceAll('{seq}', String(n))

/**
 * Takes one number for each matter, in the order given; reserved ones are stepped over. One call: `take_numbers` moves the series on under its row lock and then looks what is free.
 * @param reserved numbers kept for a matter by `reserve`, used instead of the next
 * @returns the number in words, by matter
 */
export async function takeNumbers(tx: Tx, wanted: readonly Wanted[], reserved: ReadonlyMap<MatterId, number> = new Map()): Promise<Map<MatterId, string>> {
  const groups = Map.groupBy(wanted, (w) => `${w.series}\n${w.year}`)
  const numbers = new Map<MatterId, string>()
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = group
    if (!first) continue
    const kept = group.filter((w) => reserved.has(w.matter))
    for (const w of kept) {
      const n = reserved.get(w.matter) as number
      await takeReserved(tx, w, n)
      numbers.set(w.matter, formatNumber(w.pattern, w.year, n))
    }
    const waiting = new Set(group.filter((w) => !reserved.has(w.matter)).map((w) => w.matter))
    if (waiting.size === 0) continue
    const taken = await run<{ matter_id: MatterId; n: number }>(tx, 'select t.matter_id, t.n from take_numbers($1, $2, $3::uuid[]) t', [
      first.series,
      first.year,
      [...waiting.keys()],
    ])
    for (const { matter_id, n } of taken) numbers.set(matter_id, formatNumber(first.pattern, first.year, n))
  }
  return numbers
}

/** Refused by the database (`guard.number-ahead`, `guard.number-repeated`) unless the number is reserved and unused. */
async function takeReserved(tx: Tx, w: Wanted, n: number): Promise<void> {
  const rows = await run(
    tx,
    `insert into taken (series, year, n, matter_id)
     select r.series, r.year, r.n, $4 from reserved r where r.series = $1 and r.year = $2 and r.n = $3 and r.released_at is null returning n`,
    [w.series, w.year, n, w.matter],
  )
  if (rows.length === 0) throw new Error(`number ${n} of ${w.series} ${w.year} is not reserved`)
}
