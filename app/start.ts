/** `npm start`: database, tables, client, server; then the address, and the passwords of the first three administrators once. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Config, DEFAULT_PORT, readConfig } from '../platform/config.ts'
import { noteFirstData } from '../platform/database/first-data.ts'
import { projectRoot } from '../platform/database/migrate.ts'
import { PlainStop, sentence } from '../platform/plain-stop.ts'
import { builtClient } from './client.ts'
import { keepCompiled } from './compiled.ts'
import type { RunningEnv, RunningServer, ServerModule } from './env.ts'
import { type Opened, open, programVersion } from './open.ts'
import { findServer, forgetRunning, noteRunning } from './running.ts'
import { complain, occupied } from './stop-words.ts'

const say = (zh: string, en: string) => process.stdout.write(`${sentence({ zh, en })}\n`)

async function start(config: Config): Promise<void> {
  const began = performance.now()
  say(`回音 Huiyin ${await programVersion()}`, `Huiyin 回音 ${await programVersion()}`)
  await portIsFree(config)
  const building = builtClient(projectRoot, say)
  building.catch(() => undefined) // awaited below; a failure meanwhile must not end the process before the database is stopped
  let server: RunningServer | null = null
  let opened: Opened | null = null
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await server?.close()
      await opened?.close()
      await forgetRunning(config.data)
    })()
    return closing
  }
  onStopSignals(config, close)
  try {
    const database = await open(config, {
      starting: true,
      tell: say,
      onLost: (error) => {
        complain(error, config)
        process.exitCode = 1
        void close().then(() => process.exit(1))
      },
    })
    opened = database
    if (closing) return void (await database.close())
    const env: RunningEnv = { ...database.env, client: await building }
    const module = await serverModule()
    if (env.fresh) {
      await noteFirstData(env.database, 'begun')
      await module.firstData?.(env, say)
      await noteFirstData(env.database, 'done')
    }
    server = await module.startServer(env)
    await noteRunning(config.data, { pid: process.pid, address: server.address, probe: server.probe })
    const administrators = (await module.firstAdministrators?.(env)) ?? []
    say(`地址    ${server.address}`, `Address  ${server.address}`)
    sayCertificate(server.certificate)
    for (const { name, english, username, password } of administrators) {
      say(
        `${name}  ${username.padEnd(8)}  一次性密码  ${password}    首次登录后须修改`,
        `${english.padEnd(22)}  ${username.padEnd(8)}  one-time password  ${password}    to be changed at the first sign-in`,
      )
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(`已就绪，用时 ${seconds} 秒。按 Ctrl-C 停止。`, `Ready in ${seconds} s. Ctrl-C stops it.`)
  } catch (error) {
    complain(error, config)
    await close()
    process.exit(1)
  }
}

function sayCertificate(certificate: RunningServer['certificate']): void {
  if (!certificate || certificate.own) return
  const { fingerprint, made } = certificate
  say(
    `证书    ${made ? '新制，' : ''}SHA-256 指纹 ${fingerprint}    浏览器首次访问时请核对`,
    `Certificate  ${made ? 'newly made, ' : ''}SHA-256 ${fingerprint}    compare it when a browser first asks`,
  )
}

/** The citizens' pages alone: no table is made, no key opened, no client built. Decision 0018 */
async function startPublic(config: Config): Promise<void> {
  const began = performance.now()
  say(`回音 Huiyin ${await programVersion()}，群众来信页`, `Huiyin 回音 ${await programVersion()}, the public page`)
  const module = (await import('./public-side.ts' as string)) as typeof import('./public-side.ts')
  const server = await module.startPublicSide(config)
  onStopSignals(config, server.close)
  say(`地址    ${server.address}/public/`, `Address  ${server.address}/public/`)
  sayCertificate(server.certificate)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`已就绪，用时 ${seconds} 秒。按 Ctrl-C 停止。`, `Ready in ${seconds} s. Ctrl-C stops it.`)
}

async function serverModule(): Promise<ServerModule> {
  const path = join(projectRoot, 'app', 'server.ts')
  if (!existsSync(path)) throw new Error('app/server.ts is missing')
  return (await import('./server.ts' as string)) as ServerModule
}

/** Told before anything is made or migrated. */
async function portIsFree(config: Config): Promise<void> {
  const other = await findServer(config.data)
  if (other) {
    throw new PlainStop(
      `回音已在运行：${other.address}（进程 ${other.pid}），无须再次启动。`,
      `Huiyin is already running at ${other.address} (process ${other.pid}); there is no need to start it again.`,
    )
  }
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(occupied(config.port))
      else if (error.code === 'EACCES')
        reject(new PlainStop(`端口 ${config.port} 需要更高权限，请改用 1024 以上的端口。`, `Port ${config.port} needs more rights: use one above 1024.`))
      else reject(error)
    })
    probe.listen(config.port, config.network.host, () => probe.close(() => resolve()))
  })
}

function onStopSignals(config: Config, close: () => Promise<void>): void {
  let asked = false
  const stop = (signal: NodeJS.Signals) => {
    if (asked) {
      if (signal === 'SIGINT') process.exit(130)
      return
    }
    asked = true
    say('正在停止……', 'Stopping…')
    close().then(
      () => {
        say('已停止。', 'Stopped.')
        process.exit(0)
      },
      (error) => {
        complain(error, config)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

let config: Config | null = null
try {
  keepCompiled(projectRoot)
  config = readConfig(process.argv.slice(2), process.env, projectRoot)
  await (config.role === 'public' ? startPublic(config) : start(config))
} catch (error) {
  complain(error, config ?? { data: join(projectRoot, 'data'), port: DEFAULT_PORT })
  process.exitCode = 1
}
