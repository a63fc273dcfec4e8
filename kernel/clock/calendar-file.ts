/** A year's holidays as a file: JSON (`{ "holidays": { "2027-01-01": "元旦" }, "workdays": {…} }`) or an ICS calendar with 休 and 班. Rule: R-T01 */
import { type Refusal, refuse } from '../refusal.ts'
import { addDays, isOfficeDate, type OfficeDate } from '../time.ts'
import type { CalendarDay } from './calendar.ts'

type Day = Omit<CalendarDay, 'source'>
/** @returns Refusal `kernel.calendar-unreadable` with the line or day it stopped at */
export function readCalendarFile(text: string): Day[] | Refusal {
  return text.trimStart().startsWith('{') ? fromJson(text) : fromIcs(text)
}
const unreadable = (at: string): Refusal => refuse('kernel.calendar-unreadable', { at })

function fromJson(text: string): Day[] | Refusal {
  let parsed: { holidays?: Record<string, unknown>; workdays?: Record<string, unknown> }
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return unreadable((error as Error).message)
  }
  const days: Day[] = []
  for (const [list, workday] of [
    [parsed.holidays, false],
    [parsed.workdays, true],
  ] as const)
    for (const [day, said] of Object.entries(list ?? {})) {
      if (!isOfficeDate(day) || typeof said !== 'string') return unreadable(day)
      // chinese-days writes «English,中文,days»
      days.push({ day, workday, name: said.split(',')[1] ?? said })
    }
  return days.length > 0 ? days : unreadable('{}')
}

const dateOf = (text: string): OfficeDate | null => {
  const day = text.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3')
  return isOfficeDate(day) ? day : null
}
function fromIcs(text: string): Day[] | Refusal {
  const days: Day[] = []
  // RFC 5545: a line that begins with a blank goes on the one before
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  let event: Record<string, string> | null = null
  for (const [i, line] of lines.entries()) {
    if (line === 'BEGIN:VEVENT') event = {}
    else if (line === 'END:VEVENT' && event) {
      const from = dateOf(event.DTSTART ?? '')
      const to = event.DTEND ? dateOf(event.DTEND) : from && addDays(from, 1)
      const said = event.SUMMARY ?? ''
      const workday = /班/.test(said)
      if (!from || !to || to <= from || !(workday || /休/.test(said))) return unreadable(`${i + 1}: ${said}`)
      for (let day = from; day < to; day = addDays(day, 1)) days.push({ day, workday, name: said.replace(/[（(].*$/, '').trim() + (workday ? '调休上班' : '') })
      event = null
    } else if (event) {
      const [, key = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
      if (key) event[key] = value
    }
  }
  return days.length > 0 ? days : unreadable('BEGIN:VEVENT')
}
