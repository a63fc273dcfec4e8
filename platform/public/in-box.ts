/** The inner side of the box: takes out, one by one, what was handed in; writes what may be known. Nothing acknowledged is lost: what cannot be taken in now waits and is tried again. */
import type { KeyObject } from 'node:crypto'
import type { ContactId, MatterId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { inUse } from '../../kernel/rules/dictionary.ts'
import { type HandedIn, handedIn, type Progress } from '../../kernel/said/handed-in.ts'
import { addMillis, type Instant, MINUTE } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { openSealed, publicHalf, sealWith } from '../crypto/drop-box.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { plainNumber } from './receipt.ts'

export interface Waiting {
  readonly id: string
  readonly kind: HandedIn['kind']
  readonly receipt: string | null
  readonly code_digest: string | null
  readonly sealed: Buffer
  readonly at: Instant
  readonly tries: number
}
/** Says what the public page needs: the office's name, the lock of the box, the key by which forms are known again. */
export async function tellPublicSide(house: House, drop: KeyObject): Promise<void> {
  const now = house.clock.now()
  const desk = house.desks.get('letters')?.desk
  await inAct(house.pools.act, async (tx) => {
    const line = !desk?.dictionaries?.intakes || inUse(desk, (await loadStanding(tx)).rules, 'intakes', 'line', now)
    await run(
      tx,
      `with office as (
         select u.id, u.name from unit u where u.kind = 'office' and u.parent is null and u.from_at <= $3 and (u.to_at is null or u.to_at > $3) order by u.sort limit 1)
       insert into public_side (name, phone, seal_key, form_key, line)
       values (coalesce((select o.name from office o), ''),
         (select c.value from unit_contact c join office o on o.id = c.unit
          where c.kind = 'office' and c.value ~ '^[0-9+][0-9 -]{2,28}$' and c.from_at <= $3 and (c.to_at is null or c.to_at > $3) order by c.from_at desc limit 1), $1, $2, $4)
       on conflict (only_one) do update set name = excluded.name, phone = excluded.phone, seal_key = excluded.seal_key, form_key = excluded.form_key, line = excluded.line
       where (public_side.name, public_side.phone, public_side.seal_key, public_side.form_key, public_side.line) is distinct from (excluded.name, excluded.phone, excluded.seal_key, excluded.form_key, excluded.line)`,
      [publicHalf(drop), house.box.key('public form'), now, line],
    )
  })
}

/** The oldest that is due, held until the transaction ends. */
export async function takeNext(tx: Tx, now: Instant): Promise<Waiting | null> {
  const [row] = await run<Waiting>(
    tx,
    `select s.id, s.kind, s.receipt, s.code_digest, s.sealed, s.at, s.tries from submission s where s.taken_at is null and s.next_at <= $1 order by s.next_at, s.id limit 1 for update skip locked`,
    [now],
  )
  return row ?? null
}
/** @returns null where it was not sealed by a page of ours: whoever holds the public log-in can put in anything */
export function openWaiting(drop: KeyObject, { sealed, kind }: Waiting): HandedIn | null {
  try {
    const said = handedIn.parse(JSON.parse(openSealed(drop, sealed, kind).toString('utf8')))
    return said.kind === kind ? said : null
  } catch {
    return null // told apart by nothing: another lock, another shape, a changed byte
  }
}
export async function picturesOf(tx: Tx, drop: KeyObject, id: string): Promise<Buffer[]> {
  const rows = await run<{ sealed: Buffer }>(tx, 'select f.sealed from submission_file f where f.submission = $1 order by f.no', [id])
  return rows.map((row) => openSealed(drop, row.sealed, 'picture'))
}
/** Taken in, or refused for good: its content goes. @param outcome `taken`, or the code it was refused with */
export async function putAway(tx: Tx, id: string, outcome: string, matter: MatterId | null, now: Instant): Promise<void> {
  await run(tx, 'update submission s set taken_at = $2, outcome = $3, matter_id = $4, sealed = null where s.id = $1', [id, now, outcome.slice(0, 80), matter])
  await run(tx, 'delete from submission_file f where f.submission = $1', [id])
}
/** 1, 2, 4 … minutes, at most an hour; never given up. */
export async function tryAgain(tx: Tx, id: string, tries: number, now: Instant): Promise<void> {
  await run(tx, 'update submission s set tries = s.tries + 1, next_at = $2 where s.id = $1', [id, addMillis(now, Math.min(2 ** tries, 60) * MINUTE)])
}

export interface Publishing {
  readonly receipt: string
  readonly matter_id: MatterId | null
  /** Whose words it is told in. */
  readonly desk: string | null
  readonly contact: ContactId | null
  readonly handed_in_at: Instant
  readonly key_cipher: string
}
export async function publishFirst(
  house: House,
  tx: Tx,
  { receipt, code_digest, at }: Pick<Waiting, 'receipt' | 'code_digest' | 'at'>,
  open: string,
  progress: Progress,
  of: { readonly matter: MatterId; readonly contact: ContactId } | null,
  now: Instant,
): Promise<void> {
  await run(
    tx,
    `insert into published (receipt, code_digest, key_cipher, number, matter_id, contact, handed_in_at, sealed, stale, at) values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9)`,
    [
      receipt,
      code_digest,
      house.box.seal(open),
      progress.number === null ? null : plainNumber(progress.number),
      of?.matter ?? null,
      of?.contact ?? null,
      at,
      sealWith(Buffer.from(open, 'base64url'), Buffer.from(JSON.stringify(progress))),
      now,
    ],
  )
}
/** Another query code for a page that stands: the one before opens nothing any more. */
export async function renewCode(house: House, tx: Tx, receipt: string, digest: string, open: string, progress: Progress, now: Instant): Promise<void> {
  await run(tx, 'update published p set code_digest = $2, key_cipher = $3, sealed = $4, stale = false, at = $5 where p.receipt = $1', [
    receipt,
    digest,
    house.box.seal(open),
    sealWith(Buffer.from(open, 'base64url'), Buffer.from(JSON.stringify(progress))),
    now,
  ])
}
/** Pages whose matter has moved, held until the transaction ends. */
export const staleOnes = (tx: Tx, limit: number): Promise<Publishing[]> =>
  run<Publishing>(
    tx,
    'select p.receipt, p.matter_id, (select m.desk from matter m where m.id = p.matter_id) as desk, p.contact, p.handed_in_at, p.key_cipher from published p where p.stale order by p.at limit $1 for update skip locked',
    [limit],
  )
/** @param progress null: there is nothing new to tell */
export async function publishAnew(house: House, tx: Tx, { receipt, key_cipher }: Publishing, progress: Progress | null, now: Instant): Promise<void> {
  const sealed = progress && sealWith(Buffer.from(house.box.open(key_cipher), 'base64url'), Buffer.from(JSON.stringify(progress)))
  await run(tx, 'update published p set sealed = coalesce($2, p.sealed), stale = false, at = $3 where p.receipt = $1', [receipt, sealed, now])
}
