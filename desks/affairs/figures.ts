/** 交办事项 in figures: each defined once, as what it counts (`n`) of which (`of`); the ledger shows the very matters. Rule: ZK-09, ZK-57, GN-33 */
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../kernel/time.ts'
import type { FigureKey } from './shape.ts'

export interface FigureDef {
  readonly n: RawBuilder<boolean>
  /** null: a plain count. */
  readonly of: RawBuilder<boolean> | null
}
const own = (condition: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from affairs_affair d where d.matter_id = m.id and ${condition})`
const whole = sql`select 1 from clock k where k.matter_id = m.id and k.round = m.round and k.whole`
const received = sql<boolean>`m.phase <> 'void'`
const reported = sql<boolean>`m.phase in ('reported', 'closed') and exists (select 1 from report r where r.matter_id = m.id and r.returned_at is null)`

/** Over `m`, a matter of this desk registered in the period. Void ones are left out everywhere. */
export const figureDefs = (now: Instant): Readonly<Record<FigureKey, FigureDef>> => ({
  received: { n: received, of: null },
  open: { n: sql`m.phase not in ('closed', 'void')`, of: received },
  late: { n: sql`m.phase not in ('closed', 'void') and exists (${whole} and k.stopped_at is null and k.due_at < ${now})`, of: sql`m.phase not in ('closed', 'void')` },
  /** Owed to whoever asked and not yet read or delivered. */
  unanswered: { n: sql`m.phase <> 'void' and exists (select 1 from answer a where a.matter_id = m.id and a.round = m.round and a.settled_at is null)`, of: received },
  /** Reported before the first due time, whatever was agreed later. */
  onTime: { n: sql`${reported} and exists (${whole} and k.stopped_at is not null and k.stopped_at <= k.first_due_at)`, of: reported },
  takenOver: { n: sql`${received} and ${own(sql`d.successor is not null`)}`, of: received },
  visits: { n: sql`${received} and ${own(sql`d.outside`)}`, of: received },
  atOnce: { n: sql`${received} and ${own(sql`d.outside and d.at_once`)}`, of: sql`${received} and ${own(sql`d.outside`)}` },
})
