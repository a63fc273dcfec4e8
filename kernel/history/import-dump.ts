/** The way back: an export into an empty database whose tables were made by exactly the migrations the export names. */
import type pg from 'pg'
import { copyIn } from './copy.ts'
import { exactText } from './digest.ts'
import { changedFiles, type Manifest, officeTables, quoted, quotedTable } from './export.ts'
import { openTable, tableLines } from './from-export.ts'

/** Not loaded: what this database knows of itself. */
const own = ['migration']
export interface Loading {
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  /** Of events; their partitions are made first. */
  readonly years: readonly number[]
  readonly sequences: Readonly<Record<string, number>>
}
/** Copies one table in. @param source COPY text. @returns rows */
export type Load = (table: string, columns: readonly string[], source: AsyncIterable<Buffer>) => Promise<number>

/**
 * Loads everything in one transaction. The owner may not switch off PostgreSQL's own triggers, so foreign keys are taken away and put back,
 * which checks every row again; our guards are off only inside the transaction, and `verify` afterwards says what they would have said.
 * @param client owner of the tables, outside a transaction
 * @param work loads table by table; when it throws, nothing stays
 * @throws Error when the tables are of another version, or there is data already
 */
export async function loadTables(client: pg.ClientBase, loading: Loading, work: (load: Load) => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query(exactText)
    await mustFit(client, loading)
    const all = (await officeTables(client, true)).filter((t) => !own.includes(t.name)).map((t) => quotedTable(t.name))
    const keys = await foreignKeys(client)
    for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${quoted([key.name])}`)
    for (const table of all) await client.query(`alter table ${table} disable trigger user`)
    for (const table of all) await client.query(`delete from ${table}`) // what the migrations themselves put there
    for (const year of loading.years) await client.query('select make_event_partition($1)', [year])
    await work((table, columns, source) => (own.includes(table) ? passBy(source) : copyIn(client, `copy ${quotedTable(table)} (${quoted(columns)}) from stdin`, source)))
    for (const [name, last] of Object.entries(loading.sequences)) {
      const [table, column] = name.split('.')
      await client.query('select setval(pg_get_serial_sequence($1, $2), $3)', [quoted([table ?? '']), column, last])
    }
    // The job queue's tables are not part of an export; the next start makes them.
    await client.query(`delete from installation where name = 'jobs.version'`)
    for (const table of all) await client.query(`alter table ${table} enable trigger user`)
    for (const key of keys) await client.query(`alter table ${key.table} add constraint ${quoted([key.name])} ${key.definition}`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the first error is the one to tell
    throw error
  }
}
async function passBy(source: AsyncIterable<Buffer>): Promise<number> {
  let rows = 0
  for await (const chunk of source) for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
  return rows
}

/** An export folder, loaded whole. @throws Error when a file is not as the manifest says, and as `loadTables` */
export async function importDump(
  client: pg.ClientBase,
  folder: string,
  manifest: Manifest,
  progress: (table: string, done: number, total: number) => void = () => undefined,
): Promise<void> {
  const [fault] = await changedFiles(folder, manifest)
  if (fault) throw new Error(`${fault.file}: ${fault.kind}`)
  const loaded = manifest.tables.filter((t) => t.file && !own.includes(t.name))
  await loadTables(client, { migrations: manifest.migrations, years: await yearsOf(folder, manifest), sequences: manifest.sequences }, async (load) => {
    for (const [i, table] of loaded.entries()) {
      progress(table.name, i, loaded.length)
      const rows = await load(
        table.name,
        table.columns.map((c) => c.name),
        openTable(folder, table.file as string),
      )
      if (rows !== table.rows) throw new Error(`${table.name}: ${rows} rows of ${table.rows}`)
    }
  })
}

async function mustFit(client: pg.ClientBase, manifest: Pick<Loading, 'migrations'>): Promise<void> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration')
  const [here, there] = [rows, manifest.migrations].map((list) =>
    list
      .map((m) => `${m.name} ${m.digest}`)
      .sort()
      .join('\n'),
  )
  if (here !== there) throw new Error('the tables were made by other migrations than those of the export')
  const { rows: used } = await client.query<{ used: boolean }>('select exists (select 1 from event) or exists (select 1 from person) as used')
  if (used[0]?.used) throw new Error('the database has data already')
}

async function foreignKeys(client: pg.ClientBase): Promise<{ readonly table: string; readonly name: string; readonly definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
     join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and k.conparentid = 0 and n.nspname in ('public', 'auth') order by k.oid`,
  )
  return rows
}

async function yearsOf(folder: string, manifest: Manifest): Promise<number[]> {
  const years = new Set<string>()
  for await (const { year } of tableLines(folder, manifest, 'event')) if (year) years.add(year)
  return [...years].map(Number)
}
