/** The way back: a backup into an empty data folder and an empty database. First the whole file is read and checked, then the first row is written. Rule: R-C19 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { loadTables } from '../../kernel/history/import-dump.ts'
import { type DatabaseAddress, withClient } from '../database/connection.ts'
import { type Migration, migrate } from '../database/migrate.ts'
import { PlainStop } from '../plain-stop.ts'
import { type Entry, readEntries } from './entries.ts'
import type { Closing, Plan } from './make.ts'
import { type BackupFile, openContents } from './sealed-file.ts'
import { damaged, newerBackup, notEmpty } from './stops.ts'

export interface Checked {
  readonly plan: Plan
  readonly closing: Closing
}
type Seen = (bytes: number) => void

async function* entriesOf(backup: BackupFile, key: Buffer, seen?: Seen): AsyncGenerator<Entry> {
  yield* readEntries(openContents(backup, key, seen))
}
async function wholeOf(entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of entry.bytes) pieces.push(piece)
  entry.end()
  return Buffer.concat(pieces)
}
const jsonOf = async <T>(entry: Entry): Promise<T> => JSON.parse((await wholeOf(entry)).toString('utf8')) as T

/** The plan alone, from the first piece. */
export async function planOf(backup: BackupFile, key: Buffer): Promise<Plan> {
  for await (const entry of entriesOf(backup, key)) {
    if (entry.head.kind !== 'plan') break
    return jsonOf<Plan>(entry)
  }
  throw damaged(backup.path)
}

/** Reads every byte and compares every digest; writes nothing. @throws PlainStop at the first that is not as it was written */
export async function checkBackup(backup: BackupFile, key: Buffer, seen?: Seen): Promise<Checked> {
  const found: { plan?: Plan; closing?: Closing } = {}
  let [tables, files, bytes] = [0, 0, 0]
  for await (const entry of entriesOf(backup, key, seen)) {
    if (entry.head.kind === 'plan') found.plan = await jsonOf<Plan>(entry)
    else if (entry.head.kind === 'end') found.closing = await jsonOf<Closing>(entry)
    else {
      for await (const _ of entry.bytes);
      const end = entry.end()
      if (entry.head.kind === 'table') tables++
      else {
        files++
        bytes += end.size
      }
    }
  }
  const { plan, closing } = found
  if (!plan || !closing || closing.tables !== tables || closing.files !== files || closing.bytes !== bytes) throw damaged(backup.path)
  return { plan, closing }
}

/** The migrations the backup's tables were made by. @throws PlainStop `newer` where this program does not know one of them */
export function migrationsOf(plan: Plan, today: readonly Migration[]): Migration[] {
  return plan.migrations.map(({ name, digest }) => {
    const found = today.find((migration) => migration.name === name)
    if (found?.digest !== digest) throw newerBackup(plan.version)
    return found
  })
}

