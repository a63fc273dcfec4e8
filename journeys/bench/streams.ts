/** Many open pages: each hears every notice of its person once, and how soon after the act that caused it was committed. */
import { type ChildProcess, fork } from 'node:child_process'
import { putNotices } from '../../kernel/outbox/put.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { demoPeople } from '../../platform/sign-in/demo.ts'
import type { BenchOffice } from './office.ts'
import type { Streams } from './streams-driver.ts'

export interface StreamsHeard {
  readonly streams: number
  readonly notices: number
  /** Streams that heard one twice, or not at all. */
  readonly wrong: number
  /** Milliseconds from the commit to the page. */
  readonly p50: number
  readonly p95: number
}
/** Open lines of one session end at twelve; each session here has ten. */
const A_SESSION = 10

/** @param streams how many. @param rounds notices to everybody, one after another */
export async function measureStreams(office: BenchOffice, streams: number, rounds: number): Promise<StreamsHeard> {
  const people = await demoPeople(office.house)
  const cookies: string[] = []
  for (let n = 0; n < Math.ceil(streams / A_SESSION); n++) cookies.push(await office.enter(people[n % people.length]?.username as string))
  const notify = async (round: number): Promise<number> => {
    const now = office.house.clock.now()
    await inAct(office.house.pools.act, (tx) =>
      putNotices(
        tx,
        people.map((p) => ({ kind: 'remind' as const, to: p.id, key: `bench-${round}`, payload: {}, dueAt: now })),
      ),
    )
    return Date.now()
  }
  const child = fork(new URL('./streams-driver.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const asked: Streams = { url: office.url, cookies, each: A_SESSION, streams }
    await answered(child, asked)
    for (let round = 0; round < rounds; round++) await answered(child, { sent: await notify(round) })
    return (await answered(child, 'done')).heard as StreamsHeard
  } finally {
    child.disconnect()
  }
}
function answered(child: ChildProcess, say: object | string): Promise<{ readonly heard?: StreamsHeard }> {
  return new Promise((done, fail) => {
    child.once('message', (said: { heard?: StreamsHeard; error?: string }) => (said.error ? fail(new Error(said.error)) : done(said)))
    child.send(say)
  })
}
