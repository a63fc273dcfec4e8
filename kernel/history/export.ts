/**
 * `huiyin export`: every table of the office as one file of COPY text, with a manifest: which migrations made the tables, how many rows, the
 * digest of each file, the newest signed seal. Names and telephones of citizens are ciphers in it; the keys are not part of it.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import type { Instant } from '../time.ts'
import { copyOut } from './copy.ts'
import { oneMoment } from './from-database.ts'
import { newestSeal } from './seal.ts'
import { type SignedSeal, signSeal } from './sign.ts'

export interface ExportedTable {
  readonly name: string
  /** null: no rows, no file. */
  readonly file: string | null
  readonly rows: number
  /** SHA-256 of the file as it lies there. */
  readonly sha256: string | null
  /** In the order of the file; `type` is PostgreSQL's short name. Generated columns are not there. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}
export interface Manifest {
  readonly huiyin: 'export 1'
  readonly version: string
  readonly at: Instant
  /** In the order they were applied. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  readonly tables: readonly ExportedTable[]
  /** Next values of identity columns: `table.column` → the last used. */
  readonly sequences: Readonly<Record<string, number>>
  readonly seal: SignedSeal | null
  /** For convenience; a public key one trusts comes from elsewhere. */
  readonly public_key: string | null
}
export const MANIFEST = 'manifest.json'

export interface Table {
  /** With its schema where that is not `public`: `auth.account`. */
  readonly name: string
  readonly columns: { readonly name: string; readonly type: string }[]
  readonly key: string[]
}
/** Tables of the office; partitions are read through their parent. @param accounts with the schema of sign-in: names, password hashes, sessions */
export async function officeTables(client: pg.ClientBase, accounts: boolean): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', t.typname) order by a.attnum) from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [accounts ? ['public', 'auth'] : ['public']],
  )
  return rows
}
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const quoted = (names: readonly string[]): string => names.map(quote).join(', ')
export const columnsOf = (table: Table): string => quoted(table.columns.map((c) => c.name))
export const quotedTable = (name: string): string => name.split('.').map(quote).join('.')

export interface ExportOptions {
  readonly version: string
  readonly now: Instant
  /** Signs the newest seal for the manifest. */
  readonly key?: KeyObject | null
  readonly gzip?: boolean
  /** With the accounts (password hashes, sessions): for a dump that a later version must migrate, never for giving away. */
  readonly accounts?: boolean
  readonly progress?: (table: string, done: number, total: number) => void
}

/**
 * @param client the owner of the tables, outside a transaction: only it sees every row whatever the policies
 * @param folder made if absent; must be empty
 * @throws Error `not empty`
 */
export async function exportFolder(client: pg.ClientBase, folder: string, options: ExportOptions): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`)
  return oneMoment(client, async () => {
    const tables = await officeTables(client, options.accounts === true)
    const done: ExportedTable[] = []
    for (const [i, table] of tables.entries()) {
      options.progress?.(table.name, i, tables.length)
      done.push(await exportTable(client, folder, table, options.gzip === true))
    }
    const seal = await newestSeal(client)
    const manifest: Manifest = {
      huiyin: 'export 1',
      version: options.version,
      at: options.now,
      migrations: (await client.query<{ name: string; digest: string }>('select name, digest from migration order by applied_at, name')).rows,
      tables: done,
      sequences: await sequences(client),
      seal: seal && options.key ? signSeal(options.key, seal, options.now) : null,
      public_key: options.key ? createPublicKey(options.key).export({ type: 'spki', format: 'pem' }).toString() : null,
    }
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
    return manifest
  })
}

async function exportTable(client: pg.ClientBase, folder: string, table: Table, gzip: boolean): Promise<ExportedTable> {
  const { rows } = await client.query<{ some: boolean }>(`select exists (select 1 from ${quotedTable(table.name)}) as some`)
  const base = { name: table.name, columns: table.columns }
  if (!rows[0]?.some) return { ...base, file: null, rows: 0, sha256: null }
  const file = `${table.name}.tsv${gzip ? '.gz' : ''}`
  // Events in the order a verifier walks them; all else by its key, so that two exports of one moment are the same bytes.
  const order = table.name === 'event' ? 'id, year' : quoted(table.key)
  const text = `copy (select ${columnsOf(table)} from ${quotedTable(table.name)}${order ? ` order by ${order}` : ''}) to stdout`
  let lines = 0
  const hash = createHash('sha256')
  const count = new Transform({
    transform(chunk: Buffer, _, next) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      next(null, chunk)
    },
  })
  const digest = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk)
      next(null, chunk)
    },
  })
  const out = createWriteStream(join(folder, file), { mode: 0o600, flush: true })
  if (gzip) await pipeline(copyOut(client, text), count, createGzip({ level: 9 }), digest, out)
  else await pipeline(copyOut(client, text), count, digest, out)
  return { ...base, file, rows: lines, sha256: hash.digest('hex') }
}

/** `table.column` of identity columns → the last used. */
export async function sequences(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select c.relname || '.' || a.attname as name, s.last_value::text as last
     from pg_sequences s join pg_class q on q.relname = s.sequencename and q.relnamespace = 'public'::regnamespace
       join pg_depend d on d.objid = q.oid and d.deptype in ('i', 'a') and d.classid = 'pg_class'::regclass
       join pg_class c on c.oid = d.refobjid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
     where s.schemaname = 'public' and s.last_value is not null order by 1`,
  )
  return Object.fromEntries(rows.map((r) => [r.name, Number(r.last)]))
}

export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest
  if (manifest.huiyin !== 'export 1') throw new Error(`${folder} is no export this program can read`)
  return manifest
}

/** Files that are not as the manifest says. */
export async function changedFiles(folder: string, manifest: Manifest): Promise<{ readonly kind: 'file-changed' | 'file-missing'; readonly file: string }[]> {
  const faults: { kind: 'file-changed' | 'file-missing'; file: string }[] = []
  for (const { file, sha256 } of manifest.tables) {
    if (!file) continue
    if (!existsSync(join(folder, file))) {
      faults.push({ kind: 'file-missing', file })
      continue
    }
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer)
    if (hash.digest('hex') !== sha256) faults.push({ kind: 'file-changed', file })
  }
  return faults
}
