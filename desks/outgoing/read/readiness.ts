/** 送审前: what will be asked of the text, its length as printed, the year's limits. Rule: R-D01 … R-D11, R-M20; HB-29 */
import { read } from '../../../platform/ctx/reading.ts'
import { readinessOf } from '../do/follow-rules.ts'
import { factsOf } from '../do/paper-facts.ts'
import { readiness } from '../tables-shape.ts'
import { shown } from './quota-use.ts'

export const readReadiness = read(readiness, async (ctx, { matter }) => {
  const { findings, characters, pages, used, leaveNeeded } = await readinessOf(ctx, await factsOf(ctx, matter))
  return { findings: [...findings], characters, pages, used: shown(used), leaveNeeded }
})
