/** What this desk does by itself: learning by night, themes by the hour. The sums are done aside, in no transaction; what was counted goes to the log. */

import type { Ids } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { findThemes } from './do/find-themes.ts'
import { type InTx, learnNightly } from './do/learn-nightly.ts'

export async function lettersNight(house: House): Promise<void> {
  const now = house.clock.now()
  const inTx: InTx = (work) => inAct(house.pools.act, work)
  const { rules } = await inTx(loadStanding)
  house.log.info({ learned: await learnNightly(inTx, rules, now) }, 'letters: learned from closed letters')
}
/** A house that has never learned learns at its first hour. */
export async function lettersHour(house: House, ids: Ids): Promise<void> {
  const now = house.clock.now()
  const inTx: InTx = (work) => inAct(house.pools.act, work)
  const { office } = await inTx(loadStanding)
  const found = await findThemes(inTx, office, ids, now)
  house.log.info(found, 'letters: themes')
  const [model] = await inTx((tx) => run(tx, 'select 1 from letters_model o limit 1', []))
  if (!model) await lettersNight(house)
}
