/** 精文: papers a year by organ and type, counted when one is applied for and when it goes to review. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { noRules, rulesOf } from '../../../kernel/rules/in-force.ts'
import { instant } from '../../../kernel/time.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type PaperQuota, QUOTAS_RULE, quotasTable } from '../paper-quotas.ts'
import { readQuotas, readQuotaUse } from '../read/quota-use.ts'
import { readReadiness } from '../read/readiness.ts'
import { handleAmendPaper } from './amend-paper.ts'
import type { Paper } from './move-paper.ts'
import { notice, type OutgoingOffice, outgoingOffice, personOf, unitOf } from './outgoing-office.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleSubmitPaper } from './submit-paper.ts'
import { handleAskOver } from './year-limit.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-year')
}, 120_000)
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const government = '云溪市人民政府'
const atMost = (...rows: PaperQuota[]) => {
  o.office.rules = rulesOf([{ kind: 'table', key: QUOTAS_RULE, version: 1, value: { rows }, from_at: instant('2026-01-01T00:00:00+08:00'), basis: '云政办〔2026〕2号' }])
}
const notices = (most: number, leave = false): PaperQuota => ({ organ: government, paperType: 'notice', most, leave })
const refused = async (act: Promise<unknown>) => {
  try {
    await act
    return null
  } catch (error) {
    const { refusal } = error as { refusal?: { code: string; facts: object } }
    if (!refusal) throw error
    return { code: refusal.code, ...refusal.facts }
  }
}
const register = (more: object = {}) => o.as('顾维民', handleRegisterPaper, { ...notice, ...more }) as Promise<Paper>
const submit = (paper: Paper, more: object = {}) => o.as('顾维民', handleSubmitPaper, { matter: paper.id, piece: null, to: { unit: unitOf('papers') }, ...more })
async function drafted(more: object = {}): Promise<Paper> {
  const paper = await register(more)
  await o.write('顾维民', paper, '各单位要提前做好供热准备。')
  return paper
}

describe('申请时看本年限额 (HB-29, R-M20)', { timeout: 60_000 }, () => {
  test('印发过一件，限额一件：再起草须说明理由，写明会是第几件；说明以后有据可查', async () => {
    await o.upTo('issued')
    atMost(notices(1))
    expect(await refused(register())).toEqual({ code: 'outgoing.over-year', limits: ['云溪市人民政府通知 2/1'] })
    const paper = await register({ overReason: '省里限期部署' })
    expect(paper.detail.overYear).toMatchObject({ limits: ['云溪市人民政府通知 2/1'], reason: '省里限期部署', by: personOf('顾维民') })
    await o.write('顾维民', paper, '各单位要提前做好供热准备。')
    expect(await refused(submit(paper)), 'the reason is on record already').toBeNull()
  })
  test('别的文种、别的机关、由对方编号的、上一年的都不算；没有印发的不算', async () => {
    await o.upTo('issued')
    atMost({ organ: government, paperType: 'opinion', most: 0, leave: false }, { organ: '市住建局', paperType: null, most: 0, leave: false })
    expect((await register()).detail.overYear).toBeNull()
    atMost(notices(1))
    expect((await register({ ledBy: '市委办公室' })).detail.overYear).toBeNull()
    atMost(notices(2))
    await o.upTo('signed')
    expect((await register()).detail.overYear).toBeNull()
    atMost(notices(1))
    o.days(60)
    expect((await register()).detail.overYear).toBeNull()
  })
  test('全部公文合计也可以限；登记表单和限额表看得到已用多少', async () => {
    await o.upTo('issued')
    atMost({ organ: null, paperType: null, most: 1, leave: false }, notices(5))
    expect((await o.as('许文涛', readQuotaUse, { organ: government, paperType: 'notice' })).used).toEqual([
      { organ: null, paperType: null, most: 1, leave: false, issued: 1, over: true },
      { ...notices(5), issued: 1, over: false },
    ])
    expect((await o.as('许文涛', readQuotaUse, { organ: '市住建局', paperType: 'letter' })).used).toHaveLength(1)
    expect(await o.as('顾维民', readQuotas, {})).toMatchObject({ version: 1, basis: '云政办〔2026〕2号', year: 2026, used: [{ issued: 1 }, { issued: 1 }] })
    o.office.rules = noRules
    expect(await o.as('顾维民', readQuotas, {})).toMatchObject({ version: null, table: { rows: [] }, used: [] })
  })
  test('一个机关一个文种只有一行', () => {
    expect(quotasTable.safeParse({ rows: [notices(1)] }).success).toBe(true)
    expect(quotasTable.safeParse({ rows: [notices(1), notices(2)] }).success).toBe(false)
  })
})
describe('送审时再看一次 (HB-29, R-M20)', { timeout: 60_000 }, () => {
  test('起草时没有超，送审时超了：要理由，理由留在件上', async () => {
    atMost(notices(1))
    const paper = await drafted()
    await o.upTo('issued')
    expect(await refused(submit(paper))).toEqual({ code: 'outgoing.rule-reason', rules: ['超过本年发文限额：云溪市人民政府通知 2/1，请说明理由（R-M20）'] })
    await submit(paper, { ruleReason: '汛情紧急' })
    expect((await o.see('季红梅', paper)).detail.overYear).toMatchObject({ reason: '汛情紧急' })
  })
  test('限额表写明须报批的：办公室领导同意以前送不了审；不同意的还是送不了', async () => {
    atMost(notices(0, true))
    const paper = await drafted({ overReason: '省里限期部署' })
    const on = { matter: paper.id, piece: null }
    expect(await refused(submit(paper))).toEqual({ code: 'outgoing.leave-needed', limits: ['云溪市人民政府通知 1/0'] })
    expect(await o.as('顾维民', readReadiness, { matter: paper.id })).toMatchObject({ leaveNeeded: true, characters: { most: 5000 }, pages: { n: 2, most: 10 } })
    const ask = () => o.as('顾维民', handleAskOver, { ...on, reason: '省里限期部署' })
    const answer = async (agree: boolean) => {
      const asked = (await o.office.facts(paper.id as never)).assignments.find((a) => a.kind === 'say' && a.state === 'open')
      await o.office.as('张怀远').do('sign', { ...on, piece: asked?.id, agree, opinion: agree ? null : '年底前不再发。' })
      o.office.pass(60_000)
    }
    await ask()
    await answer(false)
    expect((await refused(submit(paper)))?.code).toBe('outgoing.leave-needed')
    await ask()
    await answer(true)
    expect(await o.as('顾维民', readReadiness, { matter: paper.id })).toMatchObject({ leaveNeeded: false })
    expect(await refused(submit(paper))).toBeNull()
    expect((await o.office.facts(paper.id as never)).notes.map((n) => n.text)).toContain('超限额发文，经批准：云溪市人民政府通知 1/0。省里限期部署')
  })
  test('送审以后更正文种：按新文种再看一次限额，须报批的没有批不能改；起草中更正的，送审时再看', async () => {
    const on = (paper: Paper) => ({ matter: paper.id, piece: null, fields: { paperType: 'opinion' }, reason: '文种用错' })
    const opinions = (leave: boolean): PaperQuota => ({ organ: government, paperType: 'opinion', most: 0, leave })
    atMost(opinions(true))
    const paper = await o.upTo('reviewing')
    expect(await refused(o.as('季红梅', handleAmendPaper, on(paper)))).toEqual({ code: 'outgoing.leave-needed', limits: ['云溪市人民政府意见 1/0'] })
    atMost(opinions(false))
    expect(((await o.as('季红梅', handleAmendPaper, on(paper))) as Paper).detail).toMatchObject({
      paperType: 'opinion',
      overYear: { limits: ['云溪市人民政府意见 1/0'], reason: '文种用错' },
    })
    const early = await drafted()
    expect(((await o.as('顾维民', handleAmendPaper, on(early))) as Paper).detail.overYear).toBeNull()
    expect(await o.as('顾维民', readReadiness, { matter: early.id })).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ rule: 'R-M20' })]) })
  })
  test('没有超过须报批的限额，不用报批', async () => {
    atMost(notices(9, true))
    const paper = await drafted()
    expect(await o.code('顾维民', handleAskOver, { matter: paper.id, piece: null, reason: '稳妥起见' })).toBe('outgoing.not-over')
  })
})
