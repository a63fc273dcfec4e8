import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { loadStanding } from '../people/load.ts'
import { type SampleOffice, sampleOffice } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import { run, type Tx } from '../write/tx.ts'
import { inForce } from './in-force.ts'

describe('规则表 the database speaks last (HB-44)', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'rules')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })
  const propose = async (kind: string, key: string, value: object) => {
    const [row] = await run<{ id: string }>(
      db,
      `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values (gen_random_uuid(), $1, $2, $3::json, '云政办〔2026〕3号', now()::date, $4, now()) returning id`,
      [kind, key, JSON.stringify(value), office.wang],
    )
    return row?.id ?? ''
  }
  const decide = (id: string, by: string, version: number | null, more: { outcome?: string; why?: string | null; from?: string } = {}) =>
    run(
      db,
      `update rule set outcome = $2, decided_by = $3, decided_at = now(), version = $4, from_at = case when $4::int is null then null else now() + $6::interval end, why = $5 where id = $1`,
      [id, more.outcome ?? 'approved', by, version, more.why ?? null, more.from ?? '0'],
    )
  const value = { runs: { unit: 'workdays', n: 3 }, dayOne: 'next day' }

  test('提出人自己不能批准，也不能自己判不同意；别人不能替他撤回：数据库也不收', async () => {
    const id = await propose('clock', 'letters.handling', value)
    const second = { code: '23514', constraint: 'rule_second_person' }
    await expect(decide(id, office.wang, 1)).rejects.toMatchObject(second)
    await expect(decide(id, office.wang, null, { outcome: 'refused', why: '不妥' })).rejects.toMatchObject(second)
    await expect(decide(id, office.li, null, { outcome: 'withdrawn' })).rejects.toMatchObject(second)
    await expect(decide(id, office.li, null, { outcome: 'refused' })).rejects.toMatchObject({ code: '23514' })
    await expect(decide(id, office.li, 1, { from: '-1 hour' })).rejects.toMatchObject({ code: '23514' })
    await expect(decide(id, office.li, 2), 'the next number and no other').rejects.toMatchObject({ message: 'guard.row-frozen' })
    await decide(id, office.li, 1)
    const { rules } = await loadStanding(db)
    expect(inForce(rules, 'clock', 'letters.handling', new Date(Date.now() + 1000).toISOString() as never)).toMatchObject({ version: 1, value, basis: '云政办〔2026〕3号' })
  })
  test('批准过的版本谁也改不了、删不了，也不能直接写进一条批准过的', async () => {
    for (const text of [
      `update rule set value = '{}'`,
      `update rule set from_day = '2020-01-01'`,
      `delete from rule`,
      `truncate rule`,
      `insert into route values ('letters.reply', 1, '[]', now(), null)`,
    ])
      await expect(run(db, text, []), text).rejects.toMatchObject({ code: '42501' })
    for (const text of [
      `update rule set why = '改口' where version = 1`,
      `update rule set from_at = from_at + interval '1 day' where version = 1`,
      `update rule set outcome = null, decided_by = null, decided_at = null, version = null, from_at = null`,
    ])
      await expect(run(db, text, []), text).rejects.toMatchObject({ message: 'guard.row-frozen' })
    await expect(
      run(
        db,
        `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at, outcome, decided_by, decided_at, version, from_at)
         values (gen_random_uuid(), 'clock', 'letters.signFor', '{}', '无', now()::date, $1, now(), 'approved', $2, now(), 1, now())`,
        [office.wang, office.li],
      ),
    ).rejects.toMatchObject({ message: 'guard.row-frozen' })
    // whoever owns the tables is stopped by the guard
    const owner = openPool(database, 'owner')
    try {
      await expect(owner.query(`update rule set value = '{}'`)).rejects.toMatchObject({ message: 'guard.row-frozen' })
      await expect(owner.query('delete from rule')).rejects.toMatchObject({ message: 'guard.row-frozen' })
      await expect(owner.query('truncate rule')).rejects.toMatchObject({ message: 'guard.row-frozen' })
      await expect(
        owner.query(
          `insert into rule select gen_random_uuid(), kind, 'letters.signFor', value, basis, from_day, proposed_by, proposed_at, outcome, decided_by, decided_at, why, version, from_at from rule`,
        ),
      ).rejects.toMatchObject({ message: 'guard.row-frozen' })
    } finally {
      await owner.end()
    }
  })
  test('同一条规则同时只有一个待审批的修改；办理路线只因批准而公布', async () => {
    const steps = [{ role: '审核', kind: 'say', pace: 'together', need: null, who: [{ head: 'owner' }] }]
    const id = await propose('route', 'letters.joint', { steps })
    await expect(propose('route', 'letters.joint', { steps })).rejects.toMatchObject({ code: '23505' })
    expect((await loadStanding(db)).routes.has('letters.joint')).toBe(false)
    await decide(id, office.li, 1, { from: '1 day' })
    const route = (await loadStanding(db)).routes.get('letters.joint')
    expect(route).toMatchObject({ version: 1, steps })
    expect(Date.parse(route?.from_at ?? '') > Date.now()).toBe(true)
  })
})
