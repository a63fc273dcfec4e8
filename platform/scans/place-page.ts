/** What becomes of one page of a pile, from the codes on it alone. Pure. A code that is not plainly one of ours is never guessed. Rule: issue C «回录托盘» */
import type { MatterId } from '../../kernel/ids.ts'
import type { Waits } from '../../kernel/reading/scan-shape.ts'
import { readSlipCode, type SlipForm } from '../../typeset/slip-code.ts'

export type Place =
  | { readonly kind: 'slip'; readonly matter: MatterId; readonly form: SlipForm }
  /** 双面: the back of the page before. */
  | { readonly kind: 'back' }
  | { readonly kind: 'waits'; readonly reason: Waits }
const wait = (reason: Waits): Place => ({ kind: 'waits', reason })

/**
 * @param seen slips of the pages before in this pile, as `matter form`
 * @param mayBeBack the pile was scanned 双面, and the page before is not itself a back
 */
export function placePage(codes: readonly string[], damaged: boolean, seen: ReadonlySet<string>, mayBeBack: boolean): Place {
  const ours = new Map(codes.flatMap((code) => (readSlipCode(code) ? [[code, readSlipCode(code)]] : [])))
  if (ours.size > 1) return wait('several')
  const [slip] = [...ours.values()]
  if (slip) return seen.has(slipKey(slip)) ? wait('twice') : { kind: 'slip', ...slip }
  if (damaged || codes.some((code) => code.startsWith('HY1'))) return wait('damaged')
  if (codes.length > 0) return wait('foreign')
  return mayBeBack ? { kind: 'back' } : wait('no-code')
}
export const slipKey = (slip: { readonly matter: MatterId; readonly form: SlipForm }): string => `${slip.matter} ${slip.form}`
