/** Work that goes round and round until it is told to end; a fault is told in the log and the work begun again. */
import { setTimeout as wait } from 'node:timers/promises'
import type { House } from '../ctx/house.ts'

export interface Going {
  stop(): Promise<void>
}
/**
 * @param every milliseconds between two rounds
 * @param round told the signal that ends it and how many rounds there were before. @returns true: there is more, the next round follows at once
 */
export function goRound(house: House, name: string, every: number, round: (ending: AbortSignal, n: number) => Promise<unknown>): Going {
  const ending = new AbortController()
  const { signal } = ending
  const going = (async () => {
    for (let n = 0; !signal.aborted; n++) {
      const more = await round(signal, n).catch((error: Error) => {
        house.log.error({ error: error.message }, name)
        return false
      })
      if (more !== true) await wait(every, undefined, { signal }).catch(() => undefined) // ended while waiting
    }
  })()
  return {
    async stop() {
      ending.abort()
      await going
    },
  }
}
