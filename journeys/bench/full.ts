/**
 * `npm run bench -- --full`: the lists at 10,000 and at 1,000,000 matters of history, with 20,000 open at both. The history grows in a folder that stays
 * (`bench/full`) and goes on where it was broken off; what was measured at 10,000 is kept beside it. Server p95 may grow by half at most.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { grow } from './generate.ts'
import { databaseHolds } from './holds.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'
import { type Read, readings, sayReadings } from './readings.ts'
import { measureSearch, saySearch } from './search.ts'

const OPEN = 20_000
const MOST = 1.5
const folder = join(projectRoot, 'bench', 'full')
const kept = join(projectRoot, 'bench', 'full.json')
type Kept = Record<string, Record<string, Read>>
const read = (): Kept => (existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Kept) : {})

const count = (office: BenchOffice, where: string) =>
  withClient(office.env.database, 'owner', async (c) => Number((await c.query(`select count(*) as n from matter m where ${where}`)).rows[0].n))
/** The number no letter of the history bears yet. */
const afterLast = (office: BenchOffice): Promise<number> =>
  withClient(office.env.database, 'owner', async (c) => {
    const { rows } = await c.query(`select coalesce(max(substr(l.source_id, 7)::int), -1) + 1 as n from letters_letter l where l.source = 'bench'`)
    return Number(rows[0].n)
  })

/** Registered over HTTP by the call centre, given to one department: the worst list there is, for whoever has to work it off. */
async function openLetters(office: BenchOffice, say: (text: string) => void): Promise<void> {
  const there = await count(office, `m.phase not in ('closed', 'void')`)
  if (there >= OPEN) return
  const bodies = join(folder, 'bodies.json')
  const units = await withClient(
    office.env.database,
    'owner',
    async (c) => (await c.query(`select u.id from unit u where u.code in ('ZJJ', 'CGJ', 'JTJ', 'JYJ', 'SLJ', 'MZJ')`)).rows as { id: string }[],
  )
  writeFileSync(
    bodies,
    JSON.stringify(
      units.map(({ id }, n) =>
        JSON.stringify({ channel: 'call', kind: 'help', title: `路灯不亮（${n}）`, body: '门前路灯不亮。', phone: '13800006027', assign: { lead: { unit: id } } }),
      ),
    ),
  )
  say(`  open: ${there}, registering ${OPEN - there} more`)
  const load = { clients: 16, seconds: 3_600, most: OPEN - there }
  await office.run({ kind: 'post', url: office.url, path: '/api/letters/register', cookie: await office.enter('heyutong'), bodies, load })
}

/** @param sizes of history, smallest first; the ratio is of the last to the first. @returns whether it holds */
export async function measureFull(sizes: readonly number[], seed: number, say: (text: string) => void): Promise<boolean> {
  const office = await openBenchOffice(folder)
  try {
    for (const size of sizes) {
      if (read()[size]) continue
      let have = await count(office, `m.phase = 'closed' and exists (select 1 from letters_letter l where l.matter_id = m.id and l.source = 'bench')`)
      let next = await afterLast(office)
      await openLetters(office, say)
      say(`history: ${have} of ${size}`)
      while (have < size) {
        const step = Math.min(10_000, size - have)
        // two hands: one thinks while the database writes for the other; broken off, the numbers of both are left behind
        const first = Math.ceil(step / 2)
        await Promise.all([grow(office.house, next, first, seed, () => undefined), grow(office.house, next + first, step - first, seed, () => undefined)])
        next += step
        have += step
        say(`  history: ${have}`)
      }
      await withClient(office.env.database, 'owner', (c) => c.query('vacuum analyze'))
      say(`at ${size} of history, ${OPEN} open:`)
      const measured = await readings(office, 5, 3)
      sayReadings(measured, say)
      writeFileSync(kept, `${JSON.stringify({ ...read(), [size]: measured }, null, 2)}\n`)
    }
    const searched = await measureSearch(office, seed)
    saySearch(searched, say)
    const holds = await databaseHolds(office)
    say(`verify: ${holds.words}`)
    return compare(read(), String(sizes[0]), String(sizes.at(-1)), say) && holds.ok && searched.missed === 0 && searched.otherPages === 0
  } finally {
    await office.stop()
  }
}
function compare(all: Kept, small: string, large: string, say: (text: string) => void): boolean {
  let good = true
  for (const [name, one] of Object.entries(all[large] ?? {})) {
    const ratio = one.p95.median / (all[small]?.[name]?.p95.median ?? Number.NaN)
    good &&= ratio <= MOST
    say(`  ${name.padEnd(40)} p95 at ${large} is ${ratio.toFixed(2)} × that at ${small} (at most ${MOST})`)
  }
  return good
}
