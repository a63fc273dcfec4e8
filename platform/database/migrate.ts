/** Brings the tables to what this program needs. Forward only; what was applied is never edited. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { PlainStop } from '../plain-stop.ts'
import { clientConfig, type DatabaseAddress } from './connection.ts'
import { ensureRoles } from './roles.ts'

export interface Migration {
  /** `kernel/20261122-matter`, `letters/20261122-letter`. */
  readonly name: string
  readonly sql: string
  readonly digest: string
}
export interface Migrated {
  readonly applied: readonly string[]
  readonly total: number
}
export interface MigrateOptions {
  readonly tell?: (name: string) => void
  /** Before the first change to tables that are there already; when it throws, nothing is changed. */
  readonly before?: (client: pg.Client, pending: readonly Migration[]) => Promise<void>
}

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
/** Any number will do; two programs of ours must not migrate one database at once. */
const LOCK = 4_210_655_120

/** Every migration of the program: by the date in the file name, then kernel, platform, desks, then by name. */
export async function findMigrations(root = projectRoot): Promise<Migration[]> {
  const desks = existsSync(join(root, 'desks')) ? (await readdir(join(root, 'desks'))).sort() : []
  const folders = ['kernel', 'platform', ...desks.map((desk) => `desks/${desk}`)]
  const found: { date: string; rank: number; migration: Migration }[] = []
  for (const [rank, folder] of folders.entries()) {
    const at = join(root, folder, 'migrations')
    if (!existsSync(at)) continue
    for (const file of (await readdir(at)).filter((name) => name.endsWith('.sql')).sort()) {
      const date = /^(\d{8})-[a-z0-9-]+\.sql$/.exec(file)?.[1]
      if (!date) throw new Error(`${folder}/migrations/${file}: a migration is named YYYYMMDD-name.sql`)
      const sql = (await readFile(join(at, file), 'utf8')).replaceAll('\r\n', '\n')
      found.push({ date, rank, migration: { name: `${basename(folder)}/${file.slice(0, -4)}`, sql, digest: createHash('sha256').update(sql).digest('hex') } })
    }
  }
  return found.sort((a, b) => a.date.localeCompare(b.date) || a.rank - b.rank || (a.migration.name < b.migration.name ? -1 : 1)).map((item) => item.migration)
}

/**
 * Creates the roles, then applies what is missing, each migration in its own transaction, one program at a time.
 * @throws PlainStop on newer data, on an applied migration that was edited, on a server too old or not UTF8
 */
export async function migrate(at: DatabaseAddress, migrations: readonly Migration[], { tell = () => undefined, before }: MigrateOptions = {}): Promise<Migrated> {
  const client = new pg.Client(clientConfig(at, 'owner'))
  client.on('error', () => undefined) // the running query rejects with the same error
  await client.connect()
  try {
    await mustSuit(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await ensureRoles(at)
    await client.query('create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())')
    const pending = await compare(client, migrations)
    if (before && pending.length > 0 && pending.length < migrations.length) await before(client, pending)
    for (const migration of pending) {
      tell(migration.name)
      await apply(client, migration)
    }
    return { applied: pending.map((migration) => migration.name), total: migrations.length }
  } finally {
    await client.end()
  }
}

async function mustSuit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  )
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (major < 15) throw new PlainStop(`数据库是 PostgreSQL ${major}，需要 15 或更高版本。`, `The database is PostgreSQL ${major}; version 15 or later is needed.`)
  if (rows[0]?.encoding !== 'UTF8') {
    throw new PlainStop(`数据库编码是 ${rows[0]?.encoding}，请新建 UTF8 编码的数据库。`, `The database encoding is ${rows[0]?.encoding}: create a database with encoding UTF8.`)
  }
}

/** What is still to apply. */
async function compare(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration order by applied_at, name')
  const ours = new Map(migrations.map((migration) => [migration.name, migration]))
  const newer = rows.filter((row) => !ours.has(row.name)).map((row) => row.name)
  if (newer.length > 0) {
    throw new PlainStop(
      `数据由更新版本的程序写成（${newer.join('、')}），请改用该版本或更新的程序；数据未作任何改动。`,
      `The data was written by a newer version of this program (${newer.join(', ')}): use that version or a later one; nothing was changed.`,
    )
  }
  const edited = rows.filter((row) => ours.get(row.name)?.digest !== row.digest).map((row) => row.name)
  if (edited.length > 0) {
    throw new PlainStop(
      `已执行过的数据迁移文件被改动（${edited.join('、')}），请恢复原文件，把改动写成新的迁移。`,
      `A migration that was already applied has been edited (${edited.join(', ')}): restore the file and write the change as a new migration.`,
    )
  }
  const applied = new Set(rows.map((row) => row.name))
  return migrations.filter((migration) => !applied.has(migration.name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migration (name, digest) values ($1, $2)', [migration.name, migration.digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the first error is the one to tell
    throw new Error(`migration ${migration.name}: ${(error as Error).message}${lineOf(migration.sql, error)}`, { cause: error })
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position)
  return position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : ''
}
