/** 每周专报、意见建议摘报: contracts, shared with the browser. Rule: HA-41, GN-04 */
import { z } from 'zod'
import { act, reading } from '../../kernel/contract.ts'
import { figureView } from '../../kernel/figures/shape.ts'
import { named } from '../../kernel/view.ts'
import { letterRow } from './shape.ts'
import { blockKeys } from './weekly-words.ts'

export const weeklyKinds = ['weekly', 'opinions'] as const
const kind = z.enum(weeklyKinds)
const block = z.object({ key: z.enum(blockKeys), heading: z.string().trim().min(1).max(40), text: z.string().max(8000) })
const blocks = z
  .array(block)
  .min(1)
  .max(12)
  .refine((list) => new Set(list.map((one) => one.key)).size === list.length, { error: 'twice' })
/** What is frozen when it is drawn: numbers and which letters, no words of anybody. */
export const weeklyNumbers = z.object({
  week: z.array(figureView),
  before: z.array(figureView),
  yearBefore: z.array(figureView),
  standing: z.array(figureView),
  overdue: z.array(z.object({ unit: named, late: z.int(), open: z.int() })),
  /** `letters`: which they were; a report from before this was kept finds them by the word alone. */
  themes: z.array(z.object({ label: z.string(), find: z.string(), n: z.int(), letters: z.array(z.string()).optional() })),
  cases: z.array(z.string()),
})
export type WeeklyNumbers = z.output<typeof weeklyNumbers>
const head = {
  id: z.string(),
  kind,
  /** The Monday it was drawn on. */
  week: z.string(),
  from: z.string(),
  to: z.string(),
  cutOff: z.string(),
  /** 〔2026〕第12期; null: not issued. */
  number: z.string().nullable(),
  issuedAt: z.string().nullable(),
  issuedBy: named.nullable(),
  savedAt: z.string(),
  savedBy: named.nullable(),
}
export const weeklyRow = z.object(head)
export const weeklyList = reading('letters.weeklyList', { input: z.object({}), output: z.object({ rows: z.array(weeklyRow), may: z.object({ draw: z.boolean() }) }) })
export const weeklyView = reading('letters.weekly', {
  input: z.object({ id: z.uuid() }),
  output: z.object({
    ...head,
    version: z.int(),
    numbers: weeklyNumbers,
    blocks: z.array(block),
    /** Of the typical cases those this reader may see. */
    cases: z.array(letterRow),
    may: z.object({ edit: z.boolean(), issue: z.boolean() }),
  }),
})
/** Draws what Monday has not drawn yet; what is there already is answered as it is. */
export const drawWeekly = act('letters.drawWeekly', { input: z.object({ kind }), output: z.object({ id: z.string() }) })
export const saveWeekly = act('letters.saveWeekly', { input: z.object({ id: z.uuid(), version: z.int(), blocks }), output: z.object({ version: z.int(), savedAt: z.string() }) })
export const issueWeekly = act('letters.issueWeekly', { input: z.object({ id: z.uuid(), version: z.int() }), output: z.object({ number: z.string() }) })
