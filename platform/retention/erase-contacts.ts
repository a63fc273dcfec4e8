/**
 * Contacts of closed matters whose time is over: erased by night, each by the move `erase` of its desk, on record, so that the chain stays whole. Only where the office itself has
 * set how long, and that is a rule of two people (限额 retention.contacts): the night acts under the one who approved it. As shipped nothing is erased, only counted. Rule: R-C18, HB-44
 */
import { advance } from '../../kernel/advance.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { openCtx } from '../ctx/handle.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'

const AT_ONCE = 500
/** Somebody is still known there, by an e-mail address alone too; every round is closed, and the last of them before $1. */
export const contactsDue = `from contact c join matter m on m.id = c.matter_id where (c.name_cipher is not null or c.phone_cipher is not null or c.address_cipher is not null or c.other_cipher is not null)
      and exists (select 1 from round r where r.matter_id = c.matter_id and r.closed_at < $1)
      and not exists (select 1 from round r where r.matter_id = c.matter_id and (r.closed_at is null or r.closed_at >= $1))`

interface Approved {
  readonly version: number
  readonly by: PersonId
}
/** The version in force of how long contacts are kept, and who approved it; null: as shipped. */
export async function approvedLimit(tx: Tx, now: Instant): Promise<Approved | null> {
  const [row] = await run<Approved>(
    tx,
    `select r.version, r.decided_by as by from rule r where r.kind = 'quota' and r.key = 'retention.contacts' and r.version is not null and r.from_at <= $1 order by r.from_at desc, r.version desc limit 1`,
    [now],
  )
  return row ?? null
}

/** @returns of how many matters the contacts went; what is refused waits for a person, and stands in the log */
export async function eraseContacts(house: House, before: Instant, { by, version }: Approved): Promise<number> {
  const due = await inAct(house.pools.act, (tx) => run<{ id: MatterId; desk: string }>(tx, `select distinct m.id, m.desk ${contactsDue} order by m.id limit ${AT_ONCE}`, [before]))
  let gone = 0
  for (const { id, desk } of due) {
    const entry = house.desks.get(desk)
    if (!entry) continue
    try {
      await inAct(house.pools.act, async (tx) => {
        const ctx = await openCtx(house, tx, { person: by, system: true })
        const reason = `联系方式保存期限届满（限额 retention.contacts 第${version}版）`
        await advance(ctx, entry.desk, 'erase', { input: { matter: id, piece: null, table: 'contact', key: id, column: 'all', reason } })
      })
      gone++
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      house.log.error({ matter: id, code: error.refusal.code }, 'a contact past its time could not be erased')
    }
  }
  return gone
}
