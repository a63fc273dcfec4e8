/** 公开征求意见 on a real database: nothing that came is dropped, everything is answered, and only then the draft goes on. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { replayMatter } from '../../../kernel/history/replay.ts'
import { noRules } from '../../../kernel/rules/in-force.ts'
import { trialCalendar } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { answerOpinions, type OpinionRow } from '../consultation-shape.ts'
import { sitePackage } from '../print/site-package.ts'
import { readOpinions } from '../read/opinions.ts'
import { handleConsult, handleTellAdopted } from './consult.ts'
import type { Paper } from './move-paper.ts'
import { handleAddOpinion, handleAnswerOpinions, hearOpinion } from './opinions.ts'
import { notice, type OutgoingOffice, outgoingOffice, personOf, unitOf } from './outgoing-office.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleCountersign } from './review-paper.ts'
import { handleSubmitPaper } from './submit-paper.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-consult')
})
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (paper: { readonly id: string }) => ({ matter: paper.id, piece: null })
const reader = (name: string) =>
  ({ tx: o.office.tx(), who: { person: personOf(name) }, now: o.office.now, office: o.office.office, calendar: trialCalendar, rules: noRules, desks: o.office.desks }) as never
const seen = async (paper: { readonly id: string }, name = '顾维民') =>
  (await readOpinions.run(reader(name), { matter: paper.id })) as { page: string; mine: boolean; rows: OpinionRow[] }
const until = '2026-12-23'
const begun = async (): Promise<Paper> => {
  const paper = await o.upTo('registered')
  await o.as('顾维民', handleConsult, { ...on(paper), until })
  return paper
}
/** As the worker takes it out of the box. */
const hear = async (paper: { readonly id: string }, receipt: string, text: string, at = o.office.now) => {
  const { page } = await seen(paper)
  const said = { kind: 'opinion', form: { text }, consultation: page, receipt } as const
  return o.office.as('顾维民').run({ contract: { input: z.object({}) }, run: (ctx) => hearOpinion({ ...ctx, who: { ...ctx.who, system: true } }, said, at) }, {})
}
const answer = (paper: { readonly id: string }, rows: readonly OpinionRow[], verdict: string, reason = '已写进第三条') =>
  o.code('顾维民', handleAnswerOpinions, { matter: paper.id, opinions: rows.map((one) => one.id), verdict, reason })
const submitted = (paper: { readonly id: string }) => o.code('顾维民', handleSubmitPaper, { ...on(paper), to: { unit: unitOf('papers') } })
const told = (paper: { readonly id: string }) => o.code('顾维民', handleTellAdopted, on(paper))

