/**
 * Which value a clock runs by. A clock that starts takes what is in force at that moment and names it; a running one is read by the name it bears,
 * so a matter already on its way keeps the clock it started with, whatever the office has changed since. Pure. Rule: HB-44, R-S13, R-T03
 */
import type { ClockDef } from '../clock/define.ts'
import type { Desk } from '../desk.ts'
import type { Instant } from '../time.ts'
import { inForce, type Rules, type RuleVersion, versionNo } from './in-force.ts'
import { clockValue } from './value.ts'

/** `letters.handling` as shipped, `letters.handling@3` by the third version of the office. */
const named = /^(?<key>[^@]+)@(?<version>\d+)$/
const byVersion = (shipped: ClockDef, own: RuleVersion): ClockDef => {
  const { runs, dayOne, alarms } = clockValue.parse(own.value)
  return { ...shipped, runs, dayOne, alarms: alarms ?? shipped.alarms, basis: own.basis }
}

/** The clock as it is to run when started then, and the name its row bears; null: the desk has no such clock. */
export function clockAt(desk: Desk, rules: Rules, key: string, at: Instant): { readonly def: ClockDef; readonly rule: string } | null {
  const shipped = desk.clocks[key]
  if (!shipped) return null
  const rule = `${desk.key}.${key}`
  const own = inForce(rules, 'clock', rule, at)
  return own ? { def: byVersion(shipped, own), rule: `${rule}@${own.version}` } : { def: shipped, rule }
}
/** The version a row names; 0: as shipped. */
export const clockVersion = (rule: string): number => Number(named.exec(rule)?.groups?.version ?? 0)
/** A clock as its row says it was started. */
export function clockOf(desk: Desk, rules: Rules, row: { readonly key: string; readonly rule: string }): ClockDef | null {
  const shipped = desk.clocks[row.key]
  if (!shipped) return null
  const version = clockVersion(row.rule)
  const own = version > 0 ? versionNo(rules, 'clock', `${desk.key}.${row.key}`, version) : null
  return own ? byVersion(shipped, own) : shipped
}
