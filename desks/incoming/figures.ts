/** 收文 in figures: each defined once, as what it counts of which, since which year; the ledger shows the very papers. Rule: HA-17, R-H20, BZ-47, R-D03 */
import { sql } from 'kysely'
import { all, type FigureSet, figure } from '../../kernel/figures/define.ts'
import type { checkKeys, FigureKey } from './shape.ts'

/** Returned at 初审 for this among its reasons. */
const returnedFor = (key: (typeof checkKeys)[number]) =>
  figure(2026, sql`exists (select 1 from jsonb_array_elements(x.checks) c where c ->> 'key' = ${sql.lit(key)} and c ->> 'ok' = 'false')`, sql`x.returned`)
/** Over the columns of `factsOf`. Void ones are left out everywhere. */
export const incomingFigures: FigureSet<FigureKey> = {
  desk: 'incoming',
  own: {
    join: sql`join incoming_paper own on own.matter_id = m.id`,
    columns: sql`(own.paper_type = 'request' or own.as_request) as request, own.urgency <> 'normal' as urgent, own.handling = 'read' as to_read, own.checks,
      exists (select 1 from report y where y.matter_id = m.id and y.result = 'returned' offset 0) as returned,
      (select k.stopped_at is not null and k.stopped_at <= k.first_due_at from clock k where k.matter_id = m.id and k.key = 'promised' order by k.started_at limit 1) as in_promise`,
    foreign: sql`false`,
    source: null,
  },
  clocks: ['mostUrgent', 'urgent', 'handling'],
  inDays: null,
  figures: {
    /** 办理各类文电. HA-17 */
    received: figure(2026, all),
    open: figure(2026, sql`x.open`, all),
    late: figure(2026, sql`x.late`, sql`x.open`),
    urgent: figure(2026, sql`x.urgent`, all),
    toRead: figure(2026, sql`x.to_read`, all),
    /** Reported before the first due time, whatever was agreed later. */
    onTime: figure(2026, sql`x.on_time`, sql`x.reported and x.given`),
    requests: figure(2026, sql`x.request`, all),
    /** 请示 answered within the promised days. R-D03 */
    inPromise: figure(2026, sql`x.in_promise and x.answered`, sql`x.request and not x.returned and (x.answered or x.late)`),
    returned: figure(2026, sql`x.returned`, all),
    returnedOurs: returnedFor('ours'),
    returnedRules: returnedFor('rules'),
    returnedFormat: returnedFor('format'),
    returnedConsulted: returnedFor('consulted'),
    returnedRest: returnedFor('rest'),
  },
  lines: {},
}
