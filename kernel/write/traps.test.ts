import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool, withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import type { StageId } from '../ids.ts'
import { guardRefusal } from './guard.ts'
import { lockMatters, lockPiece } from './lock.ts'
import { act, changed, closing, fresh, ids, type Letter, noon, type SampleOffice, sampleLetter, sampleOffice, samplePiece, sampleStage } from './sample-rows.ts'
import type { KernelDb } from './tables.ts'
import { run, type Tx } from './tx.ts'
import { write } from './write.ts'

const none = new Map()
const pausing = (ms: number) => new Promise((r) => setTimeout(r, ms))

describe('五个陷阱 the five traps, on a server of one’s own with real commits', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'traps')
    pool = openPool(database, 'act', { max: 30 })
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })
  const commit = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  type Registered = Letter & { readonly number: string }
  async function registered(patch: Parameters<typeof sampleLetter>[1] = {}): Promise<Registered> {
    const letter = sampleLetter(office, patch)
    const { numbers } = await commit((tx) => write(tx, [letter.register], { desks: none, contacts: [letter.contact] }))
    return { ...letter, number: numbers.get(letter.matter.id) as string }
  }
  const close = (letter: Registered) => commit((tx) => write(tx, [closing(office, letter, letter.number)], { desks: none }))
  const reopen = (l: Registered) => {
    const stage = sampleStage(l.matter.id, { no: 2 })
    const lead = samplePiece(office, stage, { lead: true, unit: office.letters, person: office.wang, accepted_at: noon })
    const rows = [
      changed('matter', { ...l.matter, number: l.number }, { state: 'working', phase: 'working', round: 2 }),
      fresh('round', { ...l.round, no: 2, why: 'reopened' }),
      fresh('stage', stage),
      fresh('assignment', lead),
    ]
    return commit((tx) => write(tx, [act(office, l.matter.id, 'reopen', rows)], { desks: none }))
  }

  test('陷阱一：一次合法的转办在一条语句里完成，数据库不拒 a lawful hand-over in one statement is accepted', async () => {
    const a = await registered()
    const stage = sampleStage(a.matter.id, { no: 2, custody: true })
    const taken = samplePiece(office, stage, { lead: true, accepted_at: noon })
    const rows = [
      fresh('stage', stage),
      fresh('assignment', taken),
      changed('assignment', a.lead, { state: 'ended', ended_at: noon, ending: 'passed' }),
      changed('matter', { ...a.matter, number: a.number }, { owner_unit: office.housing, owner_person: office.li, phase: 'working', state: 'working' }),
    ]
    await commit((tx) => write(tx, [act(office, a.matter.id, 'accept', rows)], { desks: none }))
    const clock = {
      id: ids.next(),
      matter_id: a.matter.id,
      round: 1,
      key: 'handling',
      whole: true,
      rule: 'r',
      anchor: 'assign',
      started_at: noon,
      first_due_at: noon,
      due_at: noon,
      next_alarm_at: null,
      alarm_no: 0,
      provisional: false,
      stopped_at: null,
      ending: null,
    }
    await commit((tx) => write(tx, [act(office, a.matter.id, 'x', [fresh('clock', clock as never)])], { desks: none }))
    const next = [changed('clock', clock as never, { stopped_at: noon, ending: 'extended' }), fresh('clock', { ...clock, id: ids.next() } as never)]
    await commit((tx) => write(tx, [act(office, a.matter.id, 'x', next)], { desks: none }))
  })
  test('陷阱一：合法的销号也一样 a lawful close, too', async () => {
    await close(await registered())
  })

  test('陷阱二：主件销号时分件重办，不论先后只有一个成功 a parent closing against its part reopening, interleaved', async () => {
    let both = 0
    let parentsOverOpenPart = 0
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const parent = await registered()
        const part = await registered({ part_of: parent.matter.id })
        await close(part)
        const results = await Promise.allSettled([pausing(i % 3).then(() => close(parent)), pausing((i >> 1) % 3).then(() => reopen(part))])
        if (results.every((r) => r.status === 'fulfilled')) both++
        for (const r of results)
          if (r.status === 'rejected')
            expect(['guard.closing-over-open-part', 'guard.part-of-closed', undefined]).toContain(
              guardRefusal(r.reason)?.code ?? ((r.reason as { code: string }).code === '40P01' ? undefined : r.reason),
            )
        const rows = await run<{ phase: string }>(
          db,
          `select p.phase from matter p join matter c on c.part_of = p.id where p.id = $1 and p.phase = 'closed' and c.phase not in ('closed', 'void')`,
          [parent.matter.id],
        )
        parentsOverOpenPart += rows.length
      }),
    )
    expect({ both, parentsOverOpenPart }).toEqual({ both: 0, parentsOverOpenPart: 0 })
  })
  test('陷阱二：守卫等到别人交代完才看 the guard waits for the other’s commit before it judges', async () => {
    const parent = await registered()
    const part = await registered({ part_of: parent.matter.id })
    await close(part)
    let reopening: Promise<unknown> | undefined
    await commit(async (tx) => {
      await write(tx, [closing(office, parent, parent.number)], { desks: none })
      reopening = reopen(part)
      reopening.catch(() => undefined)
      await pausing(150)
    })
    const error = await reopening?.catch((e: unknown) => e)
    expect(guardRefusal(error)?.code).toBe('guard.part-of-closed')
  })

  test('陷阱三：五百人同时回执，不等持件人，也不互相等 500 receipts at once never wait for whoever holds the matter (不变量 19)', async () => {
    const a = await registered()
    const stage = sampleStage(a.matter.id, { no: 2, kind: 'read', blocks: false })
    const pieces = Array.from({ length: 500 }, (_, i) => samplePiece(office, stage, { no: i + 1 }))
    await commit((tx) => write(tx, [act(office, a.matter.id, 'circulate', [fresh('stage', stage), ...pieces.map((p) => fresh('assignment', p))])], { desks: none }))
    const { resolve: letGo, promise: untilLetGo } = Promise.withResolvers<void>()
    const holding = commit(async (tx) => {
      await lockMatters(tx, [a.matter.id])
      await write(tx, [act(office, a.matter.id, 'note', [changed('matter', { ...a.matter, number: a.number }, { version: 2 })])], { desks: none })
      await untilLetGo
    })
    await pausing(50)
    const receipts = Promise.all(
      pieces.map((p) =>
        commit(async (tx) => {
          await lockPiece(tx, p.id)
          await write(tx, [act(office, a.matter.id, 'read', [changed('assignment', p, { seen_at: noon, state: 'ended', ended_at: noon, ending: 'read', acted_by: office.li })])], {
            desks: none,
          })
        }),
      ),
    )
    const first = await Promise.race([receipts.then(() => 'receipts'), pausing(30_000).then(() => 'still waiting')])
    letGo()
    await holding
    expect(first).toBe('receipts')
    const [count] = await run<{ n: number }>(db, `select count(*) as n from assignment where stage_id = $1 and ending = 'read'`, [stage.id])
    expect(count?.n).toBe(500)
  })
  test('陷阱三：有人持件办理时，新的承办件照样插得进 an assignment insert is not blocked by the lock of an act, and would be by `for update`', async () => {
    const a = await registered()
    const stage = sampleStage(a.matter.id, { no: 2, kind: 'read', blocks: false })
    const insert = (tx: Tx) => write(tx, [act(office, a.matter.id, 'circulate', [fresh('stage', { ...stage, id: ids.next<StageId>() })])], { desks: none })
    const against = (lock: (tx: Tx) => Promise<unknown>) =>
      commit(async (holder) => {
        await lock(holder)
        return Promise.race([
          commit(async (tx) => {
            await run(tx, `set local lock_timeout = '300ms'`, [])
            await insert(tx)
          }).then(
            () => 'inserted',
            () => 'blocked',
          ),
          pausing(5000).then(() => 'hung'),
        ])
      })
    expect(await against((tx) => lockMatters(tx, [a.matter.id]))).toBe('inserted')
    expect(await against((tx) => run(tx, 'select 1 from matter where id = $1 for update', [a.matter.id]))).toBe('blocked')
  })

  test('陷阱四：行级权限之下守卫仍看得见名单内的分件 under row-level security the guard still sees a named part', async () => {
    const parent = await registered()
    await registered({ part_of: parent.matter.id, readers: 'named' })
    await withClient(database, 'owner', (owner) => owner.query(`create policy blind on matter as restrictive for select to huiyin_act using (readers <> 'named')`))
    try {
      await expect(close(parent).catch((e: unknown) => guardRefusal(e)?.code)).resolves.toBe('guard.closing-over-open-part')
    } finally {
      await withClient(database, 'owner', (owner) => owner.query('drop policy blind on matter'))
    }
  })
  test('陷阱四：守卫以表主身份、固定路径运行 every guard that looks across rows is security definer with a fixed path', async () => {
    const rows = await run<{ proname: string; prosecdef: boolean; path: string | null }>(
      db,
      `select p.proname, p.prosecdef, array_to_string(p.proconfig, ',') as path from pg_proc p join pg_trigger t on t.tgfoid = p.oid where t.tgdeferrable and t.tgname !~ '^RI_' and not t.tgisinternal group by p.oid`,
      [],
    )
    expect(rows.map((r) => r.proname).sort()).toEqual([
      'draw_archives_item',
      'guard_administrators',
      'guard_answer',
      'guard_archives_series',
      'guard_assignment',
      'guard_holding',
      'guard_matter',
      'guard_matter_number',
      'guard_reserved',
      'guard_round',
      'guard_seat',
      'guard_series',
      'guard_taken',
      'guard_unit',
    ])
    for (const r of rows) expect(r).toMatchObject({ prosecdef: true, path: 'search_path=pg_catalog, public, pg_temp' })
  })

  test('陷阱五：年度与入库时间由数据库定，程序不得自填 year and logged_at are the database’s own', async () => {
    const a = await registered()
    const columns = 'act_id, matter_id, at, move, actor, said, effects'
    const values = `gen_random_uuid(), $1, '2019-05-01', 'late', $2, '{}', '[]'`
    const insert = (extra: string, value: string) => run(db, `insert into event (${columns}${extra}) values (${values}${value})`, [a.matter.id, office.wang])
    await expect(insert(', year', ', 2019')).rejects.toMatchObject({ code: '42501' })
    await expect(insert(', logged_at', `, '2019-05-01'`)).rejects.toMatchObject({ code: '42501' })
    await expect(insert(', id', ', 1')).rejects.toThrow()
    await insert('', '')
    const [event] = await run<{ ok: boolean; at: string }>(
      db,
      `select year = extract(year from now() at time zone 'Asia/Shanghai') and logged_at > now() - interval '1 minute' as ok, at from event where matter_id = $1 and move = 'late'`,
      [a.matter.id],
    )
    expect(event).toMatchObject({ ok: true, at: '2019-05-01T00:00:00.000Z' })
    await expect(run(db, 'insert into event_2019 (act_id) values (gen_random_uuid())', [])).rejects.toMatchObject({ code: '42501' })
  })
})
