/** The part of the worker that speaks: the outbox into the application, the ladder, and what leaves the house; each second, each by itself. */
import { setTimeout as wait } from 'node:timers/promises'
import type { House } from '../ctx/house.ts'
import { emptyOutbox } from '../jobs/outbox.ts'
import { sendDeliveries } from './deliver.ts'
import { climbLadders } from './ladder.ts'
import { throughChannels } from './plan.ts'

const EVERY = 1_000

/** Works until it is told to end; a fault is told in the log and the work begun again. */
async function repeat(house: House, name: string, signal: AbortSignal, work: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    const more = await work().catch((error: Error) => {
      house.log.error({ error: error.message }, name)
      return false
    })
    if (!more) await wait(EVERY, undefined, { signal }).catch(() => undefined) // ended while waiting
  }
}
export function startNotices(house: House): { stop(): Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const works = [
    repeat(house, 'outbox', signal, async () => (await emptyOutbox(house, throughChannels)).found >= 100),
    repeat(house, 'ladder', signal, async () => (await climbLadders(house)) >= 50),
    repeat(house, 'channels', signal, async () => (await sendDeliveries(house)).found >= 200),
  ]
  return {
    async stop() {
      ending.abort()
      await Promise.all(works)
    },
  }
}
