/** The HTTP side of one process: every address, behind one gate, on one port. */
import { randomUUID } from 'node:crypto'
import type { TlsOptions } from 'node:tls'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { type FastifyInstance, fastify } from 'fastify'
import { refuse } from '../../kernel/refusal.ts'
import type { Routes } from '../ctx/routes.ts'
import { fileRoutes } from '../files/routes.ts'
import { type Hub, openHub } from '../live/hub.ts'
import { liveRoutes } from '../live/routes.ts'
import { peopleUploads } from '../people/import-route.ts'
import { peopleRoutes } from '../people/routes.ts'
import { auditFiles } from '../shell/audit-file.ts'
import { ledgerFiles } from '../shell/ledger-file.ts'
import { shellRoutes } from '../shell/routes.ts'
import { tableFiles } from '../shell/table-file.ts'
import { signInRoutes } from '../sign-in/routes.ts'
import { statusRoutes } from '../status/routes.ts'
import { clientRoutes } from './client.ts'
import { documentRoutes } from './docs-page.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { type Mounted, mountRoutes } from './mount.ts'
import { answerError, answerRefusal } from './refused.ts'
import { BODY_LIMIT, type Serving } from './serving.ts'

export interface HttpServer {
  readonly app: FastifyInstance
  readonly hub: Hub
  /** Every address of the interface, for the document and for the tests that walk it. */
  readonly mounted: readonly Mounted[]
  close(): Promise<void>
}

/** @param routes of the desks, in the order of the registry. @param tls null: plain HTTP, for the loopback or behind the office's proxy */
export async function buildServer(serving: Serving, routes: readonly Routes[], tls: TlsOptions | null = null): Promise<HttpServer> {
  const app = fastify({
    ...(tls && { https: tls }),
    logger: false,
    trustProxy: serving.proxy ?? false,
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
  const mounted: Mounted[] = []
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler((error, request, reply) => answerError(serving, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerRefusal(serving, request, reply, refuse('http.no-such-address', {}, 404)))
  // The page's own policy is set where the page is sent; everything else may load nothing at all.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"] } },
    strictTransportSecurity: serving.secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  await app.register(rateLimit, { global: false })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  guard(app, serving)

  const hub = openHub(serving, (person) => serving.sessions.forget(person))
  healthRoutes(app, serving, hub)
  signInRoutes(app, serving, mounted)
  liveRoutes(app, serving, hub, mounted)
  await fileRoutes(app, serving, mounted)
  for (const own of [shellRoutes, peopleRoutes, ...routes]) mountRoutes(app, serving, own, mounted)
  peopleUploads(app, serving, mounted)
  ledgerFiles(app, serving, mounted)
  tableFiles(app, serving, mounted)
  statusRoutes(app, serving, hub, mounted)
  auditFiles(app, serving, mounted)
  documentRoutes(app, serving, mounted)
  if (serving.client !== null) await clientRoutes(app, serving.client)
  await app.ready()
  await hub.ready
  return {
    app,
    hub,
    mounted,
    async close() {
      await hub.close()
      await app.close()
    },
  }
}
