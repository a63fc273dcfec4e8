/** 处理意见书、复查意见书、复核意见书: the letter that states request, facts, opinion and legal basis. */
import { handle } from '../../../platform/ctx/handle.ts'
import { replyPetition, reportPetition, unanswerablePetition } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { movePetition, viewPetition } from './move-petition.ts'

export const handleReportPetition = handle(reportPetition, (ctx, input) => movePetition(ctx, 'report', { input }))

/**
 * The four parts the regulation names, and what the petitioner may do next; after 复核, that it is the last word.
 * @throws Refusal `petitions.cannot-be-told` · `kernel.no-approver` · `kernel.consent-pending`
 * Rule: arts. 32, 35, 36
 */
export const handleReplyPetition = handle(replyPetition, async (ctx, { request, facts, opinion, basis, via, delivered, ...on }) => {
  const { round, detail } = await viewPetition(ctx, on.matter)
  const next = detail.kind === 'claim' ? (zh.say.next[round - 1] ?? '') : ''
  const parts = [request, facts, opinion, basis].map((part, n) => `${zh.say.parts[n]}\n${part}`)
  return movePetition(ctx, 'reply', { input: { ...on, answers: null, body: [...parts, next].filter(Boolean).join('\n\n'), via, ground: null, delivered } })
})

/** 无法送达: an accusation's second person is one of its list. */
export const handleUnanswerablePetition = handle(unanswerablePetition, async (ctx, { ground, ...on }) => {
  const { detail } = await viewPetition(ctx, on.matter)
  const move = detail.kind === 'accusation' ? 'unanswerableClosed' : 'unanswerable'
  return movePetition(ctx, move, { input: { ...on, answers: null, body: null, via: 'none', ground, delivered: true } })
})
