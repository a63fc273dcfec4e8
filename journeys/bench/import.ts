/**
 * `npm run bench -- --import [N]`: N letters, the real ones varied by a seeded rule, through `./huiyin import letters`: killed once in the middle, begun
 * again, to the last one. Its rate against COPY of the very rows it left into the same tables of a second database, with their indexes and guards, in the
 * same run. Only the ratio may fail; so does a process that held too much, and a history that does not verify. Writes `bench/import.json`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { copyIn, copyOut } from '../../kernel/history/copy.ts'
import { sealAll } from '../../kernel/history/seal.ts'
import { addMillis, DAY, HOUR, type Instant } from '../../kernel/time.ts'
import { closePools, type DatabaseAddress, withClient } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { readSecrets } from '../../platform/database/secrets.ts'
import { makeOfficeFolder, type OfficeFolder } from '../office-folder.ts'
import { seeded } from './generate.ts'
import { databaseHolds } from './holds.ts'

const TARGET = 0.25
const MOST_MIB = 512
/** With fewer the two starts weigh more than the letters: the ratio is told and not judged. */
const FEWEST = 20_000
const SEED = 20261130
interface Sample {
  readonly title: string
  readonly body: string
  readonly reply: string
}
const real = new URL('../../../shared/data/letters-replied.jsonl', import.meta.url)
const own = new URL('../letters.jsonl', import.meta.url)
const units = ['市住建局', '市城管局', '市交通局', '市教育局', '市水利局', '市民政局', '城东区', '城西区']

/** The letters as they are, each with its own number in the title and days of its own, for one of eight units. */
async function sheet(path: string, count: number, now: Instant): Promise<{ readonly bytes: number; readonly from: string }> {
  const from = existsSync(real) ? real : own
  const told = readFileSync(from, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sample)
  let bytes = 0
  function* lines() {
    for (let n = 0; n < count; n++) {
      const random = seeded(SEED + n)
      const sample = told[Math.floor(random() * told.length)] as Sample
      const received = addMillis(now, -Math.floor((320 + random() * 700) * DAY))
      const repliedAt = addMillis(received, Math.floor((6 + random() * 300) * HOUR))
      const unit = units[Math.floor(random() * units.length)]
      const line = `${JSON.stringify({ id: `bench-${n}`, title: `${sample.title}（${n}）`.slice(-200), body: sample.body, reply: sample.reply, receivedAt: received, repliedAt, unit })}\n`
      bytes += Buffer.byteLength(line)
      yield line
    }
  }
  await pipeline(lines, createWriteStream(path))
  return { bytes, from: from === real ? 'shared/data' : 'the project’s own' }
}

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<{
    readonly seconds: number
    readonly code: number | null
    readonly report: { readonly written: number; readonly before: number; readonly faults: readonly unknown[]; readonly peakMemoryMiB: number } | null
  }>
  /** The most it has held so far, in MiB, where the system tells. */
  held(): number
}
/** The bounds `huiyin` sets for an import. */
const heap = ['--max-old-space-size=320', '--max-semi-space-size=8']
function importing(data: string, path: string): Run {
  const began = performance.now()
  // as the office starts it; a batch file could not be ended by force together with what it started
  const [program, ...first] = process.platform === 'win32' ? [process.execPath, ...heap, join(projectRoot, 'app/cli.ts')] : [join(projectRoot, 'huiyin')]
  const child = spawn(program as string, [...first, 'import', 'letters', path, '--source', 'bench', '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended: Run['ended'] = new Promise((done) => {
    child.on('close', (code) => done({ code, seconds: (performance.now() - began) / 1000, report: said ? JSON.parse(said) : null }))
  })
  const held = () => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : ''
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  }
  return { child, ended, held }
}

