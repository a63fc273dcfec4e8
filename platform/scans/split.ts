/** Splits a scanned PDF (or looks at one picture) apart from the server: in a thread with limits of pages, pixels and time, so a hostile file costs nobody else anything. */
import { Worker } from 'node:worker_threads'

export interface SplitLimits {
  readonly pages: number
  /** Of one page as a picture: A3 at 200 dpi has 7.7 million. */
  readonly pixels: number
  readonly dpi: number
  readonly secondsAPage: number
  readonly memoryMiB: number
  /** What is looked for; default: the square codes of our own slips. */
  readonly formats?: readonly ('QRCode' | 'PDF417' | 'DataMatrix')[]
  /** The bytes are one picture, not a PDF. */
  readonly picture?: boolean
}
export const usualSplit: SplitLimits = { pages: 200, pixels: 12_000_000, dpi: 200, secondsAPage: 60, memoryMiB: 512 }

export interface PageRead {
  /** 1 … n. */
  readonly no: number
  readonly jpeg: Uint8Array
  /** What each square code on it says, ours or not. */
  readonly codes: readonly string[]
  /** A square code was seen that could not be read. */
  readonly damaged: boolean
}
export type Said =
  | { readonly kind: 'pages'; readonly pages: number }
  | ({ readonly kind: 'page' } & PageRead)
  | { readonly kind: 'end' }
  | { readonly kind: 'broken'; readonly name: string }
export type SplitEnd = 'split' | 'not-a-pdf' | 'locked' | 'too-many-pages' | 'too-slow'
export interface Splitting {
  /** Told once, before the first page. */
  pages(n: number): Promise<void>
  /** The next page is read when this one is kept. */
  page(read: PageRead): Promise<void>
}

/** @returns how it ended; pages told before a bad end stay told */
export function splitPdf(bytes: Uint8Array, on: Splitting, limits: SplitLimits = usualSplit): Promise<SplitEnd> {
  const worker = new Worker(new URL('./split-thread.ts', import.meta.url), {
    workerData: { bytes, limits },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    env: {},
    stdout: true,
    stderr: true,
  })
  return new Promise<SplitEnd>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const end = (how: SplitEnd | Error) => {
      clearTimeout(timer)
      void worker.terminate()
      if (how instanceof Error) reject(how)
      else resolve(how)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => end('too-slow'), limits.secondsAPage * 1000)
    }
    const next = () => {
      wait()
      worker.postMessage('next')
    }
    wait()
    worker.on('message', (said: Said) => {
      clearTimeout(timer)
      if (said.kind === 'end') return end('split')
      if (said.kind === 'broken') return end(said.name === 'PasswordException' ? 'locked' : 'not-a-pdf')
      if (said.kind === 'pages' && (said.pages > limits.pages || said.pages === 0)) return end(said.pages === 0 ? 'not-a-pdf' : 'too-many-pages')
      const kept = said.kind === 'pages' ? on.pages(said.pages) : on.page(said)
      kept.then(next, (error: unknown) => end(error instanceof Error ? error : new Error(String(error))))
    })
    // out of memory, or a fault of the reader: the file is to blame, the office goes on
    worker.on('error', () => end('not-a-pdf'))
    worker.on('exit', () => end('not-a-pdf')) // says nothing when the answer is already there
  })
}
