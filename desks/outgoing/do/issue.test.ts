/** 用印, 印发, 公开, 撤销 and 废止 on a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { replayMatter } from '../../../kernel/history/replay.ts'
import { endReservations } from '../../../kernel/numbering/reserve.ts'
import { noRules } from '../../../kernel/rules/in-force.ts'
import { trialCalendar } from '../../../kernel/trial/people.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { handleSignFor } from '../../incoming/do/sign-for.ts'
import { readReceived } from '../../incoming/read/received.ts'
import { readSentOut } from '../../incoming/read/sent-out.ts'
import { readFigures } from '../read/figures.ts'
import { readLedger } from '../read/ledger.ts'
import { readNumberRegister } from '../read/number-register.ts'
import { readPublicList } from '../read/public-list.ts'
import { readRecipients } from '../read/recipients.ts'
import { readBlanks, readSealSheet } from '../read/seal-sheet.ts'
import { handleFilePaper, handlePublishPaper, handleSetNormative, handleSetOpenness, handleWithdrawPaper } from './after-issue.ts'
import { handleDeliverCopies, handleDistribute, handleIssuePaper, handleUseSeal } from './issue-paper.ts'
import type { Paper } from './move-paper.ts'
import { type OutgoingOffice, outgoingOffice, personOf, unitOf } from './outgoing-office.ts'
import { handleReserveNumbers } from './reserve-numbers.ts'
import { handleApplySeal, handleDecideSeal, handleEndBlank, handleTakeBlanks, handleUseSealApart } from './seal-apart.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-issue')
})
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (paper: { readonly id: string }) => ({ matter: paper.id, piece: null })
const reader = (name: string) =>
  ({ tx: o.office.tx(), who: { person: personOf(name) }, now: o.office.now, office: o.office.office, calendar: trialCalendar, rules: noRules, desks: o.office.desks }) as never
const openPiece = async (paper: { readonly id: string }, name: string, role: string) =>
  (await o.office.facts(paper.id as never)).assignments.find((a) => a.unit === o.office.office.posts.get(holdsPost(name))?.unit && a.role === role && a.state === 'open')
const holdsPost = (name: string) => o.office.office.holdings.find((h) => h.person === personOf(name))?.post as never
/** Every recipient reads it. */
async function readByAll(paper: { readonly id: string }) {
  for (const name of ['许文涛', '水清']) {
    const piece = await openPiece(paper, name, 'circulate')
    if (piece) await o.office.as(name).do('read', { matter: paper.id, piece: piece.id })
  }
}
const todo = { copies: 40, to: [{ unit: unitOf('housing') }], outside: [] }

