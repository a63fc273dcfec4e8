/** What a new database is given before anybody can use it: the working calendar, the first administrators and, unless `--empty`, the demo city. */
import { seedCalendar } from '../kernel/clock/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { run } from '../kernel/write/tx.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { loadDemoCity, loadDemoPeople } from './demo-city.ts'
import type { RunningEnv } from './env.ts'
import { first, firstAdministrators } from './first-administrator.ts'

/** @throws Error where the database is not empty: a demo city is one from its first minute or never */
export async function giveFirstData(env: RunningEnv, house: House, tell: (zh: string, en: string) => void): Promise<void> {
  if (env.config.empty) return giveGround(env)
  tell('正在装入演示城市云溪市……', 'Loading the demo city Yunxi…')
  const { people, letters } = await giveDemoCity(env, house)
  tell(`云溪市：${people} 人，近一个月来信 ${letters} 件。`, `Yunxi: ${people} people, ${letters} letters of the last month.`)
}
/** What every office needs: its calendar, and the three who can make the first accounts, give the first rights and look at both. */
async function giveGround(env: RunningEnv): Promise<void> {
  await inAct(env.pools.act, seedCalendar)
  await firstAdministrators(env)
}
/** The demo city's office before its first matter: for proofs of a cut-over. @returns how many people */
export async function giveDemoOffice(env: RunningEnv, house: House): Promise<number> {
  await giveGround(env)
  return loadDemoPeople(house, await firstOf(env))
}
async function firstOf(env: RunningEnv): Promise<PersonId> {
  const [admin] = await inAct(env.pools.act, (tx) => run<{ id: PersonId }>(tx, 'select p.id from person p where p.username = $1', [first.system.username]))
  if (!admin) throw new Error('no first administrator')
  return admin.id
}
export async function giveDemoCity(env: RunningEnv, house: House): Promise<{ people: number; letters: number }> {
  await giveGround(env)
  return loadDemoCity(house, await firstOf(env))
}
