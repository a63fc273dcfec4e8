/**
 * `npm run bench`: ratios within one run. Register-and-assign over HTTP, with history, clocks and outbox, against the very SQL it sends,
 * sent straight to the same server by the same driver; my work and the ledger at 10,000 and 100,000 matters. Writes `bench/results.json`.
 * Seconds are printed with the load they were measured under; only ratios may fail a build. See docs/performance.md.
 * `-- --import [N]` measures the import of N letters alone (200,000), `-- --full` that as well.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { handleRegisterLetter } from '../../desks/letters/do/register-letter.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { runAct } from '../../platform/ctx/handle.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { grow } from './generate.ts'
import { databaseHolds } from './holds.ts'
import { benchImport } from './import.ts'
import { type Measured, over } from './measure.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'
import { type Act, multiply, recorder } from './record.ts'

const flags = process.argv.slice(2)
const say = (text: string) => process.stdout.write(`${text}\n`)
/** Letters to import: said, else the whole two hundred thousand. */
const letters = Number(flags[flags.indexOf('--import') + 1]) || 200_000
if (flags.includes('--import')) process.exit((await benchImport(letters, say)) ? 0 : 1)
const quick = flags.includes('--quick')
const ROUNDS = 3
const LOAD = { clients: 16, seconds: quick ? 2 : 6, most: quick ? 2000 : 8000 }
const READ = { clients: 16, seconds: quick ? 1 : 3, most: 100_000 }
const SIZES = quick ? [2_000] : [10_000, 100_000]
const TARGET = 0.4
const SEED = 20261122
const share = (part: number) => `${(part * 100).toFixed(0)} %`

const body = (unit: string, n: number) => ({
  channel: 'call',
  kind: 'help',
  title: `北苑小区${(n % 40) + 1}号楼暖气不热`,
  body: '从昨晚八点开始暖气不热，家里有老人，物业说是换热站的事，让等通知。',
  place: '城西区北苑小区',
  name: '王女士',
  phone: '13800006027',
  assign: { lead: { unit } },
})

async function registerAndAssign(office: BenchOffice, folder: string): Promise<{ http: Measured[]; sql: Measured[]; statements: number }> {
  const who = await inAct(office.house.pools.act, async (tx) => {
    const people = await loadOffice(tx)
    const person = [...people.persons.values()].find((p) => p.username === 'heyutong')?.id as PersonId
    const unit = [...people.units.values()].find((u) => u.code === 'ZJJ')?.id as string
    return { person, unit }
  })
  const bodies = join(folder, 'bodies.json')
  writeFileSync(bodies, JSON.stringify(Array.from({ length: 40 }, (_, n) => JSON.stringify(body(who.unit, n)))))
  const cookie = await office.enter('heyutong')
  const { record } = recorder(office.env.pools.act)
  const acts: Act[] = []
  for (let n = 0; n < 12; n++)
    acts.push(await record(() => runAct(office.house, handleRegisterLetter as never, { who: { person: who.person }, key: `bench-record-${n}`, input: body(who.unit, n) })))
  const file = join(folder, 'acts.json')
  const { user, password } = office.env.database.logins.act
  const database = { host: office.env.database.host, port: office.env.database.port, database: office.env.database.database, user, password }
  const http: Measured[] = []
  const sql: Measured[] = []
  // one unmeasured turn each, then A B, B A, A B
  for (let round = -1; round < ROUNDS; round++) {
    const load = round < 0 ? { ...LOAD, seconds: 1 } : LOAD
    const sides = [
      async () => ({ into: http, measured: await office.run({ kind: 'post', url: office.url, path: '/api/letters/register', cookie, bodies, load }) }),
      async () => {
        writeFileSync(file, JSON.stringify(multiply(acts.slice(2), load.most, `${round}`)))
        return { into: sql, measured: await office.run({ kind: 'sql', database, acts: file, load }) }
      },
    ]
    if (round % 2 === 1) sides.reverse()
    for (const side of sides) {
      const { into, measured } = await side()
      if (round >= 0) into.push(measured)
    }
  }
  return { http, sql, statements: acts[2]?.length ?? 0 }
}

