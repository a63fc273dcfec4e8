/**
 * `npm run bench`: ratios within one run. Register-and-assign over HTTP, with history, clocks and outbox, against the very SQL it sends,
 * sent straight to the same server by the same driver; my work and the ledger at 10,000 and 100,000 matters. Writes `bench/results.json`.
 * Seconds are printed with the load they were measured under; only ratios may fail a build. See docs/performance.md.
 * `-- --export [N]` measures half a million rows (N) on their way out, as CSV and XLSX. `-- --import [N]` measures the import of N letters alone (200,000), `-- --full [--history N]` that and the lists at a million (N) of history.
 * `-- --suggest` how well categories and units are suggested on public letters, `-- --themes` how pure
 * the hot themes found in them are, `-- --typeset` official papers of ten sides, set cold and warm and through LibreOffice, `-- --propose` how many fields of labelled papers are proposed as a clerk would type them.
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
import { benchExport } from './export.ts'
import { measureFull } from './full.ts'
import { grow } from './generate.ts'
import { databaseHolds } from './holds.ts'
import { benchImport } from './import.ts'
import { type Measured, over } from './measure.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'
import { benchPapers } from './papers.ts'
import { benchPropose } from './propose.ts'
import { type Read, readings, sayReadings } from './readings.ts'
import { type Act, multiply, recorder } from './record.ts'
import { measureScans } from './scans.ts'
import { measureSearch, type Searched, saySearch } from './search.ts'
import { measureSight } from './sight.ts'
import { measureStart } from './start.ts'
import { measureStreams } from './streams.ts'
import { benchSuggest } from './suggest.ts'
import { measureSweep } from './sweep.ts'
import { benchThemes } from './themes.ts'
import { benchTypeset } from './typeset.ts'

const flags = process.argv.slice(2)
const say = (text: string) => process.stdout.write(`${text}\n`)
/** Letters to import: said, else the whole two hundred thousand. */
const letters = Number(flags[flags.indexOf('--import') + 1]) || 200_000
if (flags.includes('--import')) process.exit((await benchImport(letters, say)) ? 0 : 1)
/** Rows to take out: said, else half a million. */
const rowsOut = Number(flags[flags.indexOf('--export') + 1]) || 500_000
if (flags.includes('--export')) process.exit((await benchExport(rowsOut, say)) ? 0 : 1)
/** Incoming papers: said, else three hundred thousand. */
if (flags.includes('--papers')) process.exit((await benchPapers(Number(flags[flags.indexOf('--papers') + 1]) || 300_000, say)) ? 0 : 1)
if (flags.includes('--suggest')) process.exit(benchSuggest(say) ? 0 : 1)
if (flags.includes('--propose')) process.exit((await benchPropose(say)) ? 0 : 1)
if (flags.includes('--typeset')) process.exit((await benchTypeset(say)) ? 0 : 1)
if (flags.includes('--themes')) process.exit(benchThemes(say) ? 0 : 1)
const quick = flags.includes('--quick')
const ROUNDS = 3
const LOAD = { clients: 16, seconds: quick ? 2 : 6, most: quick ? 2000 : 8000 }
const READ_SECONDS = quick ? 1 : 3
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

interface Sides {
  readonly clients: number
  readonly http: Measured[]
  readonly sql: Measured[]
}
/** With sixteen clients both sides wait for the lock of the one series; with one, nobody waits and what the program adds is bare. */
async function registerAndAssign(office: BenchOffice, folder: string): Promise<{ sides: Sides[]; statements: number }> {
  const who = await inAct(office.house.pools.act, async (tx) => {
    const people = await loadOffice(tx)
    const person = [...people.persons.values()].find((p) => p.username === 'heyutong')?.id as PersonId
    const unit = [...people.units.values()].find((u) => u.code === 'ZJJ')?.id as string
    return { person, unit }
  })
  const bodies = join(folder, 'bodies.json')
  writeFileSync(bodies, JSON.stringify(Array.from({ length: 40 }, (_, n) => JSON.stringify(body(who.unit, n)))))
  const cookie = await office.enter('heyutong')
  const { record } = recorder(office.house.pools.act)
  const acts: Act[] = []
  for (let n = 0; n < 12; n++)
    acts.push(await record(() => runAct(office.house, handleRegisterLetter as never, { who: { person: who.person }, key: `bench-record-${n}`, input: body(who.unit, n) })))
  const file = join(folder, 'acts.json')
  const { user, password } = office.env.database.logins.act
  const database = { host: office.env.database.host, port: office.env.database.port, database: office.env.database.database, user, password }
  const letters = () => withClient(office.env.database, 'owner', async (c) => Number((await c.query('select count(*) as n from matter')).rows[0].n))
  const sides: Sides[] = []
  for (const clients of [LOAD.clients, 1]) {
    const [http, sql]: [Measured[], Measured[]] = [[], []]
    // one unmeasured turn each, then A B, B A, A B
    for (let round = -1; round < ROUNDS; round++) {
      const load = { ...LOAD, clients, seconds: round < 0 ? 1 : LOAD.seconds }
      const turns = [
        async () => ({ into: http, measured: await office.run({ kind: 'post', url: office.url, path: '/api/letters/register', cookie, bodies, load }) }),
        async () => {
          writeFileSync(file, JSON.stringify(multiply(acts.slice(2), load.most, `${sides.length * (ROUNDS + 1) + round}`)))
          return { into: sql, measured: await office.run({ kind: 'sql', database, acts: file, load }) }
        },
      ]
      if (round % 2 === 1) turns.reverse()
      for (const turn of turns) {
        const before = await letters()
        const { into, measured } = await turn()
        if ((await letters()) - before !== measured.done) throw new Error(`${measured.done} were answered, ${(await letters()) - before} are there`)
        if (round >= 0) into.push(measured)
      }
    }
    sides.push({ clients, http, sql })
  }
  return { sides, statements: acts[2]?.length ?? 0 }
}

