/** 收文处理笺: the paper's way on one page, a box for every step in signing order, and room for the leaders' hands. Rule: HA-17 (no field for secrecy: R-C01); R-D30 */
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { printed, type SlipBody } from '../../../platform/ctx/slips.ts'
import type { PaperDetail } from '../shape.ts'
import { processing } from '../slips.ts'
import { type AskedPaper, head, over, stepBoxes, told } from './steps.ts'
import { wordsIn } from './words.ts'

export const printProcessing = printed<PaperDetail>(processing, async (ctx: ReadCtx, asked: AskedPaper): Promise<SlipBody> => {
  const { paper, slips } = wordsIn(asked.language)
  const t = await told(ctx, asked)
  const lines = [...head(t), ...stepBoxes(t, { propose: 2, instruct: 10, undertake: 3, circulate: 4, answer: 2 })]
  return { template: 'slip', title: slips.processing, sheets: [{ ...over(t), lines, foot: '', fit: { cut: paper.cut, title: paper.rest } }], annex: null }
})
