/**
 * The one writer: whole acts, one or ten thousand, as one statement per chunk that changes rows, appends events, queues them
 * for the sealer, puts notices and tells the browsers. Knows no rules.
 */
import type { DeskRegistry } from '../ctx.ts'
import type { Effects, Frozen, Step } from '../decide/facts.ts'
import { type Change, primaryKey, type TableName } from '../decide/rows.ts'
import { forgetDrafts } from '../drafts/erase.ts'
import { type NewEvent, toEvent } from '../history/event.ts'
import type { MatterId } from '../ids.ts'
import { takeNumbers } from '../numbering/take.ts'
import { lastOfEach, noticeRow, putText } from '../outbox/put.ts'
import type { KeptNumber } from '../said/number.ts'
import { type ContactRow, frozen as fixed, mutable, type SnapshotRow } from './tables.ts'
import { run, type Tx } from './tx.ts'

export interface WriteExtra {
  readonly desks: DeskRegistry
  /** Citizens and bodies outside who come with the act; their texts are ciphers already. */
  readonly contacts?: readonly ContactRow[]
  /** Numbers kept for matters of this act, used instead of the next. */
  readonly reserved?: ReadonlyMap<MatterId, number>
  /** Numbers matters of this act bore before this system. */
  readonly kept?: ReadonlyMap<MatterId, KeptNumber>
}
export interface Written {
  /** Numbers taken, by matter. */
  readonly numbers: ReadonlyMap<MatterId, string>
  /** Id of the last event; 0 where nothing happened. */
  readonly lastEvent: number
}

/** Acts per statement. */
const CHUNK = 500
/** A browser that is told of more than this reloads its lists. */
const TOLD = 100

/**
 * Writes what `decide` answered. Numbers are taken first of all here, last of all in the transaction.
 * @param acts in the order they were decided; a parent before its parts
 * @throws Error when a row to be changed is not there, or a database guard speaks (see `guardRefusal`)
 * Rule: architecture §2, steps 17 to 20
 */
export async function write(tx: Tx, acts: readonly Effects[], extra: WriteExtra): Promise<Written> {
  const numbers = await takeNumbers(
    tx,
    acts.flatMap((a) => a.numbers),
    extra.reserved,
    extra.kept,
  )
  const contacts = Map.groupBy(extra.contacts ?? [], (c) => c.matter_id)
  let lastEvent = 0
  for (let from = 0; from < acts.length; from += CHUNK) {
    const chunk = acts.slice(from, from + CHUNK)
    const theirs = chunk.flatMap((a) => [...new Set(a.steps.map((s) => s.matter))].flatMap((m) => take(contacts, m)))
    lastEvent = Math.max(lastEvent, await writeChunk(tx, chunk, numbers, theirs))
    const details = Map.groupBy(
      chunk.flatMap((a) => a.details),
      (d) => d.desk,
    )
    for (const [desk, rows] of details) {
      const entry = extra.desks.get(desk)
      if (!entry) throw new Error(`no desk ${desk} is registered`)
      await entry.save(tx, [...new Map(rows.map((r) => [r.matter, r])).values()])
    }
    const askers = chunk.flatMap((a) => a.erased.flatMap((e) => (e.table === 'contact' ? [e.matter] : [])))
    if (askers.length > 0) await forgetContacts(tx, askers)
    const drafts = chunk.flatMap((a) => a.erased.flatMap((e) => (e.table === 'draft' ? [e.matter] : [])))
    if (drafts.length > 0) await forgetDrafts(tx, drafts)
    const erased = Map.groupBy(
      chunk.flatMap((a) => a.erased),
      (e) => e.desk,
    )
    for (const [desk, texts] of erased) await extra.desks.get(desk)?.erase?.(tx, texts)
  }
  if (contacts.size > 0) throw new Error('a contact came with no matter of this act')
  return { numbers, lastEvent }
}
/** 依法删除 of who asked: ciphers, and the keyed hashes by which he could be found. That somebody asked, and what he was answered, stays. */
async function forgetContacts(tx: Tx, matters: readonly MatterId[]): Promise<void> {
  await run(
    tx,
    `update contact set name_cipher = null, phone_cipher = null, address_cipher = null, other_cipher = null, phone_key = null, name_key = null where matter_id = any ($1::uuid[])`,
    [matters],
  )
}
function take<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? []
  map.delete(key)
  return list
}

const withNumber = (change: Change, numbers: ReadonlyMap<MatterId, string>): Change => {
  if (change.table !== 'matter' || change.row.number !== null) return change
  return { ...change, row: { ...change.row, number: numbers.get(change.row.id) ?? null } }
}

/** The final row per table and key; fresh when any act of the chunk made it. */
function finalRows(acts: readonly Effects[], numbers: ReadonlyMap<MatterId, string>): Change[] {
  const final = new Map<string, Change>()
  for (const { changes } of acts)
    for (const change of changes) {
      const row = change.row as unknown as Record<string, unknown>
      const key = `${change.table} ${primaryKey[change.table].map((k) => row[k]).join(' ')}`
      const fresh = change.fresh || final.get(key)?.fresh === true
      final.set(key, { ...withNumber(change, numbers), fresh } as Change)
    }
  return [...final.values()]
}

