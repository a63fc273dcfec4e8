/** The program under measurement: a real start on an embedded PostgreSQL with fsync on, the demo city's people, in a folder that goes afterwards. */
import { type ChildProcess, fork } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningEnv } from '../../app/env.ts'
import { houseOf } from '../../app/house.ts'
import { open } from '../../app/open.ts'
import { firstData, startServer } from '../../app/server.ts'
import { readConfig } from '../../platform/config.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { closePools, openPools } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { freePort } from '../server.ts'
import type { Job } from './driver.ts'
import type { Measured } from './measure.ts'

export interface BenchOffice {
  readonly env: RunningEnv
  readonly house: House
  readonly url: string
  /** Session cookie of a demo person. */
  enter(username: string): Promise<string>
  run(job: Job): Promise<Measured>
  stop(): Promise<void>
}

/** @param kept folder that stays, and is gone on with at the next run; left out: one that goes afterwards */
export async function openBenchOffice(kept?: string): Promise<BenchOffice> {
  process.env.HUIYIN_REQUESTS_PER_MINUTE = '10000000'
  process.env.NODE_ENV = 'production'
  const base = kept ?? mkdtempSync(join(tmpdir(), 'huiyin-bench-'))
  mkdirSync(base, { recursive: true })
  chmodSync(base, 0o755)
  const port = await freePort()
  const config = readConfig(['--port', String(port), '--data', join(base, 'data')], { ...process.env, DATABASE_URL: '' }, projectRoot)
  const opened = await open(config, { starting: true })
  const env = { ...opened.env, client: null }
  if (env.fresh) await firstData(env, () => undefined)
  const server = await startServer(env)
  // connections of the bench's own: what is taken down of its acts holds nothing the server does meanwhile by itself
  const house = { ...houseOf(env, quiet), pools: openPools(env.database) }
  const child = fork(new URL('./driver.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    env,
    house,
    url: server.address,
    async enter(username) {
      const answer = await fetch(`${server.address}/api/session/enter-as`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-huiyin': '1' },
        body: JSON.stringify({ username }),
      })
      if (!answer.ok) throw new Error(`cannot enter as ${username}: ${answer.status} ${await answer.text()}`)
      return answer.headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; ')
    },
    run: (job) => told(child, job),
    async stop() {
      child.disconnect()
      await closePools(house.pools)
      await server.close()
      await opened.close()
      if (!kept) rmSync(base, { recursive: true, force: true })
    },
  }
}
function told(child: ChildProcess, job: Job): Promise<Measured> {
  return new Promise((done, fail) => {
    child.once('message', (said: { measured?: Measured; error?: string }) => (said.measured ? done(said.measured) : fail(new Error(said.error))))
    child.send(job)
  })
}
