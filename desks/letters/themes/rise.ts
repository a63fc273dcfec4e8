/** 突增: a theme rises when three letters of at least two people came within seven days, and these are at least twice the weekly mean of the four weeks before. Stated here alone. Pure. Rule: HB-49 */
const DAY = 86_400_000
export const WEEK = 7
const LETTERS = 3
const PEOPLE = 2
const TIMES = 2
const WEEKS_BEFORE = 4

export function rising(letters: readonly { readonly at: number; readonly who: string }[], now: number): boolean {
  const within = (days: number) => letters.filter((l) => now - l.at <= days * DAY)
  const week = within(WEEK)
  const before = within(WEEK * (1 + WEEKS_BEFORE)).length - week.length
  return week.length >= LETTERS && new Set(week.map((l) => l.who)).size >= PEOPLE && week.length >= (TIMES * before) / WEEKS_BEFORE
}
/** Letters of each of the last weeks, the oldest first. */
export function weekly(days: readonly number[], now: number, weeks: number): number[] {
  const count = new Array<number>(weeks).fill(0)
  for (const at of days) {
    const ago = Math.floor((now - at) / (WEEK * DAY))
    if (ago >= 0 && ago < weeks) count[weeks - 1 - ago] = (count[weeks - 1 - ago] ?? 0) + 1
  }
  return count
}
