/**
 * Makes a backup while the office works: every table as one moment of the database (repeatable read, COPY), then the files, the keys and the
 * signed seals of the data folder. Nothing is held in memory but the piece on its way. Rule: R-C19
 */
import { createHash, type KeyObject, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { copyOut } from '../../kernel/history/copy.ts'
import { exactText } from '../../kernel/history/digest.ts'
import { columnsOf, officeTables, quotedTable, sequences, type Table } from '../../kernel/history/export.ts'
import { newestSeal } from '../../kernel/history/seal.ts'
import { type SignedSeal, signSeal } from '../../kernel/history/sign.ts'
import type { Instant } from '../../kernel/time.ts'
import { type EntryEnd, one, writeEntry } from './entries.ts'
import type { Openers } from './lock.ts'
import { type BackupSuite, sealFile } from './sealed-file.ts'

/** First in a backup: what a restore must know before it takes the first row. */
export interface Plan {
  readonly id: string
  readonly version: string
  readonly at: Instant
  /** In the order they were applied. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[]
  /** Partitions of `event`. */
  readonly years: readonly number[]
  readonly sequences: Readonly<Record<string, number>>
  readonly seal: SignedSeal | null
}
/** Last in a backup: what came. */
export interface Closing {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
  /** Named by a matter, and not in the file store: the office has lost them, not the backup. */
  readonly missing: readonly string[]
  /** In the store, but not the bytes their name says. */
  readonly spoiled: readonly string[]
}
export interface MakeOptions {
  /** The data folder, absolute. */
  readonly data: string
  readonly version: string
  readonly now: Instant
  readonly suite?: BackupSuite
  readonly openers: Openers
  /** Signs the newest seal for the plan. */
  readonly seal?: KeyObject | null
  readonly progress?: (done: number, total: number, what: string) => void
}
export interface Made extends Closing {
  readonly id: string
  readonly path: string
  readonly size: number
  /** SHA-256 of the file. */
  readonly sha256: string
  readonly plan: Plan
}
/** Named missing files are listed up to here, then counted only. */
const LISTED = 1000
/** Of the data folder, beside the files: keys (not the passwords of the database, which belong to that server), signed seals, the self-made certificate. */
const beside: readonly (readonly [folder: string, wanted: RegExp])[] = [
  ['keys', /^(contact|lookup|seal)\.key$/],
  ['seals', /\.(jsonl?|pem)$/],
  ['tls', /\.pem$/],
]

/** @param client owner of the tables, outside a transaction. @param path of the file; it appears when it is whole */
export async function makeBackup(client: pg.ClientBase, path: string, options: MakeOptions): Promise<Made> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const half = `${path}.half`
  const id = randomUUID()
  const told: { plan?: Plan; closing?: Closing } = {}
  const hash = createHash('sha256')
  let size = 0
  const digest = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk)
      size += chunk.length
      next(null, chunk)
    },
  })
  try {
    const about = { id, version: options.version, at: options.now, suite: options.suite ?? ('aes-256-gcm' as const) }
    const contents = contentsOf(client, id, options, told)
    await pipeline(Readable.from(sealFile(contents, about, options.openers), { objectMode: false }), digest, createWriteStream(half, { mode: 0o600, flush: true }))
    await rename(half, path)
    await keepName(dirname(path))
  } finally {
    await rm(half, { force: true })
  }
  const { plan, closing } = told
  if (!plan || !closing) throw new Error('a backup without plan or closing')
  return { ...closing, id, path, size, sha256: hash.digest('hex'), plan }
}
/** So that a power cut does not take the name of a file whose bytes are safe. */
async function keepName(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

async function* contentsOf(client: pg.ClientBase, id: string, options: MakeOptions, told: { plan?: Plan; closing?: Closing }): AsyncGenerator<Buffer> {
  const counted = { tables: 0, rows: 0, files: 0, bytes: 0 }
  const spoiled: string[] = []
  const gauge = await totals(client, options)
  yield* inOneMoment(client, async function* () {
    const tables = await officeTables(client, true)
    const plan = await planOf(client, id, tables, options)
    told.plan = plan
    yield* writeEntry({ kind: 'plan', name: 'plan' }, one(Buffer.from(JSON.stringify(plan))))
    for (const table of tables) {
      let rows = 0
      const count = new Transform({
        transform(chunk: Buffer, _, next) {
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
          gauge.add(chunk.length, table.name)
          next(null, chunk)
        },
      })
      const text = `copy (select ${columnsOf(table)} from ${quotedTable(table.name)}) to stdout`
      const zip = createGzip({ level: 5 })
      const flow = pipeline(copyOut(client, text), count, zip)
      flow.catch(() => undefined) // thrown below, where the bytes are read
      yield* writeEntry({ kind: 'table', name: table.name }, zip, () => ({ rows }))
      await flow
      counted.tables++
      counted.rows += rows
    }
  })
  for await (const name of folderNames(options.data)) {
    const bytes = await readable(join(options.data, name))
    if (!bytes) continue // cleared away meanwhile; what a matter names is asked for below
    const end: EntryEnd = yield* writeEntry(
      { kind: 'file', name },
      gauged(bytes, (n) => gauge.add(n, 'files')),
    )
    counted.files++
    counted.bytes += end.size
    if (name.startsWith('files/') && basename(name) !== end.sha256 && spoiled.length < LISTED) spoiled.push(basename(name))
  }
  const closing: Closing = { ...counted, missing: await missingFiles(client, options.data), spoiled }
  told.closing = closing
  yield* writeEntry({ kind: 'end', name: 'end' }, one(Buffer.from(JSON.stringify(closing))))
}

/** `oneMoment` for what is read piece by piece. */
async function* inOneMoment(client: pg.ClientBase, work: () => AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(exactText)
    yield* work()
  } finally {
    await client.query('rollback').catch(() => undefined) // the work's own error is the one to tell
  }
}

