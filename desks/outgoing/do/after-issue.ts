/** 公开属性, 规范性文件, 备案, 公开, 撤销 and 废止. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { chineseDate, instant, officeDate } from '../../../kernel/time.ts'
import { say } from '../../../kernel/words/say.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { filePaper, publishPaper, setNormative, setOpenness, withdrawPaper } from '../issue-shape.ts'
import { zh } from '../words/zh-CN.ts'
import { movePaper } from './move-paper.ts'
import { factsOf, type PaperFacts } from './paper-facts.ts'

/** 公开属性 and its reason; from 印发 on twenty working days run where it is public. Rule: R-D60 */
export const handleSetOpenness = handle(setOpenness, async (ctx, { kind, reason, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  const text = `${zh.moves.setOpenness}：${zh.opennessKinds[kind]}。${reason}`
  return movePaper(ctx, 'setOpenness', { detail: { ...detail, openness: { kind, reason, by: ctx.who.person, at: ctx.now } }, input: { ...on, text, files: [] } })
})

/** 规范性文件 is valid for a time and is looked at again before that ends. @throws Refusal `outgoing.normative-days`. Rule: GN-46 */
export const handleSetNormative = handle(setNormative, async (ctx, { register, effectiveOn, validUntil, reviewOn, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  if (reviewOn > validUntil || (effectiveOn !== null && effectiveOn >= validUntil)) throw new RefusalError(refuse('outgoing.normative-days'))
  const normative = { register, effectiveOn, validUntil, reviewOn, filedOn: detail.normative?.filedOn ?? null, filedWith: detail.normative?.filedWith ?? null }
  const text = say(zh.say.normative, { until: chineseDate(validUntil), review: chineseDate(reviewOn) }, 'zh-CN')
  return movePaper(ctx, 'setNormative', { detail: { ...detail, normative }, input: { ...on, text, files: [] } })
})
/** 备案: with whom, on which day; its clock stops. @throws Refusal `outgoing.not-normative` · `outgoing.day-ahead`. Rule: GN-46 */
export const handleFilePaper = handle(filePaper, async (ctx, { filedOn, filedWith, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  if (!detail.normative) throw new RefusalError(refuse('outgoing.not-normative'))
  if (filedOn > officeDate(ctx.now)) throw new RefusalError(refuse('outgoing.day-ahead'))
  return movePaper(ctx, 'file', { detail: { ...detail, normative: { ...detail.normative, filedOn, filedWith } }, input: on })
})
/** 登记公开: its clock stops. @throws Refusal `outgoing.not-public` · `outgoing.day-ahead`. Rule: R-D60; GN-38 */
export const handlePublishPaper = handle(publishPaper, async (ctx, { on: day, where, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  if (detail.openness?.kind !== 'open') throw new RefusalError(refuse('outgoing.not-public'))
  if (day > officeDate(ctx.now)) throw new RefusalError(refuse('outgoing.day-ahead'))
  return movePaper(ctx, 'publish', { detail: { ...detail, published: { on: day, where, by: ctx.who.person, at: ctx.now } }, input: on })
})

/** Each unit it was given to read, once. */
const reached = ({ assignments }: PaperFacts) =>
  [...new Map(assignments.filter((a) => a.kind === 'read' && a.role === 'circulate' && a.ending !== 'taken_back').map((a) => [`${a.unit}:${a.person ?? ''}`, a])).values()].map(
    (a) => ({
      unit: a.unit,
      ...(a.person ? { person: a.person } : {}),
    }),
  )
/**
 * 撤销: void from the start. 废止: void from that day. Whoever received it here is told in the same act.
 * @throws Refusal `outgoing.withdrawn-already`
 * Rule: 条例 art. 33; standards §2.6
 */
export const handleWithdrawPaper = handle(withdrawPaper, async (ctx, { kind, reason, basis, from, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  if (facts.detail.withdrawn) throw new RefusalError(refuse('outgoing.withdrawn-already', {}, 409))
  const since = kind === 'revoked' ? officeDate(facts.detail.issuedAt === null ? ctx.now : instant(facts.detail.issuedAt)) : (from ?? officeDate(ctx.now))
  const detail = { ...facts.detail, withdrawn: { kind, reason, basis, from: since, by: ctx.who.person as string, at: ctx.now as string } }
  const tell = reached(facts).map((to) => ({ move: 'tellWithdrawn', input: { to } }))
  return movePaper(ctx, 'withdrawPaper', { detail, input: on, follow: tell })
})
