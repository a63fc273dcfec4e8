/** History as a database holds it. The reader sees one moment: everything in one repeatable-read transaction. */
import type pg from 'pg'
import { primaryKey, type TableName } from '../decide/rows.ts'
import { run, type Tx } from '../write/tx.ts'
import { type EventText, exactText, type Suite } from './digest.ts'
import { eventTexts } from './seal.ts'
import { arrayOf, type Bundle, bytesOf, exactInstant, type HistorySource, type StoredSeal, type ToldEvent } from './source.ts'

export type Query = <R extends object>(text: string, values?: readonly unknown[]) => Promise<R[]>
export const queryIn =
  (tx: Tx): Query =>
  <R extends object>(text: string, values: readonly unknown[] = []) =>
    run<R>(tx, text, values)
export const queryOf =
  (client: pg.ClientBase): Query =>
  async <R extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<R>(text, [...values])).rows

const tables = Object.keys(primaryKey) as TableName[]
const TOLD = 'select e.id, e.matter_id, e.move, e.v, e.effects from event e'

/** Which matters: named one by one, or all from one id to another. */
const by = {
  list: (column: string) => `${column} = any ($1::uuid[])`,
  range: (column: string) => `${column} between ($1::uuid[])[1] and ($1::uuid[])[2]`,
}
/** Some matters with all their events told and all their rows. A link may have been told by the matter at its other end. */
async function bundle(query: Query, matters: ReadonlySet<string>, which: keyof typeof by, ids: readonly string[]): Promise<Bundle> {
  const rows: Record<string, Record<string, unknown>[]> = {}
  for (const table of tables) {
    const where = table === 'matter' ? by[which]('t.id') : table === 'link' ? by[which]('t.from_matter') : by[which]('t.matter_id')
    rows[table] = await query(`select t.* from ${table} t where ${where}`, [ids])
  }
  const others = [...new Set((rows.link ?? []).map((l) => String(l.to_matter)).filter((id) => !matters.has(id)))]
  const own = await query<ToldEvent>(`${TOLD} where ${by[which]('e.matter_id')} order by e.id`, [ids])
  const theirs = others.length > 0 ? await query<ToldEvent>(`${TOLD} where ${by.list('e.matter_id')} and e.effects::text like '%"link"%'`, [others]) : []
  return { matters, events: theirs.length > 0 ? [...own, ...theirs].sort((a, b) => a.id - b.id) : own, rows }
}
export const loadBundle = (query: Query, matters: readonly string[]): Promise<Bundle> => bundle(query, new Set(matters), 'list', matters)

const BATCH = 500
/** Rows of a cursor, in batches; the transaction must be open. */
async function* cursor<R extends object>(client: pg.ClientBase, name: string, text: string, size: number): AsyncGenerator<R> {
  await client.query(`declare ${name} no scroll cursor for ${text}`)
  for (;;) {
    const { rows } = await client.query<R>(`fetch ${size} from ${name}`)
    yield* rows
    if (rows.length < size) break
  }
  await client.query(`close ${name}`)
}

/** @param client a connection in a repeatable-read transaction (`oneMoment`) */
export function databaseSource(client: pg.ClientBase): HistorySource {
  const query = queryOf(client)
  const count = async (text: string) => Number((await query<{ n: string }>(text))[0]?.n)
  return {
    async *seals() {
      type Row = { no: string; at: string; suite: Suite; prev: string; ids: string; years: string; leaves: string; hash: string }
      const text = 'select no::text, at::text, suite, prev::text, ids::text, years::text, leaves::text, hash::text from seal order by seal.no'
      for await (const r of cursor<Row>(client, 'seals', text, 20)) yield sealOf(r)
    },
    events: () => cursor<EventText>(client, 'events', `select ${eventTexts} from event e order by e.id, e.year`, 1000),
    queued: () => cursor<{ year: string; id: string }>(client, 'queue', 'select u.year::text as year, u.event_id::text as id from unsealed u', 5000),
    async *bundles() {
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const ids: string[] = (await query<{ id: string }>('select m.id from matter m where m.id > $1 order by m.id limit $2', [after, BATCH])).map((r) => r.id)
        if (ids.length === 0) return
        const last = ids.at(-1) as string
        yield await bundle(query, new Set(ids), 'range', [ids[0] as string, last])
        after = last
      }
    },
    suites: async () => (await query<{ suite: Suite }>('select distinct s.suite from seal s')).map((r) => r.suite),
    counts: async () => ({ events: await count('select count(*) as n from event'), matters: await count('select count(*) as n from matter') }),
  }
}
export function sealOf(r: {
  no: string | null
  at: string | null
  suite: string | null
  prev: string | null
  ids: string | null
  years: string | null
  leaves: string | null
  hash: string | null
}): StoredSeal {
  return {
    no: Number(r.no),
    at: exactInstant(r.at ?? ''),
    suite: r.suite as Suite,
    prev: bytesOf(r.prev ?? ''),
    ids: arrayOf(r.ids ?? '{}'),
    years: arrayOf(r.years ?? '{}'),
    leaves: bytesOf(r.leaves ?? ''),
    hash: bytesOf(r.hash ?? ''),
  }
}

/** One moment of the database, read and left as it is. */
export async function oneMoment<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(exactText)
    return await work()
  } finally {
    await client.query('rollback').catch(() => undefined) // the work's own error is the one to tell
  }
}
