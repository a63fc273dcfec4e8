/** Puts the house together: pools, keys, desks, the HTTP side and the worker, according to the part this process plays. */
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { derive } from '../platform/crypto/box.ts'
import { dropKey } from '../platform/crypto/drop-box.ts'
import { openFileStore } from '../platform/files/store.ts'
import { compressClient } from '../platform/http/client.ts'
import { buildServer } from '../platform/http/server.ts'
import { type Serving, usualLimits } from '../platform/http/serving.ts'
import { guardNetwork } from '../platform/http/tls.ts'
import { PlainStop } from '../platform/plain-stop.ts'
import { tellPublicSide } from '../platform/public/in-box.ts'
import { openAuth } from '../platform/sign-in/auth.ts'
import { openSessions } from '../platform/sign-in/sessions.ts'
import { openTypesetter } from '../platform/typesetter/typesetter.ts'
import { centreDoor } from './centre.ts'
import { desks } from './desks.ts'
import type { RunningEnv, RunningServer } from './env.ts'
import { giveFirstData } from './first-data.ts'
import { houseOf } from './house.ts'
import { importRoutes } from './import/routes.ts'
import { addressesOf, listenAt } from './listening.ts'
import { openLog } from './log.ts'
import { petitionCodeRoutes } from './petition-code.ts'
import { startWorker } from './worker.ts'

export { firstAdministrators } from './first-administrator.ts'

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

export async function startServer(env: RunningEnv): Promise<RunningServer> {
  const log = await openLog(env)
  const house = houseOf(env, log)
  const { role, port, network } = env.config
  const guarded = await guardNetwork(network, env.folders.data, env.clock.now())
  await tellPublicSide(house, dropKey(env.keys.contact))
  const worker = role === 'all' || role === 'worker' ? await startWorker(env, house, openFileStore(env.folders.files)) : null
  const site = network.names.find((name) => !isIP(name)) ?? 'localhost'
  const auth = openAuth({ address: env.database, secret: derive(env.keys.lookup, 'session secret').toString('hex'), idleMinutes: 30, secure: guarded.secure, site })
  const serving: Serving = {
    ...house,
    auth,
    sessions: openSessions(auth),
    files: openFileStore(env.folders.files),
    typesetter: openTypesetter({ fonts: join(env.folders.data, 'fonts'), log }),
    data: env.folders.data,
    limits: limits(),
    client: role === 'worker' ? null : env.client,
    publicPage: role !== 'worker',
    version: env.version,
    hosts: guarded.hosts,
    site,
    secure: guarded.secure,
    proxy: guarded.proxy,
    metricsToken: network.metricsToken === null ? null : await readToken(network.metricsToken),
  }
  // A worker has no pages; it still answers /healthz and /metrics.
  const server = await buildServer(
    serving,
    role === 'worker' ? [] : [...desks.map((one) => one.routes.mounted), importRoutes({ house, files: serving.files, data: serving.data }), petitionCodeRoutes(house)],
    guarded.tls,
    role === 'worker' ? [] : [centreDoor({ house, files: serving.files })],
  )
  try {
    await listenAt(server.app, network, guarded, port)
  } catch (error) {
    await server.close()
    await serving.typesetter.close()
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
      await serving.typesetter.close()
      await worker?.stop()
      await auth.close()
      log.close()
    },
  }
}
