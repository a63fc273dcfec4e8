/** What every request passes before a handler sees it: host, rate, session, same origin, first password. Deny by default: a route without a gate stops the start. */
import '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Who } from '../../kernel/decide/facts.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type Gate, isGate } from '../ctx/gate.ts'
import type { Session } from '../sign-in/sessions.ts'
import type { Serving } from './serving.ts'
import { isProxy } from './tls.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null
  }
  interface FastifyContextConfig {
    gate?: Gate
    /** Open to somebody who must first set a new password, or bind a second factor. */
    beforePassword?: boolean
    /** Open to an administrator who must first bind a second factor. */
    beforeBinding?: boolean
    /** Counted as a sign-in attempt. */
    signIn?: boolean
    /** A plain form of ours, which sends no header of its own; it carries no session, so none can be ridden on. */
    form?: boolean
  }
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
const hostName = (host: string | undefined): string =>
  (host ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
/** Nobody between: not through a proxy on this machine, which would make the whole world local. */
export function isLocal(request: FastifyRequest, { proxy }: Pick<Serving, 'proxy'>): boolean {
  const { headers, socket } = request.raw
  if (isProxy(proxy)(socket.remoteAddress)) return false
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers.via !== undefined) return false
  const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return (/^127\./.test(from) || from === '::1') && loopback.has(hostName(headers.host))
}

/** A request that changes something comes from our own page: same origin by what the browser says, and a header no foreign form can send. */
function mustBeOurPage(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site, 'x-huiyin': ours } = request.headers
  const { host } = request // the one the browser asked for, where the office's proxy passes it on
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin.replace(/^https?:\/\//, '').toLowerCase() !== host.toLowerCase())
  if (foreign || (ours === undefined && request.routeOptions.config.form !== true)) throw new RefusalError(refuse('http.other-origin', {}, 403))
}

/** What the guard stands on; without sessions nothing but public addresses may be mounted. */
export type Guarding = Pick<Serving, 'limits' | 'proxy' | 'hosts' | 'clock'> & { readonly sessions: Serving['sessions'] | null }

export function guard(app: FastifyInstance, serving: Guarding): void {
  app.decorateRequest('session', null)
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    const open = routes.filter((route) => !isGate(route.config?.gate)).map((route) => `${String(route.method)} ${route.url}`)
    if (open.length > 0) throw new Error(`no gate: ${open.join(', ')}`)
    const ridden = routes.filter((route) => route.config?.form && route.config.gate !== 'public').map((route) => route.url)
    if (ridden.length > 0) throw new Error(`a plain form behind a session: ${ridden.join(', ')}`)
    const inner = serving.sessions === null ? routes.filter((route) => route.config?.gate !== 'public').map((route) => `${String(route.method)} ${route.url}`) : []
    if (inner.length > 0) throw new Error(`not for the public side: ${inner.join(', ')}`)
  })

  const fromProxy = isProxy(serving.proxy)
  const minute = { timeWindow: 60_000 }
  const byAddress = app.createRateLimit({ ...minute, max: serving.limits.address, keyGenerator: (request) => `a ${request.ip}` })
  const bySignIn = app.createRateLimit({ ...minute, max: serving.limits.signIn, keyGenerator: (request) => `s ${request.ip}` })
  const bySession = app.createRateLimit({ ...minute, max: serving.limits.session, keyGenerator: (request) => `p ${request.session?.id ?? request.ip}` })
  const mustNotRush = async (check: typeof byAddress, request: FastifyRequest, reply: FastifyReply) => {
    const rate = await check(request)
    if (rate.isAllowed || !rate.isExceeded) return
    reply.header('retry-after', String(rate.ttlInSeconds))
    throw new RefusalError(refuse('http.too-often', { seconds: rate.ttlInSeconds }, 429))
  }

  app.addHook('onRequest', async (request, reply) => {
    const name = hostName(request.host)
    if (!loopback.has(name) && !serving.hosts.includes(name)) throw new RefusalError(refuse('http.unknown-host', {}, 403))
    // the proxy says how the browser came; what came unprotected goes no further
    if (fromProxy(request.socket.remoteAddress) && request.protocol !== 'https' && request.routeOptions.url !== '/healthz')
      throw new RefusalError(refuse('http.not-secure', {}, 403))
    await mustNotRush(byAddress, request, reply)
    const { gate, signIn, beforePassword, beforeBinding } = request.routeOptions.config
    if (request.method !== 'GET' && request.method !== 'HEAD') mustBeOurPage(request)
    if (signIn) await mustNotRush(bySignIn, request, reply)
    if (gate === undefined || gate === 'public') return
    if (serving.sessions === null) throw new RefusalError(refuse('http.no-such-address', {}, 404))
    const { session, cookies } = await serving.sessions.of(request.headers.cookie, serving.clock.now())
    if (!session) throw new RefusalError(refuse('session.expired', {}, 401))
    request.session = session
    if (cookies.length > 0) reply.header('set-cookie', [...cookies])
    await mustNotRush(bySession, request, reply)
    if (session.mustChange && !beforePassword) throw new RefusalError(refuse('session.change-password-first', {}, 403))
    if (session.mustBind && !beforePassword && !beforeBinding) throw new RefusalError(refuse('session.bind-first', {}, 403))
  })
}

/** @throws RefusalError on a route whose gate is `public`, where nobody needs to be signed in */
export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw new RefusalError(refuse('session.expired', {}, 401))
  return request.session
}
export const whoOf = (request: FastifyRequest): Who => ({ person: sessionOf(request).person })
