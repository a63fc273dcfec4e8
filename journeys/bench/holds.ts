/** After the load: is the history whole, and do the rows still say what it says? The same check as `./huiyin verify`. */
import guards from '../../app/guards.generated.json' with { type: 'json' }
import { verifyDatabase } from '../../kernel/history/verify.ts'
import { withClient } from '../../platform/database/connection.ts'
import type { BenchOffice } from './office.ts'

export interface Holds {
  readonly ok: boolean
  readonly words: string
}
export async function databaseHolds({ env }: Pick<BenchOffice, 'env'>): Promise<Holds> {
  const v = await withClient(env.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: env.keys.sealPublic }))
  const faults = v.faults.length + v.more
  const first = v.faults[0] ? `, first: ${JSON.stringify(v.faults[0])}` : ''
  return { ok: faults === 0, words: `${v.events} events, ${v.seals} seals, ${v.matters} matters replayed, ${v.backlog} waiting to be sealed, ${faults} faults${first}` }
}
