import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kyselyOver, openPool, withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import type { MatterId } from '../ids.ts'
import { guardRefusal } from './guard.ts'
import { act, changed, closing, fresh, ids, type Letter, noon, type SampleOffice, sampleLetter, sampleOffice, samplePiece, sampleStage } from './sample-rows.ts'
import type { KernelDb } from './tables.ts'
import { run, type Tx } from './tx.ts'
import { write } from './write.ts'

describe('数据库守卫 the database refuses, whatever the statement', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'guards')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  const commit = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  /** SQL as the application role, one transaction; what commit says. */
  const sql = (...statements: (readonly [string, ...unknown[]])[]) =>
    commit(async (tx) => {
      for (const [text, ...values] of statements) await run(tx, text, values)
    })
  const refused = async (work: Promise<unknown>, code: string) => {
    const error = await work.then(
      () => null,
      (e: unknown) => e,
    )
    expect(error, `expected ${code}`).not.toBeNull()
    expect(guardRefusal(error)?.code ?? `${(error as { code?: string }).code} ${(error as Error).message}`).toBe(code)
  }
  const denied = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })
  async function registered(patch: Parameters<typeof sampleLetter>[1] = {}): Promise<Letter & { number: string; id: MatterId }> {
    const letter = sampleLetter(office, patch)
    const { numbers } = await commit((tx) => write(tx, [letter.register], { desks: new Map(), contacts: [letter.contact] }))
    return { ...letter, id: letter.matter.id, number: numbers.get(letter.matter.id) as string }
  }
  async function closed() {
    const letter = await registered()
    await commit((tx) => write(tx, [closing(office, letter, letter.number)], { desks: new Map() }))
    return letter
  }
  const end = (letter: Letter) => [`update assignment set state = 'ended', ended_at = now(), ending = 'done' where id = $1`, letter.lead.id] as const
  const answer = (letter: Letter) => [`update answer set sent_at = now(), via = 'letter', settled_at = now() where id = $1`, letter.answer.id] as const
  const report = (letter: Letter) =>
    [`insert into report (id, matter_id, round, no, at, by, result) values (gen_random_uuid(), $1, 1, 1, now(), $2, 'solved')`, letter.matter.id, office.wang] as const
  const round = (letter: Letter) =>
    [
      `update round set report = (select id from report where matter_id = $1), closed_at = now(), closed_by = $2 where matter_id = $1 and no = 1`,
      letter.matter.id,
      office.wang,
    ] as const
  const close = (letter: Letter, phase = 'closed') => [`update matter set phase = $2, state = $2 where id = $1`, letter.matter.id, phase] as const

  test('closing needs every part of it: answer, work, result, round (不变量 5)', async () => {
    const a = await registered()
    await refused(sql(close(a), report(a), round(a), end(a)), 'guard.closing-with-debt')
    await refused(sql(close(a), report(a), round(a), answer(a)), 'guard.closing-with-work')
    await refused(sql(close(a), end(a), answer(a)), 'guard.closed-on-open-round')
    await expect(sql([`update round set closed_at = now(), closed_by = $2 where matter_id = $1`, a.id, office.wang])).rejects.toMatchObject({ code: '23514' })
    await sql(close(a), end(a), answer(a), report(a), round(a))
  })
  test('a void matter owes nothing and has no work either (不变量 5)', async () => {
    const a = await registered()
    await refused(sql(close(a, 'void'), end(a)), 'guard.closing-with-debt')
    await refused(sql(close(a, 'void'), answer(a)), 'guard.closing-with-work')
    await sql(close(a, 'void'), answer(a), end(a))
  })
  test('closed without a settled final answer of this round is refused (不变量 5)', async () => {
    const a = await registered()
    const interim = `insert into answer (id, matter_id, round, no, kind, to_contact, sent_at, via, settled_at) values (gen_random_uuid(), $1, 2, 2, 'interim', $2, now(), 'phone', now())`
    await refused(
      sql(
        answer(a),
        report(a),
        round(a),
        [`insert into round (matter_id, no, why, opened_at) values ($1, 2, 'reopened', now())`, a.id],
        [`update matter set round = 2 where id = $1`, a.id],
        [`insert into report (id, matter_id, round, no, at, by, result) values (gen_random_uuid(), $1, 2, 1, now(), $2, 'solved')`, a.id, office.wang],
        [
          `update round set report = (select id from report where matter_id = $1 and round = 2), closed_at = now(), closed_by = $2 where matter_id = $1 and no = 2`,
          a.id,
          office.wang,
        ],
        [interim, a.id, a.contact.id],
        end(a),
        close(a),
      ),
      'guard.closed-without-answer',
    )
  })
  test('no debt, no work, no part is added to a closed matter; a read that owes nothing is (不变量 5, 6)', async () => {
    const a = await closed()
    const stage = sampleStage(a.id, { no: 2 })
    const open = (piece: Parameters<typeof samplePiece>[2], s = stage) =>
      commit((tx) => write(tx, [act(office, a.id, 'x', [fresh('stage', s), fresh('assignment', samplePiece(office, s, piece))])], { desks: new Map() }))
    await refused(open({}), 'guard.work-on-closed')
    await refused(open({ kind: 'read' }), 'guard.work-on-closed')
    const reading = sampleStage(a.id, { no: 3, kind: 'read', blocks: false })
    await open({}, reading)
    await refused(
      sql([`insert into answer (id, matter_id, round, no, kind, to_contact) values (gen_random_uuid(), $1, 1, 2, 'interim', $2)`, a.id, a.contact.id]),
      'guard.debt-on-closed',
    )
    await refused(registered({ part_of: a.id }), 'guard.part-of-closed')
  })
  test('a matter is not closed over an open part, nor a part reopened under a closed one (不变量 6)', async () => {
    const parent = await registered()
    const part = await registered({ part_of: parent.id })
    const closeNow = (l: Letter & { number: string }) => commit((tx) => write(tx, [closing(office, l, l.number)], { desks: new Map() }))
    await refused(closeNow(parent), 'guard.closing-over-open-part')
    await closeNow(part)
    await closeNow(parent)
    await refused(sql(...reopening(part)), 'guard.part-of-closed')
  })
  const reopening = (l: Letter) => {
    const piece = samplePiece(office, l.stage, { lead: true, unit: office.letters, person: office.wang, accepted_at: noon })
    return [
      [`insert into round (matter_id, no, why, opened_at) values ($1, 2, 'reopened', now())`, l.matter.id],
      [`update matter set phase = 'working', state = 'working', round = 2 where id = $1`, l.matter.id],
      [`insert into assignment select * from json_populate_record(null::assignment, $1::json)`, JSON.stringify(piece)],
    ] as const
  }
  test('the accepted lead of an open matter is its owner, one and only one (不变量 2)', async () => {
    const a = await registered()
    await refused(sql([`update matter set owner_person = $2 where id = $1`, a.id, office.li]), 'guard.owner-without-piece')
    await refused(sql(end(a)), 'guard.owner-without-piece')
    await refused(sql([`update assignment set person = $2 where id = $1`, a.lead.id, office.li]), 'guard.owner-without-piece')
    const second = samplePiece(office, a.stage, { lead: true, unit: office.letters, person: office.wang, accepted_at: noon })
    await refused(
      commit((tx) => write(tx, [act(office, a.id, 'x', [fresh('assignment', second)])], { desks: new Map() })),
      'guard.two-owners',
    )
  })
  test('rounds, reports, first due dates and ratings are not rewritten (不变量 3)', async () => {
    const a = await closed()
    await denied(sql([`update round set why = 'reopened' where matter_id = $1`, a.id]))
    await refused(sql([`update round set closed_at = now() where matter_id = $1`, a.id]), 'guard.round-frozen')
    await refused(sql([`update round set report = null, closed_at = null, closed_by = null where matter_id = $1`, a.id]), 'guard.round-frozen')
    await denied(sql([`update report set result = 'other' where matter_id = $1`, a.id]))
    await refused(sql([`update report set result_text = 'x' where matter_id = $1`, a.id]), 'guard.report-frozen')
    await refused(sql([`update report set result_text_salt = 'x' where matter_id = $1`, a.id]), 'guard.report-frozen')
    await sql([`update report set returned_at = now(), returned_by = $2 where matter_id = $1`, a.id, office.wang])
    await refused(sql([`update report set returned_at = null, returned_by = null where matter_id = $1`, a.id]), 'guard.report-frozen')
    const rate = (mark: string) => sql([`update answer set responded = true, solved = $2, satisfied = 'yes', rated_at = now() where id = $1`, a.answer.id, mark])
    await rate('yes')
    await refused(rate('no'), 'guard.answer-rated-once')
    await refused(sql([`insert into round (matter_id, no, why, opened_at) values ($1, 2, 'reopened', now())`, a.id]), 'guard.not-the-highest-round')
    await refused(sql([`update matter set round = 2 where id = $1`, a.id]), 'guard.not-the-highest-round')
    const b = await registered()
    const clock = (id: string) =>
      [
        `insert into clock (id, matter_id, round, key, whole, rule, anchor, started_at, first_due_at, due_at) values ($1, $2, 1, 'handling', true, 'letters.handling', 'register', now(), now(), now())`,
        id,
        b.id,
      ] as const
    const first = ids.next<string>()
    await sql(clock(first))
    await denied(sql([`update clock set first_due_at = now() where id = $1`, first]))
    await refused(sql(clock(ids.next<string>())), 'guard.two-clocks')
    await sql([`update clock set stopped_at = now(), ending = 'done' where id = $1`, first], clock(ids.next<string>()))
    await withClient(database, 'owner', async (owner) => {
      await expect(owner.query('update clock set first_due_at = first_due_at + interval $$1 day$$')).rejects.toThrow('guard.first-due-frozen')
      await expect(owner.query('delete from report')).rejects.toThrow('guard.report-frozen')
      await expect(owner.query('delete from round')).rejects.toThrow('guard.round-frozen')
    })
  })
  test('an open matter does not stand on a closed round', async () => {
    const a = await registered()
    await refused(sql(report(a), round(a)), 'guard.open-on-closed-round')
  })
  test('a sent answer does not change; it is settled once (不变量 17)', async () => {
    const a = await closed()
    const set = (what: string) => sql([`update answer set ${what} where id = $1`, a.answer.id])
    await refused(set(`body = '别的'`), 'guard.answer-frozen')
    await refused(set(`via = 'phone'`), 'guard.answer-frozen')
    await refused(set(`sent_at = null`), 'guard.answer-frozen')
    await refused(set(`settled_at = null`), 'guard.answer-settled-once')
    await denied(set(`to_contact = null`))
    await denied(sql([`delete from answer where id = $1`, a.answer.id]))
    await expect(sql([`insert into answer (id, matter_id, round, no, kind) values (gen_random_uuid(), $1, 1, 3, 'final')`, a.id])).rejects.toMatchObject({ code: '23514' })
  })
  test('erasing a personal text and its salt together is the one change a frozen text allows (R-C)', async () => {
    const a = await closed()
    const half = `update answer set body = null where id = $1`
    await expect(sql([half, a.answer.id])).rejects.toThrow()
    await sql(
      [`update answer set body = null, body_salt = null where id = $1`, a.answer.id],
      [`update report set result_text = null, result_text_salt = null where matter_id = $1`, a.id],
      [`update matter set title = null, title_salt = null where id = $1`, a.id],
    )
    const note = { id: ids.next(), matter_id: a.id, act_id: ids.next(), kind: 'note', text: '来电补充', text_salt: ids.salt() } as const
    await commit((tx) => write(tx, [act(office, a.id, 'note', [fresh('note', note as never)])], { desks: new Map() }))
    await refused(sql([`update note set text = 'x' where id = $1`, note.id]), 'guard.words-frozen')
    await sql([`update note set text = null, text_salt = null where id = $1`, note.id])
    await refused(sql([`update note set text = 'x', text_salt = 'y' where id = $1`, note.id]), 'guard.words-frozen')
  })
  test('what was asked stays asked, and an opinion stays once its piece has ended', async () => {
    const a = await registered()
    const stage = sampleStage(a.id, { no: 2, kind: 'say' })
    const piece = samplePiece(office, stage, { ask: '请会签', ask_salt: ids.salt() })
    const said = { state: 'ended', ended_at: noon, ending: 'agreed', opinion: '同意', opinion_salt: ids.salt() } as const
    await commit((tx) => write(tx, [act(office, a.id, 'give', [fresh('stage', stage), fresh('assignment', piece)])], { desks: new Map() }))
    await commit((tx) => write(tx, [act(office, a.id, 'sign', [changed('assignment', piece, said)])], { desks: new Map() }))
    await refused(sql([`update assignment set opinion = '不同意' where id = $1`, piece.id]), 'guard.words-frozen')
    await refused(sql([`update assignment set ask = '别的' where id = $1`, piece.id]), 'guard.words-frozen')
    await sql([`update assignment set opinion = null, opinion_salt = null where id = $1`, piece.id])
  })
  test('events are inserted and never changed, by the application or by the owner of the tables (不变量 17)', async () => {
    const a = await registered()
    for (const text of [`update event set move = 'x'`, `delete from event`, `truncate event`, `delete from matter`, `update matter set number = '1'`]) await denied(sql([text]))
    await withClient(database, 'owner', async (owner) => {
      for (const text of [
        `update event set move = 'x' where matter_id = '${a.id}'`,
        'delete from event',
        'truncate event',
        'truncate event_2026',
        'truncate unsealed, seal',
        'truncate looked',
      ])
        await expect(owner.query(text), text).rejects.toThrow('guard.history-frozen')
      await expect(owner.query('truncate matter cascade')).rejects.toThrow('guard.')
    })
  })
  test('next year’s partition comes with every guard', async () => {
    await sql([`select make_event_partition(2029)`])
    await sql([`select make_event_partition(2029)`])
    await withClient(database, 'owner', async (owner) => {
      await expect(owner.query('truncate event_2029')).rejects.toThrow('guard.history-frozen')
      const { rows } = await owner.query(`select tgname from pg_trigger where tgrelid = 'event_2029'::regclass order by 1`)
      expect(rows.map((r) => r.tgname)).toEqual(['frozen', 'frozen_whole'])
    })
  })
  test('nobody the program runs as owns a table, and each role may do its own work only', async () => {
    const { rows } = await pool.query(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('huiyin_act', 'huiyin_read', 'huiyin_seal', 'huiyin_public')`,
    )
    expect(rows).toEqual([])
    const tries = async (role: 'read' | 'seal' | 'public', text: string) =>
      withClient(database, role, (c) => expect(c.query(text), `${role}: ${text}`).rejects.toMatchObject({ code: '42501' }))
    for (const text of ['select * from contact', `update matter set state = 'x'`, 'delete from unsealed', 'select * from done', 'select * from outbox', 'select * from event_2026'])
      await tries('read', text)
    for (const text of ['select * from contact', `update seal set hash = ''`, 'delete from seal', 'select * from answer', `insert into event (move) values ('x')`])
      await tries('seal', text)
    for (const text of ['select * from matter', 'select * from person', 'select * from event']) await tries('public', text)
    await denied(sql([`insert into office_mark (key, value) values ('demo', 'yes')`]))
    await denied(sql([`insert into seal (no, at, suite, prev, ids, years, leaves, hash) values (1, now(), 'sm3', '', '{1}', '{2026}', '', '')`]))
    await denied(sql([`delete from unsealed`]))
  })
})
