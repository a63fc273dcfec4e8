import fc from 'fast-check'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import type { Delegation } from '../decide/office.ts'
import { seesMatter } from '../decide/rights.ts'
import type { AssignmentRow, RecusalRow } from '../decide/rows.ts'
import type { DelegationId, MatterId, PersonId, UnitId } from '../ids.ts'
import { instant } from '../time.ts'
import { loadWorld } from '../write/load.ts'
import { act, fresh, ids, noon, sampleLetter, sampleOffice, samplePiece, sampleStage } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import { run, type Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import { loadOffice } from './load.ts'
import { enterAsReader, maySee, sightOf, visible, visiblePage, visibleUpTo } from './sight.ts'

const since = instant('2020-01-01T00:00:00Z')
const desks = new Map(['letters', 'affairs'].map((key) => [key, { desk: {} as never, load: async () => new Map(), save: async () => undefined }]))

describe('知悉范围 who may see', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let readers: pg.Pool
  let db: Tx
  const people: PersonId[] = Array.from({ length: 7 }, () => ids.next())
  const units: UnitId[] = Array.from({ length: 5 }, () => ids.next())
  const matters: MatterId[] = []

  /** A random office over random matters, the same for all properties below. */
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'sight')
    pool = openPool(database, 'act')
    readers = openPool(database, 'read')
    db = kyselyOver<KernelDb>(pool)
    const office = await sampleOffice(db)
    const [pick] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 20261122 })
    const roll = (n: number) => (pick?.next().value ?? 0) % n
    const one = <T>(list: readonly T[]) => list[roll(list.length)] as T
    for (const [i, id] of units.entries())
      await db
        .insertInto('unit')
        .values({ id, name: `单位${i}`, short: `${i}`, parent: i > 1 ? (units[i - 2] as UnitId) : null, kind: 'department', sort: i, code: `u${i}`, from_at: since, to_at: null })
        .execute()
    for (const [i, id] of people.entries())
      await db
        .insertInto('person')
        .values({ id, name: `人员${i}`, pinyin: '', active: true, username: null })
        .execute()
    for (const [i, person] of people.entries()) {
      const post = ids.next<never>()
      const ended = i === 6 ? instant('2026-01-01T00:00:00Z') : null
      await db
        .insertInto('post')
        .values({ id: post, unit: units[i % units.length] as UnitId, title: '科员', rank: 1, head: i < 2, receiving: false, key: null, from_at: since, to_at: null })
        .execute()
      await db.insertInto('holding').values({ person, post, kind: 'main', from_at: since, to_at: ended }).execute()
    }
    await db
      .insertInto('power')
      .values({ post: null, person: people[4] as PersonId, key: 'letters.see-all', from_at: since, to_at: null })
      .execute()
    await db
      .insertInto('portfolio')
      .values({ person: people[5] as PersonId, unit: units[1] as UnitId, field: null, kind: '分管', from_at: since, to_at: null })
      .execute()
    const delegation = (principal: number, agent: number, more: Partial<Delegation>) =>
      db
        .insertInto('delegation')
        .values({
          id: ids.next<DelegationId>(),
          principal: people[principal] as PersonId,
          agent: people[agent] as PersonId,
          desks: null,
          named_too: false,
          from_at: since,
          to_at: null,
          set_by: office.wang,
          ...more,
        })
        .execute()
    await delegation(0, 2, { desks: ['affairs'], named_too: true })
    await delegation(1, 3, {})
    await delegation(2, 3, { named_too: true })
    await delegation(0, 6, { to_at: instant('2026-01-01T00:00:00Z') })
    const acts = Array.from({ length: 240 }, () => {
      const desk = one(['letters', 'affairs'])
      const letter = sampleLetter(office, { desk, readers: roll(3) === 0 ? 'named' : 'units' })
      matters.push(letter.matter.id)
      const stage = sampleStage(letter.matter.id, { no: 2, kind: 'read', blocks: false })
      const pieces: AssignmentRow[] = Array.from({ length: roll(4) }, (_, no) =>
        samplePiece(office, stage, { no, unit: one(units), person: roll(3) === 0 ? null : one(people), sees: roll(5) !== 0 }),
      )
      const recusals: RecusalRow[] =
        roll(5) === 0
          ? [{ id: ids.next(), matter_id: letter.matter.id, ...(roll(2) === 0 ? { unit: one(units), person: null } : { unit: null, person: one(people) }), ground: '亲属' }]
          : []
      const rows = [...letter.register.changes, fresh('stage', stage), ...pieces.map((p) => fresh('assignment', p)), ...recusals.map((r) => fresh('recusal', r))]
      return { letter, effects: act(office, letter.matter.id, 'register', rows, { numbers: [{ matter: letter.matter.id, series: desk, pattern: `${desk}{seq}`, year: 2026 }] }) }
    })
    await db.transaction().execute((tx) =>
      write(
        tx,
        acts.map((a) => a.effects),
        { desks, contacts: acts.map((a) => a.letter.contact) },
      ),
    )
  })
  afterAll(async () => {
    await pool.end()
    await readers.end()
    await database.drop()
  })

  test('the database answers exactly as the rule over loaded facts does, for everybody and every matter (不变量 14)', async () => {
    const office = await loadOffice(db)
    const world = await loadWorld(db, desks, matters)
    let seen = 0
    for (const person of people) {
      const sight = sightOf(office, person, noon)
      const { rows } = await sql<{ id: MatterId }>`select m.id from matter m where ${visible(sight)}`.execute(db)
      const allowed = new Set(rows.map((r) => r.id))
      for (const [id, facts] of world) expect(allowed.has(id), `${person} ${id}`).toBe(seesMatter(office, facts, person, noon))
      seen += allowed.size
      for (const id of matters.slice(0, 20)) expect(await maySee(db, sight, id)).toBe(allowed.has(id))
    }
    expect(seen).toBeGreaterThan(100)
    expect(seen).toBeLessThan(people.length * matters.length)
    expect(await maySee(db, sightOf(office, people[0] as PersonId, noon), ids.next())).toBe(false)
  })
  test('a list page by page is the same as the whole, newest first, with a filter or without', async () => {
    const office = await loadOffice(db)
    for (const person of people)
      for (const where of [undefined, sql<boolean>`m.desk = 'affairs'`]) {
        const sight = sightOf(office, person, noon)
        const whole = await sql<{ id: MatterId }>`select m.id from matter m where ${visible(sight)}${where ? sql` and ${where}` : sql``} order by m.id desc`.execute(db)
        const paged: MatterId[] = []
        for (;;) {
          const page = visiblePage(sight, { ...(where && { where }), after: paged.at(-1) ?? null, limit: 7 })
          const { rows } = await sql<{ id: MatterId }>`select p.id from ${page} p order by p.id desc`.execute(db)
          paged.push(...rows.map((r) => r.id))
          if (rows.length < 7) break
        }
        expect(paged).toEqual(whole.rows.map((r) => r.id))
      }
  })
  test('a count stops at its limit, and below it is the whole number, for whoever sees whole desks and whoever does not', async () => {
    const office = await loadOffice(db)
    const stopped = new Set<boolean>()
    for (const person of people)
      for (const where of [undefined, sql<boolean>`m.desk = 'affairs'`]) {
        const sight = sightOf(office, person, noon)
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from matter m where ${visible(sight)}${where ? sql` and ${where}` : sql``}`.execute(db)
        for (const limit of [1, 7, 10_000]) {
          const counted = await sql<{ n: number }>`select ${visibleUpTo(sight, { ...(where && { where }), limit })}::int as n`.execute(db)
          const whole = rows[0]?.n ?? -1
          expect(counted.rows[0]?.n, `${person} ${limit}`).toBeGreaterThanOrEqual(Math.min(limit, whole))
          expect(counted.rows[0]?.n, `${person} ${limit}`).toBeLessThanOrEqual(Math.max(whole, 0))
          stopped.add(whole > limit)
        }
      }
    expect(stopped).toEqual(new Set([true, false]))
    expect(people.some((person) => sightOf(office, person, noon).seeAll.length > 0)).toBe(true)
  })
  test('when a delegation ends, lists are as if it had never been (不变量 12)', async () => {
    const office = await loadOffice(db)
    const [, , , agent] = people as [PersonId, PersonId, PersonId, PersonId]
    const without = { ...office, delegations: [] }
    const after = { ...office, delegations: office.delegations.map((d) => ({ ...d, to_at: noon })) }
    expect(sightOf(after, agent, noon)).toEqual(sightOf(without, agent, noon))
    expect(sightOf(office, agent, noon).eyes.length).toBeGreaterThan(1)
  })
  test('the second fence: the reading role finds a named matter, its pieces and its events only as a person on the list', async () => {
    const office = await loadOffice(db)
    const read = kyselyOver<KernelDb>(readers)
    const named = new Set((await run<{ id: MatterId }>(db, `select id from matter where readers = 'named'`, [])).map((r) => r.id))
    const world = await loadWorld(db, desks, [...named])
    for (const person of [...people, null])
      await read
        .transaction()
        .setAccessMode('read only')
        .execute(async (tx) => {
          if (person) await enterAsReader(tx, person, noon)
          const listed = new Set((await run<{ id: MatterId }>(tx, `select id from matter where readers = 'named'`, [])).map((r) => r.id))
          const onList = [...world].filter(([, f]) => person !== null && seesMatter(office, { ...f, recusals: [] }, person, noon)).map(([id]) => id)
          expect(listed).toEqual(new Set(onList))
          for (const table of ['assignment', 'event', 'answer', 'round', 'taken']) {
            const rows = await run<{ matter_id: MatterId }>(tx, `select distinct matter_id from ${table}`, [])
            expect(new Set(rows.map((r) => r.matter_id).filter((id) => named.has(id))), table).toEqual(listed)
          }
          const [open] = await run<{ n: number }>(tx, `select count(*) as n from matter where readers = 'units'`, [])
          expect(open?.n).toBe(matters.length - named.size)
        })
  })
})
