/** 本年限额: over it a reason stands on record, and where the office says so a leader of the office agrees before it goes to review. Rule: HB-29; R-M20 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterFacts } from '../../../kernel/decide/facts.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { countedOf, isOver, type PaperQuota, type Used } from '../paper-quotas.ts'
import { usedThisYear } from '../read/quota-use.ts'
import type { PaperDetail } from '../shape.ts'
import { askOver } from '../tables-shape.ts'
import { zh } from '../words/zh-CN.ts'
import { movePaper } from './move-paper.ts'
import { factsOf, type PaperFacts } from './paper-facts.ts'

type Applied = Pick<PaperDetail, 'organs' | 'paperType' | 'ledBy'>
type Year = Pick<Ctx, 'tx' | 'rules' | 'now'>
export async function usedBy(ctx: Year, paper: Applied): Promise<Used[]> {
  const counted = countedOf(paper)
  return counted ? usedThisYear(ctx, counted) : []
}
const kindOf = ({ organ, paperType }: Pick<PaperQuota, 'organ' | 'paperType'>): string =>
  `${organ ?? zh.say.allOrgans}${paperType === null ? zh.say.allTypes : zh.paperTypes[paperType]}`
/** 市政府办公室通知 31/30: what it would be with this paper. */
export const sayLimits = (over: readonly Used[]): string[] => over.map((one) => `${kindOf(one)} ${one.issued + 1}/${one.most}`)

/** 起草登记: over a limit it says why. @throws RefusalError `outgoing.over-year`. @returns what stands on record; null: within every limit */
export async function mustKeepYear(ctx: Ctx, paper: Applied, reason: string | null): Promise<PaperDetail['overYear']> {
  const over = (await usedBy(ctx, paper)).filter(isOver)
  if (over.length === 0) return null
  if (reason === null) throw new RefusalError(refuse('outgoing.over-year', { limits: sayLimits(over) }))
  return { limits: sayLimits(over), reason, by: ctx.who.person, at: ctx.now }
}
const leave = 'askOver'
/** A leader of the office has agreed that it goes over the limit. */
export const leaveGiven = ({ stages }: Pick<MatterFacts<unknown>, 'stages'>): boolean => stages.some((s) => s.asks?.move === leave && s.outcome === 'well')
/**
 * 更正要素: what is counted has become another. Before 送审 the limits are asked there; after it here, the reason for amending being that for it too.
 * @throws RefusalError `outgoing.leave-needed`
 */
export async function keepYearAmended(ctx: Ctx, facts: PaperFacts, after: Applied, reason: string): Promise<PaperDetail['overYear']> {
  if (JSON.stringify(countedOf(after)) === JSON.stringify(countedOf(facts.detail))) return facts.detail.overYear
  if (facts.matter.state === 'drafting') return null
  const over = (await usedBy(ctx, after)).filter(isOver)
  if (over.some((one) => one.leave) && !leaveGiven(facts)) throw new RefusalError(refuse('outgoing.leave-needed', { limits: sayLimits(over) }))
  return over.length === 0 ? null : { limits: sayLimits(over), reason, by: ctx.who.person, at: ctx.now }
}

/** 超限额报批. @throws Refusal `outgoing.not-over`: no limit that needs leave is passed · what asking for consent refuses. Rule: HB-29 */
export const handleAskOver = handle(askOver, async (ctx, { reason, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  const over = (await usedBy(ctx, facts.detail)).filter((one) => one.leave && isOver(one))
  if (over.length === 0) throw new RefusalError(refuse('outgoing.not-over'))
  const said = `${sayLimits(over).join('、')}。${reason}`
  return movePaper(ctx, leave, { input: { ...on, reason: said, text: `${zh.say.overAgreed}${said}`, files: [] } })
})