describe('印发', () => {
  test('sealed, sent and told in one act: recipients have it, whoever asked knows its number (R-D40, R-D60)', async () => {
    const paper = await o.upTo('issued')
    expect(paper).toMatchObject({ state: 'issued', phase: 'reported', detail: { copies: 40, issuedAt: expect.any(String) } })
    expect(paper.answers[0]).toMatchObject({ body: '《关于做好今冬供热工作的通知》已印发，文号 云政发〔2026〕1号。', settledAt: expect.any(String) })
    const found = await readRecipients.run(reader('季红梅'), { matter: paper.id })
    expect(found).toMatchObject({
      units: [
        { unit: { name: '市住建局' }, readAt: null },
        { unit: { name: '市水利局' }, readAt: null },
      ],
      outside: [{ name: '市供热公司', from: 1, to: 2, receivedBy: null }],
    })
    const piece = await openPiece(paper, '许文涛', 'circulate')
    await o.office.as('许文涛').do('read', { matter: paper.id, piece: piece?.id })
    await o.as('季红梅', handleDeliverCopies, { matter: paper.id, name: '市供热公司', receivedBy: '王师傅', on: '2026-11-23' })
    expect(await readRecipients.run(reader('季红梅'), { matter: paper.id })).toMatchObject({
      units: [{ readAt: expect.any(String) }, { readAt: null }],
      outside: [{ receivedBy: '王师傅' }],
    })
    await expect(readRecipients.run(reader('葛晴'), { matter: paper.id })).rejects.toMatchObject({ refusal: { code: 'kernel.not-found' } })
    expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
  })
  test('not without the seal, nor before it is settled whether it is public; no copy number twice', async () => {
    const paper = await o.upTo('numbered')
    expect(await o.code('季红梅', handleDistribute, { ...on(paper), to: [{ unit: unitOf('health') }] })).toBe('outgoing.not-issued')
    expect(await o.code('季红梅', handleIssuePaper, { ...on(paper), ...todo })).toBe('outgoing.no-openness')
    await o.as('季红梅', handleSetOpenness, { ...on(paper), kind: 'onRequest', reason: '内部工作安排' })
    expect(await o.code('季红梅', handleIssuePaper, { ...on(paper), ...todo })).toBe('outgoing.not-sealed')
    expect(await o.code('季红梅', handleUseSeal, { ...on(paper), seal: 'other', copies: 1, keeper: personOf('何平川') })).toBe('outgoing.no-such-seal')
    await o.as('季红梅', handleUseSeal, { ...on(paper), seal: 'government', copies: 40, keeper: personOf('何平川') })
    await o.as('季红梅', handleIssuePaper, { ...on(paper), ...todo, outside: [{ name: '甲公司', copies: 2, from: 1, to: 2 }] })
    const more = (from: number, to: number, copies = 2) => ({ ...on(paper), outside: [{ name: '乙公司', copies, from, to }] })
    expect(await o.code('季红梅', handleDistribute, more(2, 3))).toBe('outgoing.copies-twice')
    expect(await o.code('季红梅', handleDistribute, more(3, 3))).toBe('outgoing.copies-span')
    expect(await o.code('季红梅', handleDistribute, more(3, 4))).toBe('done')
    // 补发 to a unit with an account
    await o.as('季红梅', handleDistribute, { ...on(paper), to: [{ unit: unitOf('health') }] })
    expect(((await readRecipients.run(reader('季红梅'), { matter: paper.id })) as { units: { unit: { name: string } }[] }).units.map((u) => u.unit.name)).toEqual([
      '市住建局',
      '市卫健委',
    ])
  })
  test('what the text says after it was signed is what goes out, or it does not go (R-D41)', async () => {
    const paper = await o.upTo('sealed')
    await o.write('季红梅', paper, '悄悄改过的。')
    expect(await o.code('季红梅', handleIssuePaper, { ...on(paper), ...todo })).toBe('outgoing.changed-after-signing')
  })
})

test('it arrives in the units’ own 收文 under its 文号, is signed for with a number of their own book, and what is answered is not told again (R-D30, F15)', async () => {
  const paper = await o.upTo('issued')
  const received = async (view: string) =>
    ((await readReceived.run(reader('许文涛'), { view, size: 50 })) as { rows: { piece: string; matter: string; desk: string; number: string; state: string }[] }).rows
  const [row, ...more] = await received('toSign')
  expect(row).toMatchObject({ matter: paper.id, desk: 'outgoing', number: '云政发〔2026〕1号', state: 'toSign' })
  expect(more).toEqual([])
  expect(await o.as('许文涛', handleSignFor, { pieces: [{ matter: paper.id, piece: row?.piece }], number: true })).toMatchObject({
    signed: 1,
    refused: [],
    numbers: [{ number: '市住建局收〔2026〕1号' }],
  })
  expect(await received('toSign')).toEqual([])
  const sent = (await readSentOut.run(reader('季红梅'), { waiting: true, size: 50 })) as { papers: { number: string; counts: object }[] }
  expect(sent.papers).toMatchObject([{ number: '云政发〔2026〕1号', counts: { toSign: 1, signed: 1, read: 0 } }])
})

describe('公开 (R-D60, GN-38)', () => {
  test('twenty working days run from 印发; published, the clock stops and it may be closed', async () => {
    const paper = await o.upTo('issued')
    expect(paper.clocks.find((c) => c.key === 'publishing')).toMatchObject({ stoppedAt: null })
    expect(await o.office.as('季红梅').code('close', on(paper))).toBe('outgoing.not-published')
    const due = async () => ((await readPublicList.run(reader('季红梅'), { year: 2026, due: true })) as { rows: { docNumber: string }[] }).rows.map((r) => r.docNumber)
    expect(await due()).toEqual(['云政发〔2026〕1号'])
    expect(await o.code('季红梅', handlePublishPaper, { ...on(paper), on: '2027-01-01', where: '市政府网站' })).toBe('outgoing.day-ahead')
    const out = (await o.as('季红梅', handlePublishPaper, { ...on(paper), on: '2026-11-23', where: '市政府网站' })) as Paper
    expect(out.clocks.find((c) => c.key === 'publishing')).toMatchObject({ stoppedAt: expect.any(String) })
    expect(await due()).toEqual([])
    expect(await o.office.as('季红梅').code('close', on(paper))).toBe('kernel.work-open') // two have not read it yet
    await readByAll(paper)
    expect(await o.office.as('季红梅').do('close', on(paper))).toMatchObject({ state: 'closed' })
  })
})

