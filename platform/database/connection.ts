/** Connections. Rows come back the way the kernel speaks: instants as UTC ISO strings, big integers as numbers, days as strings. */
import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Instant, instant } from '../../kernel/time.ts'

/** `owner` makes and changes tables and does nothing else; the rest are what the program runs as. */
export type RoleName = 'act' | 'read' | 'seal' | 'public'
export const roleNames: readonly RoleName[] = ['act', 'read', 'seal', 'public']
export const databaseRole = (role: RoleName): string => `huiyin_${role}`

export interface Login {
  readonly user: string
  readonly password: string
}
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly ssl?: boolean | object
  readonly logins: Readonly<Record<RoleName | 'owner', Login>>
}
export type Pools = Readonly<Record<RoleName, pg.Pool>>

/** `2026-03-02 01:00:00.12+00` → `2026-03-02T01:00:00.120Z`. @throws RangeError on infinity */
export function parseInstant(text: string): Instant {
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (!plain) return instant(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return `${plain[1]}T${plain[2]}.${(plain[3] ?? '').padEnd(3, '0').slice(0, 3)}Z` as Instant
}
/** @throws RangeError where a number would lose digits */
export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text}`)
  return value
}

const gone = new Set(['57P01', '57P02', '57P03', '08001', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
const goneWords = /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/
/** The database is away, or went away under this statement: stopping, starting, killed. What is asked again with the same key is done once. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway)
  const { code, message } = error as { code?: string; message?: string }
  return (code !== undefined && gone.has(code)) || (code === undefined && goneWords.test(message ?? ''))
}

const { builtins, getTypeParser } = pg.types
const many = (each: (text: string) => unknown) => {
  const texts = getTypeParser(1009 as typeof builtins.TEXT) as unknown as (text: string) => (string | null)[]
  return (text: string) => texts(text).map((item) => (item === null ? null : each(item)))
}
const parsers = new Map<number, (text: string) => unknown>([
  [1184, parseInstant], // timestamptz
  [20, parseInt8],
  [1082, (text) => text], // date
  [1185, many(parseInstant)],
  [1016, many(parseInt8)],
  [1182, many((text) => text)],
])
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? getTypeParser(oid as typeof builtins.TEXT, format as 'text')) as typeof getTypeParser,
}

/** Statements seen twice are named, so the server plans them once; the table is capped because lists of values make endless texts. */
const CAP = 500
const named = new Map<string, string>()
const seenOnce = new Set<string>()
function nameOf(text: string): string | undefined {
  const known = named.get(text)
  if (known) return known
  if (named.size >= CAP) return undefined
  if (!seenOnce.delete(text)) {
    if (seenOnce.size >= 4 * CAP) seenOnce.clear()
    seenOnce.add(text)
    return undefined
  }
  const name = `h${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
  named.set(text, name)
  return name
}
function nameStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (first: unknown, second?: unknown, ...rest: unknown[]): unknown => {
    if (typeof first !== 'string' || !Array.isArray(second) || second.length === 0) return plain(first, second, ...rest)
    const name = nameOf(first)
    return name ? plain({ name, text: first, values: second }, ...rest) : plain(first, second, ...rest)
  }
  client.query = query as typeof client.query
}

export interface PoolOptions {
  readonly max?: number
  /** Told when an idle connection breaks (the server went away); the pool makes a new one by itself. */
  readonly onLost?: (error: Error) => void
}

/** A login of this database as `pg` wants it; for a single connection (LISTEN, migrations, tools). */
export function clientConfig(at: DatabaseAddress, role: RoleName | 'owner'): pg.ClientConfig {
  return {
    host: at.host,
    port: at.port,
    database: at.database,
    ...(at.ssl !== undefined && { ssl: at.ssl }),
    ...at.logins[role],
    types,
    // lists take a page from the head of a walk; a table of results remembered for the whole walk costs more to lay out than the page (10 ms at a million)
    options: '-c TimeZone=UTC -c enable_memoize=off',
    application_name: `huiyin ${role}`,
    connectionTimeoutMillis: 10_000,
  }
}

/** The pool hears its idle connections only. One in use that breaks between two statements would end the process; its next query rejects with the error. */
export const surviveLoss = (client: pg.PoolClient): void => void client.on('error', () => undefined)

export function openPool(at: DatabaseAddress, role: RoleName | 'owner', options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(at, role), max: options.max ?? 10, idleTimeoutMillis: 60_000, allowExitOnIdle: false })
  pool.on('connect', nameStatements)
  pool.on('connect', surviveLoss)
  pool.on('error', options.onLost ?? (() => undefined)) // pg drops the broken connection itself; unheard, the event would end the process
  return pool
}

export function openPools(at: DatabaseAddress, options: PoolOptions = {}): Pools {
  return { act: openPool(at, 'act', options), read: openPool(at, 'read', options), seal: openPool(at, 'seal', { ...options, max: 2 }), public: openPool(at, 'public', options) }
}
export async function closePools(pools: Pools): Promise<void> {
  await Promise.all(roleNames.map((role) => pools[role].end()))
}

/** Kysely over a pool of ours. `T`: the tables, as `kernel/write/tables` and the desks declare them. */
export function kyselyOver<T>(pool: pg.Pool): Kysely<T> {
  return new Kysely<T>({ dialect: new PostgresDialect({ pool }) })
}

/** One connection, closed again whatever happens. */
export async function withClient<T>(at: DatabaseAddress, role: RoleName | 'owner', work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(at, role))
  client.on('error', () => undefined) // the query that was running rejects with the same error
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
