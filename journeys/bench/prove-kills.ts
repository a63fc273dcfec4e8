/** Kill -9 under load: of Node and of the database, in turn. Every letter the office was told is registered must be there after the next start, under the number it was told, and no number stands twice; without repair by hand. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../platform/database/migrate.ts'
import { freePort } from '../server.ts'

export interface KillsProved {
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: readonly string[]
  /** Numbers told twice, or of a letter that now bears another. */
  readonly reused: readonly string[]
  readonly verify: boolean
  /** Seconds from the start after a kill to an answering page. */
  readonly restarts: readonly number[]
}
/** Letters acknowledged a round, on average: with fewer a kill proves nothing. */
export const LEAST = 10
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function start(data: string, port: number): Promise<{ child: ReturnType<typeof spawn>; seconds: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['app/start.ts', '--port', String(port), '--data', data], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', HUIYIN_REQUESTS_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  while (performance.now() - began < 120_000) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${said.slice(-2000)}`)
    if (
      await fetch(`http://127.0.0.1:${port}/healthz`).then(
        (a) => a.ok,
        () => false,
      )
    )
      return { child, seconds: (performance.now() - began) / 1000 }
    await wait(100)
  }
  throw new Error(`the program did not come up: ${said.slice(-2000)}`)
}
const exited = (child: ReturnType<typeof spawn>) => new Promise<void>((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())))

/** The postmaster of this data folder, by its own note. */
function postmaster(data: string): number {
  return Number(readFileSync(join(data, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** @param rounds kills, Node and database in turn; bounded: each round loads for some three seconds, on a slow machine until LEAST letters are acknowledged */
export async function proveKills(rounds: number, tell: (text: string) => void): Promise<KillsProved> {
  const base = mkdtempSync(join(tmpdir(), 'huiyin-kills-'))
  chmodSync(base, 0o755)
  const [data, port] = [join(base, 'data'), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const told: { readonly id: string; readonly number: string | null }[] = []
  const restarts: number[] = []
  let running = await start(data, port)
  const enter = async (): Promise<string> => {
    const answer = await fetch(`${url}/api/session/enter-as`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-huiyin': '1' },
      body: JSON.stringify({ username: 'heyutong' }),
    })
    return answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
  }
  try {
    for (let round = 0; round < rounds; round++) {
      const cookie = await enter()
      let on = true
      const clients = Array.from({ length: 8 }, async (_, c) => {
        for (let n = 0; on; n++) {
          const said = await fetch(`${url}/api/letters/register`, {
            method: 'POST',
            headers: { cookie, 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `kill-${round}-${c}-${n}` },
            body: JSON.stringify({ channel: 'call', kind: 'help', title: `断电试验第${round}轮`, body: '登记后须在。' }),
          })
            .then((a) => (a.ok ? (a.json() as Promise<{ id: string; number: string | null }>) : null))
            .catch(() => null) // refused, cut off, or cut off in the middle of the answer: not acknowledged
          if (said) told.push({ id: said.id, number: said.number })
          else if (on) await wait(20)
        }
      })
      await wait(800 + (round % 5) * 400)
      const [before, until] = [round * LEAST, performance.now() + 60_000]
      while (told.length < before + LEAST && performance.now() < until) await wait(50)
      const node = round % 2 === 0
      if (node) running.child.kill('SIGKILL')
      else process.kill(postmaster(data), 'SIGKILL')
      await wait(node ? 100 : 1500)
      on = false
      await Promise.all(clients)
      if (!node) running.child.kill('SIGKILL')
      await exited(running.child)
      running = await start(data, port)
      restarts.push(running.seconds)
      tell(`round ${round + 1} of ${rounds}: ${node ? 'Node' : 'the database'} killed, up again in ${running.seconds.toFixed(1)} s, ${told.length} letters acknowledged so far`)
    }
    const cookie = await enter()
    const lost: string[] = []
    const reused: string[] = []
    const numbers = new Set<string | null>([null])
    for (const { id, number } of told) {
      const found = await fetch(`${url}/api/letters/letter?id=${id}`, { headers: { cookie, 'x-huiyin': '1' } })
      if (!found.ok) lost.push(id)
      else if (numbers.has(number) || ((await found.json()) as { number: string | null }).number !== number) reused.push(`${number} ${id}`)
      numbers.add(number)
    }
    const verify = spawn(process.execPath, ['app/cli.ts', 'verify', '--data', data, '--json'], { cwd: projectRoot, stdio: 'ignore' })
    await exited(verify)
    return { rounds, acknowledged: told.length, lost, reused, verify: verify.exitCode === 0, restarts }
  } finally {
    running.child.kill('SIGINT')
    await exited(running.child)
    rmSync(base, { recursive: true, force: true })
  }
}
