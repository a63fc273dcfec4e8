import { describe, expect, inject, test } from 'vitest'
import { openPool, parseInstant, parseInt8, roleNames, withClient } from './connection.ts'
import { cloneDatabase } from './test-cluster.ts'

describe('what comes back from the database', () => {
  test('instants are UTC ISO strings with milliseconds, whatever the session says', () => {
    expect(parseInstant('2026-03-02 01:00:00+00')).toBe('2026-03-02T01:00:00.000Z')
    expect(parseInstant('2026-03-02 01:00:00.12+00')).toBe('2026-03-02T01:00:00.120Z')
    expect(parseInstant('2026-03-02 01:00:00.123999+00')).toBe('2026-03-02T01:00:00.123Z')
    expect(parseInstant('2026-03-02 09:00:00+08')).toBe('2026-03-02T01:00:00.000Z')
    expect(parseInstant('2026-03-02 06:30:00.5+05:30')).toBe('2026-03-02T01:00:00.500Z')
    expect(() => parseInstant('infinity')).toThrow(RangeError)
  })
  test('big integers are numbers, and one that would lose digits is a fault', () => {
    expect(parseInt8('9007199254740991')).toBe(9007199254740991)
    expect(() => parseInt8('9007199254740993')).toThrow(RangeError)
  })
  test('arrays follow their elements; a statement seen twice is named, endless lists of values are capped', async () => {
    const database = await cloneDatabase(inject('cluster'), 'types')
    const pool = openPool(database, 'read', { max: 1 })
    const { rows } = await pool.query(`select array['2026-03-02 01:00+00'::timestamptz, null] as at, array[1::bigint] as n, array['2026-03-02'::date] as day`)
    expect(rows[0]).toEqual({ at: ['2026-03-02T01:00:00.000Z', null], n: [1], day: ['2026-03-02'] })
    for (let i = 0; i < 3; i++) await pool.query('select $1::int as kept', [i])
    for (let i = 0; i < 1200; i++) await pool.query(`select $1::int as n${i % 600}`, [i])
    const named = await pool.query(`select count(*) as n, bool_or(statement like '%kept%') as kept from pg_prepared_statements`)
    expect(named.rows[0]).toEqual({ n: 500, kept: true })
    await pool.end()
    await database.drop()
  })
  test('no role of the program writes what the installation is, or makes tables', async () => {
    const database = await cloneDatabase(inject('cluster'), 'roles')
    for (const role of roleNames) {
      await withClient(database, role, async (client) => {
        await expect(client.query(`insert into installation (name, value) values ('demo', 'yes')`)).rejects.toMatchObject({ code: '42501' })
        await expect(client.query(`create table mine (n int)`)).rejects.toMatchObject({ code: '42501' })
      })
    }
    await database.drop()
  })
  test('a connection lost while somebody holds it ends his work, never the program', async () => {
    const database = await cloneDatabase(inject('cluster'), 'lost')
    const pool = openPool(database, 'act', { max: 1 })
    const held = await pool.connect()
    const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid')
    const ended = new Promise<void>((done) => void held.once('end', done))
    await withClient(database, 'owner', (client) => client.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
    await ended
    await expect(held.query('select 1')).rejects.toThrow()
    held.release(true)
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
    await pool.end()
    await database.drop()
  })
})
