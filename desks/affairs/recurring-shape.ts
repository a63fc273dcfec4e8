/** 常态工作: contracts, shared with the browser. Rule: ZK-08, GN-07 */
import { z } from 'zod'
import { act, line, officeDateText, postId, reading, text } from '../../kernel/contract.ts'
import { named } from '../../kernel/view.ts'
import { cycles, shifts } from './recurring-rule.ts'

export const recurringRule = z.object({
  every: z.enum(cycles),
  weekday: z.int().min(1).max(7).default(1),
  day: z.int().min(1).max(31).default(1),
  month: z.int().min(1).max(12).default(1),
  shift: z.enum(shifts).default('before'),
  lead: z.int().min(0).max(60).default(3),
  from: officeDateText,
  until: officeDateText.nullable().default(null),
})
/** `id` null: a new one. What is running goes on under the new wording from its next turn. */
export const setRecurring = act('affairs.setRecurring', {
  input: z.object({ id: z.uuid().nullable(), title: line(100), body: text(4000), rule: recurringRule, post: postId, asker: postId }),
  output: z.object({ id: z.string(), version: z.int() }),
})
/** 暂停、恢复、终止; pausing and ending say why. */
export const turnRecurring = act('affairs.turnRecurring', {
  input: z.object({ id: z.uuid(), to: z.enum(['running', 'paused', 'ended']), why: line(200).nullable().default(null) }),
  output: z.object({ version: z.int() }),
})
const turn = z.object({ due: z.string(), opens: z.string() })
export const recurringRow = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  body: z.string(),
  rule: recurringRule,
  post: named,
  unit: z.string(),
  asker: named,
  state: z.enum(['running', 'paused', 'ended']),
  why: z.string().nullable(),
  by: named,
  at: z.string(),
  /** The turn opened last. `matter` null: not for this reader to see. */
  last: z.object({ due: z.string(), at: z.string(), matter: z.string().nullable(), number: z.string().nullable() }).nullable(),
  next: turn.nullable(),
})
export type RecurringRow = z.output<typeof recurringRow>
/** `coming`: what will be opened in the next thirty days, in that order. */
export const recurring = reading('affairs.recurring', {
  input: z.object({}),
  output: z.object({
    rows: z.array(recurringRow),
    coming: z.array(turn.extend({ id: z.string(), title: z.string(), post: named })),
    posts: z.array(named.extend({ unit: z.string() })),
  }),
})
