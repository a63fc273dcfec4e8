/** The usual periods of the figures, as office days of registration. Pure; today is passed in. */
import { addDays, type OfficeDate } from '../../../../kernel/time.ts'

export const periodNames = ['week', 'month', 'last', 'quarter', 'year', 'all'] as const
export interface Span {
  readonly from?: OfficeDate
  readonly to?: OfficeDate
}
const first = (day: string) => `${day.slice(0, 7)}-01` as OfficeDate
export function spanOf(name: (typeof periodNames)[number], today: OfficeDate): Span {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  switch (name) {
    case 'week':
      return { from: addDays(today, -weekday), to: today }
    case 'month':
      return { from: first(today), to: today }
    case 'last':
      return { from: first(addDays(first(today), -1)), to: addDays(first(today), -1) }
    case 'quarter': {
      const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1
      return { from: `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01` as OfficeDate, to: today }
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01` as OfficeDate, to: today }
    case 'all':
      return {}
  }
}
