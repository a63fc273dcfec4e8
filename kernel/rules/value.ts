/** What a rule of each kind says, checked when it is proposed and when it is read. Rule: HB-44 */
import { z } from 'zod'
import { line } from '../contract.ts'
import type { RuleKind } from './in-force.ts'

export const spanUnits = ['minutes', 'hours', 'days', 'workdays', 'months'] as const
export const dayOnes = ['same day', 'next day', 'next workday'] as const
/** How long, and which day counts as the first. What starts and stops a clock, and its alarms, stay with the desk. */
export const clockValue = z.strictObject({
  runs: z.strictObject({ unit: z.enum(spanUnits), n: z.int().min(1).max(3650) }),
  dayOne: z.enum(dayOnes).default('next day'),
})
export type ClockValue = z.output<typeof clockValue>

export const entryKey = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
/** `zh` and `en` null: as the desk calls it. `on` false: not to be chosen any more; what was said before keeps its word. */
export const dictionaryValue = z.strictObject({
  entries: z
    .array(z.strictObject({ key: entryKey, zh: line(40).nullable(), en: line(60).nullable(), on: z.boolean() }))
    .min(1)
    .max(200)
    .refine((entries) => new Set(entries.map((e) => e.key)).size === entries.length, { error: 'twice' })
    .refine((entries) => entries.some((e) => e.on), { error: 'empty' }),
})
export type DictionaryValue = z.output<typeof dictionaryValue>

export const quotaUnits = ['characters', 'pages', 'people', 'minutes', 'days', 'percent', 'times', 'oclock', 'waiting-minutes'] as const
export const quotaValue = z.strictObject({ n: z.number().min(0).max(1_000_000), unit: z.enum(quotaUnits) })
export type QuotaValue = z.output<typeof quotaValue>

const who = z.union([
  z.strictObject({ head: z.enum(['owner', 'asker']) }),
  z.strictObject({ charge: z.literal('owner') }),
  z.strictObject({ post: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) }),
  z.strictObject({ chosen: line(20) }),
])
/** 办理路线: one step after another. Units and people by name are chosen when it is started, so that a route outlives them. */
export const routeValue = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        role: line(20),
        kind: z.enum(['do', 'say', 'read']),
        pace: z.enum(['together', 'in_turn']).default('together'),
        need: z.int().min(1).max(20).nullable().default(null),
        who: z.array(who).min(1).max(10),
        move: z
          .string()
          .regex(/^[a-z][a-zA-Z]{0,39}$/)
          .optional(),
      }),
    )
    .min(1)
    .max(20),
})
export type RouteValue = z.output<typeof routeValue>

export const ruleValue: { readonly [K in RuleKind]: z.ZodType } = { route: routeValue, clock: clockValue, dictionary: dictionaryValue, quota: quotaValue }
