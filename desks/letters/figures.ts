/**
 * The figures of this desk, each defined once: what is counted, of what, since which year; what is left out stands in the words beside it.
 * Rule: R-H20, HA-74; anchors C3 (two definitions made «100 % on time» and a list of late ones)
 */
import { sql } from 'kysely'
import { all, type FigureSet, figure } from '../../kernel/figures/define.ts'
import type { figureKeys } from './shape.ts'

export type FigureKey = (typeof figureKeys)[number]

/** Over the columns of `factsOf`. Exclusions beside those of the facts: what the denominator leaves out. */
export const letterFigures: FigureSet<FigureKey> = {
  desk: 'letters',
  own: { join: sql`join letters_letter own on own.matter_id = m.id`, columns: sql`own.kind`, foreign: sql`own.imported`, source: sql`own.source` },
  clocks: ['handling', 'mayor', 'governor', 'emergency'],
  category: { of: sql`own.category`, first: 3 },
  inDays: 'daysToAnswer',
  figures: {
    received: figure(2026, all),
    answered: figure(2026, sql`x.answered`, all),
    closed: figure(2026, sql`not x.open`, all),
    open: figure(2026, sql`x.open`, all),
    late: figure(2026, sql`x.late`, sql`x.open`),
    unanswered: figure(2026, sql`x.owing`, all),
    daysToAnswer: figure(2026, sql`x.days is not null`),
    within15: figure(2026, sql`x.days <= 15`, sql`x.days is not null`),
    onTime: figure(2026, sql`x.on_time`, sql`x.on_time is not null`),
    returned: figure(2026, sql`x.refused`, sql`x.given`),
    solved: figure(2026, sql`x.solved = 'yes'`, sql`x.solved is not null`),
    satisfied: figure(2026, sql`x.satisfied in ('yes', 'basically')`, sql`x.satisfied is not null`),
    responded: figure(2026, sql`x.responded`, sql`x.responded is not null`),
    reopened: figure(2026, sql`x.round > 1`, sql`x.answered or x.round > 1`),
    promises: figure(2026, sql`x.promise_kept`, sql`x.promise_kept is not null`),
  },
  lines: {
    closed: { quota: 'letters.closed', yet: sql`x.open` },
    // not reported and already over is lost, though nobody has reported it late yet
    onTime: { quota: 'letters.on-time', yet: sql`x.on_time is null and x.due_over is false`, lost: sql`x.on_time is false or (x.on_time is null and x.due_over)` },
    satisfied: { quota: 'letters.satisfied', yet: sql`x.satisfied is null and x.open` },
  },
}
