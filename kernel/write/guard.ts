/** What the database itself refused, in the kernel's own terms. It means `decide` let something through: a fault to mend, shown as a plain refusal. */
import { type Refusal, refuse } from '../refusal.ts'

const byConstraint: Readonly<Record<string, string>> = {
  assignment_one_owner: 'guard.two-owners',
  clock_one_running: 'guard.two-clocks',
  matter_desk_number_key: 'guard.number-repeated',
  taken_pkey: 'guard.number-repeated',
}

/**
 * A database error as a refusal, or null where it is none of the guards'.
 * Codes: `guard.closing-with-debt`, `guard.owner-without-piece` … (migrations/20261122-05-guards.sql, -04-numbers.sql)
 */
export function guardRefusal(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const { code, message, constraint } = error as { code: unknown; message?: string; constraint?: string }
  if (typeof code === 'string' && code.startsWith('HY0') && message?.startsWith('guard.')) return refuse(message, {}, 409)
  const known = constraint === undefined ? undefined : byConstraint[constraint]
  return known === undefined ? null : refuse(known, {}, 409)
}
