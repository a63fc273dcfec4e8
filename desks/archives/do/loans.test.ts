import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import { replayMatter } from '../../../kernel/history/replay.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { unreturnedBy } from '../../../kernel/reading/leaving.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { DAY, HOUR, instant, MINUTE } from '../../../kernel/time.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { people as affairsPeople } from '../../affairs/do/affairs-office.ts'
import { handleRegisterVisit } from '../../affairs/do/register-visit.ts'
import { keeps } from '../../affairs/read/keeps.ts'
import * as affairsTables from '../../affairs/tables.ts'
import { copies } from '../print/copies.ts'
import { readDrafts } from '../read/drafts.ts'
import { readItem } from '../read/item.ts'
import { readLoan, readLoans } from '../read/loans.ts'
import type { drafts } from '../shape.ts'
import { archivesEntry, settled, withArchivist } from './archives-office.ts'
import { handleKeepItems } from './keep-items.ts'
import { endReadings, handleAskLoan, handleDeclineLoan, handleGiveBackLoan, handleLendLoan, type Loan } from './loans.ts'

const people = () =>
  withArchivist(affairsPeople(), {
    unit: idOf<UnitId>('affairs unit division'),
    archivist: personId('陶然'),
    borrowers: [personId('许文涛'), personId('魏来')],
    head: personId('张怀远'),
    desk: 'affairs',
  })
const registry = new Map<string, DeskEntry>([
  ['affairs', { desk: affairs as unknown as Desk, load: affairsTables.load, save: affairsTables.save, erase: affairsTables.erase, keeps }],
  ['archives', archivesEntry],
])

let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'archives-loans')
})
beforeEach(async () => {
  o = await openOffice(trial.db, { desks: registry, people: people(), at: '2026-11-23T01:00:00.000Z', rules: settled() })
})
afterEach(() => o.close())
afterAll(() => trial.close())

const as = async <T>(name: string, act: AnyAct, input: unknown): Promise<T> => (await o.as(name).run(act, input)) as T
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const visit = { way: 'visit', title: '安置房楼道积水', body: '东湖安置房楼道积水。', name: '卢女士', phone: '138 0000 6177', answered: '已请物业当日清理。' }
/** A visit answered on the spot: registered, answered and closed in one act. */
function closed(more: object = {}) {
  o.pass(MINUTE)
  return as<{ id: string; number: string }>('孟佳', handleRegisterVisit, { ...visit, ...more })
}
type Drafts = z.output<typeof drafts.output>
const pile = (name = '陶然', input: object = {}) => as<Drafts>(name, readDrafts, input)
type Kept = { kept: { item: string; reference: string }[] }
const keep = (items: object[], name = '陶然') => as<Kept>(name, handleKeepItems, { items })
const one = async (more: object = {}) => {
  await closed(more)
  return (await pile()).rows[0] as Drafts['rows'][number]
}
const kept = async (more: object = {}, of: object = {}) => (await keep([{ item: (await one(of)).item, ...more }])).kept[0] as Kept['kept'][number]

