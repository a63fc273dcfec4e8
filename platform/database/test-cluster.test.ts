import { describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool, withClient } from './connection.ts'
import { cloneDatabase } from './test-cluster.ts'

describe('the test cluster', () => {
  test('a clone is UTF8 with C.UTF-8 order, and the application role cannot make tables', async () => {
    const database = await cloneDatabase(inject('cluster'), 'clone')
    const seen = await withClient(database, 'act', async (client) => {
      const { rows } =
        await client.query(`select pg_encoding_to_char(encoding) as encoding, datcollate, current_user::text as who, now() as at, 5::bigint as n, date '2026-03-02' as day
        from pg_database where datname = current_database()`)
      await expect(client.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
      return rows[0]
    })
    expect(seen).toMatchObject({ encoding: 'UTF8', datcollate: 'C.UTF-8', who: 'huiyin_act', n: 5, day: '2026-03-02' })
    expect(seen.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const pool = openPool(database, 'read')
    const kysely = kyselyOver<{ migration: { name: string } }>(pool)
    for (let i = 0; i < 3; i++) await kysely.selectNoFrom((eb) => eb.val(i).as('n')).execute()
    const { rows } = await pool.query(`select count(*) as n from pg_prepared_statements`)
    expect(rows[0].n).toBe(1)
    await pool.end()
    await database.drop()
  })
})
