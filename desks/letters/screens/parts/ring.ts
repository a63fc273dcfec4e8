/**
 * 来电弹屏: the telephone opens `/letters/register#tel=13800006027` in the window that is open already; only what stands behind # changes, so nothing typed is lost and
 * the cursor stays in the text. The number leaves the address at once: it stands in no history of the browser. Rule: R-H01
 */
import type { Intake } from './intake-state.ts'

/** @returns null: no number */
export function numberIn(hash: string): string | null {
  const said = new URLSearchParams(hash.replace(/^#/, '')).get('tel')
  const number = said?.replace(/[^\d+]/g, '') ?? ''
  return /^\+?\d{3,20}$/.test(number) ? number : null
}
/** A call that is being written down keeps its own number: a second one that rings waits on the telephone. */
export function ring(form: Intake, change: (field: 'phone' | 'channel', value: never) => void): void {
  const number = numberIn(window.location.hash)
  if (number === null) return
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  if (form.phone.trim() !== '' || form.replyBy === 'none') return
  change('phone', number as never)
  if (form.body.trim() === '') change('channel', 'call' as never)
}
