/** 限额: numbers a desk asks for before it lets something pass. Shipped as the rules of the land have them; an office may be stricter. Rule: R-M10, R-M11, R-M20, R-M30, standards §10 */
import type { Instant } from '../time.ts'
import { inForce, type Rules } from './in-force.ts'
import { type QuotaValue, quotaValue } from './value.ts'

interface Shipped extends QuotaValue {
  readonly basis: string
}
export const quotas = {
  'paper.characters': { n: 5000, unit: 'characters', basis: 'R-M20' },
  'paper.pages': { n: 10, unit: 'pages', basis: 'R-M20' },
  'speech.minutes': { n: 60, unit: 'minutes', basis: 'standards §10.3' },
  'meeting.topic-minutes': { n: 10, unit: 'minutes', basis: 'standards §10.2' },
  'meeting.first-chase': { n: 50, unit: 'percent', basis: 'R-M11' },
  'meeting.second-chase': { n: 80, unit: 'percent', basis: 'R-M11' },
  'letters.closed': { n: 98, unit: 'percent', basis: 'HA-74' },
  'letters.on-time': { n: 98, unit: 'percent', basis: 'HA-74' },
  'letters.satisfied': { n: 95, unit: 'percent', basis: 'HA-74' },
  'letters.passed-on': { n: 2, unit: 'times', basis: 'HA-70' },
  'down.papers': { n: 30, unit: 'times', basis: 'R-M20' },
  'retention.keys': { n: 30, unit: 'days', basis: 'architecture §2 «Erasure»' },
  'retention.submissions': { n: 30, unit: 'days', basis: 'R-C18' },
  'retention.sent': { n: 90, unit: 'days', basis: 'R-C18' },
  'retention.sessions': { n: 0, unit: 'days', basis: 'R-C18' },
  'retention.attempts': { n: 1, unit: 'days', basis: 'R-C18' },
  'retention.uploads': { n: 7, unit: 'days', basis: 'R-C18' },
  'retention.contacts': { n: 1095, unit: 'days', basis: 'R-C18' },
  'video-meeting.minutes': { n: 90, unit: 'minutes', basis: 'standards §10.3' },
  'reception.diners-to-ten': { n: 3, unit: 'people', basis: 'R-M30' },
  'reception.diners-share': { n: 33, unit: 'percent', basis: 'R-M30' },
  'notice.quiet-from': { n: 20, unit: 'oclock', basis: 'F16' },
  'notice.quiet-to': { n: 8, unit: 'oclock', basis: 'F16' },
  'notice.digest': { n: 10, unit: 'waiting-minutes', basis: 'R-W01' },
  'notice.again': { n: 120, unit: 'waiting-minutes', basis: 'F15' },
  'notice.to-head': { n: 240, unit: 'waiting-minutes', basis: 'F15' },
  'notice.to-duty': { n: 480, unit: 'waiting-minutes', basis: 'F15' },
} as const satisfies Readonly<Record<string, Shipped>>
export type QuotaKey = keyof typeof quotas

/** The number in force, with the version it comes from (0: as shipped). */
export function quotaAt(rules: Rules, key: QuotaKey, at: Instant): QuotaValue & { readonly version: number } {
  const own = inForce(rules, 'quota', key, at)
  const { n, unit } = own ? quotaValue.parse(own.value) : quotas[key]
  return { n, unit, version: own?.version ?? 0 }
}
