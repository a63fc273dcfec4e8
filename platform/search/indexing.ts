/** The search index, kept up beside the acts: what waits is taken in small batches, so that whoever asks the server something meanwhile does not wait. Resumes where it was broken off. */
import { setTimeout as wait } from 'node:timers/promises'
import { indexSome } from '../../kernel/search/build.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { type Going, goRound } from '../jobs/rounds.ts'

const EVERY = 1_000
const BATCH = 50
/** Between two batches of a long queue. */
const BREATH = 10

/** Everything that waits. @returns how many were taken from the queue */
export async function indexAll(house: House, ending?: AbortSignal): Promise<number> {
  let done = 0
  while (!ending?.aborted) {
    const some = await inAct(house.pools.act, (tx) => indexSome(tx, house.desks, BATCH))
    done += some
    if (some < BATCH) break
    await wait(BREATH)
  }
  return done
}
/** @param also what else is done each round, in the same calm */
export const startIndexing = (house: House, also: (ending: AbortSignal) => Promise<unknown>): Going =>
  goRound(house, 'search index', EVERY, async (ending) => {
    await indexAll(house, ending)
    await also(ending)
  })
