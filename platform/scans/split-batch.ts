/** One pile split page by page, in the worker: each page kept as a picture, attached by its code or left waiting with its reason. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { mayRecordFor } from '../../kernel/decide/recorded.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import type { Waits } from '../../kernel/reading/scan-shape.ts'
import { addMillis, MINUTE } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { dropUnlessUsed } from '../files/in-use.ts'
import type { FileStore } from '../files/store.ts'
import { UPLOAD_LIMIT } from '../http/serving.ts'
import { seenOf } from './deciders.ts'
import { type Place, placePage, slipKey } from './place-page.ts'
import { type PageRead, type SplitLimits, splitPdf, usualSplit } from './split.ts'

export interface Splitting {
  readonly house: House
  readonly files: FileStore
  readonly limits?: SplitLimits
}
interface Batch {
  readonly id: string
  readonly by: PersonId
  readonly digest: string
  readonly two_sided: boolean
}
/** The oldest pile nobody is splitting, taken by saying so. One left by a worker that stopped is taken up again after a minute. */
async function takeBatch({ house }: Splitting): Promise<Batch | null> {
  const now = house.clock.now()
  const [batch] = await inAct(house.pools.act, (tx) =>
    run<Batch>(
      tx,
      `update scan_batch set beat_at = $1 where id = (select b.id from scan_batch b where b.state = 'arrived' and (b.beat_at is null or b.beat_at < $2) order by b.at limit 1 for update skip locked)
        returning id, by, digest, two_sided`,
      [now, addMillis(now, -MINUTE)],
    ),
  )
  return batch ?? null
}

/** What a code of ours leads to for this person. Unknown and not his to see are one answer. */
async function reasonAgainst(house: House, tx: Tx, by: PersonId, matter: MatterId): Promise<Waits | null> {
  const now = house.clock.now()
  const { office } = await loadStanding(tx)
  const seen = (await seenOf({ tx, who: { person: by }, now, office }, [matter])).get(matter)
  if (!seen) return 'unknown'
  if (seen.phase === 'void' || seen.phase === 'closed') return seen.phase
  return [...office.persons.keys()].some((leader) => mayRecordFor(office, seen.desk, by, leader, now)) ? null : 'no-power'
}

/** What the pages before have shown, kept while one pile is split. */
interface Before {
  readonly seen: Set<string>
  /** The page a back would belong to. */
  front: string | null
}
async function keepPage({ house, files }: Splitting, batch: Batch, before: Before, read: PageRead): Promise<void> {
  const stored = await files.put(Readable.from([Buffer.from(read.jpeg)]), UPLOAD_LIMIT)
  const place: Place = placePage(read.codes, read.damaged, before.seen, batch.two_sided && before.front !== null)
  await inAct(house.pools.act, async (tx) => {
    const now = house.clock.now()
    const id = systemIds(() => now).next<string>()
    const against = place.kind === 'slip' ? await reasonAgainst(house, tx, batch.by, place.matter) : place.kind === 'waits' ? place.reason : null
    // a matter he may not see is not kept with his page
    const slip = place.kind === 'slip' && against !== 'unknown' ? place : null
    const state = place.kind === 'slip' && against === null ? 'attached' : 'waiting'
    const back = place.kind === 'back' ? before.front : null
    const kept = await run<{ id: string }>(
      tx,
      `insert into scan_page (id, batch, no, back_of, digest, size, state, reason, matter_id, form) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (batch, no) do update set batch = excluded.batch returning id`,
      [id, batch.id, read.no, back, stored.digest, stored.size, state, against, slip?.matter ?? null, slip?.form ?? null],
    )
    await run(tx, 'update scan_batch set done = $2, beat_at = $3 where id = $1', [batch.id, read.no, now])
    before.front = back === null ? (kept[0]?.id ?? id) : null
    if (place.kind === 'slip') before.seen.add(slipKey(place))
  })
}

/** @returns false when no pile was waiting */
export async function splitOne(splitting: Splitting): Promise<boolean> {
  const { house, files } = splitting
  const batch = await takeBatch(splitting)
  if (!batch) return false
  const before: Before = { seen: new Set(), front: null }
  const how = await splitPdf(
    await buffer(await files.open(batch.digest)),
    {
      pages: (n) => inAct(house.pools.act, async (tx) => void (await run(tx, 'update scan_batch set pages = $2, done = 0 where id = $1', [batch.id, n]))),
      page: (read) => keepPage(splitting, batch, before, read),
    },
    splitting.limits ?? usualSplit,
  )
  await inAct(house.pools.act, async (tx) => {
    // pages kept before a bad end stay, and the reason stands beside them
    await run(tx, 'update scan_batch set state = $2, reason = $3 where id = $1', how === 'split' ? [batch.id, 'split', null] : [batch.id, 'refused', how])
  })
  // its pages are kept; the pile itself is not kept twice
  await dropUnlessUsed(house, files, batch.digest)
  house.log.info({ batch: batch.id, end: how }, 'a pile of scans was split')
  return true
}