describe('撤销、废止 (standards §2.6)', () => {
  test.each([
    ['revoked', '2026-11-23'],
    ['repealed', '2026-12-31'],
  ] as const)('%s: from which day is on record, and every recipient is told', async (kind, from) => {
    const paper = await o.upTo('issued')
    const gone = (await o.as('季红梅', handleWithdrawPaper, { ...on(paper), kind, reason: '与新规定不一致', basis: '市政府常务会议决定', from: '2026-12-31' })) as Paper
    expect(gone.detail.withdrawn).toMatchObject({ kind, from })
    const told = (await o.office.facts(paper.id as never)).assignments.filter((a) => a.role === 'withdrawn')
    expect(told.map((a) => a.unit).sort()).toEqual([unitOf('housing'), unitOf('water')].sort())
    expect(await o.code('季红梅', handleWithdrawPaper, { ...on(paper), kind, reason: '再次', basis: '无', from: null })).toBe('outgoing.withdrawn-already')
    await readByAll(paper)
    expect(await o.office.as('季红梅').do('close', on(paper))).toMatchObject({ state: 'closed' })
    expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
  })
  test('also of a paper that is closed, and the units are told', async () => {
    const paper = await o.upTo('issued')
    await o.as('季红梅', handlePublishPaper, { ...on(paper), on: '2026-11-23', where: '市政府网站' })
    await readByAll(paper)
    await o.office.as('季红梅').do('close', on(paper))
    expect(await o.as('季红梅', handleWithdrawPaper, { ...on(paper), kind: 'repealed', reason: '期满', basis: '有效期届满', from: null })).toMatchObject({
      state: 'closed',
      detail: { withdrawn: { kind: 'repealed' } },
    })
    const piece = await openPiece(paper, '水清', 'withdrawn')
    expect(await o.office.as('水清').code('read', { matter: paper.id, piece: piece?.id })).toBe('done')
  })
})

test('规范性文件: valid until a day, filed within its limit, not closed before (GN-46)', async () => {
  const paper = await o.upTo('numbered')
  expect(await o.code('季红梅', handleSetNormative, { ...on(paper), validUntil: '2031-12-31', reviewOn: '2032-06-30' })).toBe('outgoing.normative-days')
  await o.as('季红梅', handleSetNormative, { ...on(paper), register: 'YX-2026-0001', validUntil: '2031-12-31', reviewOn: '2031-06-30' })
  await o.as('季红梅', handleSetOpenness, { ...on(paper), kind: 'onRequest', reason: '内部' })
  await o.as('季红梅', handleUseSeal, { ...on(paper), seal: 'government', copies: 40, keeper: personOf('何平川') })
  const issued = (await o.as('季红梅', handleIssuePaper, { ...on(paper), ...todo })) as Paper
  expect(issued.clocks.find((c) => c.key === 'filing')).toMatchObject({ stoppedAt: null })
  expect(await o.office.as('季红梅').code('close', on(paper))).toBe('outgoing.not-filed')
  await o.as('季红梅', handleFilePaper, { ...on(paper), filedOn: '2026-11-23', filedWith: '省司法厅' })
  await readByAll(paper)
  expect(await o.office.as('季红梅').code('close', on(paper))).toBe('done')
})
test('印发后才认定为规范性文件的，备案时限从认定之日起算 (GN-46)', async () => {
  const paper = await o.upTo('issued')
  expect(paper.clocks.find((c) => c.key === 'filing')).toBeUndefined()
  const known = (await o.as('季红梅', handleSetNormative, { ...on(paper), validUntil: '2031-12-31', reviewOn: '2031-06-30' })) as Paper
  expect(known.clocks.filter((c) => c.key === 'filing')).toMatchObject([{ stoppedAt: null }])
})

