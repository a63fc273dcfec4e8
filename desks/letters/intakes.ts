/**
 * 收件方式: whether this office runs the line, receives from a 12345 centre and keeps what it supervises, or both. A dictionary, changed by two persons from a day.
 * Pure. Rule: HB-44; standards §6.2 R-H01
 */
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { inUse } from '../../kernel/rules/dictionary.ts'
import type { Rules } from '../../kernel/rules/in-force.ts'
import type { Instant } from '../../kernel/time.ts'
import { letters } from './desk.ts'
import type { Channel, Intake } from './shape.ts'

export const takesIn = (rules: Rules, way: Intake, now: Instant): boolean => inUse(letters, rules, 'intakes', way, now)
/** What only an office with a line of its own registers; letters and mailboxes are registered by every office. */
export const lineOnly: readonly Channel[] = ['call', 'message']
/** 仅接收: the centre answers the line, and here is kept what is supervised. */
export const onlyReceives = (rules: Rules, now: Instant): boolean => !takesIn(rules, 'line', now)

/** Why this cannot be registered here; null: it can. What may be an emergency is never turned away (R-H10). */
export const lineClosed = (rules: Rules, channel: Channel, emergency: boolean, now: Instant): Refusal | null =>
  lineOnly.includes(channel) && !emergency && onlyReceives(rules, now) ? refuse('letters.line-closed', {}, 409) : null
/** Why it does not become a letter; null: it does. */
export function notReceived(rules: Rules, supervised: boolean, now: Instant): Refusal | null {
  if (!takesIn(rules, 'centre', now)) return refuse('letters.centre-closed', {}, 409)
  return onlyReceives(rules, now) && !supervised ? refuse('letters.not-supervised', {}, 409) : null
}
