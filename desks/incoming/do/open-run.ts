/** 取件: a run begins, is counted again, is checked to its end, and the station is told. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { Instant } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { closeRun, countAgain, countSecret, openRun, tellStation } from '../arrival-shape.ts'
import { ofHouse } from '../read/house.ts'
import { showRun } from '../read/run.ts'
import { checkRun } from '../run-check.ts'

const gate = { power: 'incoming.register' } as const
interface Held {
  readonly closed_at: Instant | null
  readonly told_at: Instant | null
}
/**
 * Holds the run until the act ends: lines are numbered one after the other.
 * @throws RefusalError `kernel.not-found`: not there, or another house's
 */
async function hold(ctx: Ctx, id: string): Promise<Held> {
  const [found] = (await sql<Held>`select r.closed_at, r.told_at from incoming_run r where r.id = ${id} and ${ofHouse(ctx)} for update of r`.execute(ctx.tx)).rows
  if (!found) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return found
}
/** @throws RefusalError `incoming.run-closed` · as `hold` */
export async function mustBeOpen(ctx: Ctx, id: string): Promise<void> {
  if ((await hold(ctx, id)).closed_at !== null) throw new RefusalError(refuse('incoming.run-closed', {}, 409))
}
/** @throws RefusalError `incoming.no-unit`: of no house · `incoming.run-ahead`: fetched at a time that has not come · `kernel.not-found` */
export const handleOpenRun = handle(
  openRun,
  async (ctx, { station, fetchedBy, at, listNumber, listed }) => {
    const fetcher = fetchedBy ?? ctx.who.person
    if (!ctx.office.persons.has(fetcher)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    if (homeUnits(ctx.office, ctx.who.person, ctx.now).length === 0) throw new RefusalError(refuse('incoming.no-unit'))
    if (at !== null && at > ctx.now) throw new RefusalError(refuse('incoming.run-ahead'))
    const id = ctx.ids.next<string>()
    await run(ctx.tx, 'insert into incoming_run (id, station, fetched_by, at, list_number, listed, by, begun_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id,
      station,
      fetcher,
      at ?? ctx.now,
      listNumber,
      listed,
      ctx.who.person,
      ctx.now,
    ])
    await recordOfficeAct(ctx, 'incoming.openRun', { run: id, listed, fetcher })
    return showRun(ctx, id)
  },
  gate,
)
/** The list, counted again. @throws as `mustBeOpen` */
export const handleCountAgain = handle(
  countAgain,
  async (ctx, { run: id, listed, listNumber }) => {
    await mustBeOpen(ctx, id)
    await run(ctx.tx, 'update incoming_run set listed = $2, list_number = $3 where id = $1', [id, listed, listNumber])
    await recordOfficeAct(ctx, 'incoming.countAgain', { run: id, listed })
    return showRun(ctx, id)
  },
  gate,
)
/**
 * 机要件: the count of the run goes up by one. Nothing of the paper is asked, so nothing can be kept; no event says when or by whom.
 * @throws as `mustBeOpen`
 * Rule: R-C01
 */
export const handleCountSecret = handle(
  countSecret,
  async (ctx, { run: id }) => {
    await mustBeOpen(ctx, id)
    const [row] = await run<{ secret: number }>(ctx.tx, 'update incoming_run set secret = secret + 1 where id = $1 returning secret', [id])
    return { secret: row?.secret ?? 0 }
  },
  gate,
)
/**
 * 核对完毕. Every line of the list has been entered, the papers that did not come too; then nothing is added.
 * @throws RefusalError `incoming.run-open` (lines of the list are not entered, or more than it names) · as `mustBeOpen`
 */
export const handleCloseRun = handle(
  closeRun,
  async (ctx, { run: id }) => {
    await mustBeOpen(ctx, id)
    const shown = await showRun(ctx, id)
    const { open, missing, surplus, copies, attachments } = checkRun(shown.listed, shown.lines)
    if (open !== 0) throw new RefusalError(refuse(open > 0 ? 'incoming.run-open' : 'incoming.run-over', { n: Math.abs(open), listed: shown.listed }, 409))
    await run(ctx.tx, 'update incoming_run set closed_at = $2, closed_by = $3 where id = $1', [id, ctx.now, ctx.who.person])
    await recordOfficeAct(ctx, 'incoming.closeRun', { run: id, missing: missing.length, surplus: surplus.length, copies: copies.length, attachments: attachments.length })
    return showRun(ctx, id)
  },
  gate,
)
/** 告知交换站: by the slip, by telephone, in person; once. @throws RefusalError `incoming.run-not-closed` · `incoming.station-told` · `kernel.not-found` */
export const handleTellStation = handle(
  tellStation,
  async (ctx, { run: id, how }) => {
    const found = await hold(ctx, id)
    if (found.closed_at === null) throw new RefusalError(refuse('incoming.run-not-closed', {}, 409))
    if (found.told_at !== null) throw new RefusalError(refuse('incoming.station-told', {}, 409))
    await run(ctx.tx, 'update incoming_run set told_at = $2, told_by = $3, told_how = $4 where id = $1', [id, ctx.now, ctx.who.person, how])
    await recordOfficeAct(ctx, 'incoming.tellStation', { run: id, how })
    return showRun(ctx, id)
  },
  gate,
)
