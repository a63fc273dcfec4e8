/** `--role public`: a server that has the citizens' pages and nothing else. It knows no desk, holds no key, and signs in to the database as huiyin_public. Decision 0018 */
import type { TlsOptions } from 'node:tls'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../kernel/refusal.ts'
import { bareServer } from '../http/bare-server.ts'
import { guard } from '../http/guard.ts'
import { answerError, answerRefusal } from '../http/refused.ts'
import { usualLimits } from '../http/serving.ts'
import { open311Routes } from '../open311/routes.ts'
import { type PublicSide, publicRoutes } from './routes.ts'

export interface PublicServing extends PublicSide {
  readonly hosts: readonly string[]
  readonly secure: boolean
  readonly proxy: string | null
}

export async function buildPublicServer(serving: PublicServing, tls: TlsOptions | null = null): Promise<FastifyInstance> {
  const { pool, clock, log, hosts, proxy } = serving
  const answering = { words: new Map(), log }
  const app = await bareServer(serving, tls)
  app.setErrorHandler((error, request, reply) => answerError(answering, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerRefusal(answering, request, reply, refuse('http.no-such-address', {}, 404)))
  guard(app, { limits: usualLimits, proxy, hosts, clock, sessions: null })
  await app.register(multipart, { throwFileSizeLimit: false })
  app.get('/', { config: { gate: 'public' } }, (_, reply) => reply.redirect('/public/', 303))
  app.get('/healthz', { config: { gate: 'public' } }, async (_, reply) => {
    const up = await pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.code(up ? 200 : 503).send({ ok: up })
  })
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      { request: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 },
      'request',
    )
  })
  await publicRoutes(app, serving)
  await open311Routes(app, serving)
  await app.ready()
  return app
}
