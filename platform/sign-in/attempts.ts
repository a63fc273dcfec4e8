/** Five failures lock a name for five minutes, and longer each time; one office behind one address is never locked out by another's name. Rule: R-C11 */
import type pg from 'pg'
import type { Box } from '../../kernel/ctx.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { addMillis, DAY, type Instant, MINUTE, millis } from '../../kernel/time.ts'

/** Not the name itself: somebody may type his password there. */
export const signInKey = (box: Box, username: string): string => box.key(`sign-in ${username.trim().toLowerCase()}`)

const FAILURES = 5
const FIRST_LOCK = 5
const LONGEST_LOCK = 120

interface Row {
  readonly failures: number
  readonly locks: number
  readonly locked_until: Date | null
}
const locked = (until: number, now: Instant): Refusal => refuse('session.locked', { minutes: Math.max(1, Math.ceil((until - millis(now)) / MINUTE)) }, 423)

/**
 * Counts the attempt before the password is looked at, so that many at once are still five.
 * @param name keyed hash of what was typed, known or not: the answer is the same
 * @returns `session.locked`, or null: go on and say how it ended
 */
export async function beginAttempt(pool: pg.Pool, name: string, now: Instant): Promise<Refusal | null> {
  const { rows } = await pool.query<Row>(
    `insert into auth.attempt as t (name_key, failures, at) values ($1, 1, $2)
     on conflict (name_key) do update set at = $2,
       failures = case when t.locked_until > $2 then t.failures when t.at < $3 then 1 else t.failures + 1 end,
       locks = case when t.at < $3 then 0 else t.locks end
     returning failures, locks, locked_until`,
    [name, now, addMillis(now, -DAY)],
  )
  const [row] = rows
  if (row?.locked_until && row.locked_until.getTime() > millis(now)) return locked(row.locked_until.getTime(), now)
  if (row && row.failures > FAILURES) return lock(pool, name, row.locks, now)
  return null
}
async function lock(pool: pg.Pool, name: string, locks: number, now: Instant): Promise<Refusal> {
  const until = addMillis(now, Math.min(FIRST_LOCK * 2 ** locks, LONGEST_LOCK) * MINUTE)
  await pool.query('update auth.attempt set failures = 0, locks = locks + 1, locked_until = $2 where name_key = $1 and (locked_until is null or locked_until < $3)', [
    name,
    until,
    now,
  ])
  return locked(millis(until), now)
}
/** @returns `session.wrong`, or `session.locked` when this failure was one too many */
export async function failedAttempt(pool: pg.Pool, name: string, now: Instant): Promise<Refusal> {
  const { rows } = await pool.query<Row>('select failures, locks, locked_until from auth.attempt where name_key = $1', [name])
  const [row] = rows
  return row && row.failures >= FAILURES ? lock(pool, name, row.locks, now) : refuse('session.wrong', {}, 401)
}
export async function endAttempts(pool: pg.Pool, name: string): Promise<void> {
  await pool.query('delete from auth.attempt where name_key = $1', [name])
}
