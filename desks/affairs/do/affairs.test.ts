/** Affairs on a real database: what the handlers add to the life cycle. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import { replayMatter } from '../../../kernel/history/replay.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { letters } from '../../letters/desk.ts'
import * as lettersTables from '../../letters/tables.ts'
import { affairs } from '../desk.ts'
import { readFigures } from '../read/figures.ts'
import { readLedger } from '../read/ledger.ts'
import type { FigureKey } from '../shape.ts'
import * as tables from '../tables.ts'
import { people } from './affairs-office.ts'
import type { Affair } from './move-affair.ts'
import { handleOpenContact } from './open-contact.ts'
import { handleReadLine } from './read-line.ts'
import { handleRegisterAffair } from './register-affair.ts'
import { handleRegisterVisit } from './register-visit.ts'
import { handleRelate } from './relate.ts'
import { handleTakeOver } from './take-over.ts'
import { handleTurnIntoLetter } from './turn-into-letter.ts'

const unit = (id: string): UnitId => idOf<UnitId>(`affairs unit ${id}`)

let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'affairs-acts')
})
beforeEach(async () => {
  o = await openOffice(trial.db, {
    desks: new Map([
      ['affairs', { desk: affairs as unknown as Desk, load: tables.load, save: tables.save, erase: tables.erase }],
      ['letters', { desk: letters as unknown as Desk, load: lettersTables.load, save: lettersTables.save }],
    ]),
    people: people(),
    at: '2026-11-23T01:00:00.000Z',
  })
})
afterEach(() => o.close())
afterAll(() => trial.close())

const as = async (name: string, act: AnyAct, input: unknown): Promise<Affair> => (await o.as(name).run(act, input)) as Affair
async function code(name: string, act: AnyAct, input: unknown): Promise<string> {
  try {
    await as(name, act, input)
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const order = { title: '报北苑小区供暖情况', body: '请市住建局三日内报北苑小区供暖情况。', way: 'oral', asker: { person: personId('张怀远') } }
const visit = { way: 'visit', title: '安置房楼道积水', body: '东湖安置房楼道积水，老人滑倒过。', name: '卢女士', phone: '138 0000 6177' }
const whole = async (affair: Affair) => expect(await replayMatter(o.tx(), affair.id as never)).toEqual([])

describe('登记 register (ZK-05, ZK-09, ZK-49)', () => {
  test('one line: number, owner, date, a debt to whoever gave it, and the taker has it, in one act', async () => {
    const affair = await as('孟佳', handleRegisterAffair, {
      ...order,
      due: '2026-11-26T16:00:00.000Z',
      assign: { lead: { unit: unit('housing') }, helpers: [{ unit: unit('inspection') }] },
    })
    expect(affair).toMatchObject({ number: '交〔2026〕1号', state: 'assigned', owner: { person: { name: '孟佳' } }, detail: { way: 'oral', outside: false } })
    expect(affair.clocks.find((c) => c.key === 'handling')).toMatchObject({ dueAt: '2026-11-26T16:00:00.000Z' })
    expect(await o.owed(affair.id as never)).toHaveLength(1)
    await whole(affair)
  })
  test('the line is read with the people and units of this office', async () => {
    const read = (await o.as('孟佳').run(handleReadLine, { text: '张秘书长：请housing三日内报供暖情况' })) as { asker: { name: string }; lead: { name: string } }
    expect(read).toMatchObject({ asker: { name: '张怀远' }, lead: { name: 'housing' } })
  })
  test('a date that has passed, somebody without the power, a number nobody has: refused, and nothing is left behind', async () => {
    expect(await code('孟佳', handleRegisterAffair, { ...order, due: '2026-11-20T00:00:00.000Z' })).toBe('kernel.due-in-past')
    expect(await code('许文涛', handleRegisterAffair, order)).toBe('kernel.no-power')
    expect(await code('孟佳', handleRegisterAffair, { ...order, arisesFrom: '信〔2026〕99号' })).toBe('affairs.no-such-number')
    expect(await run(o.tx(), 'select 1 from affairs_affair', [])).toEqual([])
  })
  test("工作秘密: marked by whoever may, given to persons alone, and in nobody else's list (R-C04)", async () => {
    const affair = await as('孟佳', handleRegisterAffair, { ...order, named: true, assign: { lead: { unit: unit('housing') } } })
    expect(affair.readers).toBe('named')
    expect(affair.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.unit.name === 'housing')).toMatchObject({ person: { name: '许文涛' } })
    const list = async (name: string) => ((await o.as(name).run(readLedger, { size: 50 })) as { rows: unknown[] }).rows.length
    expect([await list('孟佳'), await list('许文涛'), await list('唐晓峰'), await list('何平川')]).toEqual([1, 1, 0, 0])
  })
})

describe('来电来访 visits and calls (GN-31, GN-33, GN-35)', () => {
  test('answered at the counter: registered, answered 当面 and closed in one act', async () => {
    const affair = await as('孟佳', handleRegisterVisit, { ...visit, answered: '请到区残联一楼窗口，带身份证。' })
    expect(affair).toMatchObject({ state: 'closed', answers: [{ via: 'in_person', body: '请到区残联一楼窗口，带身份证。' }], reports: [{ result: 'explained' }] })
    await whole(affair)
  })
  test('转来信: a letter with the same words and the same person; the visit is closed and its answer is the number', async () => {
    const affair = await as('孟佳', handleRegisterVisit, { ...visit, letter: true })
    expect(affair).toMatchObject({ state: 'closed', reports: [{ result: 'takenOver' }], answers: [{ via: 'in_person', body: '已由信〔2026〕1号接续办理。' }] })
    const letter = await o.as('孟佳').see(affair.detail.successor as MatterId)
    expect(letter).toMatchObject({ number: '信〔2026〕1号', state: 'registered', title: visit.title, detail: { channel: 'letter', body: visit.body, reachable: true } })
    expect(letter.links).toMatchObject([{ matter: affair.id, kind: 'arises' }])
    const contacts = await run<{ n: number }>(o.tx(), 'select count(*)::int as n from contact c where c.name_cipher = $1', ['sealed(卢女士)'])
    expect(contacts[0]?.n).toBe(2)
    await whole(affair)
    await whole(letter as Affair)
  })
  test('kept first, turned into a letter later with one key; an order is not a letter', async () => {
    const affair = await as('孟佳', handleRegisterVisit, visit)
    expect(affair).toMatchObject({ state: 'registered', owner: { person: { name: '孟佳' } } })
    expect(await as('孟佳', handleTurnIntoLetter, { matter: affair.id })).toMatchObject({ state: 'closed' })
    const other = await as('孟佳', handleRegisterAffair, order)
    expect(await code('孟佳', handleTurnIntoLetter, { matter: other.id })).toBe('affairs.not-a-citizens')
  })
  test('who came is sealed, opened on record by the reception alone (R-C18)', async () => {
    const affair = await as('孟佳', handleRegisterVisit, visit)
    expect(await o.as('孟佳').run(handleOpenContact, { matter: affair.id, why: '回电' })).toMatchObject({ contacts: [{ name: '卢女士', phone: '138 0000 6177' }] })
    expect(await run(o.tx(), `select what from looked where matter_id = $1`, [affair.id])).toEqual([{ what: 'contact: 回电' }])
    const events = await run<{ all: string }>(o.tx(), `select string_agg(e.said::text || e.effects::text, '') as all from event e`, [])
    expect(events[0]?.all).not.toContain('卢女士')
  })
})

describe('由他处接办、关联 (ZK-05)', () => {
  test('by the number of a matter of another desk that he may know of; never by one of this desk', async () => {
    const letter = await as('孟佳', handleRegisterVisit, { ...visit, letter: true })
    const affair = await as('孟佳', handleRegisterAffair, order)
    expect(await code('孟佳', handleTakeOver, { matter: affair.id, number: letter.number })).toBe('affairs.same-desk')
    expect(await code('孟佳', handleTakeOver, { matter: affair.id, number: '信〔2026〕77号' })).toBe('affairs.no-such-number')
    const taken = await as('孟佳', handleTakeOver, { matter: affair.id, number: '信〔2026〕 1号' })
    expect(taken).toMatchObject({ state: 'answered', detail: { successor: letter.detail.successor }, answers: [{ body: '已由信〔2026〕1号接续办理。', settledAt: null }] })
    expect(taken.links).toMatchObject([{ number: '信〔2026〕1号', kind: 'arises', outgoing: true }])
    await whole(taken)
  })
  test('about the same thing: both pages show it', async () => {
    const one = await as('孟佳', handleRegisterAffair, order)
    const other = await as('孟佳', handleRegisterAffair, { ...order, title: '复核供暖情况', arisesFrom: one.number })
    expect(other.links).toMatchObject([{ number: one.number, kind: 'arises', outgoing: false }])
    expect((await as('孟佳', handleRelate, { matter: other.id, number: one.number })).links.map((l) => l.kind).sort()).toEqual(['about', 'arises'])
  })
})

describe('误入清理 clean-up (R-C05)', () => {
  test('the order as it was said goes from the row for good, on record; the history still holds (不变量 18)', async () => {
    const affair = await as('孟佳', handleRegisterAffair, { ...order, relayedBy: '值班室' })
    for (const [table, column] of [
      ['affairs', 'body'],
      ['affairs', 'relayedBy'],
      ['matter', 'title'],
    ])
      await o.as('张怀远').do('erase', { matter: affair.id, table, key: affair.id, column, reason: '误入' })
    const after = (await o.as('孟佳').see(affair.id as MatterId)) as Affair
    expect(after).toMatchObject({ title: null, detail: { body: null, relayedBy: null } })
    expect(await o.as('孟佳').code('erase', { matter: affair.id, table: 'affairs', key: affair.id, column: 'body', reason: '误入' })).toBe('kernel.no-power')
    await whole(affair)
  })
})

describe('交办情况 figures (ZK-09, ZK-57)', () => {
  test('each figure counts exactly the matters its list shows', async () => {
    await as('孟佳', handleRegisterAffair, order)
    await as('孟佳', handleRegisterVisit, { ...visit, letter: true })
    await as('孟佳', handleRegisterVisit, { ...visit, answered: '请到窗口办理。' })
    o.pass(20 * 86_400_000)
    const figures = (await o.as('孟佳').run(readFigures, {})) as { all: { key: FigureKey; n: number; of: number | null }[] }
    expect(Object.fromEntries(figures.all.map((r) => [r.key, [r.n, r.of]]))).toEqual({
      received: [3, null],
      open: [1, 3],
      late: [1, 1],
      unanswered: [1, 3],
      onTime: [2, 2],
      takenOver: [1, 3],
      visits: [2, 3],
      atOnce: [1, 2],
    })
    for (const { key, n } of figures.all) expect(((await o.as('孟佳').run(readLedger, { figure: key, size: 50 })) as { rows: unknown[] }).rows, key).toHaveLength(n)
  })
})
