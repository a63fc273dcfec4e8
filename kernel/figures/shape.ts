/** Figures of any desk as they are asked for and told, and the stored cut-offs. Contracts, shared with the browser. Rule: R-H20 */
import { z } from 'zod'
import { act, instantText, line, officeDateText, reading, unitId } from '../contract.ts'
import { entryKey } from '../rules/value.ts'
import { named } from '../view.ts'

/** Office days of registration, both included; what is counted, and as things stood when. */
export const figurePeriod = {
  from: officeDateText.optional(),
  to: officeDateText.optional(),
  unit: unitId.optional(),
  source: line(40).optional(),
  category: entryKey.optional(),
  cutOff: instantText.optional(),
  /** After a reorganisation: by the units as they are now, or as each matter had them then. */
  as: z.enum(['now', 'then']).default('now'),
}
/** `version`: the year from which the definition counted by holds. */
export const figureView = z.object({
  key: z.string(),
  version: z.int(),
  n: z.int(),
  of: z.int().nullable(),
  median: z.number().nullable(),
  q1: z.number().nullable(),
  q3: z.number().nullable(),
})
export type FigureView = z.output<typeof figureView>
/** How far a share is from its line: `must` more of the `yet` undecided ones have to come right. */
export const lineView = z.object({
  key: z.string(),
  target: z.number(),
  good: z.int(),
  lost: z.int(),
  yet: z.int(),
  must: z.int(),
  stands: z.enum(['safe', 'open', 'missed']),
})
export type LineView = z.output<typeof lineView>
/** A span of the same kind before, counted at the same age. */
export const beforeView = z.object({ from: z.string(), to: z.string(), cutOff: z.string(), figures: z.array(figureView) })
export const figuresView = z.object({
  cutOff: z.string(),
  reorganised: z.boolean(),
  all: z.array(figureView),
  units: z.array(z.object({ unit: named, figures: z.array(figureView) })),
  /** By the first level of the desk's dictionary; null: none said. */
  categories: z.array(z.object({ category: z.string().nullable(), figures: z.array(figureView) })),
  /** null where no span is asked for. */
  before: beforeView.nullable(),
  yearBefore: beforeView.nullable(),
  lines: z.array(lineView),
  /** By month of registration, the last twelve of the span, oldest first. */
  months: z.array(z.object({ month: z.string(), figures: z.array(figureView) })),
})
/** `yet`: undecided, and deciding whether a line is met. */
export const figureParts = ['n', 'rest', 'yet'] as const

const deskKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const cutOffRow = z.object({
  id: z.string(),
  desk: z.string(),
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  cutOff: z.string(),
  by: named,
  at: z.string(),
  figures: z.array(figureView),
})
export type CutOffRow = z.output<typeof cutOffRow>
/** 统计口径截止: the figures of a whole desk kept under a name, as they stood at a moment. 工作秘密 is in none of them. */
export const keepCutOff = act('figures.keepCutOff', {
  input: z.object({ desk: deskKey, name: line(60), from: officeDateText.nullable(), to: officeDateText.nullable(), cutOff: instantText.nullable() }),
  output: z.object({ id: z.string() }),
})
export const cutOffs = reading('figures.cutOffs', { input: z.object({ desk: deskKey }), output: z.object({ rows: z.array(cutOffRow) }) })
/** Counted once more from history; `differs` names the figures that no longer come out the same. */
export const recount = reading('figures.recount', {
  input: z.object({ id: z.uuid() }),
  output: z.object({ kept: cutOffRow, again: z.array(figureView), differs: z.array(z.string()) }),
})
