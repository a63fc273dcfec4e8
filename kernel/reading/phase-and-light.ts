/** What every list asks of phase and light of matter `m`, and how its number is counted. 临期 and 在期 are for the calendar to say, row by row. Rule: R-S10 */
import { type RawBuilder, sql } from 'kysely'
import { isOpen } from '../people/sight.ts'
import type { Instant } from '../time.ts'
import type { Tx } from '../write/tx.ts'
import { runningDue } from './row.ts'
import { MATTERS_STOP } from './shape.ts'

interface Asked {
  readonly phase?: string | undefined
  readonly light?: string | undefined
}
const paused = sql<boolean>`exists (select 1 from pause p where p.matter_id = m.id and p.to_at is null)`

/**
 * Beside `open: onlyOpen(…)`, which walks the open matters themselves: the planner, told twice, would think them fewer than they are and sort them all.
 * @returns conditions, none where neither is asked for
 */
export function phaseAndLight({ phase, light }: Asked, now: Instant): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = []
  if (phase && phase !== 'open') all.push(sql`m.phase = ${phase}`)
  if (light === 'done') all.push(sql`not ${isOpen}`)
  else if (light) all.push(light === 'paused' ? paused : sql`not ${paused}`)
  if (light === 'late') all.push(sql`${runningDue} < ${now}`)
  if (light === 'soon') all.push(sql`${runningDue} >= ${now}`)
  if (light === 'on') all.push(sql`(${runningDue} < ${now}) is not true`)
  return all
}
/** The last word is the calendar's. */
export const byRow = ({ light }: Asked): boolean => light === 'soon' || light === 'on'
/** Then the open matters are walked, not the history. */
export const onlyOpen = ({ phase, light }: Asked): boolean => phase === 'open' || (light !== undefined && light !== 'done')

/** @param counted a number that stops one above `MATTERS_STOP` */
export async function countUpTo(tx: Tx, counted: RawBuilder<number>): Promise<{ n: number; more: boolean }> {
  const { rows } = await sql<{ n: number }>`select ${counted} as n`.execute(tx)
  const n = rows[0]?.n ?? 0
  return { n: Math.min(n, MATTERS_STOP), more: n > MATTERS_STOP }
}
