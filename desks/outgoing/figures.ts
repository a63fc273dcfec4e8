/** 发文 in figures: each defined once, as what it counts of which. Void ones are left out everywhere. Rule: HA-17, R-H20, BZ-38, BZ-47, HA-97, R-D60 */
import { sql } from 'kysely'
import { all, type FigureSet, figure } from '../../kernel/figures/define.ts'
import type { checkKeys, FigureKey } from './shape.ts'

/** Returned for this among the reasons of any return. */
const returnedFor = (key: (typeof checkKeys)[number]) =>
  figure(2026, sql`exists (select 1 from jsonb_array_elements(x.returns) r where r -> 'checks' ? ${sql.lit(key)})`, sql`jsonb_array_length(x.returns) > 0`)
export const outgoingFigures: FigureSet<FigureKey> = {
  desk: 'outgoing',
  own: {
    join: sql`join outgoing_paper own on own.matter_id = m.id`,
    columns: sql`own.returns, own.issued_at is not null as issued, own.way = 'department' as by_department, own.openness ->> 'kind' = 'open' as public,
      own.published is not null as published, own.grade ->> 'grade' = 'excellent' as excellent, own.grade is not null as graded,
      exists (select 1 from event e where e.matter_id = m.id and e.move = 'changeText') as changed_after,
      own.withdrawn is not null as withdrawn,
      (select k.first_due_at from clock k where k.matter_id = m.id and k.key = 'publishing' order by k.started_at limit 1) as publish_by,
      (select k.stopped_at is not null and k.stopped_at <= k.first_due_at from clock k where k.matter_id = m.id and k.key = 'publishing' order by k.started_at limit 1) as in_time`,
    foreign: sql`false`,
    source: null,
  },
  clocks: ['drafting'],
  inDays: null,
  figures: {
    drafted: figure(2026, all),
    open: figure(2026, sql`x.open`, all),
    late: figure(2026, sql`x.late`, sql`x.open`),
    issued: figure(2026, sql`x.issued`, all),
    byDepartment: figure(2026, sql`x.by_department`, all),
    /** 退回修改: at least once. BZ-47 */
    returned: figure(2026, sql`jsonb_array_length(x.returns) > 0`, all),
    returnedReason: returnedFor('reason'),
    returnedLawful: returnedFor('lawful'),
    returnedConsulted: returnedFor('consulted'),
    returnedFormat: returnedFor('format'),
    returnedRest: returnedFor('rest'),
    /** 签发后修改. R-D41 */
    changedAfter: figure(2026, sql`x.changed_after`, sql`x.issued`),
    /** 精品. BZ-38 */
    excellent: figure(2026, sql`x.excellent`, sql`x.graded`),
    /** 主动公开 within twenty working days. R-D60 */
    publishedInTime: figure(2026, sql`x.published and x.in_time`, sql`x.public and x.issued and (x.published or (not x.withdrawn and x.publish_by < x.at))`),
  },
  lines: {},
}
