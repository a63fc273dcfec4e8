/** `GET /api/live`: server-sent events. */
import type { FastifyInstance } from 'fastify'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { sessionOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import type { Hub, Line } from './hub.ts'

/** A browser that does not read is dropped rather than remembered without end. */
const UNREAD = 256 * 1024

export function liveRoutes(app: FastifyInstance, serving: Serving, hub: Hub, mounted: Mounted[]): void {
  app.get('/api/live', { config: { gate: 'signed-in' } }, async (request, reply) => {
    const session = sessionOf(request)
    if (hub.count(session.id) >= serving.limits.lines) throw new RefusalError(refuse('http.too-many-lines', { n: serving.limits.lines }, 429))
    const last = Number(request.headers['last-event-id'])
    const { raw } = reply.hijack()
    const cookies = reply.getHeader('set-cookie')
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      ...(cookies === undefined ? {} : { 'set-cookie': cookies as string[] }),
    })
    const line: Line = {
      person: session.person,
      session: session.id,
      send(text) {
        if (raw.writableLength > UNREAD) raw.destroy()
        else raw.write(text)
      },
      close: () => void raw.end(),
    }
    raw.on('close', () => hub.leave(line))
    hub.join(line, Number.isSafeInteger(last) && last > 0 ? last : null)
  })
  mounted.push({ method: 'GET', path: '/api/live', gate: 'signed-in', contract: null, carries: 'file', keyed: false })
}
