/** 申请查阅: asking to see a matter one may not see, and deciding about it. Contracts, shared with the browser. Rule: HB-55, invariant 14 */
import { z } from 'zod'
import { act, line, reading, text } from '../contract.ts'
import { named } from '../view.ts'

/** Days after which a request nobody granted is told as not granted, whatever the reason: no such matter, refused, or not answered. */
export const KNOW_DAYS = 3
/** Requests of one person within these days. */
export const KNOW_MOST = 10

/** The answer is the same whether there is such a matter or not. */
export const askToKnow = act('know.ask', { input: z.object({ number: line(60), reason: text(500) }), output: z.object({ id: z.string() }) })
/** By the owner of the matter or the head of his unit. */
export const decideKnow = act('know.decide', { input: z.object({ request: z.uuid(), grant: z.boolean(), reply: text(500).nullable().default(null) }), output: z.object({}) })

const matter = z.object({ id: z.string(), desk: z.string(), number: z.string().nullable(), title: z.string().nullable() })
/** What I asked for. A refusal shows when a request about nothing would show it: with the days. */
export const myRequests = reading('know.mine', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({ id: z.string(), number: z.string(), reason: z.string().nullable(), at: z.string(), state: z.enum(['open', 'granted', 'not-granted']), matter: matter.nullable() }),
    ),
  }),
})
/** What waits for my decision, and what was decided in the matters I lead. */
export const toDecide = reading('know.toDecide', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        asker: named,
        unit: z.string(),
        post: z.string(),
        reason: z.string().nullable(),
        at: z.string(),
        matter,
        decidedAt: z.string().nullable(),
        decidedBy: named.nullable(),
        granted: z.boolean().nullable(),
        reply: z.string().nullable(),
      }),
    ),
  }),
})
