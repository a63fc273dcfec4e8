/**
 * `npm run bench -- --export [N]`: the whole register of N matters (500,000) taken out as CSV and as XLSX over HTTP, page by page, each page within the
 * reader's rights. Its rate against the same statement with the same rights straight from the database, by a cursor, in the same run, and the memory the
 * program held meanwhile; COPY of the same columns, where nobody is asked, is told beside it.
 * The ratio and the memory may fail. Then one slip and a ledger of 2,000 lines on paper. Writes `bench/export.json`.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { copyOut } from '../../kernel/history/copy.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'
import { matterRows } from '../../kernel/reading/row.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct, inReading } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import type { Take, Taken } from './export-reader.ts'
import { grow } from './generate.ts'
import { copyMatters } from './multiply.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'

const SEED = 20261130
/** Letters that go through `decide`; the others are their copies. */
const GROWN = 1_000
const TARGET = 0.3
/** How much more the program may hold while half a million rows leave it than at rest, in MiB. */
const MOST_MIB = 200
/** With fewer the ratio is told and not judged. */
const FEWEST = 100_000
const MiB = 2 ** 20

const asked = (child: ChildProcess, take: Take): Promise<Taken> =>
  new Promise((done, fail) => {
    child.once('message', (said: { taken?: Taken; error?: string }) => (said.taken ? done(said.taken) : fail(new Error(said.error))))
    child.send(take)
  })
interface Out extends Taken {
  readonly rowsPerSecond: number
  readonly restMiB: number
  readonly mostMiB: number
}
/** The export is made in this very process; whoever takes it is another. */
async function measured(child: ChildProcess, office: BenchOffice, cookie: string, path: string, rows: number): Promise<Out> {
  globalThis.gc?.()
  const rest = process.memoryUsage().rss
  let most = rest
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  try {
    const taken = await asked(child, { url: `${office.url}${path}`, cookie })
    return { ...taken, rowsPerSecond: Math.round(rows / taken.seconds), restMiB: Math.round(rest / MiB), mostMiB: Math.round(most / MiB) }
  } finally {
    clearInterval(watch)
  }
}
/** The very statement of a page, with the reader's rights and without an end, walked by a cursor of the database: what it costs there alone. */
async function walked(office: BenchOffice, username: string): Promise<{ seconds: number; rows: number }> {
  const { house } = office
  const person = await inAct(house.pools.act, async (tx) => [...(await loadOffice(tx)).persons.values()].find((one) => one.username === username)?.id as PersonId)
  return inReading(house.pools.read, person, house.clock.now(), async (tx) => {
    const sight = sightOf(await loadOffice(tx), person, house.clock.now())
    const all = sql`(select m.id from matter m where ${visible(sight, 'm', 'whole')} and m.readers <> 'named')`
    const { sql: text, parameters } = matterRows(all, sql`m.id desc`).compile(tx)
    const began = performance.now()
    await run(tx, `declare walked no scroll cursor for ${text}`, parameters as unknown[])
    for (let rows = 0; ; ) {
      const page = await run(tx, 'fetch 1000 from walked', [])
      rows += page.length
      if (page.length === 0) return { seconds: (performance.now() - began) / 1000, rows }
    }
  })
}
/** The same columns of the same matters in the same order, straight from the database, with nobody asked whether he may. */
const straight = `copy (select m.number, m.title, m.desk, m.state, c.due_at, u.short, p.name, m.registered_at, r.closed_at, m.round
  from matter m join unit u on u.id = m.owner_unit join person p on p.id = m.owner_person
  left join clock c on c.matter_id = m.id and c.whole and c.round = m.round left join round r on r.matter_id = m.id and r.no = m.round
  order by m.id desc) to stdout (format csv)`
const copied = (office: BenchOffice): Promise<{ seconds: number; bytes: number }> =>
  withClient(office.env.database, 'owner', async (client) => {
    const began = performance.now()
    let bytes = 0
    for await (const chunk of copyOut(client, straight)) bytes += (chunk as Buffer).length
    return { seconds: (performance.now() - began) / 1000, bytes }
  })
