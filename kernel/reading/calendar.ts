/** 工作日历 of one year. Rule: R-T01, R-T02 */
import { run, type Tx } from '../write/tx.ts'

export async function readYear(tx: Tx, year: number) {
  const days = await run<{ day: string; workday: boolean; name: string; source: string }>(
    tx,
    'select d.day, d.workday, d.name, d.source from calendar_day d where d.day >= make_date($1, 1, 1) and d.day < make_date($1 + 1, 1, 1) order by d.day',
    [year],
  )
  const years = await run<{ year: number; source: string }>(tx, 'select y.year, y.source from calendar_year y order by y.year', [])
  const own = years.find((one) => one.year === year)
  return { year, covered: own !== undefined, source: own?.source ?? null, days, years: years.map((one) => one.year) }
}
