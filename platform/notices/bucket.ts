/**
 * Token bucket per robot, kept in the database: however many processes send, a robot is used at most 20 times in any minute.
 * Five at once, then one every four seconds: 5 + 15 in the worst minute. Rule: R-W01
 */
import { addMillis, type Instant, millis } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'

export const HOLDS = 5
const EVERY_MS = 4_000
/** A hair late rather than early. */
const SLACK = 50

/** What is left, and when that was counted; counted later than now: not to be used before. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}
/** One token at this moment, or when there will be one. Pure. */
export function draw({ tokens, at }: Bucket, now: number): { readonly left: Bucket } | { readonly next: number } {
  if (now < at) return { next: at }
  const there = Math.min(HOLDS, tokens + (now - at) / EVERY_MS)
  return there < 1 ? { next: now + Math.ceil((1 - there) * EVERY_MS) + SLACK } : { left: { tokens: there - 1, at: now } }
}

/** Takes one token. @returns null: taken; else when there will be one */
export async function takeToken(tx: Tx, channel: string, now: Instant): Promise<Instant | null> {
  const [row] = await run<{ tokens: number; counted_at: Instant }>(tx, 'select c.tokens, c.counted_at from notice_channel c where c.id = $1 for update', [channel])
  if (!row) return null
  const drawn = draw({ tokens: row.tokens, at: millis(row.counted_at) }, millis(now))
  if ('next' in drawn) return addMillis(now, drawn.next - millis(now))
  await run(tx, 'update notice_channel set tokens = $2, counted_at = $3 where id = $1', [channel, drawn.left.tokens, now])
  return null
}
/** The other side said: not before then. */
export async function shutUntil(tx: Tx, channel: string, until: Instant): Promise<void> {
  await run(tx, 'update notice_channel set tokens = 1, counted_at = $2 where id = $1 and counted_at < $2', [channel, until])
}
