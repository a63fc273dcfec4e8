/** The one gate. A route says who may pass or the server does not start; rights on a matter are `advance`'s and `visible()`'s. Rule: issue A «deny by default»; anchors S4, S6 */
import type { Who } from '../../kernel/decide/facts.ts'
import { hasPower, type Office } from '../../kernel/decide/office.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'

/** `matter`: signed in here, and the kernel decides about the matter itself. `power`: signed in and holding that power today. */
export type Gate = 'public' | 'signed-in' | 'matter' | { readonly power: string }

export function isGate(value: unknown): value is Gate {
  return (
    value === 'public' || value === 'signed-in' || value === 'matter' || (typeof value === 'object' && value !== null && typeof (value as { power?: unknown }).power === 'string')
  )
}

/** Whoever has left the office is signed out at his next request. @throws RefusalError `session.expired` */
export function mustBeHere(office: Office, who: Who): void {
  if (!office.persons.get(who.person)?.active) throw new RefusalError(refuse('session.expired', {}, 401))
}
/** @throws RefusalError `session.not-allowed` when the person lacks the power the gate names */
export function mustPass(gate: Gate, office: Office, who: Who, now: Instant): void {
  if (typeof gate === 'string') return
  if (!hasPower(office, who.person, gate.power, now)) throw new RefusalError(refuse('session.not-allowed', { power: gate.power }, 403))
}
