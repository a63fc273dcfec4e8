/** Reads an Excel workbook apart from the server: in a thread with little memory and little time, so a hostile file costs nobody else anything. */
import { unzipSync } from 'fflate'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { askThread } from '../ask-thread.ts'

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
export async function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits = uploaded): Promise<readonly SheetRows[]> {
  const question = { bytes, mostRows: limits.mostRows, longest: limits.longest }
  const sheets = fits(bytes, limits.unpacked) ? await askThread<SheetRows[]>(new URL('./workbook-thread.ts', import.meta.url), question, limits) : null
  if (!sheets) throw new RefusalError(refuse('people.not-a-workbook', {}, 422))
  return sheets
}
