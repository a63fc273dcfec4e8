/** 节假日与调休: kept by hand or by import, each row with its source. Open clocks are recomputed by the sweep. Rule: R-T01, R-T02 */
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { coverYear, setDay } from '../../kernel/people/shape.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'

const keeps = { power: 'office.calendar' } as const
export const calendarActs = [
  handle(
    setDay,
    async (ctx, { day, workday, name, source }) => {
      if (workday === null) await run(ctx.tx, 'delete from calendar_day where day = $1', [day])
      else
        await run(ctx.tx, 'insert into calendar_day (day, workday, name, source) values ($1, $2, $3, $4) on conflict (day) do update set workday = $2, name = $3, source = $4', [
          day,
          workday,
          name,
          source,
        ])
      await recordOfficeAct(ctx, 'calendar.setDay', { day, workday })
      return {}
    },
    keeps,
  ),
  handle(
    coverYear,
    async (ctx, { year, source }) => {
      await run(ctx.tx, 'insert into calendar_year (year, source) values ($1, $2) on conflict (year) do update set source = $2', [year, source])
      await recordOfficeAct(ctx, 'calendar.coverYear', { year })
      return {}
    },
    keeps,
  ),
]
