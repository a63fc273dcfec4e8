/** Notices leave with the act that caused them: written in its transaction, sent by the worker after it. */
import type { Notice } from '../decide/facts.ts'
import { run, type Tx } from '../write/tx.ts'

/** One per person and key; the last said stands. In a fixed order, so that two acts never wait for each other in a circle. */
export function lastOfEach(notices: readonly Notice[]): Notice[] {
  const byKey = new Map(notices.map((n) => [`${n.to}\n${n.key}`, n]))
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, n]) => n)
}
/** What a notice is as one JSON row of `putNotices`. */
export const noticeRow = (n: Notice) => ({ kind: n.kind, to_person: n.to, merge_key: n.key, payload: n.payload, due_at: n.dueAt })

/**
 * The insert as text, so that `write` can make it part of its one statement. A notice nobody has begun to send is replaced.
 * @param parameter number of the JSON parameter
 */
export const putText = (parameter: number): string => `insert into outbox (kind, to_person, merge_key, payload, due_at)
  select n.kind, n.to_person, n.merge_key, n.payload, n.due_at
  from json_to_recordset($${parameter}::json) as n(kind text, to_person uuid, merge_key text, payload jsonb, due_at timestamptz)
  on conflict (to_person, merge_key) where sent_at is null and dead_at is null and claimed_until is null
  do update set kind = excluded.kind, payload = excluded.payload, due_at = excluded.due_at, attempts = 0, last_error = null`

/** Puts notices outside a move (alarms of the scheduler, daily lists). @param notices no personal data in their payload (invariant 18) */
export async function putNotices(tx: Tx, notices: readonly Notice[]): Promise<void> {
  if (notices.length > 0) await run(tx, putText(1), [JSON.stringify(lastOfEach(notices).map(noticeRow))])
}
