/**
 * The same SQL, taken down: every statement an act sends, in the order it sends them, while its transaction is rolled back
 * instead of committed. What was taken down can be sent once, straight to the database: its ids were never used.
 */
import type pg from 'pg'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Of the statement that takes a number: which one it took then. */
  was?: number
}
/** The statement that takes a number, known by this. */
export const takesNumber = 'take_numbers('

export type Act = readonly Statement[]

const starts = /^\s*(begin|start transaction)\b/i
const commits = /^\s*commit\b/i

/** @returns a pool that notes what its clients send while `listen` is on, and turns their commits into rollbacks */
export function recorder(pool: pg.Pool): { readonly pool: pg.Pool; record(work: () => Promise<unknown>): Promise<Act> } {
  let sink: Statement[] | null = null
  const connect = pool.connect.bind(pool)
  const patched = new WeakSet<pg.PoolClient>()
  const watch = (client: pg.PoolClient): pg.PoolClient => {
    if (patched.has(client)) return client
    patched.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((first: unknown, second?: unknown, ...rest: unknown[]) => {
      if (!sink) return query(first, second, ...rest)
      const text = typeof first === 'string' ? first : (first as { text: string }).text
      const values = (Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? [])) as unknown[]
      if (commits.test(text)) return (query('rollback') as Promise<pg.QueryResult>).then((answer) => ({ ...answer, command: 'COMMIT' }))
      if (starts.test(text) || /^\s*rollback\b/i.test(text)) return query(first, second, ...rest)
      const statement: Statement = { text, values }
      sink.push(statement)
      if (!text.includes(takesNumber)) return query(first, second, ...rest)
      return (query(first, second, ...rest) as Promise<pg.QueryResult<{ n: number }>>).then((answer) => {
        const taken = answer.rows[0]
        if (taken) statement.was = taken.n
        return answer
      })
    }) as typeof client.query
    return client
  }
  pool.connect = ((done?: unknown) =>
    typeof done === 'function'
      ? (connect as (d: unknown) => void)((e: unknown, c: pg.PoolClient, r: unknown) => (done as (e: unknown, c: unknown, r: unknown) => void)(e, c ? watch(c) : c, r))
      : connect().then(watch)) as typeof pool.connect
  return {
    pool,
    async record(work) {
      const taken: Statement[] = []
      sink = taken
      try {
        await work()
      } finally {
        sink = null
      }
      return taken
    },
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * Many acts of the make of a few: every id (and key) that only one of them carries is made anew; ids of people and units stay.
 * @param tag keeps keys of different rounds apart
 */
export function multiply(acts: readonly Act[], count: number, tag: string): Act[] {
  const texts = acts.map((act) => JSON.stringify(act))
  const own = texts.map((text, i) => [...new Set(text.match(uuid))].filter((id) => texts.every((other, j) => j === i || !other.includes(id))))
  return Array.from({ length: count }, (_, n) => {
    const i = n % texts.length
    let text = (texts[i] as string).replaceAll(/bench-record-\d+/g, `bench-sql-${process.pid}-${tag}-${n}`)
    for (const [k, id] of (own[i] ?? []).entries()) text = text.replaceAll(id, fresh(id, n, k, tag))
    return JSON.parse(text) as Act
  })
}
/** Another id with the same time in it. */
function fresh(id: string, n: number, k: number, tag: string): string {
  const tail = (n * 64 + k).toString(16).padStart(9, '0')
  const round = (Number(tag) + 2).toString(16)
  return `${id.slice(0, 24)}${round}00${tail}`
}
