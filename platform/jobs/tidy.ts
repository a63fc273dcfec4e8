/** Uploads nobody used, with their bytes; every other kind is cleared by retention/clear.ts. */
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { dropUnlessUsed } from '../files/in-use.ts'
import type { FileStore } from '../files/store.ts'
import { beforeOf, noteCleared } from '../retention/clear.ts'

export async function tidy(house: House, files: FileStore): Promise<{ uploads: number; bytes: number }> {
  const now = house.clock.now()
  const gone = await inAct(house.pools.act, async (tx) => {
    const before = await beforeOf(tx, 'retention.uploads', now)
    const uploads = await run<{ digest: string }>(tx, 'delete from upload u where u.at < $1 returning u.digest', [before])
    await noteCleared(tx, 'uploads', now, before, uploads.length)
    return uploads
  })
  let bytes = 0
  for (const digest of new Set(gone.map((row) => row.digest))) if (await dropUnlessUsed(house, files, digest)) bytes++
  return { uploads: gone.length, bytes }
}
