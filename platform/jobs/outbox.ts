/** The outbox emptied: claimed by one worker at a time, tried again later and later, given up after eight times and kept as a dead letter. */
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { addMillis, type Instant, MINUTE } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { channels } from '../live/channels.ts'

export interface Letter {
  readonly id: number
  readonly kind: string
  readonly to_person: PersonId | null
  readonly payload: Readonly<Record<string, string | number | null>>
  readonly attempts: number
}
/** One way out of the house. Mail and SMS are further ones. Runs in a transaction of its own with the marking as sent. */
export type Sender = (tx: Tx, letter: Letter, now: Instant) => Promise<unknown>

const BATCH = 100
const CLAIM_MINUTES = 5
const TRIES = 8
/** 1, 2, 4 … minutes, at most six hours. */
export const backOff = (attempts: number): number => Math.min(2 ** attempts, 360) * MINUTE

/** 系统内通知: a row for the person, and word to his open pages. @returns its id; null: for nobody */
export async function inApp(tx: Tx, letter: Letter, now: Instant): Promise<number | null> {
  if (letter.to_person === null) return null
  const { matter, ...payload } = letter.payload
  const [made] = await run<{ id: number }>(tx, 'insert into notice (person, kind, matter_id, payload, at) values ($1, $2, $3, $4, $5) returning id', [
    letter.to_person,
    letter.kind,
    typeof matter === 'string' ? (matter as MatterId) : null,
    JSON.stringify(payload),
    now,
  ])
  await run(tx, 'select pg_notify($1, $2)', [channels.notices, letter.to_person])
  return made?.id ?? null
}

/** @returns how many were sent, tried in vain, given up; call again while a whole batch was found */
export async function emptyOutbox(house: House, send: Sender = inApp): Promise<{ sent: number; failed: number; dead: number; found: number }> {
  const now = house.clock.now()
  const letters = await inAct(house.pools.act, (tx) =>
    run<Letter>(
      tx,
      `update outbox o set claimed_until = $2 where o.id in (
         select i.id from outbox i where i.sent_at is null and i.dead_at is null and i.due_at <= $1 and (i.claimed_until is null or i.claimed_until <= $1)
         order by i.due_at, i.id limit $3 for update skip locked)
       returning o.id, o.kind, o.to_person, o.payload, o.attempts`,
      [now, addMillis(now, CLAIM_MINUTES * MINUTE), BATCH],
    ),
  )
  const count = { sent: 0, failed: 0, dead: 0, found: letters.length }
  for (const letter of letters) count[await sendOne(house, letter, send, now)]++
  return count
}

async function sendOne(house: House, letter: Letter, send: Sender, now: Instant): Promise<'sent' | 'failed' | 'dead'> {
  try {
    await inAct(house.pools.act, async (tx) => {
      await send(tx, letter, now)
      await run(tx, 'update outbox o set sent_at = $2, attempts = o.attempts + 1 where o.id = $1', [letter.id, now])
    })
    return 'sent'
  } catch (error) {
    const dead = letter.attempts + 1 >= TRIES
    const { code, name } = error as { code?: string; name?: string }
    house.log.error({ outbox: letter.id, kind: letter.kind, attempts: letter.attempts + 1, error: code ?? name ?? '', dead }, 'a notice could not be sent')
    // A newer notice of the same matter may have come meanwhile; the claim keeps the two apart until this one is done with.
    await inAct(house.pools.act, (tx) =>
      run(tx, 'update outbox o set attempts = o.attempts + 1, due_at = $2, claimed_until = $2, dead_at = $3, last_error = $4 where o.id = $1', [
        letter.id,
        addMillis(now, backOff(letter.attempts)),
        dead ? now : null,
        String(code ?? name ?? 'Error').slice(0, 100),
      ]),
    )
    return dead ? 'dead' : 'failed'
  }
}
