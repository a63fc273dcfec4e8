/** 报结 report an affair. */
import { handle } from '../../../platform/ctx/handle.ts'
import { reportAffair } from '../shape.ts'
import { moveAffair } from './move-affair.ts'

/**
 * 报结: the result, in the words of whoever did it. Answers nobody and closes nothing.
 * @throws Refusal `affairs.name-successor` («taken over» has its own move) · `kernel.helpers-unheard` · `kernel.stale`
 * Rule: HA-45, ZK-57
 */
export const handleReportAffair = handle(reportAffair, (ctx, input) => moveAffair(ctx, 'report', { input }))
