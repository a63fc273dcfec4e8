/** Puts the house together: pools, keys, desks, the HTTP side and the worker, according to the part this process plays. */
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { officeDate } from '../kernel/time.ts'
import type { DeskWords, Language } from '../kernel/words.ts'
import { derive, openBox } from '../platform/crypto/box.ts'
import type { House, Log } from '../platform/ctx/house.ts'
import { openFileStore } from '../platform/files/store.ts'
import { compressClient } from '../platform/http/client.ts'
import { buildServer } from '../platform/http/server.ts'
import { type Serving, usualLimits } from '../platform/http/serving.ts'
import { type Guarded, guardNetwork, isProxy } from '../platform/http/tls.ts'
import { isLoopback, type Network } from '../platform/network.ts'
import { PlainStop } from '../platform/plain-stop.ts'
import { openAuth } from '../platform/sign-in/auth.ts'
import { openSessions } from '../platform/sign-in/sessions.ts'
import { desks, registry } from './desks.ts'
import type { RunningEnv, RunningServer } from './env.ts'
import { giveFirstData } from './first-data.ts'
import { startWorker } from './worker.ts'

export { firstAdministrators } from './first-administrator.ts'

/** Lines of JSON under `data/logs`, one file per office day: routes, times and faults, never addresses or contents. */
async function openLog(env: RunningEnv): Promise<Log & { close(): void }> {
  const folder = join(env.folders.data, 'logs')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let day = ''
  let out: ReturnType<typeof createWriteStream> | null = null
  const write = (level: string) => (line: Readonly<Record<string, unknown>>, words: string) => {
    const at = env.clock.now()
    if (officeDate(at) !== day) {
      out?.end()
      day = officeDate(at)
      out = createWriteStream(join(folder, `${day}.log`), { flags: 'a', mode: 0o600 })
      out.on('error', () => undefined) // a full disk must not stop the office; the health check and the database will say so
    }
    out?.write(`${JSON.stringify({ at, level, words, ...line })}\n`)
  }
  return { info: write('info'), warn: write('warn'), error: write('error'), close: () => void out?.end() }
}

/** What acts, readings and jobs stand on; commands use it too. */
export function houseOf(env: RunningEnv, log: Log): House {
  const words = new Map<string, Readonly<Record<Language, DeskWords>>>(desks.map((one) => [one.desk.key, one.words]))
  return {
    address: env.database,
    pools: env.pools,
    clock: env.clock,
    box: openBox(env.keys.contact, env.keys.lookup),
    desks: registry,
    words,
    checkOutput: ['test', 'development'].includes(process.env.NODE_ENV ?? ''),
    log,
  }
}

/** Requests a minute of one session, for load tests; anything but a number leaves the usual limit. */
function limits(): Serving['limits'] {
  const asked = Number(process.env.HUIYIN_REQUESTS_PER_MINUTE)
  return asked > 0 ? { ...usualLimits, session: asked, address: Math.max(asked, usualLimits.address) } : usualLimits
}

/** What a new database is given before the server listens. */
export async function firstData(env: RunningEnv, tell: (zh: string, en: string) => void): Promise<void> {
  const log = await openLog(env)
  try {
    await giveFirstData(env, houseOf(env, log), tell)
  } finally {
    log.close()
  }
}

async function readToken(path: string): Promise<string> {
  const token = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (token.length < 24 || /\s/.test(token)) throw new PlainStop(`${path} 里没有至少 24 个字符的令牌。`, `${path} holds no token of at least 24 characters.`)
  return token
}

/** Behind a proxy nobody else is spoken to, but this machine itself, which asks whether we are there. */
function onlyThrough(server: Server, proxy: string, host: string): void {
  const fromProxy = isProxy(proxy)
  server.on('connection', (socket) => {
    const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    if (!fromProxy(from) && !isLoopback(from) && from !== host) socket.destroy()
  })
}

/** What people type, and where this machine finds it. */
function addressesOf({ host, names }: Network, { tls, proxy, hosts }: Guarded, port: number): Pick<RunningServer, 'address' | 'probe'> {
  const inUrl = (name: string) => (isIP(name) === 6 ? `[${name}]` : name)
  const everywhere = host === '0.0.0.0' || host === '::'
  const scheme = tls ? 'https' : 'http'
  const shown = names[0] ?? (everywhere ? hosts[0] : undefined) ?? host
  return {
    address: proxy === null ? `${scheme}://${inUrl(shown)}:${port}` : `https://${inUrl(shown)}`,
    probe: `${scheme}://${inUrl(everywhere ? '127.0.0.1' : host)}:${port}`,
  }
}

export async function startServer(env: RunningEnv): Promise<RunningServer> {
  const log = await openLog(env)
  const house = houseOf(env, log)
  const { role, port, network } = env.config
  const guarded = await guardNetwork(network, env.folders.data, env.clock.now())
  const worker = role === 'all' || role === 'worker' ? await startWorker(env, house, openFileStore(env.folders.files)) : null
  const site = network.names.find((name) => !isIP(name)) ?? 'localhost'
  const auth = openAuth({ address: env.database, secret: derive(env.keys.lookup, 'session secret').toString('hex'), idleMinutes: 30, secure: guarded.secure, site })
  const serving: Serving = {
    ...house,
    auth,
    sessions: openSessions(auth),
    files: openFileStore(env.folders.files),
    data: env.folders.data,
    limits: limits(),
    client: role === 'worker' ? null : env.client,
    version: env.version,
    hosts: guarded.hosts,
    site,
    secure: guarded.secure,
    proxy: guarded.proxy,
    metricsToken: network.metricsToken === null ? null : await readToken(network.metricsToken),
  }
  // A worker has no pages; it still answers /healthz and /metrics.
  const server = await buildServer(serving, role === 'worker' ? [] : desks.map((one) => one.routes.mounted), guarded.tls)
  if (guarded.proxy !== null) onlyThrough(server.app.server, guarded.proxy, network.host)
  try {
    await server.app.listen({ host: network.host, port })
  } catch (error) {
    await server.close()
    await worker?.stop()
    await auth.close()
    throw error
  }
  if (serving.client !== null) compressClient(serving.client).catch((error: Error) => log.warn({ error: error.message }, 'the client could not be compressed'))
  return {
    ...addressesOf(network, guarded, port),
    certificate: guarded.certificate,
    async close() {
      await server.close()
      await worker?.stop()
      await auth.close()
      log.close()
    },
  }
}
