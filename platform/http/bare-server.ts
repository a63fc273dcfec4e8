/** A server with nothing on it yet: what the office's and the public one have in common. Limits, headers, one number for each request. */
import { randomUUID } from 'node:crypto'
import type { TlsOptions } from 'node:tls'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { type FastifyInstance, fastify } from 'fastify'
import { BODY_LIMIT, type Serving } from './serving.ts'

export async function bareServer({ proxy, secure }: Pick<Serving, 'proxy' | 'secure'>, tls: TlsOptions | null): Promise<FastifyInstance> {
  const app = fastify({
    ...(tls && { https: tls }),
    logger: false,
    trustProxy: proxy ?? false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
  }) as unknown as FastifyInstance
  app.removeContentTypeParser('text/plain')
  // The page's own policy is set where the page is sent; everything else may load nothing at all.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"] } },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  await app.register(rateLimit, { global: false })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  return app
}
