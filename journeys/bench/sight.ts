/** «May he see this matter»: asked of random matters, one by one, as a matter's page and every act ask it. */
import type { MatterId } from '../../kernel/ids.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { type Measured, summary } from './measure.ts'
import type { BenchOffice } from './office.ts'

const ASKED = 1_000

/** @returns by user name, in milliseconds, the transaction's own begin and end left out */
export async function measureSight(office: BenchOffice, usernames: readonly string[]): Promise<Record<string, Measured & { readonly seen: number }>> {
  const now = office.house.clock.now()
  return inAct(office.house.pools.read, async (tx) => {
    const people = await loadOffice(tx)
    const ids = await run<{ id: MatterId }>(tx, 'select m.id from matter m order by md5(m.id::text) limit $1', [ASKED])
    const answers: Record<string, Measured & { readonly seen: number }> = {}
    for (const username of usernames) {
      const person = [...people.persons.values()].find((p) => p.username === username)
      if (!person) throw new Error(`no ${username} in the demo city`)
      const sight = sightOf(people, person.id, now)
      const times: number[] = []
      let seen = 0
      const began = performance.now()
      for (const { id } of ids) {
        const at = performance.now()
        if (await maySee(tx, sight, id)) seen++
        times.push(performance.now() - at)
      }
      answers[username] = { ...summary(times, (performance.now() - began) / 1000), seen }
    }
    return answers
  })
}
