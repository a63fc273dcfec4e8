/** History as an export holds it: files of COPY text, read as streams. Nothing of a database is needed. */
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { primaryKey, type TableName } from '../decide/rows.ts'
import { copyColumns } from './copy.ts'
import { type EventText, eventColumns, isSuite, type Suite } from './digest.ts'
import type { Manifest } from './export.ts'
import { sealOf } from './from-database.ts'
import { exactInstant, type HistorySource, type ToldEvent } from './source.ts'

type Line = Record<string, string | null>

/** The bytes of a table as COPY wrote them, unpacked. */
export function openTable(folder: string, file: string): Readable {
  const raw = createReadStream(join(folder, file), { highWaterMark: 1 << 18 })
  return file.endsWith('.gz') ? pipeline(raw, createGunzip(), () => undefined) : raw // a read error destroys the stream read from, and is thrown there
}
async function* lines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8')
  let rest = ''
  for await (const chunk of stream as AsyncIterable<string>) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}
/** The rows of one table, in the order of the export. */
export async function* tableLines(folder: string, manifest: Manifest, table: string): AsyncGenerator<Line> {
  const kept = manifest.tables.find((t) => t.name === table)
  if (!kept?.file || !existsSync(join(folder, kept.file))) return
  const columns = kept.columns.map((c) => c.name)
  for await (const line of lines(openTable(folder, kept.file))) {
    const values = copyColumns(line)
    yield Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null]))
  }
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  int2: Number,
  int4: Number,
  int8: Number,
  bool: (text) => text === 't',
  json: (text) => JSON.parse(text),
  jsonb: (text) => JSON.parse(text),
  timestamptz: (text) => exactInstant(text).replace(/(\.\d{3})\d+Z$/, '$1Z'),
}
/** A row with the values the kernel works with. */
function typed(line: Line, types: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(line).map(([name, text]) => {
      const reader = readers[types.get(name) ?? '']
      return [name, text === null || !reader ? text : reader(text)]
    }),
  )
}

/** Events whose matters are held in memory at once; more matters mean more passes over the files, not more memory. */
const PASS = 400_000
const bucketOf = (id: string, buckets: number): number => Number.parseInt(id.slice(-6), 16) % buckets
const tables = Object.keys(primaryKey) as TableName[]

export function exportSource(folder: string, manifest: Manifest, pass = PASS): HistorySource {
  const rowsOf = (table: string) => manifest.tables.find((t) => t.name === table)?.rows ?? 0
  const typesOf = (table: string) => new Map(manifest.tables.find((t) => t.name === table)?.columns.map((c) => [c.name, c.type]))
  return {
    async *seals() {
      for await (const line of tableLines(folder, manifest, 'seal')) yield sealOf(line as unknown as Parameters<typeof sealOf>[0])
    },
    async *events() {
      for await (const line of tableLines(folder, manifest, 'event')) yield Object.fromEntries(eventColumns.map((c) => [c, line[c] ?? null])) as EventText
    },
    async *queued() {
      for await (const line of tableLines(folder, manifest, 'unsealed')) yield { year: line.year ?? '', id: line.event_id ?? '' }
    },
    async *bundles() {
      const buckets = Math.max(1, Math.ceil(rowsOf('event') / pass))
      for (let bucket = 0; bucket < buckets; bucket++) {
        const inside = (id: string | null | undefined) => typeof id === 'string' && bucketOf(id, buckets) === bucket
        const matters = new Set<string>()
        const rows: Record<string, Record<string, unknown>[]> = {}
        for (const table of tables) {
          const [types, owner] = [typesOf(table), table === 'matter' ? 'id' : table === 'link' ? 'from_matter' : 'matter_id']
          const list: Record<string, unknown>[] = []
          for await (const line of tableLines(folder, manifest, table)) if (inside(line[owner])) list.push(typed(line, types))
          rows[table] = list
          if (table === 'matter') for (const row of list) matters.add(String(row.id))
        }
        const events: ToldEvent[] = []
        for await (const line of tableLines(folder, manifest, 'event')) {
          if (!inside(line.matter_id) && !line.effects?.includes('"link"')) continue
          events.push({
            id: Number(line.id),
            matter_id: line.matter_id as ToldEvent['matter_id'],
            move: line.move ?? '',
            v: Number(line.v),
            effects: JSON.parse(line.effects ?? '[]'),
          })
          if (inside(line.matter_id)) matters.add(line.matter_id as string)
        }
        yield { matters, events, rows }
      }
    },
    suites: async () => {
      const suites = new Set<Suite>()
      for await (const { suite } of tableLines(folder, manifest, 'seal')) if (suite && isSuite(suite)) suites.add(suite)
      return [...suites]
    },
    counts: async () => ({ events: rowsOf('event'), matters: rowsOf('matter') }),
  }
}
