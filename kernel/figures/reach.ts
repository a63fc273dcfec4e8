/** How far a share still is from its line, while it can be met. Pure. Rule: HA-74 */
export interface Reach {
  /** So many more of the undecided must come right. */
  readonly must: number
  /** `safe` met whatever comes; `open` met if enough come right; `missed` out of reach even if all do. */
  readonly stands: 'safe' | 'open' | 'missed'
}
/**
 * @param good counted in already  @param lost cannot be counted in any more  @param yet undecided
 * @param target in percent
 */
export function reach(good: number, lost: number, yet: number, target: number): Reach {
  const whole = good + lost + yet
  // in hundredths, so that 98 % of 50 is 49 and not one more
  const needed = Math.ceil((Math.round(target * 100) * whole) / 10_000)
  const must = Math.max(0, needed - good)
  return { must, stands: must === 0 ? 'safe' : must <= yet ? 'open' : 'missed' }
}
