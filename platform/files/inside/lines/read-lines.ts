/** Reads the lines of a file apart from the server: in a thread with little memory and little time, that may be broken off. */
import { Worker } from 'node:worker_threads'
import type { LinesSaid, Unread } from '../../../../kernel/reading/lines-shape.ts'

export interface LineLimits {
  readonly seconds: number
  readonly memoryMiB: number
}
export const usualLines: LineLimits = { seconds: 30, memoryMiB: 512 }

/**
 * What is told before a bad end stays told.
 * @param ending broken off: the thread is gone, and nothing more is told
 */
export function readLines(bytes: Uint8Array, tell: (said: LinesSaid) => void, ending?: AbortSignal, limits: LineLimits = usualLines): Promise<void> {
  return new Promise((resolve) => {
    if (ending?.aborted) return resolve()
    const worker = new Worker(new URL('./lines-thread.ts', import.meta.url), {
      workerData: { bytes },
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    })
    let over = false
    const stop = (why: Unread | 'told' | 'broken-off') => {
      if (over) return
      over = true
      clearTimeout(timer)
      ending?.removeEventListener('abort', breakOff)
      if (why !== 'told' && why !== 'broken-off') tell({ kind: 'end', why })
      void worker.terminate()
      resolve()
    }
    const breakOff = () => stop('broken-off')
    const timer = setTimeout(() => stop('slow'), limits.seconds * 1000)
    ending?.addEventListener('abort', breakOff)
    worker.on('message', (said: LinesSaid) => {
      if (over) return
      tell(said)
      if (said.kind === 'end') stop('told')
    })
    worker.on('error', (error: NodeJS.ErrnoException) => stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much' : 'broken'))
    worker.on('exit', () => stop('broken'))
  })
}
