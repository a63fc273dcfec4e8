/** Puts the house together: pools, keys, desks, the HTTP side and the worker, according to the part this process plays. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { officeDate } from '../kernel/time.ts'
import type { DeskWords, Language } from '../kernel/words.ts'
import { derive, openBox } from '../platform/crypto/box.ts'
import type { House, Log } from '../platform/ctx/house.ts'
import { openFileStore } from '../platform/files/store.ts'
import { compressClient } from '../platform/http/client.ts'
import { buildServer } from '../platform/http/server.ts'
import { type Serving, usualLimits } from '../platform/http/serving.ts'
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

export async function startServer(env: RunningEnv): Promise<RunningServer> {
  const log = await openLog(env)
  const house = houseOf(env, log)
  const { role, port } = env.config
  const worker = role === 'all' || role === 'worker' ? await startWorker(env, house, openFileStore(env.folders.files)) : null
  const auth = openAuth({ address: env.database, secret: derive(env.keys.lookup, 'session secret').toString('hex'), idleMinutes: 30, secure: false, site: 'localhost' })
  const serving: Serving = {
    ...house,
    auth,
    sessions: openSessions(auth),
    files: openFileStore(env.folders.files),
    limits: limits(),
    client: role === 'worker' ? null : env.client,
    version: env.version,
    hosts: [],
    site: 'localhost',
    secure: false,
  }
  // A worker has no pages; it still answers /healthz and /metrics.
  const server = await buildServer(serving, role === 'worker' ? [] : desks.map((one) => one.routes.mounted))
  try {
    await server.app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    await server.close()
    await worker?.stop()
    await auth.close()
    throw error
  }
  if (serving.client !== null) compressClient(serving.client).catch((error: Error) => log.warn({ error: error.message }, 'the client could not be compressed'))
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      await server.close()
      await worker?.stop()
      await auth.close()
      log.close()
    },
  }
}
