/** 行文规则 asked by the office itself: what breaks one does not go to review. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Draft } from '../../../kernel/drafts/draft.ts'
import { putDraft } from '../../../kernel/drafts/text-row.ts'
import { rulesOf } from '../../../kernel/rules/in-force.ts'
import { instant } from '../../../kernel/time.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { LETTERHEADS_RULE } from '../letterheads.ts'
import { readLetterheads } from '../read/quota-use.ts'
import { readReadiness } from '../read/readiness.ts'
import { handleSetNormative } from './after-issue.ts'
import type { Paper } from './move-paper.ts'
import { allMet, notice, type OutgoingOffice, outgoingOffice, personOf, unitOf } from './outgoing-office.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleCountersign, handleReviewLegality, handleReviewPaper, handleToSign } from './review-paper.ts'
import { handleSubmitPaper } from './submit-paper.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-rules')
})
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const request = { ...notice, title: '关于增拨供热资金的请示', paperType: 'request', direction: 'up', form: 'upward' } as const
const upward: Draft = {
  title: '关于增拨供热资金的请示',
  addressees: ['省人民政府'],
  body: [{ id: 'a', kind: 'paragraph', text: '拟申请增拨供热资金。妥否，请批示。' }],
  attachments: [],
  remark: null,
  copyTo: [],
}
async function submitted(register: object, draft: Draft, more: object = {}): Promise<{ code: string; rules: unknown }> {
  const paper = (await o.as('顾维民', handleRegisterPaper, register)) as Paper
  await putDraft({ tx: o.office.tx(), who: { person: personOf('顾维民') }, now: o.office.now, office: o.office.office }, paper.id as never, draft)
  try {
    await o.as('顾维民', handleSubmitPaper, { matter: paper.id, piece: null, to: { unit: unitOf('papers') }, ...more })
    return { code: 'done', rules: null }
  } catch (error) {
    const { refusal } = error as { refusal?: { code: string; facts: { rules?: unknown } } }
    if (!refusal) throw error
    return { code: refusal.code, rules: refusal.facts.rules }
  }
}

describe('送审时按行文规则 (R-D01 … R-D11)', () => {
  test('合规的请示送得出；两个主送、抄送下级、越级的送不出，理由和条款一并写明', async () => {
    expect(await submitted(request, upward)).toEqual({ code: 'done', rules: null })
    expect(await submitted(request, { ...upward, addressees: ['省人民政府', '省水利厅'] })).toEqual({
      code: 'outgoing.breaks-rules',
      rules: ['上行文只主送一个机关，其他用抄送：省人民政府、省水利厅（R-D02）'],
    })
    expect((await submitted(request, { ...upward, copyTo: ['市水利局'] })).rules).toEqual(['上行文不抄送下级机关：市水利局（R-D02）'])
    expect((await submitted(request, { ...upward, addressees: ['国务院'] })).rules).toEqual(['越级行文，应同时抄送被越过的机关：国务院（R-D01）'])
  })
  test('报告夹带请示送不出 (R-D03)；部门给县里下指令，要写明经政府同意 (R-D08)', async () => {
    const report = { ...request, title: '关于供热工作情况的报告', paperType: 'report' }
    expect((await submitted(report, { ...upward, title: report.title })).code).toBe('outgoing.breaks-rules')
    const own = { ...notice, organs: ['市住建局'], level: 'office' }
    const down = { ...upward, title: notice.title, addressees: ['各县（区）人民政府'], body: [{ id: 'a', kind: 'paragraph' as const, text: '请各县区限期完成。' }] }
    expect((await submitted(own, down)).rules).toEqual(['部门不得向下级政府发布指令性公文；经政府同意的，文中须写明：各县（区）人民政府（R-D08）'])
    expect((await submitted(own, { ...down, body: [{ id: 'a', kind: 'paragraph', text: '经市政府同意，现通知如下。' }] })).code).toBe('done')
  })
  test('超过五千字要说明理由，说明以后随件送审 (R-M20)', async () => {
    const long: Draft = { ...upward, title: notice.title, addressees: ['各县（区）人民政府'], body: [{ id: 'a', kind: 'paragraph', text: '字'.repeat(5001) }] }
    expect(await submitted(notice, long)).toEqual({ code: 'outgoing.rule-reason', rules: ['字数 5001/5000，请说明理由（R-M20）'] })
    expect((await submitted(notice, long, { ruleReason: '规划全文，不宜拆分' })).code).toBe('done')
  })
})
const downward: Draft = { ...upward, title: notice.title, addressees: ['各县（区）人民政府'], body: [{ id: 'a', kind: 'paragraph', text: '请抓好落实。' }] }
/** Who stands above whom, as 版头表 of the office has it. */
const settled = (superior: string | null, other: string | null = null) => {
  const value = { names: [], organs: [{ name: '云溪市人民政府', superior, other }], rows: [] }
  o.office.rules = rulesOf([{ kind: 'table', key: LETTERHEADS_RULE, version: 1, value, from_at: instant('2026-01-01T00:00:00+08:00'), basis: '云政办〔2026〕1号' }])
}
describe('从表单、版头表、成品取来的事实', () => {
  test('不到五千字而超过十页的，要理由；数的是印出来的页 (R-M20)', async () => {
    const long: Draft = { ...downward, body: Array.from({ length: 260 }, (_, n) => ({ id: `p${n}`, kind: 'paragraph' as const, text: `第${n + 1}条。` })) }
    expect(await submitted(notice, long)).toEqual({ code: 'outgoing.rule-reason', rules: ['页数 14/10，请说明理由（R-M20）'] })
    expect((await submitted(notice, long, { ruleReason: '名录不宜拆分' })).code).toBe('done')
  })
  test('转报下级请示，没有写倾向性意见的送不出 (R-D05)', async () => {
    const passed = { ...request, passesOn: true }
    expect((await submitted(passed, upward)).rules).toEqual(['下级请示不能原文转报，须写明倾向性意见（R-D05）'])
    expect((await submitted({ ...passed, inclination: '拟同意县里所请。' }, upward)).code).toBe('done')
  })
  test('重要下行文没有抄送直接上级的，要理由；版头表没有写上级的，请写明抄送了谁 (R-D07)', async () => {
    const important = { ...notice, important: true }
    expect((await submitted(important, downward)).rules).toEqual(['重要下行文应抄送直接上级，版头表没有写明云溪市人民政府的直接上级，请说明抄送了谁（R-D07）'])
    settled('云中省人民政府')
    expect((await submitted(important, downward)).rules).toEqual(['重要下行文应抄送直接上级：云中省人民政府（R-D07）'])
    expect((await submitted(important, { ...downward, copyTo: ['云中省人民政府'] })).code).toBe('done')
    // above a department stands the government whose leaders are here
    const ours = { ...downward, body: [{ id: 'a', kind: 'paragraph' as const, text: '经市政府同意，请抓好落实。' }] }
    expect((await submitted({ ...important, organs: ['市住建局'], level: 'office' }, ours)).rules).toEqual(['重要下行文应抄送直接上级：市人民政府（R-D07）'])
  })
  test('双重领导的，上行时提醒抄送另一上级，不拦 (R-D06)', async () => {
    settled('省人民政府', '云中省自然资源厅')
    const paper = (await o.as('顾维民', handleRegisterPaper, request)) as Paper
    await putDraft({ tx: o.office.tx(), who: { person: personOf('顾维民') }, now: o.office.now, office: o.office.office }, paper.id as never, upward)
    const { findings, pages } = await o.as('顾维民', readReadiness, { matter: paper.id })
    expect(findings).toEqual([{ rule: 'R-D06', weight: 'hint', key: 'otherSuperior', about: '云中省自然资源厅' }])
    expect(pages.n, 'laid out before anybody has signed').toBe(2)
    expect((await submitted(request, upward)).code).toBe('done')
  })
  test('科室的人起草，用的是办公室的名义；部门的人用本部门的 (R-D10)', async () => {
    expect((await o.as('顾维民', readLetterheads, {})).own).toBe('市政府办公室')
    expect((await o.as('许文涛', readLetterheads, {})).own).toBe('市住建局')
    expect((await submitted({ ...notice, organs: ['综合科'] }, downward)).rules).toEqual(['内设机构不对外正式行文：综合科（R-D10）'])
  })
})
describe('部门之间未协商一致的，不得向下行文 (R-D09)', { timeout: 60_000 }, () => {
  const against = async (register: object, words: string) => {
    const paper = (await o.as('顾维民', handleRegisterPaper, { ...notice, ...register })) as Paper
    const on = { matter: paper.id, piece: null }
    await o.write('顾维民', paper, words)
    await o.as('顾维民', handleSubmitPaper, { ...on, to: { unit: unitOf('papers') } })
    await o.office.as('季红梅').do('accept', on)
    const ask = () => o.as('季红梅', handleCountersign, { ...on, to: [{ unit: unitOf('water') }], ask: '请会签' })
    await ask()
    await o.sign('水清', paper, false)
    await o.as('季红梅', handleReviewPaper, { ...on, checks: allMet, proof: { first: personOf('季红梅'), second: personOf('顾维民') } })
    const sign = () => o.code('季红梅', handleToSign, { ...on, signer: personOf('何平川'), dissent: '已沟通，按现行规定办。' })
    return { paper, ask, sign }
  }
  test('部门的下行文，有单位不同意就不能呈签，写了协调情况也不行；再征求、同意了才行', async () => {
    const { paper, ask, sign } = await against({ organs: ['市住建局'], level: 'office' }, '经市政府同意，请抓好落实。')
    expect(await sign()).toBe('outgoing.not-agreed')
    await ask()
    await o.sign('水清', paper)
    expect(await sign()).toBe('done')
  })
  test('办公室的下行文，不同意见和协调情况随文呈签，由签发人定 (GN-18)', async () => {
    const { sign } = await against({ organs: ['市政府办公室'], code: '云政办发', level: 'office' }, '请抓好落实。')
    expect(await sign()).toBe('done')
  })
})
test('规范性文件没有合法的审核结论，呈签不了 (GN-46)', async () => {
  const paper = await o.upTo('reviewed')
  const on = { matter: paper.id, piece: null }
  await o.as('季红梅', handleSetNormative, { ...on, validUntil: '2031-12-31', reviewOn: '2028-12-31' })
  const sign = { ...on, signer: personOf('韩冬') }
  expect(await o.code('季红梅', handleToSign, sign)).toBe('outgoing.not-reviewed-lawful')
  const review = { ...on, basis: '《城镇供热条例》', opinion: '不合法', reviewer: '市司法局' }
  await o.as('季红梅', handleReviewLegality, { ...review, lawful: false })
  expect(await o.code('季红梅', handleToSign, sign)).toBe('outgoing.not-reviewed-lawful')
  await o.as('季红梅', handleReviewLegality, { ...review, opinion: '合法', lawful: true })
  expect(await o.code('季红梅', handleToSign, sign)).toBe('done')
})
