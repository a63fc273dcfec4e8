/** 节假日与调休: kept by hand or by import, each row with its source. Due times the old calendar explains follow at once. Rule: R-T01, R-T02 */
import { coverYear as coverYearRow, importYear as importYearRows, setDay as setDayRow } from '../../kernel/clock/calendar.ts'
import { readCalendarFile } from '../../kernel/clock/calendar-file.ts'
import { recount } from '../../kernel/clock/recount.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { coverYear, importYear, setDay } from '../../kernel/people/shape.ts'
import { isRefusal, RefusalError } from '../../kernel/refusal.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { handle } from '../ctx/handle.ts'

const keeps = { power: 'office.calendar' } as const
/** @returns how many due times moved or are no longer provisional */
async function follow(ctx: Ctx, since: OfficeDate): Promise<number> {
  const after = await loadStanding(ctx.tx)
  return (await recount(ctx.tx, ctx.now, { ...after, desks: ctx.desks, ids: ctx.ids }, ctx.calendar, since)).length
}
const firstOf = (year: number) => `${year}-01-01` as OfficeDate

export const calendarActs = [
  handle(
    setDay,
    async (ctx, { day, workday, name, source }) => {
      await setDayRow(ctx.tx, { day, workday, name, source })
      const moved = await follow(ctx, day)
      await recordOfficeAct(ctx, 'calendar.setDay', { day, workday, moved })
      return {}
    },
    keeps,
  ),
  handle(
    coverYear,
    async (ctx, { year, source }) => {
      await coverYearRow(ctx.tx, year, source)
      const moved = await follow(ctx, firstOf(year))
      await recordOfficeAct(ctx, 'calendar.coverYear', { year, moved })
      return {}
    },
    keeps,
  ),
  handle(
    importYear,
    async (ctx, { year, source, text }) => {
      const read = readCalendarFile(text)
      if (isRefusal(read)) throw new RefusalError(read)
      const days = read.filter((d) => d.day.startsWith(`${year}-`))
      await importYearRows(ctx.tx, year, days, source)
      const moved = await follow(ctx, firstOf(year))
      await recordOfficeAct(ctx, 'calendar.importYear', { year, days: days.length, moved })
      return { days: days.length, moved }
    },
    keeps,
  ),
]
