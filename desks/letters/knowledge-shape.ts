/** 知识条目: contracts, shared with the browser. */
import { z } from 'zod'
import { act, line, officeDateText, reading, text, unitId } from '../../kernel/contract.ts'
import { named } from '../../kernel/view.ts'

/** `soon`: its unit is asked to look at it again; `over`: no longer offered to whoever takes a call. */
export const knowledgeRow = z.object({
  id: z.string(),
  version: z.int(),
  question: z.string(),
  answer: z.string(),
  source: z.string(),
  unit: named,
  validUntil: z.string(),
  state: z.enum(['valid', 'soon', 'over', 'ended']),
  used: z.int(),
  by: named,
  at: z.string(),
})
export type KnowledgeRow = z.output<typeof knowledgeRow>
/** `id` null: a new one. Saved again with a later day it has been looked at again. */
export const saveKnowledge = act('letters.saveKnowledge', {
  input: z.object({ id: z.uuid().nullable(), question: line(200), answer: text(4000), source: line(200), unit: unitId, validUntil: officeDateText }),
  output: z.object({ id: z.string(), version: z.int() }),
})
export const endKnowledge = act('letters.endKnowledge', { input: z.object({ id: z.uuid() }), output: z.object({}) })
/** 这条答上了. */
export const useKnowledge = act('letters.useKnowledge', { input: z.object({ id: z.uuid() }), output: z.object({ used: z.int() }) })
/** What holds today and is like the words typed, the best first. */
export const findKnowledge = reading('letters.findKnowledge', { input: z.object({ q: z.string().trim().max(400) }), output: z.object({ rows: z.array(knowledgeRow) }) })
export const knowledgeList = reading('letters.knowledge', {
  input: z.object({ q: z.string().trim().max(60).optional() }),
  output: z.object({ rows: z.array(knowledgeRow), may: z.object({ write: z.boolean() }) }),
})
