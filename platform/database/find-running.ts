/** Finds a server left running on a cluster's folder, and clears away what only looks like one. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { program } from './binaries.ts'
import { type ClusterFolder, isAlive, type Launched, readPidFile, stopCluster } from './cluster.ts'

export function superuserClient(port: number, password: string): pg.Client {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', application_name: 'huiyin keeper', connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined) // followed by 'end', which the keeper listens to
  return client
}

/** Longest a server may take to become ready, or to finish stopping: crash recovery replays what was not yet on disk. */
const PATIENCE_MS = 120_000

/**
 * A server on this folder that is ours and answers; null when there is none and one can be started.
 * One that lives but does not answer, or is of another version than our programs, is stopped.
 */
export async function findRunning(folder: ClusterFolder, password: string): Promise<Launched | null> {
  for (let waited = 0; ; waited += 100) {
    const file = readPidFile(folder.dir)
    if (!file) return null
    if (!isAlive(file.pid)) return null // PostgreSQL itself clears the file and recovers
    if (!isPostgres(file.pid, folder.dir)) {
      // The number was given to another process (a restarted container or machine): the file would refuse every start.
      if (!anyoneIn(folder.dir)) rmSync(join(folder.dir, 'postmaster.pid'), { force: true })
      return null
    }
    const answer = await ask(file.port, password, folder)
    if (answer === 'ours') return { pid: file.pid, port: file.port }
    if (answer === 'foreign' || waited >= PATIENCE_MS) {
      await stopCluster(folder, file.pid)
      return null
    }
    await wait(100)
  }
}

type Answer = 'ours' | 'foreign' | 'not yet'
async function ask(port: number, password: string, folder: ClusterFolder): Promise<Answer> {
  const client = superuserClient(port, password)
  try {
    await client.connect()
    const { rows } = await client.query<{ dir: string; version: string }>(`select current_setting('data_directory') as dir, current_setting('server_version') as version`)
    await client.end()
    return rows[0] && realpathSync(rows[0].dir) === realpathSync(folder.dir) && versionOf(folder).includes(rows[0].version) ? 'ours' : 'foreign'
  } catch (error) {
    const code = (error as { code?: string }).code
    // 57P03 starting up, stopping or in recovery; refused or reset: not listening yet, or no longer
    if (code === '57P03' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P01' || code === undefined) return 'not yet'
    return 'foreign'
  }
}

const versionOf = (folder: ClusterFolder) => execFileSync(program(folder.bin, 'postgres'), ['--version'], { encoding: 'utf8', cwd: folder.dir, ...folder.as })

/** Whether a living process is a PostgreSQL server of this folder, as far as this system can tell. */
export function isPostgres(pid: number, dir: string): boolean {
  try {
    if (process.platform === 'linux') {
      // Readable by all, unlike the process's folder, which root in a container may not see.
      const words = commandLine(pid)
      const at = words[words.indexOf('-D') + 1]
      return /postgres/.test(words[0] ?? '') && at !== undefined && realpathSync(at) === realpathSync(dir)
    }
    const shown =
      process.platform === 'win32'
        ? execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' })
        : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return shown.includes('postgres')
  } catch {
    return false // gone, or somebody else's
  }
}

const commandLine = (pid: number | string) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')

/** Whether a server process may still work in the folder: children can outlive a killed server by a moment. */
function anyoneIn(dir: string): boolean {
  if (process.platform !== 'linux') return false
  const real = realpathSync(dir)
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === real
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EACCES' && mayBePostgres(name)
    }
  })
}
function mayBePostgres(pid: string): boolean {
  try {
    return /postgres/.test(commandLine(pid)[0] ?? '')
  } catch {
    return false // gone meanwhile
  }
}
