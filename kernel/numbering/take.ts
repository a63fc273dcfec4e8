/** Office numbers, taken under the series' row lock, last of all in a transaction: no gap without a reason, no repeat (invariant 16). */
import type { MatterId } from '../ids.ts'
import type { KeptNumber } from '../said/number.ts'
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
 * @param kept numbers from before this system
 * @returns the number in words, by matter
 */
export async function takeNumbers(
  tx: Tx,
  wanted: readonly Wanted[],
  reserved: ReadonlyMap<MatterId, number> = new Map(),
  kept: ReadonlyMap<MatterId, KeptNumber> = new Map(),
): Promise<Map<MatterId, string>> {
  const numbers = new Map<MatterId, string>()
  const before = wanted.flatMap((w) => {
    const own = kept.get(w.matter)
    return own ? [{ ...w, ...own }] : []
  })
  if (before.length > 0) await takeKept(tx, before)
  for (const w of before) numbers.set(w.matter, formatNumber(w.pattern, w.year, w.n))
  const groups = Map.groupBy(
    wanted.filter((w) => !kept.has(w.matter)),
    (w) => `${w.series}\n${w.year}`,
  )
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = group
    if (!first) continue
    for (const w of group.filter((one) => reserved.has(one.matter))) {
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

/**
 * Takes numbers below the balance, one statement for all.
 * @throws Error where the series was not begun at a balance that holds the number; the key of `taken` where it is borne already
 */
async function takeKept(tx: Tx, wanted: readonly (Wanted & KeptNumber)[]): Promise<void> {
  const rows = await run(
    tx,
    `insert into taken (series, year, n, matter_id)
     select s.series, s.year, w.n, w.matter from json_to_recordset($1::json) as w(series text, year int, n int, matter uuid)
     join series s on s.series = w.series and s.year = w.year and w.n between 1 and s.opening returning n`,
    [JSON.stringify(wanted.map(({ series, year, n, matter }) => ({ series, year, n, matter })))],
  )
  if (rows.length !== wanted.length) throw new Error(`${wanted.length - rows.length} kept numbers lie beyond the balance of their series`)
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
