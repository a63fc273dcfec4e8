/** Bytes somebody still needs: a matter, an upload on its way, the tray of scans. */
import { run, type Tx } from '../../kernel/write/tx.ts'

export async function bytesInUse(tx: Tx, digest: string): Promise<boolean> {
  const used = await run(
    tx,
    `select 1 from file f where f.digest = $1 union all select 1 from upload u where u.digest = $1
      union all select 1 from scan_page p where p.digest = $1 union all select 1 from scan_batch b where b.digest = $1 and b.state = 'arrived' limit 1`,
    [digest],
  )
  return used.length > 0
}
