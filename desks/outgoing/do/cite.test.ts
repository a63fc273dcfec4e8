/** 引用、人名、单位 while a paper is written, and what is said of a 文号 it cites. On a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { citationsOf } from '../../../kernel/drafts/citations.ts'
import { offersFor } from '../../../kernel/drafts/offers.ts'
import { indexSome } from '../../../kernel/search/build.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { handleWithdrawPaper } from './after-issue.ts'
import { type OutgoingOffice, outgoingOffice, personOf } from './outgoing-office.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-cite')
}, 120_000)
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const eyes = (name: string) => ({ tx: o.office.tx(), who: { person: personOf(name) }, now: o.office.now, office: o.office.office, desks: o.office.desks })
const index = async () => {
  while ((await indexSome(o.office.tx(), o.office.desks, 500)) > 0);
}
const cited = (number: string) => `《关于做好今冬供热工作的通知》（${number}）`
const later = () => o.upTo('registered', { title: '关于供热收费的通知' })

describe('写稿时输入 @ (BZ-27)', () => {
  test('人员带职务，领导不带单位；单位给全称；拼音首字母也找得到', { timeout: 60_000 }, async () => {
    const paper = await later()
    const texts = async (q: string) => (await offersFor(eyes('顾维民'), paper.id as never, q)).map((one) => one.text)
    const title = (name: string) => o.office.office.posts.get(o.office.office.holdings.find((one) => one.person === personOf(name))?.post as never)?.title ?? ''
    expect(await texts('韩冬')).toEqual([`${title('韩冬')}韩冬`])
    expect(await texts('郭振华')).toEqual([`市住建局${title('郭振华')}郭振华`])
    expect(await texts('水利')).toContain('市水利局')
    expect(await texts('szjj')).toContain('市住建局')
  })
  test('文件按文号或者标题找到，写成《标题》（文号）；看不见的、还没有文号的、已经废止的都不给', { timeout: 60_000 }, async () => {
    const issued = await o.upTo('issued')
    const paper = await later()
    await index()
    const papers = async (q: string) => (await offersFor(eyes('顾维民'), paper.id as never, q)).filter((one) => one.kind === 'paper').map((one) => one.text)
    const number = issued.detail.docNumber as string
    const year = number.slice(0, number.indexOf('〕'))
    expect(await papers(year.replace('〔', '['))).toEqual([cited(number)])
    expect(await papers('今冬供热')).toEqual([cited(number)])
    expect(await papers('供热收费')).toEqual([])
    await o.as('季红梅', handleWithdrawPaper, { matter: issued.id, piece: null, kind: 'repealed', reason: '新的办法已经施行', basis: '市政府常务会议' })
    expect(await papers(year)).toEqual([])
  })
  test('不写这一稿的人问不到 (invariant 14)', { timeout: 60_000 }, async () => {
    const paper = await later()
    await expect(offersFor(eyes('水清'), paper.id as never, '韩冬')).rejects.toMatchObject({ refusal: { code: 'kernel.not-found' } })
  })
})
describe('引用核对 (BZ-27)', () => {
  test('本机关发文的文号认得出，指到那一件；废止以后说明不能再引；没有的文号说没有查到', { timeout: 60_000 }, async () => {
    const issued = await o.upTo('issued')
    const paper = await later()
    const number = issued.detail.docNumber as string
    await o.write('顾维民', paper, `按照${cited(number)}和《关于供水的通知》（云政发〔2026〕99号）执行。`)
    const found = () => citationsOf(eyes('顾维民'), paper.id as never)
    expect(await found()).toMatchObject([
      { status: 'not-in-library', wrong: false, here: { matter: issued.id, desk: 'outgoing', title: '关于做好今冬供热工作的通知', endedOn: null } },
      { status: 'not-in-library', wrong: false, here: null },
    ])
    await o.as('季红梅', handleWithdrawPaper, { matter: issued.id, piece: null, kind: 'repealed', reason: '新的办法已经施行', basis: '市政府常务会议' })
    expect((await found())[0]).toMatchObject({ wrong: true, here: { matter: issued.id, endedOn: '2026-11-23' } })
  })
})
