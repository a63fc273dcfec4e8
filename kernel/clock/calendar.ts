/** The working calendar in our own table: seeded from `chinese-days`, edited by the office, each row with its source. Rule: R-T01, R-T02 */
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import pack from 'chinese-days/package.json' with { type: 'json' }
import { loadStanding } from '../people/load.ts'
import type { OfficeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import type { Calendar } from './workdays.ts'

/** A day that the calendar names: worked or not, whatever its weekday. */
export interface CalendarDay {
  readonly day: OfficeDate
  readonly workday: boolean
  readonly name: string
  readonly source: string
}
export interface CalendarYear {
  readonly year: number
  readonly source: string
}

/** Kept by the process until a row of it changes. */
export const loadCalendar = async (tx: Tx): Promise<Calendar> => (await loadStanding(tx)).calendar

const SOURCE = `chinese-days ${pack.version}`
const notice = (year: number) => `国务院办公厅关于${year}年部分节假日安排的通知（${SOURCE}）`

/**
 * What the package holds: 2004 to 2026, all seven holidays of each year. Its last row is 2026-10-10, because nothing of 2026 deviates from the
 * week after 国庆节; so the year is covered whole. 2027 and later are not, whatever the package answers when asked.
 */
export function packagedCalendar(): { readonly days: CalendarDay[]; readonly years: CalendarYear[] } {
  const rows = (kind: Readonly<Record<string, string>>, workday: boolean) =>
    Object.entries(kind).map(([day, text]) => {
      const name = text.split(',')[1] ?? ''
      return { day: day as OfficeDate, workday, name: workday ? `${name}调休上班` : name, source: notice(Number(day.slice(0, 4))) }
    })
  const days = [...rows(chineseDays.holidays, false), ...rows(chineseDays.workdays, true)].sort((a, b) => (a.day < b.day ? -1 : 1))
  const years = [...new Set(days.map((d) => Number(d.day.slice(0, 4))))]
  return { days, years: years.map((year) => ({ year, source: notice(year) })) }
}

/** Fills an empty calendar; rows already there stay as the office made them. @returns rows added */
export async function seedCalendar(tx: Tx): Promise<number> {
  const { days, years } = packagedCalendar()
  const covered = await addYears(tx, years)
  const fresh = days.filter((d) => covered.has(Number(d.day.slice(0, 4))))
  await run(
    tx,
    `insert into calendar_day (day, workday, name, source) select d.day, d.workday, d.name, d.source
     from json_to_recordset($1::json) as d(day date, workday boolean, name text, source text) on conflict (day) do nothing`,
    [JSON.stringify(fresh)],
  )
  return fresh.length
}
/** @returns the years that were not covered before */
async function addYears(tx: Tx, years: readonly CalendarYear[]): Promise<Set<number>> {
  const rows = await run<{ year: number }>(
    tx,
    `insert into calendar_year (year, source) select y.year, y.source from json_to_recordset($1::json) as y(year int, source text) on conflict (year) do nothing returning year`,
    [JSON.stringify(years)],
  )
  return new Set(rows.map((r) => r.year))
}

/** One day set, or (`workday` null) taken out so that its weekday counts again. Due times follow by `recount`. */
export async function setDay(tx: Tx, day: Omit<CalendarDay, 'workday'> & { readonly workday: boolean | null }): Promise<void> {
  if (day.workday === null) await run(tx, 'delete from calendar_day d where d.day = $1', [day.day])
  else
    await run(
      tx,
      `insert into calendar_day (day, workday, name, source) values ($1, $2, $3, $4)
       on conflict (day) do update set workday = excluded.workday, name = excluded.name, source = excluded.source`,
      [day.day, day.workday, day.name, day.source],
    )
}
/** Says that the calendar of a year is complete. Due times follow by `recount`. */
export async function coverYear(tx: Tx, year: number, source: string): Promise<void> {
  await run(tx, 'insert into calendar_year (year, source) values ($1, $2) on conflict (year) do update set source = excluded.source', [year, source])
}
/** Replaces all rows of a year by those of the year's announcement, and covers it. Due times follow by `recount`. */
export async function importYear(tx: Tx, year: number, days: readonly Omit<CalendarDay, 'source'>[], source: string): Promise<void> {
  await run(tx, 'delete from calendar_day d where d.day >= make_date($1, 1, 1) and d.day < make_date($1 + 1, 1, 1)', [year])
  for (const day of days) if (Number(day.day.slice(0, 4)) === year) await setDay(tx, { ...day, source })
  await coverYear(tx, year, source)
}
