/** Numbers kept for somebody, series begun in the middle, numbers given up: each with who and why. */
import type { MatterId, PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

/**
 * Begins a series at a balance: 1..opening were given before this system. Only before its first number is taken here.
 * @returns false where the series has begun already; nothing is changed then
 */
export async function openSeries(tx: Tx, series: string, year: number, opening: number, by: PersonId, why: string): Promise<boolean> {
  const rows = await run(
    tx,
    `insert into series (series, year, last, opening, opened_by, opened_why) values ($1, $2, $3, $3, $4, $5) on conflict (series, year) do nothing returning series`,
    [series, year, opening, by, why],
  )
  return rows.length === 1
}

/**
 * Keeps the next `count` numbers (预留) until a moment; the ordinary taker steps over them.
 * @returns the numbers, ascending
 */
export async function reserve(tx: Tx, series: string, year: number, count: number, by: PersonId, until: Instant, reason: string): Promise<number[]> {
  await run(tx, `insert into series as s (series, year) values ($1, $2) on conflict (series, year) do update set last = s.last`, [series, year])
  const rows = await run<{ n: number }>(
    tx,
    `insert into reserved (series, year, n, by, until, reason)
     select s.series, s.year, g.n, $4, $5, $6 from series s, generate_series(s.last + 1, s.last + $3 + (select count(*) from reserved where series = $1 and year = $2)) as g(n)
     where s.series = $1 and s.year = $2
       and not exists (select 1 from reserved r where r.series = $1 and r.year = $2 and r.n = g.n and r.released_at is null)
       and not exists (select 1 from taken t where t.series = $1 and t.year = $2 and t.n = g.n)
     order by g.n limit $3 returning n`,
    [series, year, count, by, until, reason],
  )
  return rows.map((r) => r.n).sort((a, b) => a - b)
}

/**
 * Ends reservations whose time is over: a number the series has passed stays on record as voided, one not yet passed is free again.
 * @returns how many were ended
 */
export async function endReservations(tx: Tx, now: Instant): Promise<number> {
  await run(
    tx,
    `select 1 from series s where exists (select 1 from reserved r where r.series = s.series and r.year = s.year and r.released_at is null and r.until <= $1)
     order by s.series, s.year for no key update of s`,
    [now],
  )
  const rows = await run(
    tx,
    `with over as (
       update reserved r set released_at = $1 where r.released_at is null and r.until <= $1
         and not exists (select 1 from taken t where t.series = r.series and t.year = r.year and t.n = r.n)
       returning r.series, r.year, r.n, r.reason
     ), voided as (
       insert into taken (series, year, n, voided_reason)
       select o.series, o.year, o.n, '预留逾期：' || o.reason from over o join series s using (series, year) where o.n <= s.last
     )
     select n from over`,
    [now],
  )
  return rows.length
}

/**
 * Gives up a number a matter bears (作废): it stays on record with its reason and is never given again. Invariant 16
 * @returns false where this matter does not bear it
 */
export async function giveUp(tx: Tx, series: string, year: number, n: number, matter: MatterId, reason: string): Promise<boolean> {
  const rows = await run(
    tx,
    'update taken t set voided_reason = $5 where t.series = $1 and t.year = $2 and t.n = $3 and t.matter_id = $4 and t.voided_reason is null returning t.n',
    [series, year, n, matter, reason],
  )
  return rows.length === 1
}
