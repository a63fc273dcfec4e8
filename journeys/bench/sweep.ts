/** The minute's sweep over 100,000 running clocks, in the bench's own database: nothing due (every minute's cost), and one in a hundred due. */
import { sweepNow } from '../../app/worker.ts'
import { withClient } from '../../platform/database/connection.ts'
import type { BenchOffice } from './office.ts'

export interface SweepCost {
  readonly clocks: number
  /** Seconds. */
  readonly idle: number
  readonly due: number
  readonly alarms: number
}
const CLOCKS = 100_000
const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return Math.round(performance.now() - began) / 1000
}

/** Last of all: the clocks are copied in by SQL behind the history's back, so verify must have run before. */
export async function measureSweep(office: BenchOffice): Promise<SweepCost> {
  const counted = await withClient(office.env.database, 'owner', async (c) => {
    await c.query('alter table clock disable trigger user') // a copy for measuring, not an act
    await c.query(
      `insert into clock (id, matter_id, round, key, whole, rule, anchor, started_at, first_due_at, due_at, next_alarm_at, alarm_no)
       select gen_random_uuid(), m.id, m.round, 'promise', false, 'bench', 'bench', t.now, t.now + interval '30 days', t.now + interval '30 days', t.now + interval '20 days', 0
       from (select date_trunc('milliseconds', now()) as now) t, matter m cross join generate_series(1, 100) n where m.phase not in ('closed', 'void') limit $1`,
      [CLOCKS],
    )
    await c.query('alter table clock enable trigger user')
    await c.query('vacuum analyze clock')
    return Number((await c.query('select count(*) as n from clock where stopped_at is null')).rows[0].n)
  })
  const idle = await timed(() => sweepNow(office.house))
  const alarms = await withClient(office.env.database, 'owner', async (c) => {
    await c.query('alter table clock disable trigger user')
    const { rowCount } = await c.query(
      `update clock set next_alarm_at = now() - interval '1 minute' where id in
        (select distinct on (c.matter_id) c.id from clock c where c.rule = 'bench' order by c.matter_id limit $1)`,
      [CLOCKS / 100],
    )
    await c.query('alter table clock enable trigger user')
    return rowCount ?? 0
  })
  return { clocks: counted, idle, due: await timed(() => sweepNow(office.house)), alarms }
}
