/** Long tests have a short form in `npm test`; `npm run prove -- whole` sets HUIYIN_WHOLE and plays them to their end. */
export const whole = process.env.HUIYIN_WHOLE === '1'

/** The whole list, or in the short form every third of it, begun elsewhere for each `n`: over three of them nothing is left out. */
export const inTurn = <T>(list: readonly T[], n: number): readonly T[] => (whole ? list : list.filter((_, at) => at % 3 === n % 3))