/** Each reading in every round, the order turned round from one to the next; p50 and p95 as median and spread over the rounds. */
interface Read {
  readonly p50: ReturnType<typeof over>
  readonly p95: ReturnType<typeof over>
  readonly perSecond: ReturnType<typeof over>
}
async function readings(office: BenchOffice): Promise<Record<string, Read>> {
  const [clerk, head] = [await office.enter('xuwentao'), await office.enter('gaomin')]
  const asked: readonly (readonly [string, string, string, number])[] = [
    ['my work, liaison, 1 client', '/api/matters/work?tab=todo', clerk, 1],
    ['my work, liaison, 16 clients', '/api/matters/work?tab=todo', clerk, 16],
    ['my work, division head, 1 client', '/api/matters/work?tab=todo', head, 1],
    ['ledger, newest 50, 1 client', '/api/matters/ledger', head, 1],
    ['ledger, newest 50, 16 clients', '/api/matters/ledger', head, 16],
    ['ledger, one unit, open only, 1 client', '/api/matters/ledger?phase=open&sort=due', head, 1],
  ]
  const times = new Map<string, Measured[]>(asked.map(([name]) => [name, []]))
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, path, cookie, clients] of round % 2 === 0 ? asked : asked.toReversed())
      times.get(name)?.push(await office.run({ kind: 'get', url: office.url, path, cookie, load: { ...READ, clients } }))
  const of = (name: string, key: 'p50' | 'p95' | 'perSecond') => over((times.get(name) ?? []).map((m) => m[key]))
  return Object.fromEntries(asked.map(([name]) => [name, { p50: of(name, 'p50'), p95: of(name, 'p95'), perSecond: of(name, 'perSecond') }]))
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-files-'))
const began = performance.now()
const office = await openBenchOffice()
let failed = false
try {
  const server = await withClient(office.env.database, 'act', async (c) => ((await c.query('show server_version')).rows[0] as { server_version: string }).server_version)
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadavg().map((n) => Math.round(n * 100) / 100),
    node: process.version,
    postgres: server,
    fsync: 'on',
    huiyin: office.env.version,
  }
  say(`machine: ${machine.cpus} × ${machine.model}, ${machine.memoryGiB} GiB, load ${machine.load.join(' ')}; Node ${machine.node}, PostgreSQL ${machine.postgres}, fsync on`)
  const { http, sql, statements } = await registerAndAssign(office, folder)
  const ratios = http.map((m, i) => m.perSecond / (sql[i]?.perSecond ?? Number.NaN))
  const ratio = over(ratios)
  say(`register and assign (${statements} statements an act, ${LOAD.clients} clients, ${ROUNDS} rounds of ${LOAD.seconds} s, alternating)`)
  say(`  over HTTP     ${over(http.map((m) => m.perSecond)).median} a second, p95 ${over(http.map((m) => m.p95)).median} ms`)
  say(`  straight SQL  ${over(sql.map((m) => m.perSecond)).median} a second, p95 ${over(sql.map((m) => m.p95)).median} ms`)
  say(`  ratio         ${share(ratio.median)} (${share(ratio.min)} to ${share(ratio.max)}), target ${share(TARGET)} or more`)
  failed = ratio.median < TARGET
  const sizes: Record<string, Record<string, Read>> = {}
  let have = 0
  for (const size of SIZES) {
    const start = performance.now()
    await grow(office.house, have, size - have, SEED, (n) => {
      if (n % 10_000 === 0) say(`  history: ${have + n} letters`)
    })
    have = size
    await withClient(office.env.database, 'owner', (c) => c.query('analyze'))
    say(`history of ${size} letters (${Math.round((performance.now() - start) / 1000)} s); readings over HTTP, ${ROUNDS} rounds of ${READ.seconds} s each, median (spread):`)
    const measured = await readings(office)
    for (const [name, m] of Object.entries(measured))
      say(`  ${name.padEnd(40)} p50 ${m.p50.median} ms  p95 ${m.p95.median} ms (${m.p95.min} to ${m.p95.max})  ${m.perSecond.median} a second`)
    sizes[size] = measured
  }
  const holds = await databaseHolds(office)
  say(`verify: ${holds.words}`)
  failed ||= !holds.ok
  mkdirSync(join(projectRoot, 'bench'), { recursive: true })
  const results = {
    at: office.env.clock.now(),
    machine,
    loadAfter: loadavg(),
    registerAndAssign: { statements, load: LOAD, http, sql, ratio, target: TARGET },
    readings: { load: READ, seed: SEED, sizes },
    verify: holds,
    seconds: Math.round((performance.now() - began) / 1000),
  }
  writeFileSync(join(projectRoot, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  say('written: bench/results.json')
} finally {
  await office.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (flags.includes('--full')) failed = !(await benchImport(letters, say)) || failed
process.exit(failed ? 1 : 0)
