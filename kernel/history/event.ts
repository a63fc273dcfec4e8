/** One step of an act as history keeps it: after-images of rows, with every personal text replaced by its salted digest. */
import type { Step } from '../decide/facts.ts'
import { type Change, personalTexts } from '../decide/rows.ts'
import type { ActId, AssignmentId, FileId, MatterId, PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { textDigest } from './digest.ts'

/** The columns of `event` the application supplies; `year`, `id` and `logged_at` are the database's own. */
export interface NewEvent {
  readonly act_id: ActId
  readonly matter_id: MatterId | null
  readonly at: Instant
  readonly move: string
  readonly actor: PersonId
  readonly holder: AssignmentId | null
  readonly recorded_by: PersonId | null
  readonly evidence: FileId | null
  readonly undoes: ActId | null
  readonly v: number
  readonly said: Readonly<Record<string, unknown>>
  readonly effects: readonly Change[]
}

/**
 * A row as history may hold it: `title` becomes its digest (null stays null, as after erasure) and `title_salt` goes.
 * Fold and verify compare stored rows through this same function.
 */
export function maskRow(table: Change['table'], row: object): Record<string, unknown> {
  const masked: Record<string, unknown> = { ...row }
  for (const column of personalTexts[table] ?? []) {
    const [text, salt] = [masked[column], masked[`${column}_salt`]]
    masked[column] = typeof text === 'string' && typeof salt === 'string' ? textDigest(salt, text) : null
    delete masked[`${column}_salt`]
  }
  return masked
}

/** Rule: architecture §2 «History»; invariant 18 */
export function toEvent(act: ActId, step: Step): NewEvent {
  return {
    act_id: act,
    matter_id: step.matter,
    at: step.at,
    move: step.move,
    actor: step.actor,
    holder: step.holder,
    recorded_by: step.recorded_by,
    evidence: step.evidence,
    undoes: step.undoes,
    v: step.v,
    said: step.said,
    effects: step.rows.map((c) => ({ table: c.table, row: maskRow(c.table, c.row), fresh: c.fresh }) as unknown as Change),
  }
}
