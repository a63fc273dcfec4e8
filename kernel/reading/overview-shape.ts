/** 主任一屏: contract. Every figure is the count of a list in the ledger; `link` of a figure is made from the same filter. */
import { z } from 'zod'
import { reading } from '../contract.ts'
import { named } from '../view.ts'

/** 在办、超期、临期、积压、本周收、本周结 */
export const loadKeys = ['open', 'late', 'soon', 'old', 'came', 'went'] as const
export type LoadKey = (typeof loadKeys)[number]
const load = z.object({ open: z.int(), late: z.int(), soon: z.int(), old: z.int(), came: z.int(), went: z.int() })
export type Load = z.output<typeof load>
export const step = z.object({
  desk: z.string(),
  step: z.string(),
  kind: z.enum(['do', 'say']),
  /** Stays that ended in the period, and how long they were, in hours. */
  n: z.int(),
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  /** Matters that stand there now. */
  open: z.int(),
})
export type StepSeen = z.output<typeof step>
export const overview = reading('matters.overview', {
  input: z.object({
    /** 积压: open for more days than this. */
    older: z.coerce.number().int().min(1).max(730).default(30),
    /** Steps of the last so many days. */
    days: z.coerce.number().int().min(7).max(730).default(90),
  }),
  output: z.object({
    at: z.string(),
    /** Monday of this week. */
    week: z.string(),
    /** Registered on or before this day: 积压. */
    oldTo: z.string(),
    since: z.string(),
    all: load,
    units: z.array(load.extend({ unit: named, kind: z.string() })),
    steps: z.array(step),
    /** Where most time goes: the highest median × count; null where nothing ended. */
    narrow: z.object({ desk: z.string(), step: z.string() }).nullable(),
  }),
})
/** Hours that went at a step: what the narrowest place is found by. */
export const lost = ({ n, median }: Pick<StepSeen, 'n' | 'median'>): number => n * median

/** The list a figure counts, as the ledger's filter; without a unit, of all units. */
export function behind(key: LoadKey, { week, oldTo }: { readonly week: string; readonly oldTo: string }, unit?: string): Readonly<Record<string, string>> {
  const of: Readonly<Record<LoadKey, Readonly<Record<string, string>>>> = {
    open: { phase: 'open' },
    late: { light: 'late' },
    soon: { light: 'soon' },
    old: { phase: 'open', to: oldTo },
    came: { from: week },
    went: { closedFrom: week },
  }
  return { ...of[key], ...(unit ? { lies: unit } : {}) }
}
/** The matters that stand at a step now. */
export const standing = ({ desk, step: at }: Pick<StepSeen, 'desk' | 'step'>): Readonly<Record<string, string>> => ({ desk, step: at, phase: 'open' })
