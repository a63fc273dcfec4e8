import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { ids, noon, type SampleOffice, sampleOffice } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import { run, type Tx } from '../write/tx.ts'
import { loadOffice, loadStanding } from './load.ts'

describe('机构与人员 the office as loaded', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'people')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  test('units, people, calendar and routes, times as UTC; the same object until something changes', async () => {
    await run(db, `insert into calendar_year values (2026, '国办发明电〔2025〕7号')`, [])
    await run(db, `insert into calendar_day (day, workday, name, source) values ('2026-02-17', false, '春节', 's'), ('2026-02-14', true, '春节', 's')`, [])
    const steps = [{ role: 'review', kind: 'say', pace: 'together', need: null, who: [{ head: 'owner' }] }]
    for (const version of [1, 2]) {
      await run(
        db,
        `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values (gen_random_uuid(), 'route', 'letters.reply', $1::json, '云政办〔2026〕3号', now()::date, $2, now())`,
        [JSON.stringify({ steps }), office.wang],
      )
      await run(db, `update rule set outcome = 'approved', decided_by = $2, decided_at = now(), version = $1, from_at = now() where outcome is null`, [version, office.li])
    }
    const standing = await loadStanding(db)
    expect(standing.office.units.get(office.letters)).toMatchObject({ name: '信访科', from_at: '2020-01-01T00:00:00.000Z', to_at: null })
    expect(standing.office.persons.get(office.wang)?.name).toBe('王芳')
    expect([...standing.calendar.days]).toEqual([
      ['2026-02-14', true],
      ['2026-02-17', false],
    ])
    expect(standing.calendar.years).toEqual(new Set([2026]))
    expect(standing.routes.get('letters.reply')).toMatchObject({ version: 2, steps })
    expect(standing.routes.get('letters.reply@1')).toMatchObject({ version: 1 })
    expect(await loadStanding(db)).toBe(standing)
  })
  test('every people table bumps the version, also inside the transaction that changes it; a rollback leaves no ghost', async () => {
    const before = await loadOffice(db)
    await db
      .transaction()
      .execute(async (tx) => {
        await tx.insertInto('person').values({ id: ids.next(), name: '孙丽', pinyin: 'sunli', active: true, username: null }).execute()
        expect((await loadOffice(tx)).persons.size).toBe(before.persons.size + 1)
        throw new Error('undo')
      })
      .catch(() => undefined)
    expect(await loadOffice(db)).toBe(before)
    await db.updateTable('person').set({ active: false }).where('id', '=', office.zhao).execute()
    const after = await loadOffice(db)
    expect(after.version).toBe(before.version + 1)
    expect(after.persons.get(office.zhao)?.active).toBe(false)
    const bumped = await run<{ n: number }>(db, `select count(*) as n from pg_trigger where tgname = 'bump_version'`, [])
    expect(bumped[0]?.n).toBe(15)
  })
  test('nobody is deleted, a published route is not changed, times run forward', async () => {
    for (const text of ['delete from person', 'delete from holding', `update route set version = 3`, `insert into route values ('letters.reply', 3, '[]', now(), null)`])
      await expect(run(db, text, []), text).rejects.toMatchObject({ code: '42501' })
    await expect(run(db, `insert into delegation (id, principal, agent, from_at, set_by) values (gen_random_uuid(), $1, $1, $2, $1)`, [office.wang, noon])).rejects.toMatchObject({
      code: '23514',
    })
    await expect(run(db, `insert into power (key, from_at) values ('letters.dispatch', $1)`, [noon])).rejects.toMatchObject({ code: '23514' })
  })
})
