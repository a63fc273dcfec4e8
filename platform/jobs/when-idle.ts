/** Waits until this process has little to do: what can wait does not stand in the way of a start. */
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

const [WINDOW, WINDOWS, BUSY] = [2_000, 15, 0.25]
/**
 * @param signal ends the waiting
 * @returns false when it was ended; else true, at the latest after half a minute, however busy
 */
export async function whenIdle(signal: AbortSignal, window = WINDOW): Promise<boolean> {
  for (let n = 0; n < WINDOWS; n++) {
    const before = performance.eventLoopUtilization()
    const waited = await wait(window, true, { signal }).catch(() => false)
    if (!waited) return false
    if (performance.eventLoopUtilization(before).utilization < BUSY) return true
  }
  return true
}
