/** The part of the worker that speaks: the outbox into the application, the ladder, and what leaves the house; each second, each by itself. */
import type { House } from '../ctx/house.ts'
import { emptyOutbox } from '../jobs/outbox.ts'
import { type Going, goRound } from '../jobs/rounds.ts'
import { sendDeliveries } from './deliver.ts'
import { climbLadders } from './ladder.ts'
import { throughChannels } from './plan.ts'

const EVERY = 1_000

export function startNotices(house: House): Going {
  const works = [
    goRound(house, 'outbox', EVERY, async () => (await emptyOutbox(house, throughChannels)).found >= 100),
    goRound(house, 'ladder', EVERY, async () => (await climbLadders(house)) >= 50),
    goRound(house, 'channels', EVERY, async () => (await sendDeliveries(house)).found >= 200),
  ]
  return {
    async stop() {
      await Promise.all(works.map((work) => work.stop()))
    },
  }
}