describe('用印登记', () => {
  test('what is no paper: asked for, agreed by another, used once; the month shows it with the papers', async () => {
    await o.upTo('issued')
    const ask = { seal: 'office', what: '在职证明', purpose: '办理签证', copies: 2 }
    const { id } = (await o.as('何平川', handleApplySeal, ask)) as { id: string }
    expect(await o.code('季红梅', handleUseSealApart, { id, keeper: personOf('季红梅') })).toBe('outgoing.no-such-application')
    expect(await o.code('何平川', handleDecideSeal, { id, agree: true })).toBe('kernel.own-work')
    expect(await o.code('张怀远', handleDecideSeal, { id, agree: false })).toBe('kernel.say-why')
    await o.as('张怀远', handleDecideSeal, { id, agree: true })
    expect(await readSealSheet.run(reader('季红梅'), {})).toMatchObject({ waiting: [{ what: '在职证明', state: 'agreed' }] })
    await o.as('季红梅', handleUseSealApart, { id, keeper: personOf('顾维民') })
    expect(await o.code('季红梅', handleUseSealApart, { id, keeper: personOf('顾维民') })).toBe('outgoing.no-such-application')
    const sheet = (await readSealSheet.run(reader('季红梅'), {})) as { rows: { what: string; copies: number; keeper: { name: string } }[] }
    expect(sheet.rows.map((r) => [r.what, r.copies, r.keeper.name]).sort()).toEqual([
      ['云政发〔2026〕1号', 40, '何平川'],
      ['在职证明', 2, '顾维民'],
    ])
  })
  test('blank letters go by serial, each once, and each has a fate', async () => {
    const take = { from: 101, to: 103, person: personOf('许文涛'), purpose: '赴省厅联系工作' }
    await o.as('季红梅', handleTakeBlanks, take)
    expect(await o.code('季红梅', handleTakeBlanks, { ...take, from: 103, to: 104 })).toBe('outgoing.blank-taken')
    await o.as('季红梅', handleEndBlank, { serial: 102, fate: 'spoilt', note: '写坏，已收回销毁' })
    expect(await o.code('季红梅', handleEndBlank, { serial: 102, fate: 'used', note: '再用' })).toBe('outgoing.no-such-blank')
    expect(((await readBlanks.run(reader('季红梅'), { open: true })) as { rows: { serial: number }[] }).rows.map((r) => r.serial)).toEqual([103, 101])
  })
})

test('文号登记 shows every number, borne, kept or void; whose paper it is only to whoever may see that paper (R-D40, 不变量 14)', async () => {
  await o.as('季红梅', handleReserveNumbers, { code: '云政发', count: 1, until: '2026-11-25', reason: '一号文' })
  const paper = await o.upTo('numbered')
  o.days(5)
  await endReservations(o.office.tx(), o.office.now)
  const seen = async (name: string) =>
    ((await readNumberRegister.run(reader(name), { year: 2026 })) as { rows: { n: number; state: string; matter: string | null; reason: string | null }[] }).rows
  expect((await seen('季红梅')).map(({ n, state, matter, reason }) => [n, state, matter, reason])).toEqual([
    [2, 'borne', paper.id, null],
    [1, 'void', null, '预留逾期：一号文'],
  ])
})
test('发文登记簿 begins at what one may see, and finds by 文号', async () => {
  const paper = await o.upTo('numbered')
  const rows = async (name: string, more = {}) => ((await readLedger.run(reader(name), { size: 50, ...more })) as { rows: { matter: string }[] }).rows.map((r) => r.matter)
  expect(await rows('季红梅', { text: '云政发〔2026〕1号', numbered: true })).toEqual([paper.id])
  expect(await rows('葛晴')).toEqual([])
  expect(await rows('季红梅', { figure: 'issued' })).toEqual([])
  expect(await rows('季红梅', { figure: 'drafted' })).toEqual([paper.id])
})
test('发文情况: what is counted is what the register shows (HA-17, BZ-47, R-D60)', async () => {
  await o.upTo('numbered')
  await o.upTo('issued')
  const first = (await readFigures.run(reader('季红梅'), { as: 'now' })) as { all: { key: string; n: number; of: number | null }[] }
  const of = (key: string) => first.all.find((f) => f.key === key)
  expect([of('drafted')?.n, of('issued')?.n, of('returned')?.n, of('publishedInTime')?.of]).toEqual([2, 1, 0, 0])
  o.days(40)
  const later = (await readFigures.run(reader('季红梅'), { as: 'now' })) as typeof first
  expect(later.all.find((f) => f.key === 'publishedInTime')).toMatchObject({ n: 0, of: 1 })
})
test('what it is for may be erased by law; the paper stands (R-C05)', async () => {
  const paper = await o.upTo('registered', { purpose: '因某某家庭困难' })
  await o.office.as('张怀远').do('erase', { matter: paper.id, piece: null, table: 'outgoing', key: paper.id, column: 'purpose', reason: '依申请删除' })
  expect(await o.see('张怀远', paper)).toMatchObject({ state: 'drafting', detail: { purpose: null } })
})
