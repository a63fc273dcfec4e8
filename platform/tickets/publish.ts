/** What a link shows, written by the worker: sealed under the key link and code give, anew whenever the matter has moved; taken away when the link has ended. Inner side. Decision 0029 */
import type { FileId, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { loadStanding, type Standing } from '../../kernel/people/load.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import type { TicketPaper } from '../../kernel/said/ticket.ts'
import type { Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { sealWith } from '../crypto/drop-box.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import type { FileStore } from '../files/store.ts'

const AT_ONCE = 20
interface Stale {
  readonly id: string
  readonly matter_id: MatterId
  readonly person: PersonId
  readonly key_cipher: string
  readonly contact: string
  readonly body: string | null
  readonly files: readonly FileId[]
  readonly until_at: Instant
  readonly accepted_at: Instant | null
  readonly answered_at: Instant | null
  readonly refused: string | null
  readonly last: number
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly phase: string
  readonly named: boolean
  readonly unit: UnitId
  readonly given_by: PersonId
  readonly kind: 'do' | 'read'
  readonly lead: boolean
  readonly ask: string | null
  readonly state: string
  readonly sees: boolean
  readonly due_at: Instant | null
  readonly ending: string | null
  readonly opinion: string | null
}
const stale = (tx: Tx, now: Instant): Promise<Stale[]> =>
  run<Stale>(
    tx,
    `select t.id, t.matter_id, t.person, t.key_cipher, t.contact, t.body, t.files, t.until_at, t.accepted_at, t.answered_at, t.refused, l.last,
       m.desk, m.number, m.title, m.phase, m.readers = 'named' as named, a.unit, a.given_by, a.kind, a.lead, a.ask, a.state, a.sees, coalesce(a.due_at, c.due_at) as due_at, a.ending, a.opinion
     from ticket t join matter m on m.id = t.matter_id join assignment a on a.id = t.piece left join clock c on c.id = a.clock_id
     cross join lateral (select coalesce(max(e.id), 0) as last from event e where e.matter_id = t.matter_id) l
     where t.revoked_at is null and t.until_at > $1 and (t.sealed is null or t.upto < l.last) order by t.id limit ${AT_ONCE} for update of t skip locked`,
    [now],
  )
/** Withdrawn, put on a closed list, void, erased: nothing of it is told any more. */
const gone = (one: Stale): boolean => one.named || one.phase === 'void' || !one.sees || one.title === null || (one.state === 'ended' && one.answered_at === null)

function paperOf(house: House, one: Stale, files: TicketPaper['files'], standing: Standing, now: Instant): TicketPaper {
  const { office } = standing
  const words = (language: 'zh-CN' | 'en', key: string) => house.words.get(one.desk)?.[language].results[key] ?? key
  const results = one.kind === 'do' && one.lead ? (house.desks.get(one.desk)?.desk.results ?? []) : []
  const root = [...office.units.values()].find((u) => u.kind === 'office' && u.parent === null)
  const over = gone(one)
  const { title, ask } = maskedFor({ office, who: { person: one.person }, now }, { title: one.title, ask: one.ask }, one.desk)
  return {
    office: root?.name ?? '',
    number: one.number,
    title: over ? null : title,
    unit: office.units.get(one.unit)?.name ?? '',
    contact: one.contact,
    ask: over ? null : ask,
    text: over ? null : one.body,
    due: over ? null : one.due_at,
    until: one.until_at,
    kind: one.kind,
    results: over ? [] : results.map((key) => ({ key, zh: words('zh-CN', key), en: words('en', key) })),
    files,
    state: one.answered_at ? 'answered' : over || one.phase === 'closed' || one.state === 'ended' ? 'ended' : 'open',
    acceptedAt: one.accepted_at,
    answeredAt: one.answered_at,
    answer: over ? null : one.opinion,
    refused: one.refused,
  }
}
const bytesOf = async (files: FileStore, digest: string): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of await files.open(digest)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
async function publishOne(house: House, store: FileStore, tx: Tx, one: Stale, standing: Standing, now: Instant): Promise<void> {
  const key = Buffer.from(house.box.open(one.key_cipher), 'base64url')
  const rows = await run<{ id: FileId; digest: string; name: string; kind: string; size: number }>(
    tx,
    'select f.id, f.digest, f.name, f.kind, f.size from file f where f.id = any ($1::uuid[]) and f.name is not null',
    [one.files],
  )
  const over = gone(one)
  // a file keeps its number, whichever of the others is erased
  const there = over ? [] : rows.map(({ size, ...row }) => ({ ...row, size: Number(size), no: one.files.indexOf(row.id) + 1 })).sort((a, b) => a.no - b.no)
  const nos = there.map(({ no }) => no)
  await run(tx, 'delete from ticket_file f where f.ticket = $1 and f.no <> all ($2::int[])', [one.id, nos])
  const sealedNos = new Set((await run<{ no: number }>(tx, 'select f.no from ticket_file f where f.ticket = $1', [one.id])).map(({ no }) => no))
  for (const { no, digest } of there)
    if (!sealedNos.has(no)) await run(tx, 'insert into ticket_file (ticket, no, sealed) values ($1, $2, $3)', [one.id, no, sealWith(key, await bytesOf(store, digest))])
  const listed = there.map(({ no, name, kind, size }) => ({ no, name, kind, size }))
  const sealed = sealWith(key, Buffer.from(JSON.stringify(paperOf(house, one, listed, standing, now))))
  await run(tx, 'update ticket t set sealed = $2, upto = $3, body = case when $4 then null else t.body end where t.id = $1', [one.id, sealed, one.last, over])
}

/** @returns how many; as many as a batch: call again */
export async function publishTickets(house: House, store: FileStore): Promise<number> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    await run(
      tx,
      `with over as (update ticket t set sealed = null, body = null where t.until_at <= $1 and (t.sealed is not null or t.body is not null) returning t.id)
       delete from ticket_file f using over o where f.ticket = o.id`,
      [now],
    )
    const rows = await stale(tx, now)
    if (rows.length === 0) return 0
    const standing = await loadStanding(tx)
    for (const one of rows) await publishOne(house, store, tx, one, standing, now)
    return rows.length
  })
}
export const TICKETS_AT_ONCE = AT_ONCE
