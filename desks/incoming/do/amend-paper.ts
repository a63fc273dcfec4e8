/** 更正登记; 按请示办理. */
import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { UnitId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { amendPaper, type PaperDetail, treatAsRequest } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { detailOf, movePaper } from './move-paper.ts'

const isJoint = (value: unknown): value is NonNullable<PaperDetail['joint']> => typeof value === 'object' && value !== null && 'office' in value
const worded: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = { paperType: zh.paperTypes, urgency: zh.urgencies, handling: zh.handlings }
/** A value on record in the office's words. */
function told(ctx: Ctx, key: string, value: unknown): string {
  if (key === 'senderUnit' && typeof value === 'string') return ctx.office.units.get(value as UnitId)?.name ?? zh.say.none
  return worded[key]?.[String(value)] ?? plain(value)
}
const plain = (value: unknown): string =>
  isJoint(value)
    ? `${[value.office, value.number].filter(Boolean).join(' ')}（${zh.jointLeads[value.lead]}）`
    : Array.isArray(value)
      ? value.join('、')
      : value === null || value === undefined || value === ''
        ? zh.say.none
        : String(value)

/**
 * 更正登记: what the register said wrong is put right with its reason; what it said before stands in the note.
 * @throws Refusal `incoming.nothing-amended` · `incoming.request-is-work` (a 请示 is never only read)
 * Rule: 条例 art. 24(2)
 */
export const handleAmendPaper = handle(amendPaper, async (ctx, { fields, reason, ...on }) => {
  const before = await detailOf(ctx, on.matter)
  const given = Object.entries(fields).filter(([key, value]) => value !== undefined && !isDeepStrictEqual(value, before[key as keyof PaperDetail]))
  if (given.length === 0) throw new RefusalError(refuse('incoming.nothing-amended'))
  const detail = { ...before, ...Object.fromEntries(given) } as PaperDetail
  if (detail.handling === 'read' && (detail.paperType === 'request' || detail.asRequest)) throw new RefusalError(refuse('incoming.request-is-work'))
  const names = zh.amended as Readonly<Record<string, string>>
  const changes = given.map(([key, value]) => `${names[key] ?? key}：${told(ctx, key, before[key as keyof PaperDetail])} → ${told(ctx, key, value)}`)
  return movePaper(ctx, 'amend', { detail, input: { ...on, text: `${reason}\n${changes.join('\n')}`, files: [] } })
})

/** 按请示办理: from now on its promised days run, and it cannot be closed unanswered. Rule: R-D03 */
export const handleTreatAsRequest = handle(treatAsRequest, async (ctx, { reason, ...on }) => {
  const before = await detailOf(ctx, on.matter)
  return movePaper(ctx, 'asRequest', { detail: { ...before, asRequest: true, handling: 'act' }, input: { ...on, text: `${zh.moves.asRequest}：${reason}`, files: [] } })
})
