/** 以演示人员进入: only where the database itself says it is a demo city, and only on the loopback. No setting of the program turns it on. */

import { postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { kyselyOf } from '../ctx/transaction.ts'

/** Set by the demo loader on an empty database; the database refuses it on any other (`guard_demo_mark`). */
export async function isDemo(house: House): Promise<boolean> {
  const rows = await run(kyselyOf(house.pools.read), `select 1 from office_mark k where k.key = 'demo' and k.value in ('true', 'yes')`, [])
  return rows.length > 0
}

export interface DemoPerson {
  readonly id: PersonId
  readonly username: string
  readonly name: string
  readonly post: string
  readonly unit: string
}
/** Six people with their jobs: those the loader named in the mark `demo.people` (user names, comma between), else the first with an account. */
export async function demoPeople(house: House): Promise<DemoPerson[]> {
  const tx = kyselyOf(house.pools.read)
  const { office } = await loadStanding(tx)
  const [mark] = await run<{ value: string }>(tx, `select k.value from office_mark k where k.key = 'demo.people'`, [])
  const now = house.clock.now()
  const people = [...office.persons.values()].flatMap((person): DemoPerson[] => {
    const [post] = [...postsHeld(office, person.id, now)].sort((a, b) => a.rank - b.rank)
    if (!person.active || !person.username || !post) return []
    return [{ id: person.id, username: person.username, name: person.name, post: post.title, unit: office.units.get(post.unit)?.name ?? '' }]
  })
  const named = mark?.value.split(',').flatMap((username) => people.find((person) => person.username === username.trim()) ?? [])
  return named ?? people.slice(0, 6)
}
