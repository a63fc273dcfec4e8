/** `/healthz` for whoever watches, `/metrics` (Prometheus text) for this machine or whoever shows the token, and the request log: routes and times, never addresses or contents. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { kyselyOf } from '../ctx/transaction.ts'
import type { Hub } from '../live/hub.ts'
import { isLocal } from './guard.ts'
import type { Serving } from './serving.ts'

const BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000]
interface Timed {
  n: number
  sum: number
  readonly buckets: number[]
}

export function healthRoutes(app: FastifyInstance, serving: Serving, hub: Hub): void {
  const times = new Map<string, Timed>()
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const ms = reply.elapsedTime
    const key = `method="${request.method}",route="${route.replace(/["\\\n]/g, '_')}",status="${reply.statusCode}"`
    const timed = times.get(key) ?? { n: 0, sum: 0, buckets: BUCKETS.map(() => 0) }
    times.set(key, timed)
    timed.n++
    timed.sum += ms
    for (const [at, bound] of BUCKETS.entries()) if (ms <= bound) timed.buckets[at] = (timed.buckets[at] ?? 0) + 1
    serving.log.info({ request: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(ms * 10) / 10 }, 'request')
  })

  app.get('/healthz', { config: { gate: 'public' } }, async (_, reply) => {
    const up = await run(kyselyOf(serving.pools.read), 'select 1', []).then(
      () => true,
      () => false,
    )
    return reply.code(up ? 200 : 503).send({ ok: up })
  })

  app.get('/metrics', { config: { gate: 'public' } }, async (request, reply) => {
    if (!isLocal(request, serving) && !showsToken(request, serving.metricsToken)) throw new RefusalError(refuse('http.no-such-address', {}, 404))
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await text(times, serving, hub))
  })
}

function showsToken(request: FastifyRequest, token: string | null): boolean {
  const shown = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === null || shown === undefined) return false
  const [a, b] = [token, shown].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}

async function text(times: ReadonlyMap<string, Timed>, serving: Serving, hub: Hub): Promise<string> {
  const [queue] = await run<Record<string, number>>(
    kyselyOf(serving.pools.act),
    `select (select count(*) from unsealed) as unsealed, (select count(*) from outbox where sent_at is null and dead_at is null) as outbox, (select count(*) from outbox where dead_at is not null) as dead,
       (select count(*) from submission where taken_at is null) as submissions`,
    [],
  )
  const lines: string[] = []
  const gauge = (name: string, help: string, values: readonly (readonly [label: string, value: number])[]) => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...values.map(([label, value]) => `${name}${label} ${value}`))
  }
  lines.push('# HELP huiyin_request_ms Time to answer, milliseconds.', '# TYPE huiyin_request_ms histogram')
  for (const [key, timed] of times) {
    for (const [at, bound] of BUCKETS.entries()) lines.push(`huiyin_request_ms_bucket{${key},le="${bound}"} ${timed.buckets[at]}`)
    lines.push(`huiyin_request_ms_bucket{${key},le="+Inf"} ${timed.n}`, `huiyin_request_ms_sum{${key}} ${timed.sum.toFixed(1)}`, `huiyin_request_ms_count{${key}} ${timed.n}`)
  }
  gauge('huiyin_live_lines', 'Open live lines.', [['', hub.count()]])
  gauge('huiyin_queue', 'Rows waiting.', [
    ['{of="unsealed"}', queue?.unsealed ?? 0],
    ['{of="outbox"}', queue?.outbox ?? 0],
    ['{of="dead"}', queue?.dead ?? 0],
    ['{of="submissions"}', queue?.submissions ?? 0],
  ])
  gauge(
    'huiyin_connections',
    'Database connections of this process.',
    Object.entries(serving.pools).flatMap(([role, pool]) => [
      [`{role="${role}",state="open"}`, pool.totalCount] as const,
      [`{role="${role}",state="idle"}`, pool.idleCount] as const,
      [`{role="${role}",state="waiting"}`, pool.waitingCount] as const,
    ]),
  )
  const memory = process.memoryUsage()
  gauge('huiyin_memory_bytes', 'Memory of this process.', [
    ['{of="rss"}', memory.rss],
    ['{of="heap"}', memory.heapUsed],
  ])
  gauge('huiyin_up_seconds', 'Since the start.', [['', Math.round(process.uptime())]])
  return `${lines.join('\n')}\n`
}
