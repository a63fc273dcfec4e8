/**
 * A figure is defined once: what is counted, of what, from which year on. A figure, the list it opens and the line it is held to use the same conditions,
 * written over the columns of `factsOf`. What is left out is what the facts and the denominator leave out. Rule: R-H20; anchors C3
 */
import { type RawBuilder, sql } from 'kysely'
import type { QuotaKey } from '../rules/quotas.ts'

export interface FigureVersion {
  /** Year from which it is counted so. The first holds for everything before it too. */
  readonly since: number
  /** Counted in. */
  readonly n: RawBuilder<boolean>
  /** Counted of; null: a number, not a share. */
  readonly of: RawBuilder<boolean> | null
}
/** A share that is to reach a line while it still can. */
export interface FigureLine {
  readonly quota: QuotaKey
  /** Undecided: may still come right. */
  readonly yet: RawBuilder<boolean>
  /** Cannot come right any more; default: counted of, and not counted in. */
  readonly lost?: RawBuilder<boolean>
}
export interface FigureSet<K extends string = string> {
  readonly desk: string
  /** What the desk's own table adds to the facts: a join to `own` on `m.id`, its columns, and which matters ran on clocks that were not ours. */
  readonly own: { readonly join: RawBuilder<unknown>; readonly columns: RawBuilder<unknown>; readonly foreign: RawBuilder<boolean>; readonly source: RawBuilder<unknown> | null }
  /** The whole limits `onTime` is measured by: the first that was started. */
  readonly clocks: readonly string[]
  readonly figures: Readonly<Record<K, readonly FigureVersion[]>>
  /** Told as a median of `days` with its quartiles. */
  readonly inDays: K | null
  /** The desk's dictionary they are also counted by: the column over `own`, and how many characters of a key name its first level. */
  readonly category?: { readonly of: RawBuilder<unknown>; readonly first: number }
  readonly lines: Readonly<Partial<Record<K, FigureLine>>>
}
export const keysOf = <K extends string>(set: FigureSet<K>): K[] => Object.keys(set.figures) as K[]

/** The definition in force for a year. */
export function versionOf<K extends string>(set: FigureSet<K>, key: K, year: number): FigureVersion {
  const [first, ...later] = set.figures[key]
  if (!first) throw new Error(`${set.desk}: the figure ${key} has no definition`)
  return later.reduce((found, one) => (one.since <= year ? one : found), first)
}
/** @example figure(2026, sql`x.answered`, all) */
export const figure = (since: number, n: RawBuilder<boolean>, of: RawBuilder<boolean> | null = null): readonly FigureVersion[] => [{ since, n, of }]
export const all = sql<boolean>`true`
