/** For tests: a small office with letters to give out, its notices sent by hand, one step at a time. */

import { seedCalendar } from '../../kernel/clock/calendar.ts'
import { isWorkday } from '../../kernel/clock/due.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { addDays, atTime, DAY, millis, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct, inReading } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import type { TestCluster } from '../database/test-cluster.ts'
import { type Browser, openTestServer, PASSWORD, type TestServer, type TestServerOptions } from '../http/test-server.ts'
import { emptyOutbox } from '../jobs/outbox.ts'
import { sendDeliveries } from './deliver.ts'
import { climbLadders } from './ladder.ts'
import { throughChannels } from './plan.ts'

export interface NoticeOffice {
  readonly server: TestServer
  readonly ids: Readonly<Record<'clerk' | 'duty' | 'liaison' | 'second' | 'head' | 'keeper' | 'leader', string>>
  readonly housing: string
  /** Signs in anew: the clock moves on by days. */
  enter(name: keyof typeof names): Promise<Browser>
  /** To this time of the next working day that has not come yet. */
  goTo(time: string): Promise<void>
  /** A letter for the housing bureau. */
  letter(by: Browser, title: string): Promise<{ id: string; version: number; number: string }>
  query<T = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Everything that is due goes out. */
  speak(): Promise<void>
  close(): Promise<void>
}
const names = { clerk: 'hejing', duty: 'heyutong', liaison: 'xuwentao', second: 'tangpei', head: 'guozhenhua', keeper: 'dingyiming', leader: 'handong' } as const

export async function openNoticeOffice(cluster: TestCluster, name: string, desks: NonNullable<TestServerOptions['desks']>): Promise<NoticeOffice> {
  const server = await openTestServer(cluster, name, { desks })
  const { serving } = server
  await inAct(serving.pools.act, seedCalendar)
  const centre = await server.unit('letters-division', '来信来电科')
  const call = await server.unit('call-centre', '话务组')
  const housing = await server.unit('ZJJ', '市住建局')
  const office = ['register', 'dispatch', 'review', 'answer', 'see-all', 'close', 'handle'].map((power) => `letters.${power}`)
  const clerk = await server.person('何静', names.clerk, centre, office)
  const duty = await server.person('何雨桐', names.duty, call, ['letters.see-all'])
  const liaison = await server.person('许文涛', names.liaison, housing, ['letters.handle'])
  const second = await server.person('汤佩', names.second, null, ['letters.handle'])
  const head = await server.person('郭振华', names.head, null, [])
  const keeper = await server.person('丁一鸣', names.keeper, null, ['office.channels', 'office.status'])
  const leader = await server.person('韩冬', names.leader, null, [])
  await inAct(serving.pools.act, async (tx) => {
    const since = new Date(millis(server.now()) - DAY).toISOString()
    // the liaison receives; the head is another
    await run(tx, `update post set head = false, title = '联络员', rank = 40 where id = $1`, [housing.post])
    const [post] = await run<{ id: string }>(
      tx,
      `insert into post (id, unit, title, head, receiving, rank, from_at) values (gen_random_uuid(), $1, '局长', true, false, 10, $2) returning id`,
      [housing.id, since],
    )
    await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [head.id, post?.id, since])
    await run(tx, `insert into holding (person, post, kind, from_at) values ($1, $2, 'deputy', $3)`, [second.id, housing.post, since])
    await run(tx, `insert into unit_contact (id, unit, kind, value, from_at) values (gen_random_uuid(), $1, 'liaison', '0871-6312 0001', $2)`, [housing.id, since])
  })
  const passwords = { clerk, duty, liaison, second, head, keeper, leader }
  for (const key of Object.keys(names) as (keyof typeof names)[]) await server.signIn(names[key], passwords[key].password)
  const calendar = async () => (await inReading(serving.pools.read, null, server.now(), (tx) => loadStanding(tx))).calendar
  return {
    server,
    ids: { clerk: clerk.id, duty: duty.id, liaison: liaison.id, second: second.id, head: head.id, keeper: keeper.id, leader: leader.id },
    housing: housing.id,
    enter: (who) => server.signIn(names[who], PASSWORD),
    async goTo(time) {
      const days = await calendar()
      let day: OfficeDate = officeDate(server.now())
      while (!isWorkday(day, days) || atTime(day, time) <= server.now()) day = addDays(day, 1)
      server.pass(millis(atTime(day, time)) - millis(server.now()))
    },
    async letter(by, title) {
      const answer = await by.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '正文。', assign: { lead: { unit: housing.id }, ask: '请办' } })
      if (answer.status !== 200) throw new Error(answer.text)
      return answer.json as unknown as { id: string; version: number; number: string }
    },
    query: (text, values = []) => withClient(serving.address, 'act', async (client) => (await client.query(text, [...values])).rows),
    async speak() {
      while ((await emptyOutbox(serving, throughChannels)).found > 0);
      while ((await climbLadders(serving)) > 0) while ((await emptyOutbox(serving, throughChannels)).found > 0);
      for (let more = true; more; ) more = (await sendDeliveries(serving)).found > 0
    },
    close: () => server.close(),
  }
}
