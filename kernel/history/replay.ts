/**
 * Replay: the fold of what events told equals the rows as they are (invariant 17). A rule is never run again; an event holds what its act left.
 * Personal texts are compared through their digests, so that an erased text (with its `erase` event) is no difference and a changed one is.
 */
import { personalTexts, primaryKey, type TableName } from '../decide/rows.ts'
import type { MatterId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Tx } from '../write/tx.ts'
import { answersTo } from './digest.ts'
import { loadBundle, queryIn } from './from-database.ts'
import type { Bundle } from './source.ts'
import { type ToldRow, upcast } from './upcast.ts'

export interface Difference {
  /** `row-untold`: no event made it · `row-missing`: told, but not there · `row-foreign`: told by another matter's event · `text-…`: a personal text. */
  readonly kind: 'row-differs' | 'row-untold' | 'row-missing' | 'row-foreign' | 'text-differs' | 'text-gone' | 'text-untold'
  readonly matter: string
  readonly table: TableName | 'draft_version'
  readonly key: string
  readonly column: string | null
}

type Row = Readonly<Record<string, unknown>>
const keyOf = (table: TableName, row: Row): string => primaryKey[table].map((k) => String(row[k])).join(' ')
const ownerOf = (table: TableName, row: Row): string => String(table === 'matter' ? row.id : table === 'link' ? row.from_matter : row.matter_id)

/** Objects without the order of their keys: jsonb keeps none. */
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([k, v]) => [k, plain(v)] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value
const same = (a: unknown, b: unknown): boolean =>
  a === b || ((a ?? null) === null ? (b ?? null) === null : typeof a === 'object' && JSON.stringify(plain(a)) === JSON.stringify(plain(b)))

function compareText(told: unknown, text: unknown, salt: unknown): Difference['kind'] | null {
  if (typeof told !== 'string') return text === null || text === undefined ? null : 'text-untold'
  if (typeof text !== 'string' || typeof salt !== 'string') return 'text-gone'
  return answersTo(told, salt, text) ? null : 'text-differs'
}
/** Columns in which a stored row is not what was told. */
export function compareRow(table: TableName, told: Row, stored: Row): { readonly kind: Difference['kind']; readonly column: string }[] {
  const texts = personalTexts[table] ?? []
  const differences: { kind: Difference['kind']; column: string }[] = []
  for (const column of new Set([...Object.keys(told), ...Object.keys(stored)])) {
    if (column.endsWith('_salt') && texts.includes(column.slice(0, -5))) continue
    const kind = texts.includes(column) ? compareText(told[column], stored[column], stored[`${column}_salt`]) : same(told[column], stored[column]) ? null : 'row-differs'
    if (kind) differences.push({ kind, column })
  }
  return differences
}

/** What the events of some matters add up to, against their rows. Empty = they are equal. */
export function replayBundle(bundle: Bundle): Difference[] {
  const differences: Difference[] = []
  const folded = new Map<string, ToldRow>()
  for (const event of bundle.events)
    for (const told of upcast(event)) {
      const owner = ownerOf(told.table, told.row)
      if (!bundle.matters.has(owner)) continue
      const key = keyOf(told.table, told.row)
      if (told.table !== 'link' && event.matter_id !== owner) differences.push({ kind: 'row-foreign', matter: owner, table: told.table, key, column: null })
      folded.set(`${told.table} ${key}`, told)
    }
  for (const table of Object.keys(primaryKey) as TableName[])
    for (const row of bundle.rows[table] ?? []) {
      const [key, matter] = [keyOf(table, row), ownerOf(table, row)]
      if (!bundle.matters.has(matter)) continue
      const told = folded.get(`${table} ${key}`)
      folded.delete(`${table} ${key}`)
      if (told) differences.push(...compareRow(table, told.row, row).map((d) => ({ ...d, matter, table, key })))
      else differences.push({ kind: 'row-untold', matter, table, key, column: null })
    }
  for (const { table, row } of folded.values()) differences.push({ kind: 'row-missing', matter: ownerOf(table, row), table, key: keyOf(table, row), column: null })
  return differences
}

/** Replays matters of a transaction, its own uncommitted changes included. */
export async function replayMatters(tx: Tx, matters: readonly MatterId[]): Promise<Difference[]> {
  return replayBundle(await loadBundle(queryIn(tx), matters))
}
export const replayMatter = (tx: Tx, matter: MatterId): Promise<Difference[]> => replayMatters(tx, [matter])

const BATCH = 200
/**
 * The nightly replay: matters touched since a moment, and about one in a hundred of all others, another hundredth each night.
 * @param seed any words, such as the date
 */
export async function replayNightly(tx: Tx, since: Instant, seed: string): Promise<{ readonly matters: number; readonly differences: readonly Difference[] }> {
  const query = queryIn(tx)
  const rows = await query<{ id: MatterId }>(
    `select m.id from matter m where exists (select 1 from event e where e.matter_id = m.id and e.logged_at >= $1)
       or ('x' || substr(md5(m.id::text || $2), 1, 4))::bit(16)::int < 655 order by m.id`,
    [since, seed],
  )
  const differences: Difference[] = []
  for (let from = 0; from < rows.length; from += BATCH) {
    const ids = rows.slice(from, from + BATCH).map((r) => r.id)
    differences.push(...(await replayMatters(tx, ids)))
  }
  return { matters: rows.length, differences }
}
