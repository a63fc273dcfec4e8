/** 明日一览 at 17:30 of a working day: one notice for whoever has something on his page; told once, however often it is asked. Rule: product §6; R-T02; noise rule */
import { isWorkday } from '../../kernel/clock/due.ts'
import { postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { servedBy } from '../../kernel/reading/served-by.ts'
import { isEmpty, readTomorrow } from '../../kernel/reading/tomorrow.ts'
import { officeDate, officeTime } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct, inReading } from '../ctx/transaction.ts'

export const TOMORROW_AT = '17:30'

/** Whoever can sign in and holds a post, and has something on his page or on that of a leader he serves. */
async function readers(house: House): Promise<PersonId[]> {
  const now = house.clock.now()
  const { office } = await inReading(house.pools.read, null, now, (tx) => loadStanding(tx))
  const told: PersonId[] = []
  for (const { id, active, username } of office.persons.values()) {
    if (!active || username === null || postsHeld(office, id, now).length === 0) continue
    const has = (whose: PersonId) =>
      inReading(house.pools.read, id, now, async (tx) => !isEmpty(await readTomorrow({ tx, who: { person: id }, now, ...(await loadStanding(tx)) }, whose)))
    // his own page, or that of a leader he serves
    for (const whose of [id, ...servedBy(office, id, now)]) {
      if (!(await has(whose))) continue
      told.push(id)
      break
    }
  }
  return told
}

/** @returns to how many it was told; null: not now, no working day, or told already */
export async function tellTomorrow(house: House): Promise<number | null> {
  const now = house.clock.now()
  const today = officeDate(now)
  if (officeTime(now) < TOMORROW_AT) return null
  const { calendar } = await inReading(house.pools.read, null, now, (tx) => loadStanding(tx))
  if (!isWorkday(today, calendar)) return null
  const before = await inReading(house.pools.read, null, now, (tx) => run(tx, `select 1 from said_once s where s.kind = 'tomorrow' and s.day = $1`, [today]))
  if (before.length > 0) return null
  const people = await readers(house)
  return inAct(house.pools.act, async (tx) => {
    // the key decides: two workers asking at once tell it once
    const mine = await run(tx, `insert into said_once (kind, day, at, told) values ('tomorrow', $1, $2, $3) on conflict do nothing returning 1`, [today, now, people.length])
    if (mine.length === 0) return null
    await putNotices(
      tx,
      people.map((to) => ({ kind: 'tomorrow', to, key: `tomorrow:${today}`, payload: { day: today }, dueAt: now })),
    )
    return people.length
  })
}
