/** One question to a thread with little memory and little time, and its one answer: what a stranger's file costs, it costs nobody else. */
import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  readonly seconds: number
  readonly memoryMiB: number
}
/** @returns null where it ends without an answer, takes too long or too much */
export function askThread<Answer>(script: URL, question: object, { seconds, memoryMiB }: ThreadLimits): Promise<Answer | null> {
  return new Promise((resolve) => {
    const worker = new Worker(script, {
      workerData: question,
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    })
    const end = (answer: Answer | null) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(answer)
    }
    const timer = setTimeout(() => end(null), seconds * 1000)
    worker.on('message', end)
    worker.on('error', () => end(null))
    worker.on('exit', () => end(null)) // says nothing when the answer is already there
  })
}
