/** What a person does with a page by hand: types its number, sets it aside, takes it up again. */

import { sql } from 'kysely'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'
import { attachPage, setAsidePages, takeUpPage } from '../../kernel/reading/scan-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { readNumber } from '../../kernel/said/number.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { mustRecord, type PageRow, pageForWrite, showPage } from './tray-rows.ts'

/** As it was typed, and as each desk's series writes it: 信[2026]12号 is 信〔2026〕12号. */
function writings(ctx: Ctx, typed: string): string[] {
  const own = [...ctx.desks.values()].flatMap(({ desk }) => {
    const kept = readNumber(desk.series, typed)
    return kept ? [desk.series.replace('{year}', String(kept.year)).replace('{seq}', String(kept.n))] : []
  })
  return [...new Set([typed, ...own])]
}
const loose = (page: PageRow): void => {
  if (page.state === 'entered') throw new RefusalError(refuse('scans.entered-already', {}, 409))
}

/**
 * A number typed by a person attaches the page. A page whose entry was taken back keeps its matter: its file lies there.
 * @throws RefusalError `scans.no-such-number` · `scans.matter-ended` · `scans.file-there` · `scans.entered-already`
 */
export const handleAttachPage = handle(
  attachPage,
  async (ctx, { page: id, number }) => {
    const page = await pageForWrite(ctx, id)
    loose(page)
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    const { rows } = await sql<{ id: MatterId; phase: string; number: string }>`select m.id, m.phase, m.number from matter m
      where m.number = any (${writings(ctx, number)}::text[]) and ${visible(sight, 'm', 'each')} limit 2`.execute(ctx.tx)
    const [found] = rows
    if (!found || rows.length > 1) throw new RefusalError(refuse('scans.no-such-number', { number }, 404))
    if (found.phase === 'closed' || found.phase === 'void') throw new RefusalError(refuse('scans.matter-ended', { number: found.number }, 409))
    if (page.file !== null && page.matter !== found.id) throw new RefusalError(refuse('scans.file-there', {}, 409))
    await run(ctx.tx, `update scan_page set state = 'attached', reason = null, set_aside = null, matter_id = $2, form = coalesce(form, 'O') where id = $1`, [id, found.id])
    return showPage(ctx, id)
  },
  'signed-in',
)

/** 搁置, with a reason: several at once, such as empty sheets. Its backs go with it. */
export const handleSetAside = handle(
  setAsidePages,
  async (ctx, { pages, reason }) => {
    mustRecord(ctx)
    const ids = [...new Set(pages)]
    const done = await run(
      ctx.tx,
      `update scan_page p set state = 'aside', set_aside = $3 from scan_batch b where b.id = p.batch and b.by = $2 and p.id = any ($1::uuid[]) and p.back_of is null
        and p.state in ('waiting', 'attached') returning p.id`,
      [ids, ctx.who.person, reason],
    )
    if (done.length !== ids.length) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    return { n: done.length }
  },
  'signed-in',
)

/** Out of what was set aside, into the tray again. @throws RefusalError `scans.not-aside` */
export const handleTakeUp = handle(
  takeUpPage,
  async (ctx, { page: id }) => {
    const page = await pageForWrite(ctx, id)
    if (page.state !== 'aside') throw new RefusalError(refuse('scans.not-aside', {}, 409))
    await run(ctx.tx, `update scan_page set state = case when matter_id is null or reason is not null then 'waiting' else 'attached' end, set_aside = null where id = $1`, [id])
    return showPage(ctx, id)
  },
  'signed-in',
)
