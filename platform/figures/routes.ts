/** 统计口径截止: kept under a name, on record, and counted once more. For whoever sees the desk whole. Rule: R-H20, invariant 20 */
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { FigureSet } from '../../kernel/figures/define.ts'
import { digestOf, type KeptCutOff, keptCutOff, keptCutOffs, putCutOff, wholeFigures } from '../../kernel/figures/saved.ts'
import { type CutOffRow, cutOffs, type FigureView, keepCutOff, recount } from '../../kernel/figures/shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { instant } from '../../kernel/time.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'

/** @throws RefusalError `session.not-allowed` for whoever does not see the desk whole; `kernel.not-found` where it counts nothing */
function mustCount(ctx: Ctx, desk: string): FigureSet {
  const power = `${desk}.see-all`
  if (!hasPower(ctx.office, ctx.who.person, power, ctx.now)) throw new RefusalError(refuse('session.not-allowed', { power }, 403))
  const set = ctx.desks.get(desk)?.figures
  if (!set) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return set
}
const rowOf = (ctx: Ctx, kept: KeptCutOff): CutOffRow => ({
  id: kept.id,
  desk: kept.desk,
  name: kept.name,
  from: kept.from_day,
  to: kept.to_day,
  cutOff: kept.cut_off,
  by: { id: kept.by, name: ctx.office.persons.get(kept.by)?.name ?? '' },
  at: kept.at,
  figures: kept.figures,
})
const same = (a: FigureView, b: FigureView | undefined): boolean => b !== undefined && JSON.stringify(a) === JSON.stringify(b)

export const figureRoutes: Routes = {
  key: 'figures',
  acts: [
    handle(
      keepCutOff,
      async (ctx, { desk, name, from, to, cutOff }) => {
        const set = mustCount(ctx, desk)
        const at = cutOff !== null && instant(cutOff) < ctx.now ? instant(cutOff) : ctx.now
        const asked = { from_day: from, to_day: to, cut_off: at }
        const kept = { id: ctx.ids.next<string>(), desk, name, ...asked, figures: await wholeFigures(ctx.tx, set, asked, ctx.now), by: ctx.who.person, at: ctx.now }
        await putCutOff(ctx.tx, kept)
        await recordOfficeAct(ctx, 'figures.keepCutOff', { id: kept.id, desk, cutOff: at, digest: digestOf(kept.figures) })
        return { id: kept.id }
      },
      'signed-in',
    ),
  ],
  readings: [
    read(
      cutOffs,
      async (ctx, { desk }) => {
        mustCount(ctx, desk)
        return { rows: (await keptCutOffs(ctx.tx, desk)).map((kept) => rowOf(ctx, kept)) }
      },
      'signed-in',
    ),
    read(
      recount,
      async (ctx, { id }) => {
        const kept = await keptCutOff(ctx.tx, id)
        if (!kept) throw new RefusalError(refuse('kernel.not-found', {}, 404))
        const again = await wholeFigures(ctx.tx, mustCount(ctx, kept.desk), kept, ctx.now)
        const differs = kept.figures
          .filter(
            (one) =>
              !same(
                one,
                again.find((other) => other.key === one.key),
              ),
          )
          .map((one) => one.key)
        return { kept: rowOf(ctx, kept), again, differs }
      },
      'signed-in',
    ),
  ],
  gets: [],
}
