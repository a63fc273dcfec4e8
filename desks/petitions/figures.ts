/**
 * 信访统计: each defined once. 检举控告 are in none, not even for their closed list (ZK-50); an annual report tells of petitions by number, transfer, acceptance and time.
 * Rule: 信访工作条例 (2022) arts. 21, 41; R-X01, R-H20
 */
import { sql } from 'kysely'
import { all, type FigureSet, figure } from '../../kernel/figures/define.ts'
import type { FigureKey } from './shape.ts'

/** First due time of the first clock of that name. */
const firstDue = (key: string) => sql`(select c.first_due_at from clock c where c.matter_id = m.id and c.key = ${sql.lit(key)} order by c.started_at limit 1)`
export const petitionFigures: FigureSet<FigureKey> = {
  desk: 'petitions',
  own: {
    join: sql`join petitions_petition own on own.matter_id = m.id and own.kind <> 'accusation'`,
    columns: sql`own.kind, own.way, own.people, ${firstDue('transfer')} as transfer_due, ${firstDue('inform')} as inform_due,
      (select min(a.given_at) from assignment a where a.matter_id = m.id and a.lead and a.role <> 'registrar') as given_at,
      (select min(c.started_at) from clock c where c.matter_id = m.id and c.key = 'decide') as admitted_at,
      (select min(e.at) from event e where e.matter_id = m.id and e.move = 'extend' and e.said ->> 'asked' is null) as extended_at`,
    foreign: sql`false`,
    source: null,
  },
  clocks: ['decide'],
  inDays: null,
  figures: {
    received: figure(2026, all),
    advice: figure(2026, sql`x.kind = 'advice'`, all),
    claims: figure(2026, sql`x.kind = 'claim'`, all),
    visits: figure(2026, sql`x.way = 'visit'`, all),
    /** Art. 20 knows them: several people about one thing. */
    groups: figure(2026, sql`x.way = 'visit' and x.people >= 5`, sql`x.way = 'visit'`),
    given: figure(2026, sql`x.given`, all),
    givenInTime: figure(2026, sql`x.given_at <= x.transfer_due`, sql`x.transfer_due is not null and (x.given or x.transfer_due < x.at)`),
    admitted: figure(2026, sql`x.admitted_at <= x.at`, sql`x.given`),
    toldInTime: figure(2026, sql`x.admitted_at <= x.inform_due`, sql`x.inform_due is not null and (x.admitted_at <= x.at or x.inform_due < x.at)`),
    decidedInTime: figure(2026, sql`x.on_time`, sql`x.admitted_at <= x.at and (x.on_time is not null or x.due_over)`),
    extended: figure(2026, sql`x.extended_at <= x.at`, sql`x.admitted_at <= x.at`),
    reviewed: figure(2026, sql`x.round >= 2`, sql`x.answered`),
    rechecked: figure(2026, sql`x.round >= 3`, sql`x.round >= 2`),
    open: figure(2026, sql`x.open`, all),
    late: figure(2026, sql`x.late`, sql`x.open`),
    satisfied: figure(2026, sql`x.satisfied in ('yes', 'basically')`, sql`x.satisfied is not null`),
  },
  lines: {},
}
