/** 更正要素: what the paper says of itself, before it is numbered; what was stays on record. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { amendPaper, type PaperDetail } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { movePaper } from './move-paper.ts'
import { factsOf, unitName } from './paper-facts.ts'
import { keepYearAmended } from './year-limit.ts'

const worded: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  paperType: zh.paperTypes,
  form: zh.forms,
  direction: zh.directions,
  level: zh.levels,
  urgency: zh.urgencies,
}
/** A value on record in the office's words. */
function told(ctx: Ctx, key: string, value: unknown): string {
  if (key === 'involved') return (value as PaperDetail['involved']).map((one) => unitName(ctx, one.unit)).join('、') || zh.say.none
  if (typeof value === 'boolean') return value ? zh.say.yes : zh.say.no
  if (Array.isArray(value)) return value.join('、')
  return worded[key]?.[String(value)] ?? (value === null ? zh.say.none : String(value))
}
/** @throws Refusal `outgoing.nothing-amended` · `outgoing.leave-needed`: after 送审, of a kind over its limit. Rule: HB-29 */
export const handleAmendPaper = handle(amendPaper, async (ctx, { fields, reason, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  const { detail } = facts
  const changed = (Object.keys(fields) as (keyof typeof fields)[]).filter((key) => fields[key] !== undefined && JSON.stringify(fields[key]) !== JSON.stringify(detail[key]))
  if (changed.length === 0) throw new RefusalError(refuse('outgoing.nothing-amended'))
  const after: PaperDetail = { ...detail, ...(Object.fromEntries(changed.map((key) => [key, fields[key]])) as Partial<PaperDetail>) }
  // an organ named anew signs for itself; one that stays keeps its signature (R-D25)
  const joint = after.organs.slice(1).map((organ) => detail.joint.find((one) => one.organ === organ) ?? { organ, signer: null, signedOn: null, file: null, by: null })
  const said = (key: keyof typeof fields, value: unknown) => told(ctx, key, value)
  const text = [reason, ...changed.map((key) => `${zh.amended[key]}：${said(key, detail[key])} → ${said(key, after[key])}`)].join('\n')
  return movePaper(ctx, 'amend', { detail: { ...after, joint, overYear: await keepYearAmended(ctx, facts, after, reason) }, input: { ...on, text, files: [] } })
})
