/** 办理情况呈报单: what became of a paper, put before the leaders; every step in signing order, the result written out, room for 审核 and 阅示. Rule: HA-17, HA-45; R-C01 */
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { printed, type SlipBody, type SlipLine } from '../../../platform/ctx/slips.ts'
import type { PaperDetail } from '../shape.ts'
import { situation } from '../slips.ts'
import { type AskedPaper, head, over, reported, stepBoxes, told } from './steps.ts'
import { wordsIn } from './words.ts'

export const printSituation = printed<PaperDetail>(situation, async (ctx: ReadCtx, asked: AskedPaper): Promise<SlipBody> => {
  const { paper, slips } = wordsIn(asked.language)
  const t = await told(ctx, asked)
  const box = (name: string, said: ReturnType<typeof reported>, room: number, sign: string): SlipLine => ({ kind: 'said', head: name, said, room, sign })
  const lines = [...head(t), ...stepBoxes(t, {}), box(paper.handling, reported(t), 6, ''), box(paper.review, [], 4, paper.sign), box(paper.toLeaders, [], 8, paper.sign)]
  return { template: 'slip', title: slips.situation, sheets: [{ ...over(t), lines, foot: '', fit: { cut: paper.cut, title: paper.rest } }], annex: null }
})
