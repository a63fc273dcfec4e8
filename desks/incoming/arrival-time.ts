/** By when an arrived paper is registered and has its 拟办. Pure. Source: common office default (Ningbo): the morning's papers the same day, the afternoon's by noon of the next working day */
import { addWorkdays, isWorkday } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { atTime, type Instant, officeDate, officeTime } from '../../kernel/time.ts'

const NOON = '12:00'
export function proposeBy(received: Instant, calendar: Calendar): Instant {
  const day = officeDate(received)
  if (isWorkday(day, calendar) && officeTime(received) < NOON) return atTime(day)
  return atTime(addWorkdays(day, 1, calendar), NOON)
}