describe('借阅 borrowing (R-D50)', () => {
  const asked = (name: string, more: object = {}) => as<Loan>(name, handleAskLoan, { title: '查阅安置房来访登记', purpose: '办理复查', way: 'paper', days: 10, ...more })
  const until = () => instant('2026-12-03T16:00:00.000Z')
  const lend = (loan: { id: string }, reference: string, way = 'paper', name = '陶然') => as<Loan>(name, handleLendLoan, { matter: loan.id, reference, way, until: until() })

  test('asked for, it is with the archivist at once; lent, the borrower holds what is reminded until the day; given back, he is answered and it is closed (R-D50)', async () => {
    const item = await kept()
    const loan = await asked('魏来')
    expect(loan).toMatchObject({ number: '阅〔2026〕1号', state: 'asked' })
    o.pass(HOUR)
    const weighed = await o.as('陶然').do('accept', { matter: loan.id, piece: null }, 'archives')
    expect(weighed.may.lend).toMatchObject({ allowed: true }) // what the page draws, before anything is chosen
    const lent = await lend(loan, item.reference)
    expect(lent.state).toBe('lent')
    const piece = lent.stages.flatMap((s) => s.pieces).find((p) => p.role === 'borrower')
    expect(piece).toMatchObject({ person: { name: '魏来' }, state: 'open', due: until() })
    expect(await unreturnedBy({ tx: o.tx(), desks: registry }, personId('魏来'))).toEqual([{ desk: 'archives', n: 1 }])
    expect(await as('陶然', readLoans, { state: 'lent' })).toMatchObject({ rows: [{ borrower: '魏来', reference: item.reference, late: false }] })
    o.pass(12 * DAY)
    expect(await as('陶然', readLoans, { state: 'late' })).toMatchObject({ rows: [{ late: true }] })
    expect(await code(o.as('魏来').do('done', { matter: loan.id, piece: piece?.id, opinion: '已还' }, 'archives'))).not.toBe('done')
    const back = await as<Loan>('陶然', handleGiveBackLoan, { matter: loan.id, piece: null, version: lent.version })
    expect(back).toMatchObject({ state: 'closed', phase: 'closed' })
    expect(back.answers).toMatchObject([{ body: '已归还。', toName: '魏来' }])
    expect(await unreturnedBy({ tx: o.tx(), desks: registry }, personId('魏来'))).toEqual([{ desk: 'archives', n: 0 }])
    expect(await replayMatter(o.tx(), loan.id as MatterId)).toEqual([])
  })
  test('one paper is with one person: a second loan of it is refused until it is back (R-D50)', async () => {
    const item = await kept()
    const first = await asked('魏来')
    const second = await asked('许文涛')
    await lend(first, item.reference)
    expect(await code(lend(second, item.reference))).toBe('archives.lent-already')
    expect(await code(lend(second, item.reference, 'digital'))).toBe('done')
  })
  test('not lent: with a reason, and the asker hears it; nothing stays open', async () => {
    const loan = await asked('魏来')
    const declined = await as<Loan>('陶然', handleDeclineLoan, { matter: loan.id, piece: null, version: loan.version, text: '此件正在整理。' })
    expect(declined).toMatchObject({ state: 'closed', reports: [{ result: 'declined' }], answers: [{ body: '此件正在整理。' }] })
  })
  test('what is under 控制使用 waits for the head: refused it is not lent, agreed it is', async () => {
    const item = await kept({ sensitive: true })
    const loan = await asked('魏来')
    const waiting = await lend(loan, item.reference)
    expect(waiting.state).toBe('weighed')
    expect(await code(lend(await asked('许文涛'), item.reference))).toBe('archives.lent-already')
    const say = (await o.as('张怀远').see(loan.id as MatterId)).stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')
    expect(say?.person?.name ?? say?.post).toBeTruthy()
    const agreed = await o.as('张怀远').do('sign', { matter: loan.id, piece: say?.id, agree: true }, 'archives')
    expect(agreed.state).toBe('lent')
  })
  test('a reading on screen is open to the borrower within its time only, the copies too, and ends by itself', async () => {
    const item = await kept()
    const loan = await asked('魏来', { way: 'digital' })
    expect(await code(as('魏来', readItem, { id: item.item }))).toBe('kernel.not-found')
    await lend(loan, item.reference, 'digital')
    expect(await as('魏来', readItem, { id: item.item })).toMatchObject({ withinLoan: true, reference: item.reference })
    expect(await as('魏来', readLoan, { id: loan.id })).toMatchObject({ reference: item.reference, itemTitle: '安置房楼道积水', borrowerName: '魏来' })
    const copy = { contract: { input: { parse: (value: unknown) => value } }, run: (ctx: never, id: unknown) => copies[0]?.find(ctx, id as string) } as never
    expect(await as('魏来', copy, item.item)).toMatchObject({ stamp: { cells: ['J001', '2026', '1', 'MS', '10年', '1'] } })
    expect(await code(as('许文涛', readItem, { id: item.item }))).toBe('kernel.not-found')
    o.pass(11 * DAY)
    expect(await code(as('魏来', readItem, { id: item.item }))).toBe('kernel.not-found')
    expect(await code(as('魏来', copy, item.item))).toBe('kernel.not-found')
    const job = { contract: { input: { parse: (value: unknown) => value } }, run: endReadings } as never
    expect(await as('陶然', job, {})).toBe(1)
    expect(await as('陶然', job, {})).toBe(0)
    expect(await o.as('魏来').see(loan.id as MatterId)).toMatchObject({ state: 'closed', reports: [{ result: 'expired' }] })
  })
  test('回避 and a closed list hold within a loan too: nothing is lent to the recused, and what is lent is closed to them (invariant 11)', async () => {
    const item = await kept()
    const [row] = await run<{ matter: MatterId }>(o.tx(), 'select i.matter_id as matter from archives_item i where i.id = $1', [item.item])
    const loan = await asked('魏来', { way: 'digital' })
    await lend(loan, item.reference, 'digital')
    const recuse = (name: string) => run(o.tx(), `insert into recusal (id, matter_id, person, ground) values ($1, $2, $3, 'kin')`, [o.ids.next(), row?.matter, personId(name)])
    await recuse('许文涛')
    expect(await code(lend(await asked('许文涛'), item.reference))).toBe('archives.recused')
    const readable = async (readers: string) => {
      await run(o.tx(), 'update matter set readers = $2 where id = $1', [row?.matter, readers])
      return code(as('魏来', readItem, { id: item.item }))
    }
    expect(await readable('named')).toBe('kernel.not-found')
    expect(await readable('units')).toBe('done')
    await recuse('魏来')
    expect(await code(as('魏来', readItem, { id: item.item }))).toBe('kernel.not-found')
  })
  test('what it is that was lent is told to the borrower, not to a colleague who sees the loan (invariant 14)', async () => {
    const item = await kept()
    const loan = await asked('魏来')
    await lend(loan, item.reference)
    const desk = o.office.holdings.find((h) => h.person === personId('魏来'))?.post
    o.office = { ...o.office, holdings: o.office.holdings.map((h) => (h.person === personId('许文涛') && desk ? { ...h, post: desk } : h)) }
    expect(await as('魏来', readLoan, { id: loan.id })).toMatchObject({ itemTitle: '安置房楼道积水' })
    expect(await as('许文涛', readLoan, { id: loan.id })).toMatchObject({ borrowerName: '魏来', itemTitle: null, reference: null })
  })
  test('numbers inside the title of what was lent, and inside the words of a request, are masked for whoever has no power over contacts (R-C18)', async () => {
    const item = await kept({}, { title: '回电13800006177的安置房来访' })
    const loan = await asked('魏来', { title: '查13800006177的来访', purpose: '回电13800006177' })
    await lend(loan, item.reference)
    expect((await as<{ itemTitle: string }>('魏来', readLoan, { id: loan.id })).itemTitle).not.toContain('13800006177')
    const told = JSON.stringify(
      maskedFor({ office: o.office, who: { person: personId('魏来') }, now: o.now }, [await as('魏来', readLoans, {}), await as('魏来', readLoan, { id: loan.id })]),
    )
    expect(told).toContain('的来访')
    expect(told).not.toContain('13800006177')
  })
  test('only what one sees is named; longer than fifteen days is refused', async () => {
    const item = await kept()
    expect(await code(asked('魏来', { item: item.item }))).toBe('archives.no-such-reference')
    const loan = await asked('魏来')
    expect(await code(lend(loan, 'J001-WS·2026-Y-MS-0099'))).toBe('archives.no-such-reference')
    expect(await code(as('陶然', handleLendLoan, { matter: loan.id, reference: item.reference, way: 'paper', until: instant('2027-06-01T00:00:00.000Z') }))).toBe(
      'archives.too-long',
    )
  })
})