async function papers(office: BenchOffice, cookie: string): Promise<Record<string, number>> {
  const get = async (path: string) => {
    const began = performance.now()
    const answer = await fetch(`${office.url}${path}`, { headers: { cookie } })
    const bytes = (await answer.arrayBuffer()).byteLength
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    return { ms: Math.round(performance.now() - began), bytes }
  }
  const page = await fetch(`${office.url}/api/letters/ledger?size=1`, { headers: { cookie } })
  const [letter] = ((await page.json()) as { rows: { matter: string }[] }).rows
  const slip = `/api/letters/slips/handling.pdf?matter=${letter?.matter}`
  const first = await get(slip)
  const times: number[] = []
  for (let n = 0; n < 40; n++) times.push((await get(slip)).ms)
  times.sort((a, b) => a - b)
  return { firstSlipMs: first.ms, slipP50Ms: times[20] ?? 0, slipP95Ms: times[38] ?? 0, slipBytes: first.bytes, typesetterMiB: typesetterHolds() }
}
/** What the process that sets the papers holds, where the system tells: a child of this one that runs `setting.ts`. */
function typesetterHolds(): number {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
    const setting = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('setting.ts'))
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${setting}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0 // another system
  }
}

/** @returns whether everything held */
export async function benchExport(rows: number, say: (text: string) => void): Promise<boolean> {
  const office = await openBenchOffice()
  const child = fork(new URL('./export-reader.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    say(`export: ${rows} rows; ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(2)}`)
    await grow(office.house, 0, GROWN, SEED, () => undefined)
    const count = () => withClient(office.env.database, 'owner', async (c) => Number((await c.query('select count(*) as n from matter')).rows[0].n))
    await withClient(office.env.database, 'owner', async (client) => copyMatters(client as never, Math.max(0, Math.ceil(rows / (await count())) - 1)))
    const there = await count()
    say(`  ${there} matters, ${GROWN} of them through decide, the others their copies`)
    const cookie = await office.enter('gaomin')
    const before = await walked(office, 'gaomin')
    const csv = await measured(child, office, cookie, '/api/matters/ledger.csv', before.rows)
    const xlsx = await measured(child, office, cookie, '/api/matters/ledger.xlsx', before.rows)
    const after = await walked(office, 'gaomin')
    const copy = await copied(office)
    const walkSeconds = (before.seconds + after.seconds) / 2
    const ratio = walkSeconds / csv.seconds
    const line = (name: string, out: Out) =>
      say(
        `  ${name}: ${(out.bytes / 1e6).toFixed(0)} MB in ${out.seconds.toFixed(1)} s, ${out.rowsPerSecond} rows a second, first byte after ${(out.first * 1000).toFixed(0)} ms; held ${out.restMiB} MiB at rest, ${out.mostMiB} at most`,
      )
    line('CSV ', csv)
    line('XLSX', xlsx)
    say(
      `  the same statement with the same rights, straight from the database by a cursor: ${walkSeconds.toFixed(1)} s; ratio ${(ratio * 100).toFixed(0)} %, target ${TARGET * 100} % or more${rows < FEWEST ? ` (of ${FEWEST} rows or more)` : ''}`,
    )
    say(`  COPY of the same columns, nobody asked whether he may: ${copy.seconds.toFixed(1)} s, ${((copy.seconds / csv.seconds) * 100).toFixed(1)} %`)
    const more = Math.max(csv.mostMiB - csv.restMiB, xlsx.mostMiB - xlsx.restMiB)
    say(`  memory: ${more} MiB more than at rest, target ${MOST_MIB} or less`)
    const paper = await papers(office, cookie)
    say(
      `  a slip on paper: first ${paper.firstSlipMs} ms with the start of its process, then p50 ${paper.slipP50Ms} ms, p95 ${paper.slipP95Ms} ms; that process held ${paper.typesetterMiB} MiB`,
    )
    const whole = csv.lines - 1 === before.rows
    if (!whole) say(`  ${csv.lines - 1} lines of ${before.rows} came`)
    const ok = whole && (ratio >= TARGET || rows < FEWEST) && more <= MOST_MIB
    mkdirSync(join(projectRoot, 'bench'), { recursive: true })
    writeFileSync(
      join(projectRoot, 'bench', 'export.json'),
      `${JSON.stringify({ at: office.env.clock.now(), rows: there, seed: SEED, csv, xlsx, walkSeconds, copySeconds: copy.seconds, ratio, target: TARGET, memoryMiB: more, paper, ok }, null, 2)}\n`,
    )
    return ok
  } finally {
    child.disconnect()
    await office.stop()
  }
}
