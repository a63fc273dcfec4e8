/** One PostgreSQL cluster on this machine: make its folder, start it, see whether it lives, stop it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statfsSync, statSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Binaries, program, type RunAs } from './binaries.ts'

export interface ClusterFolder {
  readonly dir: string
  readonly bin: Binaries
  readonly as: RunAs
  /** Where the server's own words go. */
  readonly log: string
}
export interface Launched {
  readonly pid: number
  readonly port: number
  /** Present when this process started it. */
  readonly child?: ChildProcess
}

/** Nothing of the caller's database settings or locale leaks into the server. */
const bareEnv = (): NodeJS.ProcessEnv => {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }), ...(TMP && { TMP }), LC_ALL: 'C', TZ: 'UTC' }
}

/** Runs one of PostgreSQL's programs to its end. */
function run(bin: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres', args: string[], as: RunAs, cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(bin, name), args, { ...as, cwd, env: bareEnv(), windowsHide: true })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** 15, 18 … of the programs in a folder. */
export async function majorVersion(bin: Binaries, as: RunAs): Promise<number> {
  return Number(/(\d+)/.exec((await run(bin, 'postgres', ['--version'], as, tmpdir())).output)?.[1])
}

export const isMade = (dir: string): boolean => existsSync(join(dir, 'PG_VERSION')) && existsSync(join(dir, 'global', 'pg_control'))

/**
 * Makes the cluster: UTF8, C.UTF-8 (PostgreSQL's own from 17 on), every connection by scram with a secret of its own.
 * @param password of the superuser `postgres`
 */
export async function makeCluster(folder: ClusterFolder, password: string, noSync = false): Promise<void> {
  const { bin, dir, as } = folder
  const temp = await mkdtemp(join(tmpdir(), 'huiyin-'))
  const secret = join(temp, 'secret')
  try {
    await writeFile(secret, `${password}\n`, { mode: 0o600 })
    if (as) for (const path of [temp, secret]) await chown(path, as.uid, as.gid)
    const builtin = (await majorVersion(bin, as)) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
    const args = [`--pgdata=${dir}`, '--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', ...builtin, ...(noSync ? ['--no-sync'] : [])]
    let made = await run(bin, 'initdb', [...args, '--locale=C.UTF-8'], as, dir)
    if (made.code !== 0 && builtin.length > 0 && /invalid locale/.test(made.output)) made = await run(bin, 'initdb', [...args, '--locale=C'], as, dir)
    if (made.code !== 0) throw new ClusterFailure('initdb', made.output)
  } finally {
    await rm(temp, { recursive: true, force: true })
  }
}

/** PostgreSQL did not do what it was told; `log` holds its own last words. */
export class ClusterFailure extends Error {
  readonly log: string
  constructor(what: string, log: string) {
    super(`${what}: ${log.trim().split('\n').slice(-8).join('\n')}`)
    this.name = 'ClusterFailure'
    this.log = log
  }
}

/** A port of the loopback nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address()
      probe.close(() => (at && typeof at === 'object' ? resolve(at.port) : reject(new Error('no port'))))
    })
  })
}

/** Settings of every cluster of ours: loopback only, and no statements or values in its log, which may hold personal text. */
const always: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'off',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
}

/** Containers often give 64 MB of shared memory, too little for parallel queries: files then. */
function roomySharedMemory(): boolean {
  if (process.platform !== 'linux') return true
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail > 256 * 2 ** 20
  } catch {
    return false
  }
}

/**
 * What the database may keep in memory: an eighth of the machine's, 128 MiB at least and 2 GiB at most. With less, every insert into a large history
 * writes back the index pages of the one before (measured at 700,000 letters: 360 KiB written for each). Taken only as it is used.
 */
function buffers(): string {
  const MIB = 2 ** 20
  const memory = Math.min(totalmem(), process.constrainedMemory() || totalmem())
  return `${Math.min(2_048, Math.max(128, Math.floor(memory / 8 / MIB)))}MB`
}

/** Starts the server and returns when it takes connections. @throws ClusterFailure with the log of this start */
export async function launch(folder: ClusterFolder, port: number, settings: Record<string, string> = {}): Promise<Launched> {
  const { bin, dir, as, log } = folder
  if (existsSync(log) && statSync(log).size > 10 * 2 ** 20) renameSync(log, `${log}.old`)
  const before = existsSync(log) ? statSync(log).size : 0
  const all = { ...always, shared_buffers: buffers(), max_wal_size: '4GB', ...(roomySharedMemory() ? {} : { dynamic_shared_memory_type: 'mmap' }), ...settings, port: String(port) }
  const flags = Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const words = () => (existsSync(log) ? readFileSync(log).subarray(before).toString('utf8') : '')
  if (process.platform === 'win32') {
    // Only pg_ctl gives up administrator rights there, without which the server refuses to run.
    const started = await run(bin, 'pg_ctl', ['start', '-w', '-D', dir, '-l', log, '-o', flags.map((flag) => (flag.includes('=') ? `"${flag}"` : flag)).join(' ')], null, dir)
    const running = readPidFile(dir)
    if (started.code !== 0 || !running) throw new ClusterFailure('postgres', started.output + words())
    return running
  }
  const out = openSync(log, 'a', 0o600)
  const child = spawn(program(bin, 'postgres'), ['-D', dir, ...flags], { ...as, cwd: dir, env: bareEnv(), detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  let failed: Error | null = null
  child.on('error', (error) => (failed = error))
  child.unref()
  for (;;) {
    if (failed) throw failed
    if (child.exitCode !== null || child.signalCode !== null) throw new ClusterFailure('postgres', words())
    const running = readPidFile(dir)
    if (running?.ready && running.pid === child.pid) return { pid: running.pid, port: running.port, child }
    await wait(15)
  }
}

export interface PidFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}
/** What the folder says about a running server; null where it says nothing readable. */
export function readPidFile(dir: string): PidFile | null {
  try {
    const lines = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0]))
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : null
  } catch {
    return null
  }
}

/** Whether a process lives; one that has ended but was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return !existsSync('/proc/self/stat') // ended between the two questions, or no /proc on this system
  }
}

/** Stops the server: politely, then firmly. Connections are cut, transactions in flight rolled back. */
export async function stopCluster(folder: ClusterFolder, pid: number, seconds = 30): Promise<void> {
  const { bin, dir } = folder
  if (process.platform === 'win32') {
    await run(bin, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', dir], null, dir)
    return
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (let tries = 0; tries < seconds * 50 && isAlive(pid); tries++) await wait(20)
  }
  if (isAlive(pid)) throw new ClusterFailure('stop', await readFile(folder.log, 'utf8'))
}
