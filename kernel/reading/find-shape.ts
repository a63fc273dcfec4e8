/** 全文检索: contracts, shared with the browser. */
import { z } from 'zod'
import { act, line, matterId, officeDateText, reading, unitId } from '../contract.ts'
import { workRow } from '../view.ts'

/** 标题 正文 报结 答复 意见 办理记录 附件. */
export const textKinds = ['title', 'body', 'report', 'answer', 'opinion', 'note', 'attachment'] as const
export type TextKind = (typeof textKinds)[number]
const phases = ['registered', 'assigned', 'working', 'reported', 'closed', 'void', 'open'] as const
const narrow = {
  desk: z.string().max(40).optional(),
  kind: z.enum(textKinds).optional(),
  phase: z.enum(phases).optional(),
  unit: unitId.optional(),
  from: officeDateText.optional(),
  to: officeDateText.optional(),
}
/** A piece of a text; `hit` is what was asked for. */
const part = z.object({ text: z.string(), hit: z.boolean() })
export type Part = z.output<typeof part>
const row = workRow.extend({
  /** The title with what was asked for in it; null once erased by law. */
  shown: z.array(part).nullable(),
  /** Where else it stands, with a little around it. */
  places: z.array(z.object({ kind: z.enum(textKinds), parts: z.array(part) })),
})
export type FoundRow = z.output<typeof row>
/** 检索: newest first; `in` tells titles from all texts, and titles come first on the page. */
export const find = reading('matters.find', {
  input: z.object({
    q: line(60),
    in: z.enum(['title', 'text']),
    ...narrow,
    cursor: matterId.optional(),
    size: z.coerce.number().int().min(1).max(50).default(20),
  }),
  /** `waiting`: matters not indexed yet, counted up to a thousand. */
  output: z.object({ rows: z.array(row), next: z.string().nullable(), waiting: z.int() }),
})

/** 按来件人查: by exactly this telephone or this name, through the keyed hash; on record with its reason. Rule: R-C18 */
export const findAsker = act('matters.findAsker', {
  input: z.object({ by: z.enum(['phone', 'name']), value: line(60), why: line(200) }),
  output: z.object({ rows: z.array(workRow), more: z.boolean() }),
})

/** 常用检索: one's own, under a name. */
export const SAVED_MOST = 30
const asked = z.object({ q: line(60), ...narrow })
const saved = z.object({ id: z.uuid(), name: z.string(), asked })
export type SavedSearch = z.output<typeof saved>
export const savedSearches = reading('matters.savedSearches', { input: z.object({}), output: z.object({ rows: z.array(saved) }) })
export const saveSearch = act('matters.saveSearch', { input: z.object({ name: line(40), asked }), output: z.object({ id: z.string() }) })
export const dropSearch = act('matters.dropSearch', { input: z.object({ id: z.uuid() }), output: z.object({}) })

/** What could be read out of a matter's files. */
export const fileTexts = reading('matters.fileTexts', {
  input: z.object({ matter: z.uuid() }),
  output: z.object({ rows: z.array(z.object({ file: z.string(), state: z.enum(['waiting', 'done', 'cut', 'failed', 'none']) })) }),
})
