/** 轮次和用时 of one paper. */
import { read } from '../../../platform/ctx/reading.ts'
import { viewPaper } from '../do/move-paper.ts'
import { rounds } from '../ledger-shape.ts'
import { roundsOf } from '../rounds.ts'

export const readRounds = read(rounds, async (ctx, { id }) => {
  const { returned, laps, byUnit } = roundsOf(await viewPaper(ctx, id), ctx.now)
  return { returned, laps: [...laps], byUnit: byUnit.map(([unit, days]) => ({ unit, days })) }
})
