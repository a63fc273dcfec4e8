/** What the desks do by themselves, each in a transaction of its own, as whoever holds the standing duty of the desk. One that fails holds no other up. */
import type { DeskJob, JobPlace } from '../../kernel/ctx.ts'
import { holdersOf } from '../../kernel/decide/office.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { postByKey } from '../../kernel/route/who.ts'
import type { Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { noted } from './noted.ts'

type ByDuty = Extract<DeskJob, { run: unknown }>
/** @returns how many it did; 0 too where nobody holds the duty: there is no office yet to do it for */
async function runByDuty(house: House, tx: Tx, job: ByDuty, duty: string): Promise<number> {
  const now = house.clock.now()
  const standing = await loadStanding(tx)
  const post = postByKey(standing.office, duty, now)?.post
  const person: PersonId | undefined = post && holdersOf(standing.office, post, now)[0]
  if (!person) return 0
  const ids = systemIds(() => now)
  return job.run({ tx, who: { person, system: true }, now, act: ids.next<ActId>(), ids, desks: house.desks, box: house.box, ...standing })
}
async function runJob(house: House, job: DeskJob, duty: string): Promise<number> {
  const inTx: JobPlace['inTx'] = (work) => inAct(house.pools.act, work)
  if ('run' in job) return inTx((tx) => runByDuty(house, tx, job, duty))
  const now = house.clock.now()
  const { office, rules } = await inTx(loadStanding)
  return job.aside({ inTx, office, rules, ids: systemIds(() => now), now })
}
export async function runDeskJobs(house: House, every: DeskJob['every']): Promise<void> {
  const all = [...house.desks.values()].flatMap(({ desk, jobs = [] }) => jobs.filter((job) => job.every === every).map((job) => ({ job, duty: desk.duty })))
  for (const { job, duty } of all)
    await noted(house, job.key, async () => ({ done: await runJob(house, job, duty) })).catch((error: Error) =>
      house.log.error({ job: job.key, error: error.message }, 'timed work failed'),
    )
}
