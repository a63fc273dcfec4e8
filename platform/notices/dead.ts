/** 死信: what was given up, with the other side's answer; sent again by the administrator, on record. */

import { sql } from 'kysely'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { numberAlone } from '../../kernel/people/sight.ts'
import { deadNotices, retryNotices } from '../../kernel/reading/notices-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'

const again = {
  delivery: `update delivery d set dead_at = null, attempts = 0, due_at = $2, claimed_until = null where d.dead_at is not null and ($1::bigint is null or d.id = $1) returning 1`,
  // one that a newer notice of the same matter has replaced stays where it is
  outbox: `update outbox o set dead_at = null, attempts = 0, due_at = $2, claimed_until = null where o.dead_at is not null and ($1::bigint is null or o.id = $1)
    and o.id in (select max(p.id) from outbox p where p.dead_at is not null group by p.to_person, p.merge_key)
    and not exists (select 1 from outbox n where n.to_person is not distinct from o.to_person and n.merge_key = o.merge_key and n.id <> o.id
      and n.sent_at is null and n.dead_at is null and n.claimed_until is null) returning 1`,
  // 告知编号: what a citizen who wrote by e-mail is told
  mail: `update mail_taken k set dead_at = null, attempts = 0, due_at = $2 where k.dead_at is not null and ($1::bigint is null or k.id = $1) returning 1`,
} as const

export const deadActs = [
  /** @throws RefusalError `notices.not-dead` */
  handle(
    retryNotices,
    async (ctx, { from, id }) => {
      const one = await run(ctx.tx, again[from], [id, ctx.now])
      // all of what left the house, the numbers told by e-mail with the notices
      const rows = from === 'delivery' && id === null ? [...one, ...(await run(ctx.tx, again.mail, [null, ctx.now]))] : one
      if (id !== null && rows.length === 0) throw new RefusalError(refuse('notices.not-dead', {}, 409))
      await recordOfficeAct(ctx, 'notices.retry', { from, id, n: rows.length })
      return { n: rows.length }
    },
    { power: 'office.channels' },
  ),
]
interface Row {
  readonly from: 'delivery' | 'mail'
  readonly id: number
  readonly channel: string
  readonly kind: string
  readonly number: string | null
  readonly at: string
  readonly attempts: number
  readonly code: string | null
  readonly said: string
}
export const deadReadings = [
  read(
    deadNotices,
    async (ctx) => {
      const [count] = await run<{ waiting: number; delivered: number; dead: number }>(
        ctx.tx,
        `select count(*) filter (where d.delivered_at is null and d.dead_at is null and d.dropped is null)::int as waiting,
           count(*) filter (where d.delivered_at is not null)::int as delivered, count(*) filter (where d.dead_at is not null)::int as dead
         from (select d.delivered_at, d.dead_at, d.dropped from delivery d
           union all select k.acknowledged_at, k.dead_at, null from mail_taken k where k.contact is not null and (k.channel is not null or k.acknowledged_at is null)) d`,
        [],
      )
      const { rows } = await sql<Row>`select * from (
          select 'delivery' as "from", d.id, c.name as channel, w.kind, ${numberAlone(sql`w.matter_id`)} as number, d.dead_at as at, d.attempts, d.answer_code as code, coalesce(d.answer, '') as said
          from delivery d join notice_channel c on c.id = d.channel join notice w on w.id = d.notice_id where d.dead_at is not null
          union all
          select 'mail', k.id, c.name, 'mail-number', ${numberAlone(sql`k.matter_id`)}, k.dead_at, k.attempts, k.answer_code, coalesce(k.answer, '')
          from mail_taken k join notice_channel c on c.id = k.channel where k.dead_at is not null) x
        order by x.at desc, x.id desc limit 50`.execute(ctx.tx)
      return { ...(count ?? { waiting: 0, delivered: 0, dead: 0 }), rows }
    },
    { power: 'office.status' },
  ),
]
