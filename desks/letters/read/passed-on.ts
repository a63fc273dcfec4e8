/** Letters that went from hand to hand and nobody did anything, counted. Rule: HA-70, GN-36 */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { type Sight, visible } from '../../../kernel/people/sight.ts'
import type { Tx } from '../../../kernel/write/tx.ts'

export interface PassedOn {
  readonly id: MatterId
  readonly round: number
  readonly times: number
  /** Who passed it on last. */
  readonly last: string | null
}
/** Refused or handed over more than `most` times in this round, and nobody wrote a word of what was done since; those passed on most come first. */
export async function passedOn(tx: Tx, sight: Sight, most: number): Promise<PassedOn[]> {
  const { rows } =
    await sql<PassedOn>`select m.id, m.round, count(e.id)::int as times, (select p.name from person p where p.id = (array_agg(e.actor order by e.id desc))[1]) as last
    from matter m join event e on e.matter_id = m.id and e.move in ('refuse', 'handOver') and e.said ->> 'asked' is null
      and e.at >= (select r.opened_at from round r where r.matter_id = m.id and r.no = m.round)
    where m.desk = 'letters' and m.phase in ('registered', 'assigned', 'working') and ${visible(sight, 'm', 'each')}
      and not exists (select 1 from event w where w.matter_id = m.id and w.move in ('note', 'report') and w.at >= e.at)
    group by m.id having count(e.id) > ${most} order by count(e.id) desc, m.id limit 100`.execute(tx)
  return rows
}
