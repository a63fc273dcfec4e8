/** The thread of `read-lines.ts`: bytes in, lines out. */
import { parentPort, workerData } from 'node:worker_threads'
import { tellLines } from './lines-of.ts'

await tellLines((workerData as { bytes: Uint8Array }).bytes, (said) => parentPort?.postMessage(said))
