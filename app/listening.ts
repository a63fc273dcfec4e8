/** Where a server listens, and what people type to reach it. */
import type { Server } from 'node:http'
import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Guarded, isProxy } from '../platform/http/tls.ts'
import { isLoopback, type Network } from '../platform/network.ts'
import type { RunningServer } from './env.ts'

/** Behind a proxy nobody else is spoken to, but this machine itself, which asks whether we are there. */
function onlyThrough(server: Server, proxy: string, host: string): void {
  const fromProxy = isProxy(proxy)
  server.on('connection', (socket) => {
    const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    if (!fromProxy(from) && !isLoopback(from) && from !== host) socket.destroy()
  })
}

/** The one port of this process. @throws EADDRINUSE and its like, for the start to say in words */
export async function listenAt(app: FastifyInstance, { host }: Network, { proxy }: Guarded, port: number): Promise<void> {
  if (proxy !== null) onlyThrough(app.server, proxy, host)
  await app.listen({ host, port })
}

/** What people type, and where this machine finds it. */
export function addressesOf({ host, names }: Network, { tls, proxy, hosts }: Guarded, port: number): Pick<RunningServer, 'address' | 'probe'> {
  const inUrl = (name: string) => (isIP(name) === 6 ? `[${name}]` : name)
  const everywhere = host === '0.0.0.0' || host === '::'
  const scheme = tls ? 'https' : 'http'
  const shown = names[0] ?? (everywhere ? hosts[0] : undefined) ?? host
  return {
    address: proxy === null ? `${scheme}://${inUrl(shown)}:${port}` : `https://${inUrl(shown)}`,
    probe: `${scheme}://${inUrl(everywhere ? '127.0.0.1' : host)}:${port}`,
  }
}
