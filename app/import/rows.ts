/** An office's sheet, line by line: JSONL and CSV a piece at a time, never the whole file; XLSX in a thread with bounds of its own. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { createInterface } from 'node:readline'
import { csvReader, jsonLine } from '../../desks/letters/import-row.ts'
import { RefusalError } from '../../kernel/refusal.ts'
import { readWorkbook, type SheetRows } from '../../platform/people/workbook.ts'
import { PlainStop } from '../../platform/plain-stop.ts'

export interface Line {
  readonly line: number
  /** Cells under their headings, or what is wrong with the whole line. */
  readonly cells: Readonly<Record<string, unknown>> | string
}
const workbook = { mostRows: 20_000, longest: 20_000, seconds: 60, unpacked: 200 * 1_048_576, memoryMiB: 256 } as const

/** Text as it comes; UTF-8, or what a Chinese spreadsheet saves where it is not. */
async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder((await isUtf8(path)) ? 'utf-8' : 'gb18030')
  for await (const piece of createReadStream(path)) yield decoder.decode(piece as Buffer, { stream: true })
  yield decoder.decode()
}
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of createReadStream(path, { end: 1_048_575 })) decoder.decode(piece as Buffer, { stream: true })
    return true
  } catch {
    return false // not in this encoding: the other one
  }
}
async function* csv(path: string): AsyncGenerator<Line> {
  const reader = csvReader()
  let head: string[] | null = null
  let line = 0
  const tell = function* (rows: string[][]): Generator<Line> {
    for (const row of rows) {
      line++
      if (head === null) {
        head = row.map((name) => name.replace(/^\uFEFF/, '').trim())
        continue
      }
      const columns: string[] = head
      yield { line, cells: row.length === columns.length ? Object.fromEntries(columns.map((name, i) => [name, row[i] ?? ''])) : 'wrong-columns' }
    }
  }
  for await (const piece of textOf(path)) yield* tell(reader.push(piece))
  yield* tell(reader.end())
}
async function* jsonl(path: string): AsyncGenerator<Line> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() !== '') yield { line, cells: jsonLine(line === 1 ? text.replace(/^\uFEFF/, '') : text) }
  }
}
/** @throws PlainStop for what is no workbook, or too large a one */
function sheetsOf(path: string): Promise<readonly SheetRows[]> {
  const read = async () => readWorkbook(await readFile(path), workbook)
  return read().catch((error: unknown) => {
    if (!(error instanceof RefusalError)) throw error
    throw new PlainStop(
      `读不了这个工作簿：${path}。须是 Excel 的 .xlsx，不超过 ${workbook.mostRows} 行；更大的请另存为 CSV。`,
      `This workbook cannot be read: ${path}. It must be an Excel .xlsx of at most ${workbook.mostRows} rows; save a larger one as CSV.`,
    )
  })
}
const isAsked =
  (sheet: string | undefined) =>
  (one: SheetRows): boolean =>
    sheet === undefined ? one.rows.length > 0 : one.name.trim() === sheet
/** @param sheet which one; default the first that holds a row */
async function* xlsx(path: string, sheet: string | undefined): AsyncGenerator<Line> {
  const found = (await sheetsOf(path)).find(isAsked(sheet))
  if (!found) throw new PlainStop(`工作簿里没有${sheet === undefined ? '数据' : `“${sheet}”这张表`}。`, `The workbook has no ${sheet === undefined ? 'rows' : `sheet "${sheet}"`}.`)
  for (const { row, cells } of found.rows) yield { line: row, cells }
}

export function linesOf(path: string, sheet?: string): AsyncGenerator<Line> {
  const kind = extname(path).toLowerCase()
  return kind === '.xlsx' ? xlsx(path, sheet) : kind === '.csv' ? csv(path) : jsonl(path)
}
export interface Peek {
  /** Names of the sheets of a workbook. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly rows: number
  /** Each heading with what stands under it first. */
  readonly headings: readonly { readonly heading: string; readonly samples: readonly string[] }[]
}
const SAMPLES = 3
/** What a file holds, for whoever is to say which column is which. */
export async function peek(path: string, sheet: string | undefined): Promise<Peek> {
  const sheets = extname(path).toLowerCase() === '.xlsx' ? await sheetsOf(path) : []
  const first: Readonly<Record<string, unknown>>[] = []
  let rows = 0
  const found = sheets.find(isAsked(sheet))
  for await (const { cells } of found ? found.rows : linesOf(path, sheet)) {
    rows++
    if (typeof cells !== 'string' && first.length < 50) first.push(cells)
  }
  const samples = (heading: string) =>
    first.flatMap((cells) => (cells[heading] === undefined || cells[heading] === '' ? [] : [String(cells[heading]).slice(0, 40)])).slice(0, SAMPLES)
  return {
    sheets: sheets.map((one) => one.name.trim()),
    sheet: found?.name.trim() ?? null,
    rows,
    headings: [...new Set(first.flatMap((cells) => Object.keys(cells)))].map((heading) => ({ heading, samples: samples(heading) })),
  }
}
/** Lines of a text file, for the bar; null where they are not known before. */
export async function countLines(path: string): Promise<number | null> {
  if (extname(path).toLowerCase() === '.xlsx') return null
  let n = 0
  for await (const piece of createReadStream(path)) for (const byte of piece as Buffer) if (byte === 10) n++
  return n
}
