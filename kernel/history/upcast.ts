/**
 * Events are never rewritten; what an older program wrote is read through upcasters: pure functions from one shape to the next.
 * `v` of an event is the version its move had then (`lifecycle.ts`). Rule: architecture §2 «Replay»
 */
import type { Change, TableName } from '../decide/rows.ts'

/** A row as an event tells it: personal texts are digests, salts are gone. */
export interface ToldRow {
  readonly table: TableName
  readonly row: Readonly<Record<string, unknown>>
  readonly fresh: boolean
}
export interface Upcaster {
  /** Which move's events; null = every move's. */
  readonly move: string | null
  /** Applies to events of this `v`; what it answers is of the next. */
  readonly from: number
  readonly rows: (rows: readonly ToldRow[]) => readonly ToldRow[]
}
/** None yet: every event ever written has today's shape. A new column of a kernel table adds one that fills it in. */
export const upcasters: readonly Upcaster[] = []

/** The rows of an event in today's shape. @param effects `event.effects` as stored */
export function upcast(event: { readonly move: string; readonly v: number; readonly effects: unknown }, known: readonly Upcaster[] = upcasters): readonly ToldRow[] {
  let rows = (event.effects as readonly Change[]).map((c) => ({ table: c.table, row: c.row as unknown as ToldRow['row'], fresh: c.fresh }) as ToldRow) as readonly ToldRow[]
  for (let v = event.v, next = find(v); next; next = find(++v)) rows = next.rows(rows)
  function find(v: number): Upcaster | undefined {
    return known.find((u) => u.from === v && (u.move === null || u.move === event.move))
  }
  return rows
}
