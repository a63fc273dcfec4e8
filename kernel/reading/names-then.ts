/** What people, units and posts were called when an ended matter ended; of an open one, and of those ended before this was kept, nothing: today's names hold. */
import type { Names } from '../decide/facts.ts'
import type { MatterId } from '../ids.ts'
import { run, type Tx } from '../write/tx.ts'

export async function namesThen(tx: Tx, matter: MatterId): Promise<Names | null> {
  const [row] = await run<{ names: Names }>(
    tx,
    `select s.body -> 'names' as names from snapshot s join matter m on m.id = s.matter_id and m.round = s.round where m.id = $1 and m.phase in ('closed', 'void')`,
    [matter],
  )
  return row?.names ?? null
}