const MARK = 'restoring.json'
/** The id of the backup whose restore into this folder was begun and not ended. */
export async function restoring(data: string): Promise<string | null> {
  const text = await readFile(join(data, MARK), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : (JSON.parse(text) as { id: string }).id
}
/** @throws PlainStop in a folder whose restore was cut short */
export async function mustNotBeRestoring(data: string): Promise<void> {
  if ((await restoring(data)) !== null)
    throw new PlainStop(`上次向 ${data} 恢复未完成，请再次运行同一条恢复命令。`, `A restore into ${data} was not finished: run the same restore command again.`)
}

/**
 * Nothing of an office may lie there yet; what an interrupted restore of this very backup left does not count.
 * @throws PlainStop `not empty`
 */
export async function mustBeEmptyFolder(data: string, plan: Plan): Promise<void> {
  if ((await restoring(data)) === plan.id) return
  const names = await readdir(data).catch(() => [] as string[])
  const inside = async (folder: string, wanted: RegExp) => (await readdir(join(data, folder)).catch(() => [] as string[])).some((name) => wanted.test(name))
  if (names.includes('pg') || (await inside('keys', /\.key$/)) || (await inside('files', /^[0-9a-f]{2}$/))) throw notEmpty(data)
}
/** From here until it is finished the folder is marked, and no start uses it. @throws PlainStop `not empty` */
export async function beginRestore(backup: BackupFile, plan: Plan, data: string): Promise<void> {
  await mustBeEmptyFolder(data, plan)
  await mkdir(data, { recursive: true, mode: 0o711 })
  await writeFile(join(data, MARK), `${JSON.stringify({ id: plan.id, from: backup.path })}\n`, { flush: true })
}
async function mustBeEmptyDatabase(client: pg.ClientBase, name: string, id: string): Promise<'empty' | 'restored'> {
  const { rows: there } = await client.query<{ tables: string[] }>(
    `select coalesce(array_agg(c.relname::text), '{}') as tables from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  )
  const tables = there[0]?.tables ?? []
  if (tables.length === 0) return 'empty'
  if (!tables.includes('installation') || !tables.includes('migration')) throw notEmpty(name)
  const { rows } = await client.query<{ value: string }>(`select value from installation where name = 'restored.from'`)
  if (rows[0]?.value === id) return 'restored'
  const { rows: used } = await client.query<{ used: boolean }>('select exists (select 1 from event) or exists (select 1 from person) as used')
  if (used[0]?.used) throw notEmpty(name)
  return 'empty'
}

export interface RestoreOptions {
  readonly data: string
  readonly database: DatabaseAddress
  readonly today: readonly Migration[]
  /** Leave the tables as the backup has them; else they are brought to what this program needs. */
  readonly asWas?: boolean
  readonly seen?: Seen
}
/**
 * Writes a backup that `checkBackup` found whole, after `beginRestore`. Interrupted, it leaves no row, and the same call again goes on.
 * @throws PlainStop where the database is not empty
 */
export async function restoreBackup(backup: BackupFile, key: Buffer, plan: Plan, options: RestoreOptions): Promise<{ readonly migrated: number }> {
  const { data, database, today } = options
  const then = migrationsOf(plan, today)
  const before = await withClient(database, 'owner', (client) => mustBeEmptyDatabase(client, database.database, plan.id)).catch(async (error) => {
    await rm(join(data, MARK), { force: true }) // nothing was begun
    throw error
  })
  if (before === 'empty') {
    await migrate(database, then)
    await withClient(database, 'owner', (client) =>
      loadTables(client, plan, async (load) => {
        const columns = new Map(plan.tables.map((table) => [table.name, table.columns]))
        for await (const entry of entriesOf(backup, key, options.seen)) {
          const { kind, name } = entry.head
          if (kind === 'table') {
            // a read error destroys the stream read from, and is thrown there
            const rows = await load(
              name,
              columns.get(name) ?? [],
              pipeline(Readable.from(entry.bytes), createGunzip(), () => undefined),
            )
            if (rows !== entry.end().rows) throw new Error(`${name}: ${rows} rows of ${entry.end().rows}`)
          } else if (kind === 'file') await putFile(data, name, entry)
        }
        await client.query('delete from auth."session"') // who was signed in then signs in again
        const note = `insert into installation (name, value) values ('restored.from', $1) on conflict (name) do update set value = excluded.value, at = now()`
        await client.query(note, [plan.id])
      }),
    )
  }
  const { applied } = options.asWas ? { applied: [] } : await migrate(database, today)
  await rm(join(data, MARK), { force: true })
  return { migrated: applied.length }
}

/** Never outside the four folders a backup carries. */
const goodName = /^(keys\/[a-z]+\.key|seals\/[0-9A-Za-z.-]+|tls\/[0-9a-z.-]+|files\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64})$/
async function putFile(data: string, name: string, entry: Entry): Promise<void> {
  if (!goodName.test(name)) throw new Error(`a backup holds no ${name}`)
  const path = join(data, name)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, entry.bytes, { mode: 0o600, flush: true })
  entry.end()
}
