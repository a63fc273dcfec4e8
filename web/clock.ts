/** The one place in the browser that reads a clock and chance. The office's time is the server's: every answer carries its own. */
import { type Instant, instant } from '../kernel/time.ts'

let ahead = 0

/** @param date the `date` header of an answer; kept only when this machine is off by more than two seconds */
export function heardServerTime(date: string | null): void {
  if (!date) return
  const theirs = Date.parse(date)
  if (Number.isNaN(theirs)) return
  const off = theirs - Date.now()
  ahead = Math.abs(off) > 2000 ? off : 0
}
export const officeNow = (): Instant => instant(Date.now() + ahead)

/** A fresh idempotency key; drawn when a form opens, kept until it lands. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
