/** The night's clearing, kind by kind as the table says, each in a transaction of its own and on record. */
import { loadStanding } from '../../kernel/people/load.ts'
import { type QuotaKey, quotaAt } from '../../kernel/rules/quotas.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { approvedLimit, eraseContacts } from './erase-contacts.ts'
import { retained } from './kinds.ts'

/** What is older than this goes. */
export const beforeOf = async (tx: Tx, days: QuotaKey, now: Instant): Promise<Instant> => addMillis(now, -quotaAt((await loadStanding(tx)).rules, days, now).n * DAY)
export const noteCleared = (tx: Tx, kind: string, at: Instant, before: Instant, n: number) =>
  run(tx, 'insert into retention_run (kind, at, before, n) values ($1, $2, $3, $4)', [kind, at, before, n])

/** @returns how many of each kind went, or are ready to */
export async function clearDue(house: House): Promise<Record<string, number>> {
  const now = house.clock.now()
  const counts: Record<string, number> = {}
  for (const { key, days, ends, statement } of retained) {
    if (days === null || statement === null) continue
    const approved = ends === 'proposed' ? await inAct(house.pools.act, (tx) => approvedLimit(tx, now)) : null
    if (approved) {
      const before = await inAct(house.pools.act, (tx) => beforeOf(tx, days, now))
      const n = await eraseContacts(house, before, approved)
      await inAct(house.pools.act, (tx) => noteCleared(tx, `${key}.erased`, now, before, n))
      counts[`${key}.erased`] = n
    }
    counts[key] = await inAct(house.pools.act, async (tx) => {
      const before = await beforeOf(tx, days, now)
      const [row] = await run<{ n: number }>(tx, statement, [before])
      await noteCleared(tx, key, now, before, row?.n ?? 0)
      return row?.n ?? 0
    })
  }
  return counts
}
