/** The thread of `workbook.ts`. It has bytes, and gives rows of text; formulas, macros and links are not followed. */
import { parentPort, workerData } from 'node:worker_threads'
import { read, utils } from '@e965/xlsx'
import type { SheetRows } from './workbook.ts'

const { bytes, mostRows } = workerData as { bytes: Uint8Array; mostRows: number }
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim().slice(0, 500))

function sheets(): SheetRows[] | null {
  const book = read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, cellStyles: false, bookVBA: false, sheetRows: mostRows + 2, WTF: false })
  return book.SheetNames.slice(0, 20).map((name) => {
    const sheet = book.Sheets[name]
    const table: unknown[][] = sheet ? utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, defval: '', blankrows: true }) : []
    const heading = (table[0] ?? []).map(text)
    const rows = table
      .slice(1)
      .map((cells, at) => ({ row: at + 2, cells: Object.fromEntries(heading.flatMap((key, column) => (key ? [[key, text(cells[column])] as const] : []))) }))
    return { name, rows: rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== '')) }
  })
}
let answer: SheetRows[] | null = null
try {
  answer = sheets()
} catch {
  answer = null // not a workbook: the refusal says so
}
parentPort?.postMessage(answer)
