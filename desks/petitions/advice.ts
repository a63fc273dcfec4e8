/** What the law says of putting the same facts again. Pure. Rule: R-X04; 信访工作条例 (2022) arts. 19, 35, 36 */
import type { Instant } from '../../kernel/time.ts'
import { LAST_ROUND } from './lifecycle.ts'
import type { advices } from './shape.ts'

export type Advice = (typeof advices)[number]
export interface Earlier {
  readonly phase: string
  readonly round: number
  /** Until when the next instance may be asked for. */
  readonly askBy: string | null
}
/** In hand: not taken twice. After 复核: not taken again. Closed earlier: the next instance may be asked for, or its time has passed. */
export function adviceOn({ phase, round, askBy }: Earlier, now: Instant): Advice {
  if (phase !== 'closed' && phase !== 'void') return 'pending'
  if (phase === 'closed' && round >= LAST_ROUND) return 'locked'
  return askBy !== null && askBy >= now ? 'mayAsk' : 'late'
}
