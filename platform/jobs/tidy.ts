/** What the night clears away: keys of 30 days ago, submissions taken in as long ago, sent notices, sessions that ended, locks that healed, uploads nobody used. */
import { addMillis, DAY } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { bytesInUse } from '../files/in-use.ts'
import type { FileStore } from '../files/store.ts'

const KEYS_DAYS = 30
const UPLOAD_DAYS = 7
const SENT_DAYS = 90

export async function tidy(house: House, files: FileStore): Promise<{ uploads: number; bytes: number }> {
  const now = house.clock.now()
  const ago = (days: number) => addMillis(now, -days * DAY)
  const gone = await inAct(house.pools.act, async (tx) => {
    await run(tx, 'delete from done d where d.at < $1', [ago(KEYS_DAYS)])
    await run(tx, 'delete from submission s where s.taken_at < $1', [ago(KEYS_DAYS)])
    await run(tx, 'delete from outbox o where o.sent_at < $1', [ago(SENT_DAYS)])
    await run(tx, 'delete from auth."session" s where s."expiresAt" < $1', [now])
    await run(tx, 'delete from auth.attempt t where t.at < $1', [ago(1)])
    return run<{ digest: string }>(tx, 'delete from upload u where u.at < $1 returning u.digest', [ago(UPLOAD_DAYS)])
  })
  let bytes = 0
  for (const digest of new Set(gone.map((row) => row.digest))) {
    const used = await inAct(house.pools.act, (tx) => bytesInUse(tx, digest))
    if (used || !(await files.has(digest))) continue
    await files.drop(digest)
    bytes++
  }
  return { uploads: gone.length, bytes }
}
