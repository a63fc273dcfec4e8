/** Reads what a file says apart from the server: in a thread with little memory and little time, so that a hostile file costs nobody else anything. */
import { Worker } from 'node:worker_threads'
import { LONGEST } from '../../../kernel/search/build.ts'
import { sniff } from '../kinds.ts'
import { type FileSays, saysOf } from './text-of.ts'

export type { FileSays } from './text-of.ts'

/** Kinds with words in them. */
export const wordy: ReadonlySet<string> = new Set(['pdf', 'docx', 'xlsx', 'txt', 'ofd', 'zip'])
/** A short plain text has nothing in it that could cost much. */
const SHORT = 65_536
const SECONDS = 20
const MEMORY_MIB = 512

/** @returns `read: false` for what cannot be opened, takes too long or too much */
export function readInside(bytes: Uint8Array, name: string): Promise<FileSays> {
  if (bytes.length <= SHORT && sniff(Buffer.from(bytes), Buffer.from(bytes))?.kind === 'txt') return saysOf(bytes, name, LONGEST)
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: { bytes, name, longest: LONGEST },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    })
    const unread = () => resolve({ read: false })
    const timer = setTimeout(() => {
      unread()
      void worker.terminate()
    }, SECONDS * 1000)
    worker.on('message', resolve)
    worker.on('error', unread)
    worker.on('exit', () => {
      clearTimeout(timer)
      unread() // says nothing when the answer is already there
    })
  })
}
