/** Reads an Excel workbook apart from the server: in a thread with little memory and little time, so a hostile file costs nobody else anything. */
import { Worker } from 'node:worker_threads'
import { RefusalError, refuse } from '../../kernel/refusal.ts'

export interface SheetRows {
  readonly name: string
  /** Row as Excel numbers it, cells as text under their heading. */
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[]
}
export const MOST_ROWS = 5_000
const SECONDS = 20

/** @throws RefusalError `people.not-a-workbook`: broken, not Excel, too large, or too slow to read */
export function readWorkbook(bytes: Uint8Array): Promise<readonly SheetRows[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
      workerData: { bytes, mostRows: MOST_ROWS },
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    })
    const broken = () => reject(new RefusalError(refuse('people.not-a-workbook', {}, 422)))
    const timer = setTimeout(() => {
      broken()
      void worker.terminate()
    }, SECONDS * 1000)
    worker.on('message', (sheets: SheetRows[] | null) => (sheets ? resolve(sheets) : broken()))
    worker.on('error', broken)
    worker.on('exit', () => {
      clearTimeout(timer)
      broken() // says nothing when the answer is already there
    })
  })
}
