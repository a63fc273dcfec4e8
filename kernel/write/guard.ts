/** What the database itself refused, in the kernel's own terms. It means `decide` let something through: a fault to mend, shown as a plain refusal. */
import { type Refusal, refuse } from '../refusal.ts'

/** Every code a guard may give; words for them stand among the kernel's refusals. */
export const guardCodes = [
  'guard.owner-without-piece',
  'guard.two-owners',
  'guard.two-clocks',
  'guard.not-the-highest-round',
  'guard.open-on-closed-round',
  'guard.closed-on-open-round',
  'guard.round-frozen',
  'guard.report-frozen',
  'guard.first-due-frozen',
  'guard.answer-rated-once',
  'guard.closing-with-debt',
  'guard.closing-with-work',
  'guard.closed-without-answer',
  'guard.work-on-closed',
  'guard.debt-on-closed',
  'guard.part-of-closed',
  'guard.closing-over-open-part',
  'guard.number-gap',
  'guard.number-ahead',
  'guard.number-frozen',
  'guard.number-repeated',
  'guard.number-not-taken',
  'guard.series-frozen',
  'guard.answer-frozen',
  'guard.answer-settled-once',
  'guard.words-frozen',
  'guard.file-frozen',
  'guard.row-frozen',
  'guard.history-frozen',
] as const

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