if (flags.includes('--full')) {
  const lists = await measureFull([10_000, Number(flags[flags.indexOf('--history') + 1]) || 1_000_000], SEED, say)
  process.exit((await benchImport(letters, say)) && lists ? 0 : 1)
}

const start = await measureStart()
const memory = start.memoryMiB === null ? 'not told here' : `${start.memoryMiB} MiB`
say(
  `start: first ${start.first} s with the demo city, second ${start.second} s (target 5 s); memory at rest, database included: ${memory}; installed: ${start.installedMiB} MiB in ${start.install ?? '—'} s`,
)
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
  const { sides, statements } = await registerAndAssign(office, folder)
  say(`register and assign (${statements} statements an act, ${ROUNDS} rounds of ${LOAD.seconds} s, alternating)`)
  const ratios = sides.map(({ clients, http, sql }) => {
    const ratio = over(http.map((m, i) => m.perSecond / (sql[i]?.perSecond ?? Number.NaN)))
    const told = (side: Measured[]) =>
      `${over(side.map((m) => m.perSecond)).median} a second, p50 ${over(side.map((m) => m.p50)).median} ms, p95 ${over(side.map((m) => m.p95)).median} ms`
    say(
      `  ${clients} client${clients > 1 ? 's' : ''}: over HTTP ${told(http)}; straight SQL ${told(sql)}; ratio ${share(ratio.median)} (${share(ratio.min)} to ${share(ratio.max)})`,
    )
    return ratio
  })
  say(`  target: ${share(TARGET)} or more with ${LOAD.clients} clients`)
  failed = (ratios[0]?.median ?? 0) < TARGET
  const sizes: Record<string, Record<string, Read>> = {}
  const searched: Record<string, Searched> = {}
  let have = 0
  for (const size of SIZES) {
    const start = performance.now()
    await grow(office.house, have, size - have, SEED, (n) => {
      if (n % 10_000 === 0) say(`  history: ${have + n} letters`)
    })
    have = size
    await withClient(office.env.database, 'owner', (c) => c.query('vacuum analyze'))
    say(`history of ${size} letters (${Math.round((performance.now() - start) / 1000)} s); readings over HTTP, ${ROUNDS} rounds of ${READ_SECONDS} s each, median (spread):`)
    const measured = await readings(office, READ_SECONDS, ROUNDS)
    sayReadings(measured, say)
    sizes[size] = measured
    const found = await measureSearch(office, SEED)
    saySearch(found, say)
    searched[size] = found
    failed ||= found.missed > 0 || found.otherPages > 0
  }
  const sight = await measureSight(office, ['xuwentao', 'gaomin'])
  for (const [username, m] of Object.entries(sight)) say(`may ${username} see it, ${m.done} random matters (${m.seen} seen): p50 ${m.p50} ms, p95 ${m.p95} ms`)
  const holds = await databaseHolds(office)
  say(`verify: ${holds.words}`)
  failed ||= !holds.ok
  const streams = await measureStreams(office, quick ? 200 : 2_000, quick ? 3 : 10)
  say(`${streams.streams} open pages, ${streams.notices} notices to each: ${streams.wrong} heard one twice or not; p50 ${streams.p50} ms, p95 ${streams.p95} ms after the commit`)
  failed ||= streams.wrong > 0
  const scans = await measureScans()
  say(`scans: ${scans.pages} pages (${scans.megabytes} MB) split and their codes read in ${scans.seconds} s (target 60 s)`)
  const swept = await measureSweep(office)
  say(`sweep over ${swept.clocks} running clocks: nothing due ${swept.idle} s (target 2 s), ${swept.alarms} alarms due ${swept.due} s`)
  mkdirSync(join(projectRoot, 'bench'), { recursive: true })
  const results = {
    at: office.env.clock.now(),
    machine,
    loadAfter: loadavg(),
    registerAndAssign: { statements, load: LOAD, sides, ratios, target: TARGET },
    readings: { seconds: READ_SECONDS, seed: SEED, sizes },
    searched,
    verify: holds,
    sight,
    streams,
    swept,
    scans,
    start,
    seconds: Math.round((performance.now() - began) / 1000),
  }
  writeFileSync(join(projectRoot, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  say('written: bench/results.json')
} finally {
  await office.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
