/** 轮次和用时: how often a draft came back, and how long it lay with whom. Pure. Rule: BZ-38, BZ-47; HA-97 */
import { DAY, type Instant, millis } from '../../kernel/time.ts'
import type { MatterView } from '../../kernel/view.ts'
import type { PaperDetail } from './shape.ts'

export interface Lap {
  readonly unit: string
  readonly person: string | null
  readonly from: string
  /** null: it lies there now. */
  readonly to: string | null
  /** Natural days, to a tenth. */
  readonly days: number
}
type Seen = Pick<MatterView, 'stages' | 'phase'> & { readonly detail: Pick<PaperDetail, 'returns'> }
const TENTHS = 10
/** Every hand it lay in, from the first word on; what was given and not signed for still lies with whoever gave it. */
export function lapsOf({ stages }: Pick<Seen, 'stages'>, now: Instant): Lap[] {
  return stages
    .flatMap((stage) => stage.pieces)
    .filter((piece) => piece.lead && piece.acceptedAt !== null)
    .sort((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? -1 : 1))
    .map((piece) => {
      const from = piece.acceptedAt as Instant
      const to = piece.endedAt as Instant | null
      return { unit: piece.unit.name, person: piece.person?.name ?? null, from, to, days: Math.round(((millis(to ?? now) - millis(from)) / DAY) * TENTHS) / TENTHS }
    })
}
/** Rounds it took, and days by unit, the longest first. */
export function roundsOf(
  paper: Seen,
  now: Instant,
): { readonly returned: number; readonly laps: readonly Lap[]; readonly byUnit: readonly (readonly [unit: string, days: number])[] } {
  const laps = lapsOf(paper, now)
  const sums = new Map<string, number>()
  for (const lap of laps) sums.set(lap.unit, Math.round(((sums.get(lap.unit) ?? 0) + lap.days) * TENTHS) / TENTHS)
  return { returned: paper.detail.returns.length, laps, byUnit: [...sums].sort(([, a], [, b]) => b - a) }
}
