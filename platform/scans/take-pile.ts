/** A pile arrives: by the page or in the watched folder. Only PDF, only for whoever may enter for somebody, and the same file once. */

import { mayRecordSomewhere } from '../../kernel/decide/recorded.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { officeDate } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { dropUnlessUsed } from '../files/in-use.ts'
import type { FileStore, Stored } from '../files/store.ts'

export interface Pile {
  readonly by: PersonId
  readonly name: string
  readonly stored: Stored
  readonly twoSided: boolean
  readonly origin: 'page' | 'folder'
}
/** @throws RefusalError `session.not-allowed` */
export async function mustTakePiles(house: House, person: PersonId): Promise<void> {
  const now = house.clock.now()
  await inAct(house.pools.act, async (tx) => {
    const { office } = await loadStanding(tx)
    if (!office.persons.get(person)?.active || !mayRecordSomewhere(office, person, now)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.record' }, 403))
  })
}
/** @throws RefusalError `scans.dropped-before` (when) */
async function keep(tx: Tx, house: House, { by, name, stored, twoSided, origin }: Pile): Promise<string> {
  const now = house.clock.now()
  // one after the other, so that a pile dropped twice at once lies there once
  await run(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 4210658))', [`${by} ${stored.digest}`])
  const [before] = await run<{ at: Instant }>(tx, `select b.at from scan_batch b where b.by = $1 and b.digest = $2 and b.state <> 'refused' order by b.at desc limit 1`, [
    by,
    stored.digest,
  ])
  if (before) throw new RefusalError(refuse('scans.dropped-before', { date: officeDate(before.at) }, 409))
  const id = systemIds(() => now).next<string>()
  await run(tx, 'insert into scan_batch (id, by, at, name, digest, size, origin, two_sided) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id,
    by,
    now,
    name,
    stored.digest,
    stored.size,
    origin,
    twoSided,
  ])
  return id
}
/** @throws as `keep`, and `scans.only-pdf`; the bytes of what was refused do not stay, unless somebody else's */
export async function takePile(house: House, files: FileStore, pile: Pile): Promise<string> {
  try {
    if (pile.stored.kind.kind !== 'pdf') throw new RefusalError(refuse('scans.only-pdf', {}, 415))
    return await inAct(house.pools.act, (tx) => keep(tx, house, pile))
  } catch (error) {
    await dropUnlessUsed(house, files, pile.stored.digest)
    throw error
  }
}
