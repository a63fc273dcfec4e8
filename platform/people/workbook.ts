/** Reads an Excel workbook apart from the server: in a thread with little memory and little time, so a hostile file costs nobody else anything. */
import { Worker } from 'node:worker_threads'
import { unzipSync } from 'fflate'
import { RefusalError, refuse } from '../../kernel/refusal.ts'

export interface SheetRows {
  readonly name: string
  /** Row as Excel numbers it, cells as text under their heading. */
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[]
}
/** What one reading may take. */
export interface WorkbookLimits {
  readonly mostRows: number
  /** Characters of one cell; what is longer is cut. */
  readonly longest: number
  readonly seconds: number
  /** Bytes of all parts, unpacked; a register of 5,000 people has two million. */
  readonly unpacked: number
  readonly memoryMiB: number
}
export const MOST_ROWS = 5_000
const uploaded: WorkbookLimits = { mostRows: MOST_ROWS, longest: 500, seconds: 10, unpacked: 40 * 1_048_576, memoryMiB: 256 }

/** What the archive says of itself; one that lies meets the limits of the thread. */
function fits(bytes: Uint8Array, unpacked: number): boolean {
  let total = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize
        return false
      },
    })
  } catch {
    return false // no archive at all
  }
  return total > 0 && total <= unpacked
}

/** @throws RefusalError `people.not-a-workbook`: broken, not Excel, too large, or too slow to read */
export function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits = uploaded): Promise<readonly SheetRows[]> {
  if (!fits(bytes, limits.unpacked)) return Promise.reject(new RefusalError(refuse('people.not-a-workbook', {}, 422)))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
      workerData: { bytes, mostRows: limits.mostRows, longest: limits.longest },
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    })
    const broken = () => reject(new RefusalError(refuse('people.not-a-workbook', {}, 422)))
    const timer = setTimeout(() => {
      broken()
      void worker.terminate()
    }, limits.seconds * 1000)
    worker.on('message', (sheets: SheetRows[] | null) => (sheets ? resolve(sheets) : broken()))
    worker.on('error', broken)
    worker.on('exit', () => {
      clearTimeout(timer)
      broken() // says nothing when the answer is already there
    })
  })
}
