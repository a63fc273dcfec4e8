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
 * Takes one number for each matter, in the order given; reserved ones are stepped over.
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
    const waiting = group.filter((w) => !reserved.has(w.matter))
    while (waiting.length > 0) {
      const got = await takeBlock(tx, first.series, first.year, waiting)
      for (const [at, n] of got.entries()) {
        const w = waiting[at] as Wanted
        numbers.set(w.matter, formatNumber(w.pattern, w.year, n))
      }
      waiting.splice(0, got.length)
    }
  }
  return numbers
}

/** Moves the series on by as many as are wanted and gives out those nobody has reserved: two statements, so the second sees what the lock waited for. */
async function takeBlock(tx: Tx, series: string, year: number, wanted: readonly Wanted[]): Promise<number[]> {
  const [row] = await run<{ last: number }>(
    tx,
    `insert into series as s (series, year, last) values ($1, $2, $3)
     on conflict (series, year) do update set last = s.last + $3 returning s.last`,
    [series, year, wanted.length],
  )
  if (!row) throw new Error(`series ${series} ${year} gave no number`)
  const taken = await run<{ n: number }>(
    tx,
    `insert into taken (series, year, n, matter_id)
     select $1, $2, f.n, w.matter
     from (select g.n, row_number() over (order by g.n) as at from generate_series($3::int, $4::int) as g(n)
           where not exists (select 1 from reserved r where r.series = $1 and r.year = $2 and r.n = g.n and r.released_at is null)
             and not exists (select 1 from taken t where t.series = $1 and t.year = $2 and t.n = g.n)) f
     join unnest($5::uuid[]) with ordinality as w(matter, at) using (at)
     order by f.n returning n`,
    [series, year, row.last - wanted.length + 1, row.last, wanted.map((w) => w.matter)],
  )
  return taken.map((t) => t.n)
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
