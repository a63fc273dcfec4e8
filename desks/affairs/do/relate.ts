/** 关联 relate an affair to another matter. */
import { handle } from '../../../platform/ctx/handle.ts'
import { relate } from '../shape.ts'
import { byNumber, moveAffair } from './move-affair.ts'

/**
 * 关联: another matter about the same thing, by its number. Both pages show it to whoever may know of both.
 * @throws Refusal `affairs.no-such-number` · `kernel.not-yours`
 * Rule: ZK-05 «links to documents and meetings»
 */
export const handleRelate = handle(relate, async (ctx, { number, ...on }) => moveAffair(ctx, 'relate', { input: { ...on, to: (await byNumber(ctx, number)).id } }))
