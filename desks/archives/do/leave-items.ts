/** 不归档 with its reason, and taken up again; 补提 of what was closed before the archive was kept here. Rule: R-A01; 国家档案局令第8号 art. 3 */
import { sql } from 'kysely'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addDays, atTime } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { seen } from '../read/archive-sight.ts'
import { drawOld, leaveItems, leaveOld, takeUp } from '../shape.ts'
import { mustBeDrafts } from './items.ts'

/** @throws RefusalError `kernel.not-found` · `archives.kept-already` · `archives.open-again` */
export const handleLeaveItems = handle(
  leaveItems,
  async (ctx, { items, why }) => {
    await mustBeDrafts(ctx, items)
    await run(ctx.tx, `update archives_item set state = 'left', left_why = $2, left_at = $3, left_by = $4 where id = any ($1::uuid[])`, [items, why, ctx.now, ctx.who.person])
    await recordOfficeAct(ctx, 'archives.leave', { items: items.join(' '), count: items.length })
    return {}
  },
  { power: 'archives.keep' },
)
/** 往年不归档: an old register brought over has a draft for every line of it. What another archives in this moment stays his. */
export const handleLeaveOld = handle(
  leaveOld,
  async (ctx, { desk, from, to, why }) => {
    const { numAffectedRows } = await sql`update archives_item i set state = 'left', left_why = ${why}, left_at = ${ctx.now}, left_by = ${ctx.who.person}
       where i.state = 'draft' and i.id in (select d.id from archives_item d join matter m on m.id = d.matter_id
         where m.phase = 'closed' and d.drawn_at >= ${atTime(from, '00:00')} and d.drawn_at < ${atTime(addDays(to, 1), '00:00')}
         ${desk ? sql`and m.desk = ${desk}` : sql``} and ${seen(ctx)})`.execute(ctx.tx)
    const left = Number(numAffectedRows ?? 0)
    await recordOfficeAct(ctx, 'archives.leaveOld', { desk: desk ?? null, from, to, left })
    return { left }
  },
  { power: 'archives.keep' },
)
/** @throws RefusalError `kernel.not-found` · `archives.kept-already` · `archives.not-left` */
export const handleTakeUp = handle(
  takeUp,
  async (ctx, { item }) => {
    const [found] = await mustBeDrafts(ctx, [item])
    if (found?.state !== 'left') throw new RefusalError(refuse('archives.not-left', {}, 409))
    await run(ctx.tx, `update archives_item set state = 'draft', left_why = null, left_at = null, left_by = null where id = $1`, [item])
    await recordOfficeAct(ctx, 'archives.takeUp', { item })
    return {}
  },
  { power: 'archives.keep' },
)
/** Nothing is drawn twice. */
export const handleDrawOld = handle(
  drawOld,
  async (ctx, { from, to }) => {
    const keeping = [...ctx.desks.values()].flatMap((entry) => (entry.keeps ? [entry.desk.key] : []))
    const { rows } = await sql`insert into archives_item (id, matter_id, round, drawn_at)
       select gen_random_uuid(), m.id, m.round, r.closed_at from matter m join round r on r.matter_id = m.id and r.no = m.round
       where m.phase = 'closed' and m.readers = 'units' and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm', 'each')} and m.desk = any (${keeping}::text[]) and r.closed_at >= ${atTime(from, '00:00')} and r.closed_at < ${atTime(addDays(to, 1), '00:00')}
       on conflict (matter_id, round) do nothing returning id`.execute(ctx.tx)
    await recordOfficeAct(ctx, 'archives.draw', { from, to, drawn: rows.length })
    return { drawn: rows.length }
  },
  { power: 'archives.keep' },
)
