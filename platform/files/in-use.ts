/** Bytes somebody still needs: a matter, an upload on its way, the tray of scans. */
import { run, type Tx } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import type { FileStore } from './store.ts'

async function bytesInUse(tx: Tx, digest: string): Promise<boolean> {
  const used = await run(
    tx,
    `select 1 from file f where f.digest = $1 union all select 1 from upload u where u.digest = $1
      union all select 1 from policy_file q where q.digest = $1
      union all select 1 from scan_page p where p.digest = $1 union all select 1 from scan_batch b where b.digest = $1 and b.state = 'arrived' limit 1`,
    [digest],
  )
  return used.length > 0
}
/** @returns whether they were there and nobody's, and are gone now */
export async function dropUnlessUsed(house: House, files: FileStore, digest: string): Promise<boolean> {
  const used = await inAct(house.pools.act, (tx) => bytesInUse(tx, digest))
  if (used || !(await files.has(digest))) return false
  await files.drop(digest)
  return true
}
