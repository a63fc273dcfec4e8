/** 规则 (HB-44): proposing, deciding, the rule book. Contracts, shared with the browser. */
import { z } from 'zod'
import { act, line, officeDateText, reading } from '../contract.ts'
import { named } from '../view.ts'
import { ruleKinds } from './in-force.ts'
import { routeValue } from './value.ts'

const nothing = z.object({})
const kind = z.enum(ruleKinds)
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}\.[a-zA-Z0-9-]{1,60}$/)
/** Checked once more by the kind it is of. */
const value = z.record(z.string().max(40), z.unknown())

export const proposeRule = act('rules.propose', { input: z.object({ kind, key, value, from: officeDateText, basis: line(200) }), output: z.object({ id: z.string() }) })
/** 办理路线 of one desk in force now, to be started on a matter. */
export const routesToStart = reading('rules.routes', {
  input: z.object({ desk: z.string().regex(/^[a-z]{1,30}$/) }),
  output: z.object({
    rows: z.array(z.object({ key: z.string(), name: z.string().nullable(), version: z.int(), steps: routeValue.shape.steps })),
    posts: z.array(z.object({ key: z.string(), title: z.string() })),
  }),
})
/** By a second person. A refusal says why. */
export const decideRule = act('rules.decide', {
  input: z.object({ id: z.uuid(), approve: z.boolean(), why: line(200).nullable().default(null) }),
  output: z.object({ version: z.int().nullable() }),
})
export const withdrawRule = act('rules.withdraw', { input: z.object({ id: z.uuid() }), output: nothing })

/** One version or proposal. `version` null: not approved (yet, or never). */
export const ruleLine = z.object({
  id: z.string(),
  version: z.int().nullable(),
  value: z.unknown(),
  /** The day asked for; of an approved one `from` is the moment it begins. */
  day: z.string(),
  from: z.string().nullable(),
  basis: z.string(),
  outcome: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
  proposedBy: named,
  proposedAt: z.string(),
  decidedBy: named.nullable(),
  decidedAt: z.string().nullable(),
  why: z.string().nullable(),
})
export type RuleLine = z.output<typeof ruleLine>
export const ruleRow = z.object({
  kind,
  key: z.string(),
  desk: z.string().nullable(),
  /** As shipped; null: a route of the office's own. */
  shipped: z.unknown(),
  shippedBasis: z.string(),
  /** In force on the day asked; null: as shipped, or (a route) not yet begun. */
  now: ruleLine.nullable(),
  /** Approved, and beginning later, the next first. */
  coming: z.array(ruleLine),
  /** Waits for the second person. */
  proposed: ruleLine.nullable(),
  /** Everything ever proposed, newest first. */
  history: z.array(ruleLine),
})
export type RuleRow = z.output<typeof ruleRow>
/** 规则汇编: as it stands on a day. Everybody in the house may read by which rules he works. */
export const ruleBook = reading('rules.book', {
  input: z.object({ on: officeDateText.optional() }),
  output: z.object({ on: z.string(), rows: z.array(ruleRow), posts: z.array(z.object({ key: z.string(), title: z.string() })) }),
})
/** What it would change: refusals come here already; of a clock, the due time of a matter begun at nine of the first day, before and after. */
export const ruleTrial = reading('rules.trial', {
  input: z.object({ kind, key, value: z.string().max(60_000), from: officeDateText }),
  output: z.object({
    refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])) }).nullable(),
    due: z.object({ start: z.string(), before: z.string(), after: z.string(), provisional: z.boolean() }).nullable(),
  }),
})
/** Entries of one dictionary as they may be chosen now. */
export const dictionaryNow = reading('rules.dictionary', {
  input: z.object({ key }),
  output: z.object({ version: z.int(), entries: z.array(z.object({ key: z.string(), zh: z.string().nullable(), en: z.string().nullable(), on: z.boolean() })) }),
})