async function planOf(client: pg.ClientBase, id: string, tables: readonly Table[], options: MakeOptions): Promise<Plan> {
  const seal = await newestSeal(client)
  return {
    id,
    version: options.version,
    at: options.now,
    migrations: (await client.query<{ name: string; digest: string }>('select name, digest from migration order by applied_at, name')).rows,
    tables: tables.map((table) => ({ name: table.name, columns: table.columns.map((column) => column.name) })),
    years: (await client.query<{ year: number }>(YEARS)).rows.map((row) => row.year),
    sequences: await sequences(client),
    seal: seal && options.seal ? signSeal(options.seal, seal, options.now) : null,
  }
}
const YEARS = `select substring(c.relname from 7)::int as year from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'event'::regclass and c.relname ~ '^event_\\d{4}$' order by 1`

/** What there is to carry, near enough for a bar: tables weigh what they weigh on disk. */
async function totals(client: pg.ClientBase, { progress }: MakeOptions): Promise<{ add(bytes: number, what: string): void }> {
  if (!progress) return { add: () => undefined }
  const { rows } = await client.query<{ bytes: string }>(
    `select (coalesce((select sum(pg_table_size(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'auth') and c.relkind = 'r'), 0)
       + coalesce((select sum(size) from file), 0))::text as bytes`,
  )
  const total = Number(rows[0]?.bytes ?? 0)
  let done = 0
  return {
    add(bytes, what) {
      done += bytes
      progress(Math.min(done, total), total, what)
    },
  }
}
async function* gauged(bytes: AsyncIterable<Buffer>, seen: (n: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    seen(piece.length)
    yield piece
  }
}
async function readable(path: string): Promise<AsyncIterable<Buffer> | null> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return handle ? createReadStream(path, { fd: handle, highWaterMark: 1 << 18 }) : null
}

/** Places in the data folder, with `/` between, whatever the system. */
async function* folderNames(data: string): AsyncGenerator<string> {
  for (const [folder, wanted] of beside) for await (const name of within(data, folder)) if (wanted.test(name.slice(folder.length + 1))) yield name
  for await (const name of within(data, 'files')) if (/^[0-9a-f]{64}$/.test(basename(name))) yield name
}
async function* within(data: string, folder: string): AsyncGenerator<string> {
  const there = await stat(join(data, folder)).catch(() => null)
  if (!there) return
  for await (const found of await opendir(join(data, folder))) {
    const name = `${folder}/${found.name}`
    if (found.isDirectory()) yield* within(data, name)
    else if (found.isFile()) yield name
  }
}
async function missingFiles(client: pg.ClientBase, data: string): Promise<string[]> {
  const missing: string[] = []
  // before an upgrade the database is of an older version: what holds files there, and no more
  const { rows: holders } = await client.query<{ name: string }>(
    `select t.name from unnest(array['file', 'policy_file']) as t(name) where to_regclass('public.' || t.name) is not null`,
  )
  const files = holders.map(({ name }) => `select digest from ${name}`).join(' union all ')
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ digest: string }>(`select distinct f.digest from (${files}) f where f.digest > $1 order by f.digest limit 5000`, [after])
    for (const { digest } of rows) if (missing.length < LISTED && !existsSync(join(data, 'files', digest.slice(0, 2), digest.slice(2, 4), digest))) missing.push(digest)
    if (rows.length < 5000) return missing
    after = rows.at(-1)?.digest ?? after
  }
}
