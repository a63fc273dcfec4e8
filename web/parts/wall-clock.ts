/** The office's wall clock as text, in Asia/Shanghai whatever zone the machine stands in. */
import { atTime, type Instant, instant, isOfficeDate, officeDate, officeTime } from '../../kernel/time.ts'

/** Wall-clock text of the office (Asia/Shanghai), as a `datetime-local` field holds it. */
export const toWall = (at: string): string => `${officeDate(instant(at))}T${officeTime(instant(at))}`
export const fromWall = (wall: string): Instant | null => {
  const [day, time] = wall.split('T')
  return day && time && isOfficeDate(day) ? atTime(day, time.slice(0, 5)) : null
}
