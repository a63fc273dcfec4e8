/** 发文 on a real database: from the first word to the number, and what a change after the signature sets off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { replayMatter } from '../../../kernel/history/replay.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { roundsOf } from '../rounds.ts'
import type { Paper } from './move-paper.ts'
import { handleChangeText, handleCorrectText, handleJoinPaper, handleNumberPaper, handleRecheckPaper, handleVoidNumber } from './number-paper.ts'
import { allMet, notice, type OutgoingOffice, outgoingOffice, personOf, unitOf } from './outgoing-office.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleReserveNumbers } from './reserve-numbers.ts'
import { handleCountersign, handleGradePaper, handleReviewPaper, handleToSign } from './review-paper.ts'
import { handleKeepMaterials, handleReturnPaper, handleSubmitPaper } from './submit-paper.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-acts')
})
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (paper: { readonly id: string }) => ({ matter: paper.id, piece: null })
const whole = async (paper: { readonly id: string }) => expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
const proof = { first: personOf('季红梅'), second: personOf('顾维民') }

test('起草到编号: a working number from the first word, the 文号 only after 签发 and 复核 (R-D40)', async () => {
  const rechecked = await o.upTo('rechecked')
  expect(rechecked).toMatchObject({ state: 'rechecked', number: '发稿〔2026〕1号', detail: { docNumber: null } })
  const paper = (await o.as('季红梅', handleNumberPaper, on(rechecked))) as Paper
  expect(paper).toMatchObject({ state: 'numbered', detail: { docNumber: '云政发〔2026〕1号' } })
  const next = await o.upTo('numbered')
  expect(next.detail.docNumber).toBe('云政发〔2026〕2号')
  await whole(paper)
})

describe('代拟稿 of a department', () => {
  const begun = async () => {
    const paper = (await o.as('许文涛', handleRegisterPaper, { ...notice, way: 'department' })) as Paper
    await o.write('许文涛', paper, '代拟稿。')
    return paper
  }
  const submit = (paper: Paper) => ({ ...on(paper), to: { unit: unitOf('papers') } })
  test('what is missing is told all at once; a material there is none of says why (BZ-47, GN-46)', async () => {
    const paper = await begun()
    await expect(o.as('许文涛', handleSubmitPaper, submit(paper))).rejects.toMatchObject({
      refusal: { code: 'outgoing.materials-missing', facts: { missing: ['请示', '起草说明', '征求意见及采纳情况', '合法性审核意见'] } },
    })
    const materials = ['request', 'explanation', 'opinions', 'legality'].map((kind) => ({ kind, without: '随纸质件报送' }))
    await o.as('许文涛', handleKeepMaterials, { ...on(paper), materials })
    expect(await o.as('许文涛', handleSubmitPaper, submit(paper))).toMatchObject({ state: 'submitted' })
  })
  test('returned with every reason, before and after it is signed for; a reason not told the first time says why; rounds and days are counted (BZ-47, R-D22, HA-97)', async () => {
    const paper = await begun()
    await o.as('许文涛', handleKeepMaterials, { ...on(paper), materials: ['request', 'explanation', 'opinions', 'legality'].map((kind) => ({ kind, without: '无' })) })
    await o.as('许文涛', handleSubmitPaper, submit(paper))
    const back = (await o.as('季红梅', handleReturnPaper, { ...on(paper), reasons: ['依据有误', '数字须核'], checks: ['reason', 'format'] })) as Paper
    expect(back).toMatchObject({ state: 'drafting', detail: { returns: [{ reasons: ['依据有误', '数字须核'] }] } })
    await o.write('许文涛', paper, '代拟稿，二稿。')
    await o.as('许文涛', handleSubmitPaper, submit(paper))
    await o.office.as('季红梅').do('accept', on(paper))
    const again = { ...on(paper), reasons: ['没有征求水利部门意见'], checks: ['consulted'] }
    expect(await o.code('季红梅', handleReturnPaper, again)).toBe('outgoing.tell-at-once')
    expect(await o.as('季红梅', handleReturnPaper, { ...again, late: '二稿新增涉水内容' })).toMatchObject({ state: 'returned' })
    await o.office.as('许文涛').do('accept', on(paper))
    expect(await o.see('许文涛', paper)).toMatchObject({ state: 'drafting' })
    await whole(paper)
    o.days(3)
    const { returned, laps, byUnit } = roundsOf(await o.see('许文涛', paper), o.office.now)
    expect(returned).toBe(2)
    expect(laps.map((lap) => [lap.unit, lap.person, lap.to === null])).toEqual([
      ['市住建局', '许文涛', false],
      ['文电科', '季红梅', false],
      ['市住建局', '许文涛', true],
    ])
    expect(byUnit[0]).toEqual(['市住建局', 3])
  })
})

describe('会签、核稿、呈签', () => {
  test('a unit whose powers it touches is heard before 审核 (R-D20)', async () => {
    const paper = await o.upTo('registered', { involved: [{ unit: unitOf('water') }] })
    const submit = { ...on(paper), to: { unit: unitOf('papers') } }
    expect(await o.code('顾维民', handleSubmitPaper, submit)).toBe('outgoing.not-consulted')
    await o.as('顾维民', handleCountersign, { ...on(paper), to: [{ unit: unitOf('water') }], ask: '请会签' })
    await o.sign('水清', paper)
    expect(await o.code('顾维民', handleSubmitPaper, submit)).toBe('done')
  })
  test('three units in parallel, one says no alone; it is told how that was settled, and stays on record (GN-18)', async () => {
    const paper = await o.upTo('reviewing')
    await o.as('季红梅', handleCountersign, { ...on(paper), to: ['housing', 'water', 'health'].map((key) => ({ unit: unitOf(key) })), ask: '请会签' })
    await o.sign('水清', paper, false)
    await o.sign('许文涛', paper)
    await o.sign('葛晴', paper)
    await o.as('季红梅', handleReviewPaper, { ...on(paper), checks: allMet, proof })
    const put = { ...on(paper), signer: personOf('韩冬') }
    expect(await o.code('季红梅', handleToSign, put)).toBe('outgoing.dissent-untold')
    const signing = (await o.as('季红梅', handleToSign, { ...put, dissent: '已与水利局协商，按住建局意见办理' })) as Paper
    expect(signing.stages.flatMap((s) => s.pieces).find((p) => p.ending === 'disagreed')).toMatchObject({ unit: { name: '市水利局' }, opinion: '请再斟酌' })
    expect(signing.detail.dissent).toContain('协商')
    await whole(paper)
  })
  test('five items by name, two under the proof-reading, never by whoever drafted it (R-D21, ZK-14)', async () => {
    const paper = await o.upTo('reviewing')
    const review = { ...on(paper), checks: allMet, proof }
    expect(await o.code('季红梅', handleReviewPaper, { ...review, proof: { first: personOf('季红梅'), second: personOf('季红梅') } })).toBe('outgoing.proof-by-two')
    expect(await o.code('季红梅', handleReviewPaper, { ...review, checks: allMet.map((c) => (c.key === 'lawful' ? { ...c, ok: false, note: '与上位法不符' } : c)) })).toBe(
      'outgoing.check-failed',
    )
    const reviewed = (await o.as('季红梅', handleReviewPaper, review)) as Paper
    expect(reviewed.detail.checks.map((c) => c.by)).toEqual(Array(5).fill(personOf('季红梅')))
    const own = (await o.as('季红梅', handleRegisterPaper, notice)) as Paper
    await o.write('季红梅', own, '自拟稿。')
    await o.as('季红梅', handleSubmitPaper, { ...on(own), to: { unit: unitOf('general') } })
    await o.office.as('顾维民').do('accept', on(own))
    await o.office.as('顾维民').do('handOver', { ...on(own), to: { person: personOf('季红梅') }, ask: '请核' })
    await o.office.as('季红梅').do('accept', on(own))
    expect(await o.code('季红梅', handleReviewPaper, { matter: own.id, piece: null, checks: allMet, proof })).toBe('outgoing.own-draft')
  })
  test.each([
    ['an important paper', { important: true }, '韩冬', '周启明'],
    ['a paper upward', { direction: 'up', paperType: 'request', form: 'upward', title: '关于增拨供热资金的请示' }, '韩冬', '周启明'],
    ['one of the government', {}, '张怀远', '韩冬'],
    ['one of the office by authority, and important', { level: 'authorised', important: true }, '何平川', '张怀远'],
    ['one of the office', { level: 'office' }, '季红梅', '何平川'],
  ] as const)('%s is signed by the right person (R-D23)', async (_, more, wrong, right) => {
    const paper = await o.upTo('reviewed', more)
    expect(await o.code('季红梅', handleToSign, { ...on(paper), signer: personOf(wrong) })).toBe('outgoing.wrong-signer')
    expect(await o.code('季红梅', handleToSign, { ...on(paper), signer: personOf(right) })).toBe('done')
  })
  test('graded, not merely passed, with the rounds it took (BZ-38)', async () => {
    const paper = await o.upTo('signed')
    expect(await o.as('季红梅', handleGradePaper, { ...on(paper), grade: 'excellent' })).toMatchObject({ detail: { grade: { grade: 'excellent', by: personOf('季红梅') } } })
  })
})

describe('签发后修改 (R-D41)', () => {
  test('the text that is rechecked is word for word the one that was signed', async () => {
    const paper = await o.upTo('signed')
    await o.write('季红梅', paper, '各单位要提前三天做好供热准备。')
    expect(await o.code('季红梅', handleRecheckPaper, on(paper))).toBe('outgoing.changed-after-signing')
    const back = (await o.as('季红梅', handleChangeText, { ...on(paper), reason: '补时限' })) as Paper
    expect(back.state).toBe('signing')
    await o.sign('韩冬', paper)
    expect(await o.as('季红梅', handleRecheckPaper, on(paper))).toMatchObject({ state: 'rechecked' })
    await whole(paper)
  })
  test('numbered already, it keeps its number and signs again', async () => {
    const paper = await o.upTo('numbered')
    await o.write('季红梅', paper, '各单位要提前五天做好供热准备。')
    await o.as('季红梅', handleChangeText, { ...on(paper), reason: '改时限' })
    await o.sign('韩冬', paper)
    await o.as('季红梅', handleRecheckPaper, on(paper))
    expect(await o.as('季红梅', handleNumberPaper, on(paper))).toMatchObject({ detail: { docNumber: '云政发〔2026〕1号' } })
    expect((await o.upTo('numbered')).detail.docNumber).toBe('云政发〔2026〕2号')
  })
  test('a trivial difference is marked by name; where nothing changed there is nothing to mark', async () => {
    const paper = await o.upTo('signed')
    expect(await o.code('季红梅', handleCorrectText, { ...on(paper), reason: '标点' })).toBe('outgoing.nothing-changed')
    await o.write('季红梅', paper, '各单位要提前做好供热准备；')
    expect(await o.as('季红梅', handleCorrectText, { ...on(paper), reason: '标点' })).toMatchObject({ state: 'signed' })
    expect(await o.code('季红梅', handleRecheckPaper, on(paper))).toBe('done')
  })
})

describe('文号 (R-D40)', () => {
  const until = '2026-12-10'
  test('reserved numbers are stepped over, used by name, and refused to a second paper', async () => {
    const kept = await o.as('季红梅', handleReserveNumbers, { code: '云政发', count: 2, until, reason: '年度一号文' })
    expect(kept).toEqual({ numbers: ['云政发〔2026〕1号', '云政发〔2026〕2号'] })
    expect((await o.upTo('numbered')).detail.docNumber).toBe('云政发〔2026〕3号')
    const own = await o.upTo('rechecked')
    expect(await o.as('季红梅', handleNumberPaper, { ...on(own), reserved: 1 })).toMatchObject({ detail: { docNumber: '云政发〔2026〕1号' } })
    const second = await o.upTo('rechecked')
    expect(await o.code('季红梅', handleNumberPaper, { ...on(second), reserved: 1 })).toBe('outgoing.not-reserved')
    expect(await o.code('季红梅', handleReserveNumbers, { code: '云政发', count: 1, until: '2026-11-01', reason: '迟了' })).toBe('outgoing.reserve-past')
  })
  test('one given up stays in the register with its reason, and is never given again', async () => {
    const paper = await o.upTo('numbered')
    expect(await o.as('季红梅', handleVoidNumber, { ...on(paper), reason: '代字用错' })).toMatchObject({ state: 'rechecked', detail: { docNumber: null } })
    expect(await o.as('季红梅', handleNumberPaper, on(paper))).toMatchObject({ detail: { docNumber: '云政发〔2026〕2号' } })
  })
  test('a paper another organ leads bears its number; a joint one waits for every page (R-D25)', async () => {
    const theirs = await o.upTo('rechecked', { ledBy: '中共云溪市委办公室' })
    expect(await o.code('季红梅', handleNumberPaper, on(theirs))).toBe('outgoing.number-of-theirs')
    expect(await o.as('季红梅', handleNumberPaper, { ...on(theirs), theirs: '云办发〔2026〕7号' })).toMatchObject({ detail: { docNumber: '云办发〔2026〕7号' } })
    const joint = await o.upTo('rechecked', { organs: ['云溪市人民政府', '云溪军分区'] })
    expect(await o.code('季红梅', handleNumberPaper, on(joint))).toBe('outgoing.joint-open')
    await o.as('季红梅', handleJoinPaper, { ...on(joint), organ: '云溪军分区', signer: '司令员', signedOn: '2026-11-23' })
    expect(await o.as('季红梅', handleNumberPaper, on(joint))).toMatchObject({ detail: { docNumber: '云政发〔2026〕1号' } })
  })
})
