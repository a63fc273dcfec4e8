import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { letterFigures } from '../../desks/letters/figures.ts'
import { seedCalendar } from '../../kernel/clock/calendar.ts'
import { figuresAt, mattersBehind } from '../../kernel/figures/count.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { sightOf } from '../../kernel/people/sight.ts'
import { instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemClock, systemIds } from '../../platform/clock.ts'
import { openBox } from '../../platform/crypto/box.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { closePools, openPools, type Pools } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { loadDemoCity } from '../demo-city.ts'
import { registry } from '../desks.ts'
import { importFile } from '../import/letters.ts'

const invented = fileURLToPath(new URL('../../journeys/letters.jsonl', import.meta.url))
const real = fileURLToPath(new URL('../../../shared/data/letters-replied.jsonl', import.meta.url))

describe('导入旧来信 importing old letters', () => {
  let database: TestDatabase
  let pools: Pools
  let house: House
  let folder: string
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'import')
    pools = openPools(database)
    const key = () => createSecretKey(randomBytes(32))
    house = { address: database, pools, clock: systemClock(), box: openBox(key(), key()), desks: registry, words: new Map(), checkOutput: true, log: quiet }
    const admin = systemIds(() => instant('2026-11-22T00:00:00Z')).next<PersonId>()
    await inAct(pools.act, async (tx) => {
      await seedCalendar(tx)
      await run(tx, `insert into person (id, name, username) values ($1, '系统管理员', 'admin')`, [admin])
    })
    await loadDemoCity(house, admin)
    folder = await mkdtemp(join(tmpdir(), 'huiyin-import-'))
  }, 120_000)
  afterAll(async () => {
    await closePools(pools)
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const bring = (path: string, source: string) => importFile(house, path, source, undefined, () => undefined)
  const count = async (source: string) =>
    (
      await inAct(pools.act, (tx) =>
        run<{ n: number }>(tx, `select count(*)::int as n from letters_letter l join matter m on m.id = l.matter_id where l.source = $1 and m.state = 'closed'`, [source]),
      )
    )[0]?.n

  test('two hundred letters land with their replies and true dates, each once; a second run changes nothing', async () => {
    expect(await bring(invented, 'invented')).toMatchObject({ lines: 200, written: 200, before: 0, faults: [] })
    expect(await bring(invented, 'invented')).toMatchObject({ lines: 200, written: 0, before: 200, faults: [] })
    expect(await count('invented')).toBe(200)
    const lines = (await readFile(invented, 'utf8')).trim().split('\n')
    const first = JSON.parse(lines[0] ?? '{}')
    const [row] = await inAct(pools.act, (tx) =>
      run(
        tx,
        `select m.title, m.registered_at, a.sent_at, a.body, a.rated_at, a.satisfied, r.closed_at, o.name as owner from letters_letter l join matter m on m.id = l.matter_id
         join answer a on a.matter_id = m.id join round r on r.matter_id = m.id join unit o on o.id = m.owner_unit where l.source = 'invented' and l.source_id = $1`,
        [first.id],
      ),
    )
    expect(row).toMatchObject({
      title: first.title,
      registered_at: instant(first.receivedAt),
      sent_at: instant(first.repliedAt),
      body: first.reply,
      rated_at: null,
      satisfied: null,
      owner: '来信来电科',
    })
  })
  test('bad lines are told by line and reason and hold up nobody; a unit that is named handled it', async () => {
    const letter = { id: 'a', title: '路灯不亮', body: '团结路路灯不亮。', reply: '已修复。', receivedAt: '2025-03-03T09:00:00+08:00', repliedAt: '2025-03-10T09:00:00+08:00' }
    const lines = [
      JSON.stringify({ ...letter, unit: '市城管局' }),
      '{"id":"b"',
      JSON.stringify({ ...letter, id: 'c', repliedAt: 'soon' }),
      JSON.stringify({ ...letter, id: 'd', unit: '不存在的局' }),
      '',
      JSON.stringify(letter),
      JSON.stringify({ ...letter, id: 'e', title: "'); drop table matter; --" }),
    ]
    const path = join(folder, 'mixed.jsonl')
    await writeFile(path, lines.join('\n'))
    const done = await bring(path, 'mixed')
    expect(done).toMatchObject({ written: 2, before: 0 })
    expect(done.faults.map((f) => [f.line, f.code])).toEqual([
      [2, 'not-json'],
      [3, 'bad-date'],
      [4, 'unknown-unit'],
      [6, 'twice'],
    ])
    const [row] = await inAct(pools.act, (tx) =>
      run(tx, `select u.short from matter m join letters_letter l on l.matter_id = m.id join unit u on u.id = m.owner_unit where l.source = 'mixed' and l.source_id = 'a'`, []),
    )
    expect(row).toEqual({ short: '市城管局' })
  })
  test('CSV as well', async () => {
    const path = join(folder, 'old.csv')
    await writeFile(path, '\uFEFFid,title,body,reply,receivedAt,repliedAt\n1,停水,"停水，\n三天",已恢复。,2025-01-02 09:00,2025-01-05 10:00\n2,缺列\n')
    expect(await bring(path, 'old')).toMatchObject({ written: 1, faults: [{ line: 3, code: 'wrong-columns' }] })
  })
  test('a run that was broken off goes on where it stopped', async () => {
    const lines = (await readFile(invented, 'utf8')).trim().split('\n')
    const path = join(folder, 'half.jsonl')
    await writeFile(path, lines.slice(0, 120).join('\n'))
    await bring(path, 'half')
    await writeFile(path, lines.join('\n'))
    expect(await bring(path, 'half')).toMatchObject({ written: 80, before: 120 })
  })
  test('figures come from the letters, and each opens the letters it counted', async () => {
    const { office, now } = await inAct(pools.act, async (tx) => ({ ...(await loadStanding(tx)), now: house.clock.now() }))
    const head = [...office.persons.values()].find((p) => p.name === '高敏')
    const sight = sightOf(office, head?.id as PersonId, now)
    const figures = await inAct(pools.act, (tx) => figuresAt(tx, letterFigures, sight, { source: 'invented' }, now))
    const days = (await readFile(invented, 'utf8'))
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l))
      .map((l) => (Date.parse(l.repliedAt.slice(0, 10)) - Date.parse(l.receivedAt.slice(0, 10))) / 86_400_000)
      .sort((a, b) => a - b)
    const within = days.filter((d) => d <= 15).length
    const quartile = (share: number) => {
      const [at, low] = [share * 199, Math.floor(share * 199)]
      return (days[low] ?? 0) + (at - low) * ((days[low + 1] ?? 0) - (days[low] ?? 0))
    }
    expect(quartile(0.25)).toBeLessThan(quartile(0.75))
    expect(figures.all.find((f) => f.key === 'daysToAnswer')).toMatchObject({ n: 200, q1: quartile(0.25), median: quartile(0.5), q3: quartile(0.75) })
    expect(figures.all.find((f) => f.key === 'within15')).toMatchObject({ n: within, of: 200 })
    expect(figures.all.find((f) => f.key === 'satisfied')).toMatchObject({ n: 0, of: 0 })
    for (const f of figures.all) {
      const behind = await inAct(pools.act, (tx) => mattersBehind(tx, letterFigures, sight, { source: 'invented' }, now, { figure: f.key, part: 'n', after: 0, size: 10 }))
      expect({ key: f.key, n: behind.count }).toEqual({ key: f.key, n: f.n })
    }
  })
  test.skipIf(!existsSync(real))('every real letter lands (../shared/data; skipped where it is absent)', { timeout: 300_000 }, async () => {
    const done = await bring(real, 'letters-replied')
    expect(done).toMatchObject({ lines: 1645, written: 1645, faults: [] })
    expect(await count('letters-replied')).toBe(1645)
  })
})
