/** 下发量 by unit and month; whoever belongs to a department or county sees its own line alone. */
import { sql } from 'kysely'
import { homeUnits } from '../../../kernel/decide/office.ts'
import { isOutside, wholeOf } from '../../../kernel/decide/own-series.ts'
import { countSentDown, mattersSentDown, within } from '../../../kernel/figures/sent-down.ts'
import type { MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { quotaAt } from '../../../kernel/rules/quotas.ts'
import { type Instant, officeDate } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { sentDown, sentDownMatters } from '../units-shape.ts'

/** null: of the office, and so of all. */
function onlyOf(ctx: ReadCtx): readonly UnitId[] | null {
  const home = homeUnits(ctx.office, ctx.who.person, ctx.now)
  return home.some((unit) => !isOutside(ctx.office, unit)) ? null : home.flatMap((unit) => wholeOf(ctx.office, unit)?.id ?? [])
}
const lastMonths = (now: Instant): string[] => {
  const [year = 0, month = 1] = officeDate(now).split('-').map(Number)
  return Array.from({ length: 12 }, (_, back) => {
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
interface Over {
  readonly unit: UnitId
  readonly number: string | null
  readonly matter: MatterId
  readonly at: Instant
  readonly by: PersonId
  readonly n: number
  readonly reason: string
}
export const readSentDown = read(sentDown, async (ctx, asked) => {
  const months = lastMonths(ctx.now)
  const month = asked.month ?? months[0] ?? ''
  const only = onlyOf(ctx)
  const quota = quotaAt(ctx.rules, 'down.papers', ctx.now).n
  const named = (id: string) => ({ id, name: ctx.office.units.get(id as UnitId)?.name ?? '' })
  const rows = await countSentDown(ctx.tx, ctx.office, month, only)
  const { rows: reasons } = await sql<Over>`select o.unit, m.number, m.id as matter, o.at, o.by, o.n, o.reason from incoming_over_quota o join matter m on m.id = o.matter_id
    where ${within('o.at', month)} and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm', 'each')} order by o.at desc limit 200`.execute(ctx.tx)
  return {
    month,
    months,
    quota,
    rows: rows.map(({ unit, counts }) => ({ unit: named(unit), ...counts, over: counts.papers > quota })),
    reasons: reasons
      .filter((one) => only === null || only.includes(one.unit))
      .map(({ unit, by, ...one }) => ({ ...one, unit: named(unit), by: { id: by as string, name: ctx.office.persons.get(by)?.name ?? '' } })),
  }
})
/** @throws RefusalError `kernel.not-found` for another's unit */
export const readSentDownMatters = read(sentDownMatters, async (ctx, asked) => {
  const only = onlyOf(ctx)
  if (only !== null && !only.includes(asked.unit)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return mattersSentDown(ctx.tx, ctx.office, { person: ctx.who.person, now: ctx.now }, asked)
})
