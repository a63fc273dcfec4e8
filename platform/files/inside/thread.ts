/** The thread of `read.ts`: bytes in, text out, and whether a mark of secrecy stands in it. */
import { parentPort, workerData } from 'node:worker_threads'
import { saysOf } from './text-of.ts'

const { bytes, name, longest } = workerData as { bytes: Uint8Array; name: string; longest: number }
parentPort?.postMessage(await saysOf(bytes, name, longest))
