import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { guardRefusal } from '../write/guard.ts'
import { noon, type SampleOffice, sampleLetter, sampleOffice } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import { run, type Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import { endReservations, openSeries, reserve } from './reserve.ts'
import { formatNumber } from './take.ts'

describe('编号 numbers: no gap without a reason, no repeat (不变量 16)', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'numbers')
    pool = openPool(database, 'act', { max: 16 })
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })
  const commit = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  /** Registers `count` letters in one act after another of one transaction; `reserved` for the first. */
  const register = (series: string, count = 1, fail = false, kept?: number) =>
    commit(async (tx) => {
      const letters = Array.from({ length: count }, () => {
        const letter = sampleLetter(office, { desk: series })
        return { ...letter, register: { ...letter.register, numbers: [{ matter: letter.matter.id, series, pattern: '{year}-{seq}', year: 2026 }] } }
      })
      const reserved = new Map(kept === undefined || !letters[0] ? [] : [[letters[0].matter.id, kept]])
      const { numbers } = await write(
        tx,
        letters.map((l) => l.register),
        { desks: new Map(), contacts: letters.map((l) => l.contact), reserved },
      )
      if (fail) throw new Error('the act failed')
      return letters.map((l) => numbers.get(l.matter.id))
    })
  const taken = async (series: string) => (await run<{ n: number }>(db, 'select n from taken where series = $1 order by n', [series])).map((r) => r.n)
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (e: unknown) => guardRefusal(e)?.code ?? e,
    )

  test('信〔2026〕12号, with no leading zero (R-F10)', () => {
    expect(formatNumber('信〔{year}〕{seq}号', 2026, 12)).toBe('信〔2026〕12号')
  })
  test('sixteen hands at once, every third failing: no gap, no repeat', async () => {
    const results = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => register('busy', 1 + (i % 2), i % 3 === 0)))
    const given = results.flatMap((r) => (r.status === 'fulfilled' ? r.value : []))
    expect(results.filter((r) => r.status === 'rejected')).toHaveLength(20)
    expect(await taken('busy')).toEqual(upTo(given.length))
    expect(new Set(given).size).toBe(given.length)
  })
  test('a series begun at a balance goes on from there, and is begun once', async () => {
    expect(await commit((tx) => openSeries(tx, 'old', 2026, 41, office.wang, '启用前已编至 41 号'))).toBe(true)
    expect(await register('old')).toEqual(['2026-42'])
    expect(await commit((tx) => openSeries(tx, 'old', 2026, 7, office.wang, '再来'))).toBe(false)
  })
  test('reserved numbers are stepped over, used by name, voided on expiry when passed, free again when not', async () => {
    await register('kept', 2)
    const until = '2026-03-03T00:00:00.000Z' as typeof noon
    expect(await commit((tx) => reserve(tx, 'kept', 2026, 2, office.wang, until, '领导签批件'))).toEqual([3, 4])
    expect(await register('kept', 3)).toEqual(['2026-5', '2026-6', '2026-7'])
    expect(await register('kept', 1, false, 4)).toEqual(['2026-4'])
    await expect(register('kept', 1, false, 4)).rejects.toThrow()
    await expect(register('kept', 1, false, 9)).rejects.toThrow('not reserved')
    expect(await commit((tx) => reserve(tx, 'kept', 2026, 1, office.wang, until, '再留'))).toEqual([8])
    expect(await commit((tx) => endReservations(tx, noon))).toBe(0)
    expect(await commit((tx) => endReservations(tx, until))).toBe(2)
    expect(await run(db, `select n, voided_reason, matter_id from taken where series = 'kept' and voided_reason is not null`, [])).toEqual([
      { n: 3, voided_reason: '预留逾期：领导签批件', matter_id: null },
    ])
    expect(await register('kept', 1)).toEqual(['2026-8'])
    expect(await taken('kept')).toEqual(upTo(8))
  })
  test('reserving while others take: nobody gets a reserved number', async () => {
    const until = '2026-12-31T00:00:00.000Z' as typeof noon
    const [kept, given] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => commit((tx) => reserve(tx, 'both', 2026, 2, office.wang, until, '留号')))),
      Promise.all(Array.from({ length: 20 }, () => register('both', 2))),
    ])
    const all = [...kept.flat().map((n) => `2026-${n}`), ...given.flat()]
    expect(new Set(all).size).toBe(60)
  })
  test('by hand: a gap, a number ahead, a repeat, a number taken back are refused', async () => {
    await register('hand', 2)
    const sql = (text: string) => code(commit((tx) => run(tx, text, [])))
    expect(await sql(`update series set last = 5 where series = 'hand'`)).toBe('guard.number-gap')
    expect(await sql(`update series set last = 1 where series = 'hand'`)).toBe('guard.series-frozen')
    expect(await sql(`insert into taken (series, year, n, voided_reason) values ('hand', 2026, 9, 'x')`)).toBe('guard.number-ahead')
    expect(await sql(`insert into taken (series, year, n, voided_reason) values ('hand', 2026, 2, 'x')`)).toBe('guard.number-repeated')
    expect(await sql(`insert into series (series, year, last) values ('new', 2026, 3)`)).toBe('guard.number-gap')
    await expect(commit((tx) => run(tx, `delete from taken where series = 'hand'`, []))).rejects.toMatchObject({ code: '42501' })
    expect(await sql(`update taken set voided_reason = '作废' where series = 'hand' and n = 2`)).toBe('accepted')
    expect(await sql(`update taken set voided_reason = null where series = 'hand' and n = 2`)).toBe('guard.number-frozen')
  })
  test('a matter from before bears its own number of 1..opening, once; beyond the balance nothing is kept, and nothing is made up below it', async () => {
    await commit((tx) => openSeries(tx, 'before', 2026, 41, office.wang, '启用前已编至 41 号'))
    const bring = (n: number) =>
      commit(async (tx) => {
        const letter = sampleLetter(office, { desk: 'before' })
        const act = { ...letter.register, numbers: [{ matter: letter.matter.id, series: 'before', pattern: '{year}-{seq}', year: 2026 }] }
        const { numbers } = await write(tx, [act], { desks: new Map(), contacts: [letter.contact], kept: new Map([[letter.matter.id, { year: 2026, n }]]) })
        return numbers.get(letter.matter.id)
      })
    expect(await bring(7)).toBe('2026-7')
    await expect(bring(7)).rejects.toMatchObject({ code: '23505' })
    await expect(bring(42)).rejects.toThrow('beyond the balance')
    expect(await code(commit((tx) => run(tx, `insert into taken (series, year, n, voided_reason) values ('before', 2026, 5, 'x')`, [])))).toBe('guard.number-ahead')
    expect(await register('before')).toEqual(['2026-42'])
  })
  test('a matter without a number taken for it is refused', async () => {
    const letter = sampleLetter(office, { number: '自编1号' })
    expect(await code(commit((tx) => write(tx, [{ ...letter.register, numbers: [] }], { desks: new Map(), contacts: [letter.contact] })))).toBe('guard.number-not-taken')
  })
})
