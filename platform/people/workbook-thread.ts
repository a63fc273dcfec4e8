/** The thread of `workbook.ts`. It has bytes, and gives rows of text; formulas, macros and links are not followed. */
import { parentPort, workerData } from 'node:worker_threads'
import { read, SSF, utils } from '@e965/xlsx'
import type { SheetRows } from './workbook.ts'

const { bytes, mostRows, longest } = workerData as { bytes: Uint8Array; mostRows: number; longest: number }
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim().slice(0, longest))

interface Cell {
  readonly t: string
  readonly v?: unknown
  readonly z?: string
  w?: string
}
/** A day is told as 2026-03-05 whatever the cell shows it as: 3/5/26 is two days. */
function plainDays(rows: readonly (readonly (Cell | undefined)[] | undefined)[]): void {
  const two = (n: number) => String(n).padStart(2, '0')
  for (const cell of rows.flatMap((row) => row ?? [])) {
    if (cell?.t !== 'n' || typeof cell.v !== 'number' || !cell.z || !SSF.is_date(cell.z)) continue
    const { y, m, d, H, M, S } = SSF.parse_date_code(cell.v) as Record<string, number>
    const time = H || M || S ? ` ${two(H ?? 0)}:${two(M ?? 0)}:${two(S ?? 0)}` : ''
    if (y) cell.w = `${y}-${two(m ?? 0)}-${two(d ?? 0)}${time}`
  }
}

function sheets(): SheetRows[] | null {
  const book = read(bytes, {
    type: 'array',
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellStyles: false,
    cellNF: true,
    bookVBA: false,
    sheetRows: mostRows + 2,
    WTF: false,
  })
  return book.SheetNames.slice(0, 20).map((name) => {
    const sheet = book.Sheets[name]
    plainDays((sheet?.['!data'] ?? []) as Cell[][])
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
