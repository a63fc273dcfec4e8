/** The real program, started as `npm start` starts it, on a free port and a data folder of its own, and stopped as Ctrl-C stops it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface RunningProgram {
  readonly url: string
  readonly data: string
  /** What it printed so far. */
  said(): string
  readonly pid: number
  /** As Ctrl-C; its folder stays. */
  close(): Promise<void>
  /** As Ctrl-C; then its folder is removed. */
  stop(): Promise<void>
  /** As when somebody ends it by force: nothing is closed, the folder stays. */
  kill(): Promise<void>
}
/** Below the ports the system lends to whoever calls out: one of those may be gone again before the program listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 30_000)
    const free = await new Promise<boolean>((done) => {
      const probe = createServer()
      probe.once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (free) return port
  }
}
const ended = (child: ChildProcess) => new Promise<void>((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', () => done()) : done()))

function newFolder(): string {
  const base = mkdtempSync(join(tmpdir(), 'huiyin-journey-'))
  chmodSync(base, 0o755) // where root starts it, the database runs as another user
  return join(base, 'data')
}

/** A data folder whose program has ended, once more. */
export function copyData(from: string, to: string): void {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true })
  else execFileSync('cp', ['-Rp', from, to]) // with its owners: the database runs as another user than root
}

let made: Promise<RunningProgram> | undefined
/**
 * A data folder with the demo city, as the first start of `npm start` leaves it: made by one such start in a run, closed, and copied for everybody after.
 * What is proved of a first start is proved by that one; a story that needs an office of its own only needs the office.
 */
export async function demoFolder(): Promise<string> {
  made ??= startProgram().then(async (first) => {
    await first.close()
    return first
  })
  const to = newFolder()
  copyData((await made).data, to)
  return to
}
/** Removes what was copied from. */
export const forgetDemoFolder = async (): Promise<void> => (await made)?.stop()

/**
 * @param more flags of `npm start`, such as --empty
 * @param data folder of an earlier start
 * @throws when it ends or does not answer within five minutes, with what it printed
 */
export async function startProgram(more: readonly string[] = [], data = newFolder()): Promise<RunningProgram> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['app/start.ts', '--port', String(port), '--data', data, ...more], {
    cwd: root,
    env: { ...process.env, HUIYIN_LANG: 'en', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const close = async () => {
    child.kill('SIGINT')
    const hard = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended(child)
    clearTimeout(hard)
  }
  const stop = async () => {
    await close()
    rmSync(dirname(data), { recursive: true, force: true })
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended(child)
  }
  const until = performance.now() + 300_000
  while (performance.now() < until && child.exitCode === null && child.signalCode === null) {
    const healthy = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    // what it prints last, the one-time passwords among it, has been printed too
    if (healthy && said.includes('Ready in')) return { url, data, pid: child.pid as number, said: () => said, close, stop, kill }
    await new Promise((done) => setTimeout(done, 200))
  }
  await stop()
  throw new Error(`the program did not come up\n${said.slice(-3000)}`)
}
