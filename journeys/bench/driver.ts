/** The load comes from a process of its own, over HTTP or straight to the database, so neither side is measured inside the other. Started by `bench.ts`; talks over its IPC channel. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { drive, type Load, type Measured } from './measure.ts'
import type { Act } from './record.ts'

export type Job =
  | { readonly kind: 'post'; readonly url: string; readonly path: string; readonly cookie: string; readonly bodies: string; readonly load: Load }
  | { readonly kind: 'get'; readonly url: string; readonly path: string; readonly cookie: string; readonly load: Load }
  | { readonly kind: 'sql'; readonly database: pg.PoolConfig; readonly acts: string; readonly load: Load; readonly setup?: string }

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

function ask(agent: Agent, url: string, cookie: string, body: string | null, key: string): Promise<void> {
  return new Promise((done, fail) => {
    const headers: Record<string, string> = { cookie, 'x-huiyin': '1', 'sec-fetch-site': 'same-origin' }
    if (body !== null) Object.assign(headers, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'idempotency-key': key })
    const call = request(url, { method: body === null ? 'GET' : 'POST', agent, headers }, (answer) => {
      let said = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      answer.on('end', () => (answer.statusCode === 200 ? done() : fail(new Error(`${answer.statusCode} ${said.slice(0, 400)}`))))
    })
    call.on('error', fail)
    call.end(body ?? undefined)
  })
}

let jobs = 0
async function overHttp(job: Extract<Job, { kind: 'post' | 'get' }>): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.load.clients })
  const bodies = job.kind === 'post' ? json<string[]>(job.bodies) : []
  // no key twice, in no round: a repeated one would be answered from the record and measure nothing
  const run = `${process.pid}-${Math.round(performance.timeOrigin)}-${jobs++}`
  try {
    return await drive(job.load, (_, nth) =>
      ask(agent, `${job.url}${job.path}`, job.cookie, job.kind === 'post' ? (bodies[nth % bodies.length] as string) : null, `bench-${run}-${nth}`),
    )
  } finally {
    agent.destroy()
  }
}

/** A number taken on record stands in later statements: the number taken now takes its place. */
async function replay(client: pg.PoolClient, act: Act): Promise<void> {
  let now: number | null = null
  let was: number | undefined
  await client.query('begin')
  for (const statement of act) {
    const { text } = statement
    let given = statement.values as unknown[]
    if (now !== null && was !== undefined) {
      const [from, to] = [was, now]
      given = given.map((v) => (typeof v === 'string' && v.includes(`〕${from}号`) ? v.replaceAll(`〕${from}号`, `〕${to}号`) : v))
    }
    const result = await client.query<{ n: number }>({ name: nameFor(text), text, values: given })
    if (statement.was !== undefined) {
      now = result.rows[0]?.n ?? null
      was = statement.was
    }
  }
  await client.query('commit')
}
const names = new Map<string, string>()
function nameFor(text: string): string {
  const known = names.get(text) ?? `b${names.size}`
  names.set(text, known)
  return known
}

async function straight(job: Extract<Job, { kind: 'sql' }>): Promise<Measured> {
  const acts = json<Act[]>(job.acts)
  pg.types.setTypeParser(20, Number)
  const pool = new pg.Pool({ ...job.database, max: job.load.clients })
  try {
    return await drive({ ...job.load, most: Math.min(job.load.most, acts.length) }, async (_, nth) => {
      const client = await pool.connect()
      try {
        await replay(client, acts[nth] as Act)
      } finally {
        client.release()
      }
    })
  } finally {
    await pool.end()
  }
}

process.on('message', (job: Job) => {
  const work = job.kind === 'sql' ? straight(job) : overHttp(job)
  work.then(
    (measured) => process.send?.({ measured }),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
process.on('disconnect', () => process.exit(0))