async function writeChunk(tx: Tx, acts: readonly Effects[], numbers: ReadonlyMap<MatterId, string>, contacts: readonly ContactRow[]): Promise<number> {
  const parts: string[] = []
  const values: unknown[] = []
  const counts: { part: string; expected: number }[] = []
  const add = (rows: readonly object[], part: (parameter: number) => string) => {
    values.push(JSON.stringify(rows))
    parts.push(part(values.length))
  }
  const changes = Map.groupBy(finalRows(acts, numbers), (c) => `${c.table} ${c.fresh ? 'new' : 'old'}`)
  for (const table of Object.keys(primaryKey) as TableName[]) {
    const fresh = changes.get(`${table} new`)?.map((c) => c.row)
    if (fresh) add(fresh, (p) => `new_${table} as (${insertText(table, p)})`)
    const old = changes.get(`${table} old`)?.map((c) => c.row)
    if (old) {
      add(old, (p) => `old_${table} as (${updateText(table, p)})`)
      counts.push({ part: `old_${table}`, expected: old.length })
    }
    if (table === 'matter' && contacts.length > 0) add(contacts, (p) => `new_contact as (${insertText('contact', p)})`)
  }
  const events = acts.flatMap((a) => a.steps.map((s) => toEvent(a.act, numbered(s, numbers))))
  if (events.length > 0) {
    add(events, (p) => `event_new as (${eventText(p)})`)
    parts.push('queued as (insert into unsealed (event_id, year) select e.id, e.year from event_new e)')
  }
  const frozen = acts.flatMap((a) => a.frozen.map((s) => snapshotRow(s, numbers)))
  if (frozen.length > 0) add(frozen, (p) => `new_snapshot as (${insertText('snapshot', p)})`)
  const notices = lastOfEach(acts.flatMap((a) => a.notices))
  if (notices.length > 0) add(notices.map(noticeRow), (p) => `notice as (${putText(p)})`)
  if (parts.length === 0) return 0
  const matters = [...new Set(events.flatMap((e) => e.matter_id ?? []))]
  const last = events.length > 0 ? '(select max(e.id) from event_new e)' : '0::bigint'
  values.push(JSON.stringify(matters.length > TOLD ? [] : matters))
  const tell = `pg_notify('huiyin', json_build_object('event', ${last}, 'matters', $${values.length}::json)::text)`
  const seen = counts.map(({ part }) => `, (select count(*) from ${part}) as ${part}`).join('')
  const [result] = await run<Record<string, number>>(tx, `with ${parts.join(',\n')}\nselect ${last} as last_event, ${tell}${seen}`, values)
  for (const { part, expected } of counts) if (result?.[part] !== expected) throw new Error(`${part}: ${expected} rows to change, ${result?.[part]} found`)
  return result?.last_event ?? 0
}

const numbered = (step: Step, numbers: ReadonlyMap<MatterId, string>): Step => ({ ...step, rows: step.rows.map((c) => withNumber(c, numbers)) })

/** Of a matter registered and ended in one act the number is known only now. */
function snapshotRow({ matter, round, at, body }: Frozen, numbers: ReadonlyMap<MatterId, string>): SnapshotRow {
  const own = body.matter as { readonly number: string | null }
  return { matter_id: matter, round, at, body: own.number === null ? { ...body, matter: { ...own, number: numbers.get(matter) ?? null } } : body }
}

const insertText = (table: TableName | 'contact' | 'snapshot', p: number): string => `insert into ${table} select r.* from json_populate_recordset(null::${table}, $${p}::json) r`

function updateText(table: TableName, p: number): string {
  const columns = mutable[table]
  if (columns.length === 0) throw new Error(`rows of ${table} do not change`)
  const keys = [...primaryKey[table].map((k) => `t.${k} = r.${k}`), ...fixed[table].map((k) => `t.${k} is not distinct from r.${k}`)].join(' and ')
  return `update ${table} t set ${columns.map((c) => `${c} = r.${c}`).join(', ')} from json_populate_recordset(null::${table}, $${p}::json) r where ${keys} returning 1`
}

const eventColumns: readonly (readonly [keyof NewEvent, string])[] = [
  ['act_id', 'uuid'],
  ['matter_id', 'uuid'],
  ['at', 'timestamptz'],
  ['move', 'text'],
  ['actor', 'uuid'],
  ['holder', 'uuid'],
  ['recorded_by', 'uuid'],
  ['evidence', 'uuid'],
  ['undoes', 'uuid'],
  ['v', 'int'],
  ['said', 'json'],
  ['effects', 'json'],
]
const names = eventColumns.map(([name]) => name).join(', ')
/** In the order of the steps, which becomes the order of ids. */
const eventText = (p: number): string => `insert into event (${names}) select ${names}
  from rows from (json_to_recordset($${p}::json) as (${eventColumns.map((c) => c.join(' ')).join(', ')})) with ordinality as e(${names}, nth)
  order by e.nth returning id, year`
