/** 交办事项 in figures: each defined once, as what it counts of which, since which year; the ledger shows the very matters. Rule: R-H20, ZK-09, ZK-57, GN-33 */
import { sql } from 'kysely'
import { all, type FigureSet, figure } from '../../kernel/figures/define.ts'
import type { FigureKey } from './shape.ts'

/** Over the columns of `factsOf`. Void ones are left out everywhere. */
export const affairFigures: FigureSet<FigureKey> = {
  desk: 'affairs',
  own: {
    join: sql`join affairs_affair own on own.matter_id = m.id`,
    columns: sql`own.outside, own.at_once, own.successor is not null as taken_over`,
    foreign: sql`false`,
    source: null,
  },
  clocks: ['handling'],
  inDays: null,
  figures: {
    received: figure(2026, all),
    open: figure(2026, sql`x.open`, all),
    late: figure(2026, sql`x.late`, sql`x.open`),
    /** Owed to whoever asked and not yet read or delivered. */
    unanswered: figure(2026, sql`x.owing`, all),
    /** Reported before the first due time, whatever was agreed later. */
    onTime: figure(2026, sql`x.on_time`, sql`x.reported`),
    takenOver: figure(2026, sql`x.taken_over`, all),
    visits: figure(2026, sql`x.outside`, all),
    atOnce: figure(2026, sql`x.outside and x.at_once`, sql`x.outside`),
  },
  lines: {},
}
