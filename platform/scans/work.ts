/** The worker's part of the tray: looks into the watched folder and splits what lies there, pile after pile. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Splitting, splitOne } from './split-batch.ts'
import { type Looked, lookIntoFolder, type Watching } from './watch-folder.ts'

const [EVERY, ROUNDS_BETWEEN_LOOKS] = [1_000, 3]

export function startScans(scans: Splitting & Watching): { stop(): Promise<void> } {
  const ending = new AbortController()
  const looked: Looked = new Map()
  const going = (async () => {
    for (let n = 0; !ending.signal.aborted; n++) {
      await (async () => {
        if (n % ROUNDS_BETWEEN_LOOKS === 0) await lookIntoFolder(scans, looked)
        while (!ending.signal.aborted && (await splitOne(scans)));
      })().catch((error: Error) => scans.house.log.error({ error: error.message }, 'scans'))
      await wait(EVERY, undefined, { signal: ending.signal }).catch(() => undefined) // ended while waiting
    }
  })()
  return {
    async stop() {
      ending.abort()
      await going
    },
  }
}
