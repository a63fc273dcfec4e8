/** Long sums are done in a thread of their own: an office that learns or groups does not wait for it. Ends with its answer. */
import { Worker } from 'node:worker_threads'
import type { Example } from './model.ts'
import type { Told } from './pieces.ts'

export interface Lesson {
  readonly what: 'lesson'
  readonly examples: readonly Example[]
  readonly primers: readonly Example[]
  /** Letters at hand, named or not: how rare a word is. */
  readonly told: readonly Told[]
}
export interface Learned {
  readonly f1: number
  readonly silentBelow: number | null
  readonly classes: number
  readonly digest: string
  readonly body: Uint8Array
}
export interface Grouping {
  readonly what: 'themes'
  readonly letters: readonly (Told & { readonly id: string; readonly at: number; readonly who: string })[]
  readonly districts: readonly string[]
}
export type Grouped = readonly { readonly place: string; readonly ids: readonly string[] }[]

export function aside(work: Lesson): Promise<Learned>
export function aside(work: Grouping): Promise<Grouped>
export function aside(work: Lesson | Grouping): Promise<unknown> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: work })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the thread ended with ${code} and no answer`)))
  })
}
