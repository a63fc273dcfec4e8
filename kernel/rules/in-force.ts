/**
 * 规则 in time: every version an office has approved of what it may change, and the one question all of them are read by: which was in force then.
 * Pure; the versions are facts handed in. No version: as shipped, which is version 0 and was in force before the first.
 * Rule: HB-44; decision 0017
 */
import type { Instant } from '../time.ts'

/** 办理路线 · 时限 · 字典 · 限额 · 表 */
export const ruleKinds = ['route', 'clock', 'dictionary', 'quota', 'table'] as const
export type RuleKind = (typeof ruleKinds)[number]
/** One approved version; it never changes. */
export interface RuleVersion {
  readonly kind: RuleKind
  readonly key: string
  readonly version: number
  readonly value: unknown
  /** In force from this moment on, until the next. */
  readonly from_at: Instant
  /** The document or the reason it rests on, as its proposer wrote it. */
  readonly basis: string
}
/** Every approved version, by kind and key, in order of version. */
export type Rules = ReadonlyMap<string, readonly RuleVersion[]>
export const noRules: Rules = new Map()

const nameOf = (kind: RuleKind, key: string): string => `${kind}:${key}`
export function rulesOf(versions: readonly RuleVersion[]): Rules {
  const byName = new Map<string, RuleVersion[]>()
  for (const one of [...versions].sort((a, b) => a.version - b.version)) {
    const name = nameOf(one.kind, one.key)
    byName.set(name, [...(byName.get(name) ?? []), one])
  }
  return byName
}
export const versionsOf = (rules: Rules, kind: RuleKind, key: string): readonly RuleVersion[] => rules.get(nameOf(kind, key)) ?? []
export const versionNo = (rules: Rules, kind: RuleKind, key: string, version: number): RuleVersion | null =>
  versionsOf(rules, kind, key).find((one) => one.version === version) ?? null

/** Of what has begun by then, what began last; of two that begin together, the one approved last. */
export const latestBegun = <V extends { readonly version: number; readonly from_at: Instant }>(versions: readonly V[], at: Instant): V | null =>
  versions.reduce<V | null>(
    (latest, one) => (one.from_at <= at && (latest === null || one.from_at > latest.from_at || (one.from_at === latest.from_at && one.version > latest.version)) ? one : latest),
    null,
  )
/** The version in force at that moment; null: as shipped. Every reading of a rule begins here. */
export const inForce = (rules: Rules, kind: RuleKind, key: string, at: Instant): RuleVersion | null => latestBegun(versionsOf(rules, kind, key), at)