describe('公开征求意见 (GN-39)', () => {
  test('thirty days as a rule; shorter only with a reason; once, and not of a work secret', async () => {
    const paper = await o.upTo('registered')
    const put = (more: object) => o.code('顾维民', handleConsult, { ...on(paper), ...more })
    expect(await put({ until: '2026-11-23' })).toBe('outgoing.consult-past')
    expect(await put({ until: '2026-12-22' })).toBe('outgoing.consult-short')
    expect(await put({ until: '2026-12-22', shortened: '供暖在即' })).toBe('done')
    expect(await put({ until })).toBe('outgoing.consulted-already')
    const [row] = await run<{ title: string; shortened: string; body: string }>(o.office.tx(), 'select t.title, t.shortened, t.body from outgoing_public_text t', [])
    expect(row).toMatchObject({ title: '关于做好今冬供热工作的通知', shortened: '供暖在即', body: expect.stringContaining('提前做好供热准备') })
    const secret = (await o.as('张怀远', handleRegisterPaper, { ...notice, named: true })) as Paper
    await o.write('张怀远', secret, '内部安排。')
    expect(await o.code('张怀远', handleConsult, { ...on(secret), until })).toBe('outgoing.consult-secret')
  })
  test('the draft goes no further while the time runs, nor while one opinion has no answer, nor before it was told what came of them', async () => {
    const paper = await begun()
    const [consulting] = (await o.see('顾维民', paper)).clocks.filter((c) => c.key === 'consulting')
    expect(consulting).toMatchObject({ stoppedAt: null })
    expect(await hear(paper, 'AAAA1111', '建议提前到十一月一日供热，联系电话13812345678。')).toMatchObject({ outcome: 'taken' })
    o.office.pass(60_000)
    await o.as('顾维民', handleAddOpinion, { matter: paper.id, came: 'meeting', saidBy: '业主座谈会', text: '建议公布投诉电话。' })
    await o.as('顾维民', handleCountersign, { ...on(paper), to: [{ unit: unitOf('water') }], ask: '请提意见。' })
    await o.sign('水清', paper, false)
    expect(await submitted(paper)).toBe('outgoing.consultation-open')
    const { rows } = await seen(paper)
    expect(rows.map((one) => [one.came, one.saidBy, one.verdict])).toEqual([
      ['public', null, null],
      ['meeting', '业主座谈会', null],
      ['unit', '市水利局', null],
    ])
    expect(rows[0]?.text).not.toContain('13812345678')
    expect(await answer(paper, rows.slice(0, 2), 'adopted')).toBe('done')
    expect(await told(paper)).toBe('outgoing.consultation-runs')
    o.days(32)
    expect(await told(paper)).toBe('outgoing.opinions-open')
    expect(answerOpinions.input.safeParse({ matter: paper.id, opinions: [rows[2]?.id], verdict: 'declined', reason: ' ' }).success).toBe(false)
    expect(await answer(paper, rows.slice(2), 'declined', '水费另行规定')).toBe('done')
    expect(await submitted(paper)).toBe('outgoing.consultation-open')
    expect(await told(paper)).toBe('done')
    const [page] = await run<{ answers: { text: string; verdict: string; reason: string }[] }>(o.office.tx(), 'select t.answers from outgoing_public_text t', [])
    expect(page?.answers.map((one) => [one.verdict, one.reason])).toEqual([
      ['adopted', '已写进第三条'],
      ['adopted', '已写进第三条'],
      ['declined', '水费另行规定'],
    ])
    expect(JSON.stringify(page)).not.toContain('13812345678')
    expect(await submitted(paper)).toBe('done')
    expect((await o.see('顾维民', paper)).detail.materials).toMatchObject([{ kind: 'opinions', without: expect.stringContaining('共收到 3 条意见') }])
    expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
  })
  test('what was handed in by the last day is taken however late it arrives; published answers are not changed; nobody else answers', async () => {
    const paper = await begun()
    const inTime = o.office.now
    o.days(35)
    expect(await hear(paper, 'BBBB2222', '按时交的。', inTime)).toMatchObject({ outcome: 'taken' })
    expect(await hear(paper, 'CCCC3333', '过期的。')).toMatchObject({ outcome: 'public.consultation-over' })
    const { rows } = await seen(paper)
    expect(rows.map((one) => one.receipt)).toEqual(['BBBB2222'])
    expect(await o.code('季红梅', handleAnswerOpinions, { matter: paper.id, opinions: [rows[0]?.id], verdict: 'adopted', reason: '好' })).toBe('kernel.not-found')
    expect((await seen(paper)).mine).toBe(true)
    expect(await answer(paper, rows, 'partly', '部分写进')).toBe('done')
    expect(await answer(paper, rows, 'adopted', '改为采纳')).toBe('done')
    expect(await told(paper)).toBe('done')
    expect(await answer(paper, rows, 'declined', '再改')).toBe('outgoing.no-consultation')
  })
  test('依法删除 takes every opinion with its answer, and with the text what the public page showed of it (R-C05, R-C18)', async () => {
    const paper = await begun()
    await hear(paper, 'DDDD4444', '我家住三号楼二单元。')
    const { rows } = await seen(paper)
    await answer(paper, rows, 'adopted', '按来信改')
    o.days(35)
    await told(paper)
    const erase = (table: string, column: string) => o.office.as('张怀远').do('erase', { matter: paper.id, piece: null, table, key: paper.id, column, reason: '依申请删除' })
    await erase('outgoing', 'opinions')
    const page = () => run(o.office.tx(), 'select t.title, t.body, t.answers from outgoing_public_text t', [])
    expect((await seen(paper)).rows).toMatchObject([{ text: null, reason: null, verdict: 'adopted', receipt: 'DDDD4444' }])
    expect(await page()).toMatchObject([{ body: expect.stringContaining('供热'), answers: null }])
    await erase('draft', 'all')
    expect(await page()).toEqual([{ title: null, body: null, answers: null }])
    expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
  })
})

test('网站用数据包: a line and a page of every public paper; what stands in a text is escaped (GN-38)', async () => {
  await o.upTo('issued', { title: '关于<做好>供热工作的通知' })
  const { body, name } = await sitePackage(reader('季红梅'), { params: {}, query: { year: '2026' } })
  const files = unzipSync(body as Uint8Array)
  expect(name).toBe('public-2026.zip')
  expect(JSON.parse(strFromU8(files['list.json'] as Uint8Array))).toMatchObject([
    { docNumber: '云政发〔2026〕1号', issued: '2026-11-23', publishedOn: null, html: '云政发〔2026〕1号.html' },
  ])
  const page = strFromU8(files['云政发〔2026〕1号.html'] as Uint8Array)
  expect(page).toContain('<h1>关于&lt;做好&gt;供热工作的通知</h1>')
  expect(page).toContain('<p>各单位要提前做好供热准备。</p>')
})
