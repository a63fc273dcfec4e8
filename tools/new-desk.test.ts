import { createSecretKey, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seedCalendar } from '../kernel/clock/calendar.ts'
import type { Desk } from '../kernel/desk.ts'
import type { PersonId } from '../kernel/ids.ts'
import { faults } from '../kernel/lifecycle/check.ts'
import { instant } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { systemClock, systemIds } from '../platform/clock.ts'
import { openBox } from '../platform/crypto/box.ts'
import { type House, quiet } from '../platform/ctx/house.ts'
import type { HandledReading } from '../platform/ctx/reading.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { closePools, openPools } from '../platform/database/connection.ts'
import { findMigrations, migrate } from '../platform/database/migrate.ts'
import { emptyDatabase } from '../platform/database/test-cluster.ts'
import { deskNames } from './desk-names.ts'
import { codeFolders } from './house/house.ts'
import { makeDesk, withDesk } from './new-desk.ts'
import { program, root } from './stage.ts'

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'huiyin-new-desk-'))
  for (const folder of codeFolders) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['package.json', '.dependency-cruiser.cjs', '.npmrc', 'biome.json', 'tsconfig.base.json']) cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('npm run desk:new duty-roster 值班表, in a copy of the house', () => {
  test('makes a desk and puts its line into both registries', () => {
    const made = makeDesk(copy, 'duty-roster', '值班表', '20991231')
    expect(made).toContain('desks/duty-roster/migrations/20991231-matter.sql')
    expect(readFileSync(join(copy, 'app/desks.ts'), 'utf8')).toMatch(/entry\(dutyRoster, dutyRosterTables, dutyRosterRoutes, /)
    expect(readFileSync(join(copy, 'app/desks.web.ts'), 'utf8')).toMatch(/ dutyRosterScreens\b/)
    const left = (made as string[]).filter((path) => /sample.?desk|样本|样〔/i.test(readFileSync(join(copy, path), 'utf8') + path))
    expect(left).toEqual([])
  })
  test('its life cycle is sound and its table carries its name', async () => {
    const { dutyRoster } = (await import(pathToFileURL(join(copy, 'desks/duty-roster/desk.ts')).href)) as { dutyRoster: Desk }
    expect(dutyRoster).toMatchObject({ key: 'duty-roster', series: '值〔{year}〕{seq}号' })
    expect(faults(dutyRoster.lifecycle)).toEqual([])
    expect(readFileSync(join(copy, 'desks/duty-roster/migrations/20991231-matter.sql'), 'utf8')).toContain('create table duty_roster_matter')
  })
  test('the house check finds nothing to say about it', async () => {
    let said = ''
    await program([join(root, 'tools/check-house.ts'), '--root', copy], (text) => {
      said += text
    })
    expect(said).toContain('a desk folder has every required file')
    expect(said.split('\n').filter((line) => /duty.?roster/i.test(line))).toEqual([])
  }, 120_000)
  test('on a real PostgreSQL its demo comes with the demo city: registered, done, answered and closed, and its ledger shows it', async () => {
    const from = async <T>(path: string) => (await import(pathToFileURL(join(copy, path)).href)) as T
    const { loadDemoCity } = await from<typeof import('../app/demo-city.ts')>('app/demo-city.ts')
    const { registry } = await from<typeof import('../app/desks.ts')>('app/desks.ts')
    const { runReading } = await from<typeof import('../platform/ctx/reading.ts')>('platform/ctx/reading.ts')
    const { readLedger } = await from<{ readLedger: HandledReading }>('desks/duty-roster/read/ledger.ts')
    const database = await emptyDatabase(inject('cluster'), 'new_desk')
    await migrate(database, await findMigrations(copy))
    const pools = openPools(database)
    const admin = systemIds(() => instant(Date.now())).next<PersonId>()
    const secret = () => createSecretKey(randomBytes(32))
    const house: House = { address: database, pools, clock: systemClock(), box: openBox(secret(), secret()), desks: registry, words: new Map(), checkOutput: true, log: quiet }
    await inAct(pools.act, async (tx) => {
      await seedCalendar(tx)
      await run(tx, `insert into person (id, name, username) values ($1, '系统管理员', 'admin')`, [admin])
    })
    await loadDemoCity(house, admin)
    const [head] = await inAct(pools.act, (tx) =>
      run<{ owner_person: PersonId }>(tx, `select m.owner_person from matter m where m.desk = 'duty-roster' and m.phase = 'registered'`, []),
    )
    const seen = (await runReading(house, readLedger, { person: head?.owner_person as PersonId }, {})) as { rows: { number: string; state: string }[] }
    expect(seen.rows.map((r) => r.state).sort()).toEqual(['closed', 'registered', 'working'])
    for (const { number } of seen.rows) expect(number).toMatch(/^值〔20\d\d〕[1-9]\d*号$/)
    await closePools(pools)
    await database.drop()
  }, 120_000)
  test('a second desk of the same first character numbers with two', () => {
    makeDesk(copy, 'duty-log', '值守日志', '20260302')
    expect(readFileSync(join(copy, 'desks/duty-log/desk.ts'), 'utf8')).toContain("series: '值守〔")
    expect(existsSync(join(copy, 'desks/duty-log/migrations/20260302-matter.sql'))).toBe(false) // not before the kernel's tables, though the clock is wrong
    expect(readFileSync(join(copy, 'app/desks.ts'), 'utf8')).toMatch(/entry\(dutyLog, /)
  })
})

describe('names that cannot be', () => {
  test.each([
    ['Vehicles', '车辆', 'is not a folder name'],
    ['../evil', '车辆', 'is not a folder name'],
    ['vehicles', 'vehicles', 'is not a name for people of the office'],
    ['letters', '来信', 'desks/letters is already there'],
    ['session', '会话', 'means something else'],
    ['', '', 'is not a folder name'],
  ])('%s %s %s', (key, name, why) => expect(deskNames(key, name, ['letters'])).toContain(why))

  test('nothing is made then', () => {
    expect(typeof makeDesk(copy, 'Bad Name', '车辆', '20260302')).toBe('string')
    expect(existsSync(join(copy, 'desks/Bad Name'))).toBe(false)
  })
})

describe('a line in a registry', () => {
  test.each([
    [
      'an empty list',
      "import type { A } from './a.ts'\n\nexport const desks: readonly A[] = []\n",
      "import type { A } from './a.ts'\nIMPORT\n\nexport const desks: readonly A[] = [\n  ENTRY,\n]\n",
    ],
    [
      'a list of one with a list inside',
      "import { a } from './a.ts'\nexport const desks = [entry(a, [1])]\nexport const b = 1\n",
      "import { a } from './a.ts'\nIMPORT\nexport const desks = [entry(a, [1]),\n  ENTRY,\n]\nexport const b = 1\n",
    ],
  ])('%s', (_, before, after) => expect(withDesk(before, ['IMPORT'], 'ENTRY')).toBe(after))
  test('a file without a list is not guessed at', () => expect(() => withDesk('export const x = 1', [], 'e')).toThrow('no list'))
})
