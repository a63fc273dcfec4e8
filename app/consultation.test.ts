/** 征求意见页：市民不用登录、不用留名，交了的一条不丢，截止以后不收，公布以后都看得到。 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Draft } from '../kernel/drafts/draft.ts'
import { addDays, officeDate } from '../kernel/time.ts'
import { faults } from '../platform/http/test-server.ts'
import { openPublicOffice, type PublicOffice, text, value, work } from './public-office.ts'

let o: PublicOffice
let clerk: Awaited<ReturnType<PublicOffice['server']['signIn']>>
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'consultation')
  const unit = await o.server.unit('general-division', '综合科')
  const { password } = await o.server.person('顾维民', 'guweimin', unit, ['outgoing.register', 'outgoing.draft', 'outgoing.handle'])
  clerk = await o.server.signIn('guweimin', password)
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})
const draft: Draft = {
  title: '关于<供水>管理办法的通知',
  addressees: ['各县（区）人民政府'],
  body: [
    { id: 'a', kind: 'heading', level: 1, text: '总则' },
    { id: 'b', kind: 'paragraph', text: '水箱每半年清洗一次。' },
  ],
  attachments: [],
  remark: null,
  copyTo: [],
}
const act = async (name: string, body: object) => {
  const done = await clerk.post(`/api/outgoing/${name}`, body)
  if (done.status !== 200) throw new Error(`${name}: ${done.status} ${done.text}`)
  return done.json as { readonly id: string }
}
/** Before the public for so many days. @returns the paper, and where it is shown */
async function put(days: number) {
  const paper = await act('register', { title: '供水管理办法', paperType: 'notice', organs: ['云溪市人民政府'] })
  await o.asOwner(
    `insert into draft_text (matter_id, revision, body, said, saved_at, saved_by) select $1, 1, $2, '', now(), m.registered_by from (select person as registered_by from assignment where matter_id = $1 limit 1) m`,
    [paper.id, JSON.stringify(draft)],
  )
  const until = addDays(officeDate(o.server.serving.clock.now()), days)
  await act('consult', { matter: paper.id, until, shortened: days < 30 ? '供暖在即' : null })
  const [page] = await o.asOwner<{ id: string }>('select t.id from outgoing_public_text t where t.matter_id = $1', [paper.id])
  return { paper, path: `/public/consultation/${page?.id}` }
}
const say = async (path: string, opinion: string, more: object = {}) => {
  const page = (await o.get(path)).text
  o.server.pass(5_000)
  return o.send(path, { opinion, form: value(page, 'form'), work: work(page), website: '', ...more })
}
const opinions = async (paper: { readonly id: string }) =>
  ((await clerk.get(`/api/outgoing/opinions?matter=${paper.id}`)).json as { rows: { id: string; text: string; receipt: string }[] }).rows

test('登录不用，姓名电话不问：交了就有收件号，收进来是原话；带密级标志的不收；公布以后逐条看得到 (GN-39, R-C02, R-C18)', async () => {
  const { paper, path } = await put(7)
  expect(text((await o.get('/public/consultations')).text)).toMatch(/关于&lt;供水&gt;管理办法的通知 .*征求意见到\d{4}年\d+月\d+日为止/)
  const page = (await o.get(path)).text
  expect(text(page)).toContain('一、总则')
  expect(text(page)).toContain('缩短期限的说明： 供暖在即')
  expect(page).not.toMatch(/name="(name|phone)"/)
  expect((await say(path, '')).text).toContain('请写下您的意见')
  expect((await say(path, '这是机密★10年的内容')).status).toBe(422)
  const taken = await say(path, '建议每季度清洗一次，我的电话13812345678。')
  expect(taken.status, taken.text).toBe(200)
  const receipt = (/id="receipt">([^<]+)/.exec(taken.text)?.[1] ?? '').replace('-', '')
  expect(receipt).toMatch(/^[0-9A-Z]{8}$/)
  await o.takeIn()
  const rows = await opinions(paper)
  expect(rows.map((one) => one.receipt)).toEqual([receipt])
  expect(await o.asOwner('select 1 from submission where sealed is not null')).toEqual([])

  o.server.pass(8 * 24 * 3_600_000)
  const late = await say(path, '来晚了。')
  expect(late.status).toBe(409)
  expect(text((await o.get(path)).text)).toContain('征求意见已结束，正在整理')
  await act('answer-opinions', { matter: paper.id, opinions: rows.map((one) => one.id), verdict: 'adopted', reason: '改为每季度清洗一次' })
  await act('tell-adopted', { matter: paper.id })
  const told = (await o.get(path)).text
  expect(text(told)).toMatch(/共收到 1 条意见：采纳 1 条/)
  expect(text(told)).toContain('改为每季度清洗一次')
  expect(told).toContain(receipt.slice(0, 4))
  expect(told).not.toContain('13812345678')
  expect((await o.get(path, { 'accept-language': 'en' })).text).toContain('What was adopted')
})
test('同一张表交两次只算一条；还在路上的意见先等，不能公布 (GN-39, invariant 15)', async () => {
  const { paper, path } = await put(7)
  const page = (await o.get(path)).text
  o.server.pass(5_000)
  const fields = { opinion: '建议公布水质。', form: value(page, 'form'), work: work(page), website: '' }
  expect([(await o.send(path, fields)).status, (await o.send(path, fields)).status]).toEqual([200, 200])
  o.server.pass(8 * 24 * 3_600_000)
  expect((await clerk.post('/api/outgoing/tell-adopted', { matter: paper.id })).text).toContain('outgoing.opinions-arriving')
  await o.takeIn()
  expect((await opinions(paper)).map((one) => one.text)).toEqual(['建议公布水质。'])
  expect((await clerk.post('/api/outgoing/tell-adopted', { matter: paper.id })).text).toContain('outgoing.opinions-open')
  expect((await o.get('/public/consultation/00000000-0000-4000-8000-000000000000')).status).toBe(404)
})
