/** What this desk does by itself: learning by night, themes by the hour. Each in one transaction of its own; what it counted goes to the log. */

import type { Ids } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { findThemes } from './do/find-themes.ts'
import { learnNightly } from './do/learn-nightly.ts'

export async function lettersNight(house: House): Promise<void> {
  const now = house.clock.now()
  const learned = await inAct(house.pools.act, async (tx) => learnNightly(tx, (await loadStanding(tx)).rules, now))
  house.log.info({ learned }, 'letters: learned from closed letters')
}
/** A house that has never learned learns at its first hour. */
export async function lettersHour(house: House, ids: Ids): Promise<void> {
  const now = house.clock.now()
  const { themes, told, taught } = await inAct(house.pools.act, async (tx) => {
    const [model] = await run(tx, 'select 1 from letters_model o limit 1', [])
    return { ...(await findThemes(tx, (await loadStanding(tx)).office, ids, now)), taught: model !== undefined }
  })
  house.log.info({ themes, told }, 'letters: themes')
  if (!taught) await lettersNight(house)
}
