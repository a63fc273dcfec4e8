/**
 * What asks for an act is not told after the act: neither a notice that lay in the outbox meanwhile nor a message that waited for the digest or the morning leaves any more.
 * Rule: issue D «reminders stop in the act that answers»; F15, F16
 */

/** What asks somebody to act on a piece. */
const asking = ['given', 'asked', 'woken', 'urged', 'urge', 'reopened', 'again', 'unread-below', 'unread-duty']
const list = (keys: readonly string[]): string => keys.map((key) => `'${key}'`).join(', ')

/**
 * As text for statements, over a kind, a payload and a matter's id.
 * A piece that has ended is answered; one only to be signed for, by the signature; an alarm, when its clock no longer runs.
 */
export const answeredText = (kind: string, payload: string, matter: string): string => `(
  (${kind} in (${list(asking)}) and exists (select 1 from assignment an where an.matter_id = ${matter} and an.id::text = ${payload} ->> 'piece'
    and (an.state = 'ended' or (coalesce(${payload} ->> 'of', ${kind}) = 'given' and an.kind = 'do' and an.accepted_at is not null))))
  or (${kind} in ('remind', 'escalate') and ${payload} ? 'clock' and not exists (select 1 from clock cl where cl.matter_id = ${matter} and cl.key = ${payload} ->> 'clock' and cl.stopped_at is null)))`
