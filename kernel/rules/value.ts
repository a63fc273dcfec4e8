/** What a rule of each kind says, checked when it is proposed and when it is read. Rule: HB-44 */
import { z } from 'zod'
import { line } from '../contract.ts'
import type { RuleKind } from './in-force.ts'

export const spanUnits = ['minutes', 'hours', 'days', 'workdays', 'months'] as const
export const dayOnes = ['same day', 'next day', 'next workday'] as const
const span = z.strictObject({ unit: z.enum(spanUnits), n: z.int().min(1).max(3650) })
export const alarmActs = ['remind', 'urge', 'escalate'] as const
const alarm = z.strictObject({ when: z.union([z.strictObject({ share: z.number().gt(0).max(1) }), z.strictObject({ after: span })]), act: z.enum(alarmActs) })
export type AlarmValue = z.output<typeof alarm>
const lengths = { minutes: 1, hours: 60, days: 1440, workdays: 2016, months: 43_200 } as const
/** Shares of the limit first, then what comes after it. */
const rank = ({ when }: AlarmValue): number => ('share' in when ? when.share : 1 + when.after.n * lengths[when.after.unit])
/** How long, which day counts as the first, and when it speaks; without alarms of the office's own the desk's hold; none at all is no clock. What starts and stops a clock stays with the desk. */
export const clockValue = z.strictObject({
  runs: span,
  dayOne: z.enum(dayOnes).default('next day'),
  alarms: z
    .array(alarm)
    .min(1)
    .max(6)
    .transform((list) => [...list].sort((a, b) => rank(a) - rank(b)))
    .optional(),
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
  /** What the office calls it: 会签 */
  name: line(40).optional(),
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

/** A table of the office's own making (保管期限表); what stands in one is the desk's to say (`Desk.tables`). */
const tableValue = z.record(z.string().max(40), z.unknown())
export const ruleValue: { readonly [K in RuleKind]: z.ZodType } = { route: routeValue, clock: clockValue, dictionary: dictionaryValue, quota: quotaValue, table: tableValue }