const asSuperuser = async <T>(office: OfficeFolder, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const secrets = await readSecrets(office.env.folders.keys)
  const client = new pg.Client({ host: office.env.database.host, port: office.env.database.port, database: 'postgres', user: 'postgres', password: secrets?.superuser ?? '' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
/** The office with its people and no letter, once more. */
async function twin(office: OfficeFolder): Promise<DatabaseAddress> {
  const name = `${office.env.database.database}_twin`
  await closePools(office.env.pools)
  await asSuperuser(office, async (client) => {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [office.env.database.database])
    await client.query(`create database ${name} template ${office.env.database.database} owner ${office.env.database.logins.owner.user}`)
  })
  return { ...office.env.database, database: name }
}

/** Tables of matters, each after what it points at; what points in a circle is checked at commit, as the guards are. */
const tables = 'series matter contact taken round report stage assignment clock pause answer draft note file link recusal snapshot event unsealed letters_letter'.split(' ')
const rowsOf: Readonly<Record<string, string>> = {
  event: 'where matter_id is not null',
  unsealed: 'where event_id in (select e.id from event e where e.matter_id is not null)',
}
async function copyRows(from: DatabaseAddress, to: DatabaseAddress, folder: string): Promise<{ readonly seconds: number; readonly rows: number; readonly bytes: number }> {
  let bytes = 0
  await withClient(from, 'owner', async (client) => {
    for (const table of tables) {
      const out = copyOut(client, `copy (select * from ${table} ${rowsOf[table] ?? ''}) to stdout`)
      out.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      await pipeline(out, createWriteStream(join(folder, `${table}.copy`)))
    }
  })
  return withClient(to, 'owner', async (client) => {
    const { rows: keys } = await client.query<{ of: string; name: string }>(
      `select k.conrelid::regclass::text as of, k.conname as name from pg_constraint k where k.contype = 'f' and k.conparentid = 0 and not k.condeferrable and k.conrelid::regclass::text = any ($1)`,
      [tables],
    )
    for (const key of keys) await client.query(`alter table ${key.of} alter constraint "${key.name}" deferrable initially deferred`)
    for (const year of (await client.query<{ year: number }>(`select distinct extract(year from now())::int as year`)).rows)
      await client.query('select make_event_partition($1)', [year.year])
    await client.query('checkpoint').catch(() => undefined) // not allowed to everybody; then the checkpoint comes when it comes
    const began = performance.now()
    let rows = 0
    await client.query('begin')
    for (const table of tables) {
      // a generated identity takes what it is given only from COPY
      rows += await copyIn(client, `copy ${table} from stdin`, createReadStream(join(folder, `${table}.copy`), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    }
    await client.query('commit')
    return { seconds: (performance.now() - began) / 1000, rows, bytes }
  })
}
const count = (at: DatabaseAddress) =>
  withClient(at, 'owner', async (client) => Number((await client.query<{ n: string }>('select count(*) as n from letters_letter')).rows[0]?.n ?? 0))

/** @returns whether everything held */
export async function benchImport(letters: number, say: (text: string) => void): Promise<boolean> {
  const office = await makeOfficeFolder()
  const path = join(office.base, 'letters.jsonl')
  const folder = join(office.base, 'copy')
  mkdirSync(folder)
  try {
    const { bytes, from } = await sheet(path, letters, office.house.clock.now())
    const megabytes = Math.round(bytes / 1e6)
    say(
      `import: ${letters} letters (${from}, varied by seed ${SEED}), ${megabytes} MB of JSONL; ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(2)}, fsync on`,
    )
    const second = await twin(office)
    const first = importing(office.data, path)
    let [there, heldFirst] = [0, 0]
    while (there < letters / 2 && first.child.exitCode === null && first.child.signalCode === null) {
      await new Promise((done) => setTimeout(done, 200))
      heldFirst = Math.max(heldFirst, first.held())
      there = await count(office.env.database)
    }
    first.child.kill('SIGKILL')
    const { seconds: before } = await first.ended
    const kept = await count(office.env.database)
    say(`  killed after ${before.toFixed(1)} s with ${kept} letters on record`)
    const again = importing(office.data, path)
    const { seconds: after, code, report } = await again.ended
    if (code !== 0 || !report) throw new Error(`the import ended with ${code}`)
    const whole = report.written + report.before
    const rate = letters / (before + after)
    const memory = Math.round(Math.max(report.peakMemoryMiB, heldFirst))
    say(
      `  begun again: ${report.before} were there, ${report.written} came in ${after.toFixed(1)} s; ${rate.toFixed(0)} letters a second over both runs, starts included; ${memory} MiB at most`,
    )
    const copied = await copyRows(office.env.database, second, folder)
    const copyRate = letters / copied.seconds
    const ratio = rate / copyRate
    say(
      `  COPY of the same ${copied.rows} rows (${Math.round(copied.bytes / 1e6)} MB) into the same tables, indexes and guards: ${copied.seconds.toFixed(1)} s, ${copyRate.toFixed(0)} letters a second`,
    )
    say(
      `  ratio ${(ratio * 100).toFixed(0)} %, target ${TARGET * 100} % or more${letters < FEWEST ? ` (of ${FEWEST} letters or more)` : ''}; memory ${memory} MiB, target ${MOST_MIB} or less`,
    )
    await withClient(office.env.database, 'seal', (client) => sealAll(client, () => office.env.clock.now()))
    const holds = await databaseHolds(office)
    say(`  verify: ${holds.words}`)
    const ok = whole === letters && kept > 0 && kept < letters && (ratio >= TARGET || letters < FEWEST) && memory <= MOST_MIB && holds.ok
    mkdirSync(join(projectRoot, 'bench'), { recursive: true })
    const result = {
      at: office.env.clock.now(),
      letters,
      from,
      seed: SEED,
      megabytes,
      killed: { seconds: before, kept },
      resumed: { seconds: after, ...report, faults: report.faults.length },
      rate,
      copy: copied,
      copyRate,
      ratio,
      target: TARGET,
      memoryMiB: memory,
      verify: holds,
      ok,
    }
    writeFileSync(join(projectRoot, 'bench', 'import.json'), `${JSON.stringify(result, null, 2)}\n`)
    return ok
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await office.close().catch(() => undefined) // its pools may be closed already
    office.remove()
  }
}
