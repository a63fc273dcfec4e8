import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks, registry } from '../../app/desks.ts'
import { findCitations } from '../../kernel/policies/find-citations.ts'
import { indexSome } from '../../kernel/search/build.ts'
import { addDays, DAY, officeDate } from '../../kernel/time.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { tellPolicies } from './tell-citing.ts'

let server: TestServer
const who = {} as Record<'keeper' | 'approver' | 'head' | 'clerk' | 'centre', Browser>
let centre: { id: string; post: string }
let housing: { id: string; post: string }
let clerkId: string
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'policies-edge', { desks })
  const [own, far] = [await server.unit('LX', '来信来电科'), await server.unit('ZJJ', '市住建局')]
  centre = own
  housing = far
  await withClient(server.serving.address, 'owner', async (client) => {
    await client.query(`update post set key = 'letters-division' where id = $1`, [own.post])
    await client.query(`update unit set kind = 'division' where code = 'LX'`) // of the office: what it receives is nobody's own
    await client.query(`insert into field (key, name, sort, from_at) values ('housing', '住房', 1, now() - interval '1 day')`)
  })
  for (const [key, name, username, unit, powers] of [
    ['head', '许文涛', 'xuwentao', far, ['letters.handle']],
    ['keeper', '丁一鸣', 'dingyiming', own, ['office.policies']],
    ['approver', '张怀远', 'zhanghuaiyuan', null, ['office.approve-policies', 'office.policies']],
    ['clerk', '钱明', 'qianming', far, []],
    ['centre', '高敏', 'gaomin', own, ['register', 'dispatch', 'handle', 'see-all'].map((power) => `letters.${power}`)],
  ] as const) {
    const person = await server.person(name, username, unit, powers)
    if (key === 'clerk') clerkId = person.id
    who[key] = await server.signIn(username, person.password)
  }
  // the clerk has a post of his own in the housing bureau, which is not its head's
  await withClient(server.serving.address, 'owner', async (client) => {
    await client.query(
      `with p as (insert into post (id, unit, title, head, receiving, from_at) values (gen_random_uuid(), $1, '科员', false, false, now() - interval '1 day') returning id),
      h as (delete from holding where person = $2) insert into holding (person, post, from_at) select $2, p.id, now() - interval '1 day' from p`,
      [far.id, clerkId],
    )
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const today = () => officeDate(server.now())
const inDays = (n: number) => addDays(today(), n)
const fields = (title: string, more: object = {}) => ({
  id: null,
  title,
  number: null,
  issuer: '市政府办公室',
  field: null,
  unit: null,
  ownerPost: centre.post,
  issuedOn: '2024-03-01',
  fromOn: '2024-04-01',
  untilOn: null,
  ...{ textAsOf: null, body: null, aliases: [], otherNumbers: [], otherDays: [], rules: [] },
  reviewOn: inDays(365),
  readers: 'all',
  ...more,
})
const save = (browser: Browser, title: string, more: object = {}) => browser.post('/api/policies/save', fields(title, more))
async function saved(browser: Browser, title: string, more: object = {}): Promise<string> {
  const answer = await save(browser, title, more)
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}
interface Seen {
  state: string
  on: string
  by: { title: string } | null
  version: number
  rules: string[]
  review: string
  links: { id: string; kind: string; outcome: string | null; may: { decide: boolean; withdraw: boolean } }[]
  versions: { version: number; outcome: string | null; by: { name: string }; decidedBy: { name: string } | null }[]
  files: { id: string; name: string }[]
  copies: { title: string; unit: { name: string } }[]
  master: { title: string; newer: boolean } | null
  reviews: { verdict: string }[]
  may: Record<string, unknown>
}
const see = async (browser: Browser, id: string) => (await browser.get(`/api/policies/policy?id=${id}`)).json as unknown as Seen
const list = async (browser: Browser, query = '') => ((await browser.get(`/api/policies/list${query}`)).json as { rows: { id: string; title: string; state: string }[] }).rows
const titles = async (browser: Browser, query: string) => (await list(browser, query)).map((row) => row.title)
const check = async (text: string) =>
  (
    (await who.clerk.post('/api/policies/check', { citations: findCitations(text) })).json as {
      rows: { said: string; status: string; on: string | null; by: { title: string } | null }[]
    }
  ).rows

async function repealed(from: string, to: string, on: string, clauses: string | null = null, kind = 'repeals'): Promise<string> {
  const link = await who.keeper.post('/api/policies/link', { from, to, kind, on, clauses })
  expect(link.status, link.text).toBe(200)
  const id = (link.json as { id: string }).id
  const decided = await who.approver.post('/api/policies/decide-link', { id, approve: true })
  expect(decided.status, decided.text).toBe(200)
  return id
}
const letter = async (title: string, body: string) => {
  const answer = await who.centre.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body })
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}
async function index(): Promise<void> {
  while ((await inAct(server.serving.pools.act, (tx) => indexSome(tx, registry, 500))) > 0);
}
const notices = async (kind: string) => {
  const { rows } = await withClient(server.serving.address, 'owner', (client) =>
    client.query(`select p.name, o.payload from outbox o join person p on p.id = o.to_person where o.kind = $1 order by p.name, o.payload ->> 'matter'`, [kind]),
  )
  return rows as { name: string; payload: Record<string, string> }[]
}

describe('制度政策库 (BZ-04, BZ-27)', () => {
  test('管库的人录入，大家都能查；不管库的人不能录入外来文件 (BZ-27)', async () => {
    expect(await save(who.clerk, '外来文件')).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    const id = await saved(who.keeper, '云溪市住房租赁管理办法', {
      number: '云政〔2024〕5号',
      field: 'housing',
      body: '第一条　为规范住房租赁，制定本办法。',
      aliases: ['租赁办法'],
      rules: ['clock:letters.handling'],
    })
    expect(await see(who.clerk, id)).toMatchObject({
      state: 'valid',
      on: '2024-04-01',
      version: 1,
      rules: ['clock:letters.handling'],
      may: { edit: false, review: false, link: false },
    })
    expect(await titles(who.clerk, '?q=租赁 规范')).toEqual(['云溪市住房租赁管理办法'])
    expect(await titles(who.clerk, '?q=云政〔2024〕5号')).toEqual(['云溪市住房租赁管理办法'])
    expect(await titles(who.clerk, '?field=housing&state=in-force')).toEqual(['云溪市住房租赁管理办法'])
    expect(await titles(who.clerk, '?q=租赁&state=repealed')).toEqual([])
    expect(await save(who.keeper, '另一件', { number: '云政〔2024〕5号' })).toMatchObject({ status: 409, json: { code: 'policies.already' } })
    expect(await save(who.keeper, '日期不对', { untilOn: '2024-03-15' })).toMatchObject({ status: 422, json: { code: 'policies.until-before-from' } })
    expect(await save(who.keeper, '领域不对', { field: 'nosuch' })).toMatchObject({ status: 422, json: { code: 'policies.unknown-field' } })
    expect(await save(who.keeper, '规则不对', { rules: ['clock:'] })).toMatchObject({ status: 422, json: { code: 'policies.unknown-rule' } })
    expect((await server.anonymous().get('/api/policies/list')).status).toBe(401)
  })

  test('本单位制度由一人拟、另一人批才公布；被退有理由；自己提的自己不能批 (HB-45)', async () => {
    const own = { unit: housing.id, ownerPost: housing.post }
    expect(await save(who.clerk, '来信来电科工作制度', { unit: centre.id })).toMatchObject({ status: 403 })
    const id = await saved(who.clerk, '市住建局收文办理细则', own)
    expect(await titles(who.centre, '?q=收文办理细则')).toEqual([])
    expect((await who.centre.get(`/api/policies/policy?id=${id}`)).status).toBe(404)
    expect((await notices('policy-proposed')).map((one) => one.name)).toContain('许文涛')
    expect(await who.clerk.post('/api/policies/decide', { id, approve: true })).toMatchObject({ status: 403, json: { code: 'policies.own-proposal' } })
    expect(await who.head.post('/api/policies/decide', { id, approve: false })).toMatchObject({ status: 422, json: { code: 'kernel.reason-missing' } })
    expect((await who.head.post('/api/policies/decide', { id, approve: false, why: '时限未写。' })).status).toBe(200)
    expect(await who.head.post('/api/policies/decide', { id, approve: true })).toMatchObject({ status: 409, json: { code: 'policies.decided' } })
    expect((await who.clerk.post('/api/policies/save', { ...fields('市住建局收文办理细则', own), id })).status).toBe(200)
    expect(await who.clerk.post('/api/policies/save', { ...fields('市住建局收文办理细则', own), id })).toMatchObject({ status: 409, json: { code: 'policies.open' } })
    expect((await who.head.post('/api/policies/decide', { id, approve: true })).status).toBe(200)
    expect(await see(who.centre, id)).toMatchObject({
      version: 2,
      state: 'valid',
      versions: [{ version: 2, outcome: 'approved', by: { name: '钱明' }, decidedBy: { name: '许文涛' } }],
    })
    // nor is it taken over as somebody else's paper by whoever keeps the library alone
    expect(await who.keeper.post('/api/policies/save', { ...fields('市住建局收文办理细则'), id })).toMatchObject({ status: 200, json: { version: 3, waits: true } })
    expect(await who.keeper.post('/api/policies/decide', { id, approve: true })).toMatchObject({ status: 403, json: { code: 'policies.own-proposal' } })
    expect((await see(who.centre, id)).version).toBe(2)
    expect((await who.keeper.post('/api/policies/withdraw', { id })).status).toBe(200)
    // what was proposed cannot be changed behind the application's back
    await expect(withClient(server.serving.address, 'owner', (client) => client.query(`update policy set title = 'x' where id = $1`, [id]))).rejects.toThrow()
    await expect(
      withClient(server.serving.address, 'owner', (client) =>
        client.query(
          `insert into policy select (p).* from (select jsonb_populate_record(null::policy, to_jsonb(q) || jsonb_build_object('version', 9, 'decided_by', q.proposed_by)) as p from policy q where q.id = $1 and q.version = 2) x`,
          [id],
        ),
      ),
    ).rejects.toThrow(/policy_second_person/)
  })

  test('各单位从范本改编自己的制度；范本改了，改编的人收到通知 (HB-45)', async () => {
    const master = await saved(who.keeper, '市政府办公室公文办理规程', { unit: centre.id })
    expect((await who.approver.post('/api/policies/decide', { id: master, approve: true })).status).toBe(200)
    expect((await see(who.clerk, master)).may.adapt).toEqual([{ id: housing.id, name: '市住建局' }])
    const copy = await saved(who.clerk, '市住建局公文办理规程', { unit: housing.id, ownerPost: housing.post, master })
    await who.head.post('/api/policies/decide', { id: copy, approve: true })
    expect(await see(who.clerk, master)).toMatchObject({ copies: [{ title: '市住建局公文办理规程', unit: { name: '市住建局' } }] })
    expect(await see(who.clerk, copy)).toMatchObject({ master: { title: '市政府办公室公文办理规程', newer: false } })
    server.pass(1000)
    await who.keeper.post('/api/policies/save', { ...fields('市政府办公室公文办理规程', { unit: centre.id }), id: master })
    await who.approver.post('/api/policies/decide', { id: master, approve: true })
    expect(await see(who.clerk, copy)).toMatchObject({ master: { newer: true } })
    expect((await notices('policy-master-changed')).map((one) => one.name)).toEqual(['许文涛'])
  })

  test('限本单位的，别的单位搜不到、打不开、核对引用时也不知道 (invariant 14)', async () => {
    const id = await saved(who.clerk, '市住建局内部考核办法', { unit: housing.id, ownerPost: housing.post, readers: 'unit' })
    // whoever is told that it waits may read and decide it, and after that no more than anybody
    const second = await server.person('纪南', 'jinan', null, ['office.approve-policies'])
    const approver = await server.signIn('jinan', second.password)
    expect(await see(approver, id)).toMatchObject({ version: 1, may: { decide: true } })
    expect((await approver.post('/api/policies/decide', { id, approve: true })).status).toBe(200)
    expect((await approver.get(`/api/policies/policy?id=${id}`)).status).toBe(404)
    expect(await titles(who.clerk, '?q=内部考核')).toEqual(['市住建局内部考核办法'])
    expect(await titles(who.centre, '?q=内部考核')).toEqual([])
    expect((await who.centre.get(`/api/policies/policy?id=${id}`)).status).toBe(404)
    const asked = await who.centre.post('/api/policies/check', { citations: findCitations('《市住建局内部考核办法》') })
    expect(asked.json).toMatchObject({ rows: [{ status: 'not-in-library', entry: null }] })
    expect((await check('《市住建局内部考核办法》'))[0]?.status).toBe('in-force')
  })
})

describe('修改与废止 (BZ-27)', () => {
  test('废止由一人提、另一人批，自写明的日子起；到日子才失效 (BZ-27)', async () => {
    const [old, next] = [await saved(who.keeper, '云溪市旧城改造办法', { number: '云政〔2019〕2号' }), await saved(who.keeper, '云溪市城市更新办法', { number: '云政〔2024〕8号' })]
    const ask = (more: object) => who.keeper.post('/api/policies/link', { from: next, to: old, kind: 'repeals', on: inDays(2), ...more })
    expect(await ask({ on: null })).toMatchObject({ status: 422, json: { code: 'policies.day-missing' } })
    expect(await ask({ from: old })).toMatchObject({ status: 422, json: { code: 'policies.link-itself' } })
    expect(await ask({ on: '2024-01-01' })).toMatchObject({ status: 422, json: { code: 'policies.repeal-early' } })
    expect(await ask({ clauses: '部分条款' })).toMatchObject({ status: 422, json: { code: 'policies.bad-clauses' } })
    expect((await who.clerk.post('/api/policies/link', { from: next, to: old, kind: 'repeals', on: inDays(2) })).status).toBe(403)
    const link = (await ask({})).json as { id: string; waits: boolean }
    expect(link.waits).toBe(true)
    expect(await ask({})).toMatchObject({ status: 409, json: { code: 'policies.linked-already' } })
    expect((await see(who.approver, old)).state).toBe('valid')
    const waiting = (await who.approver.get('/api/policies/waiting')).json as { links: { id: string; may: { decide: boolean } }[] }
    expect(waiting.links.find((one) => one.id === link.id)?.may).toEqual({ decide: true, withdraw: false })
    expect(await who.keeper.post('/api/policies/decide-link', { id: link.id, approve: true })).toMatchObject({ status: 403, json: { code: 'policies.own-proposal' } })
    expect((await who.approver.post('/api/policies/decide-link', { id: link.id, approve: true })).status).toBe(200)
    expect((await see(who.clerk, old)).state).toBe('valid')
    server.pass(2 * DAY)
    expect(await see(who.clerk, old)).toMatchObject({ state: 'repealed', by: { title: '云溪市城市更新办法' } })
    expect(await check('依据《云溪市旧城改造办法》（云政〔2019〕2号）')).toMatchObject([{ status: 'repealed', by: { title: '云溪市城市更新办法' } }])
    expect((await check('依据《云溪市城市更新办法》（云政〔2024〕8号）'))[0]?.status).toBe('in-force')
  })

  test('修改以后仍有效；收入修改后的文本以后，不再提示；部分废止只说那一条 (BZ-27)', async () => {
    const [law, change] = [
      await saved(who.keeper, '云溪市供水条例', { number: '云人常〔2020〕1号' }),
      await saved(who.keeper, '关于修改《云溪市供水条例》的决定', { number: '云人常〔2024〕3号' }),
    ]
    await repealed(change, law, today(), null, 'amends')
    expect(await see(who.clerk, law)).toMatchObject({ state: 'amended', by: { title: '关于修改《云溪市供水条例》的决定' } })
    expect((await check('《云溪市供水条例》'))[0]?.status).toBe('amended')
    await who.keeper.post('/api/policies/save', { ...fields('云溪市供水条例', { number: '云人常〔2020〕1号', textAsOf: today() }), id: law })
    expect((await check('《云溪市供水条例》'))[0]?.status).toBe('in-force')
    await repealed(change, law, today(), '第九条、第十二条')
    expect((await check('《云溪市供水条例》第九条'))[0]?.status).toBe('clause-repealed')
    expect((await check('《云溪市供水条例》第十条'))[0]?.status).toBe('in-force')
  })

  test('废止之后，引用它的在办事项列得出来，经办人和以它为依据的制度责任人收到通知，只一次 (BZ-27)', async () => {
    const [old, next, resting] = [
      await saved(who.keeper, '云溪市加装电梯补助办法', { number: '云政办〔2018〕6号' }),
      await saved(who.keeper, '云溪市既有住宅加装电梯办法', { number: '云政办〔2024〕6号' }),
      await saved(who.keeper, '加装电梯补助申报指南', { ownerPost: housing.post }),
    ]
    expect((await who.keeper.post('/api/policies/link', { from: resting, to: old, kind: 'basis' })).json).toMatchObject({ waits: false })
    // what is said by one stays: nobody is offered what would be refused
    expect((await see(who.keeper, resting)).links).toMatchObject([{ kind: 'basis', outcome: 'approved', may: { decide: false, withdraw: false } }])
    const citing = await letter('请发补助', '按照《云溪市加装电梯补助办法》，应当补助我们。')
    const byNumber = await letter('补助何时发', '云政办〔2018〕6号说好的。')
    await letter('改了', '原《云溪市加装电梯补助办法》已废止，请问怎么申请？')
    await letter('别的', '楼道灯坏了。')
    await index()
    const found = async (browser: Browser) => ((await browser.get(`/api/policies/citing?id=${old}`)).json as { rows: { matter: string }[]; policies: { title: string }[] }) ?? {}
    expect((await found(who.centre)).rows).toEqual([])
    await repealed(next, old, today())
    const seen = await found(who.centre)
    expect(seen.rows.map((row) => row.matter).sort()).toEqual([citing, byNumber].sort())
    expect(seen.policies.map((row) => row.title)).toEqual(['加装电梯补助申报指南'])
    // whoever may not see the letters is told of none
    expect((await found(who.clerk)).rows).toEqual([])
    expect((await notices('cites-ended')).map((one) => [one.name, one.payload.matter])).toEqual([
      ['高敏', citing],
      ['高敏', byNumber],
    ])
    expect((await notices('policy-basis-ended')).map((one) => one.name)).toEqual(['许文涛'])
    await withClient(server.serving.address, 'owner', (client) => client.query('delete from outbox'))
    expect(await tellPolicies(server.serving)).toBe(0)
    expect(await notices('cites-ended')).toEqual([])
  })
  test('依据只是修改或部分废止的，不说依据已失效；部分废止到了日子，夜里通知引用那一条的经办人，只一次 (BZ-27)', async () => {
    const [old, next, resting] = [
      await saved(who.keeper, '云溪市城市绿化办法', { number: '云政办〔2017〕3号' }),
      await saved(who.keeper, '云溪市园林条例', { number: '云人常〔2025〕2号' }),
      await saved(who.keeper, '绿化补种指南', { ownerPost: housing.post }),
    ]
    await who.keeper.post('/api/policies/link', { from: resting, to: old, kind: 'basis' })
    const citing = await letter('树该谁补种', '《云溪市城市绿化办法》第九条写得清楚，应由物业补种。')
    await letter('树倒了', '《云溪市城市绿化办法》第二条说绿化归街道管。')
    await index()
    await withClient(server.serving.address, 'owner', (client) => client.query('delete from outbox'))
    await repealed(next, old, today(), null, 'amends')
    expect([...(await notices('policy-basis-ended')), ...(await notices('cites-ended'))]).toEqual([])
    const part = (await who.keeper.post('/api/policies/link', { from: next, to: old, kind: 'repeals', on: inDays(1), clauses: '第九条' })).json as { id: string }
    expect((await who.approver.post('/api/policies/decide-link', { id: part.id, approve: true })).status).toBe(200)
    await tellPolicies(server.serving)
    expect(await notices('cites-ended')).toEqual([])
    server.pass(DAY)
    expect(await tellPolicies(server.serving)).toBe(1)
    expect((await notices('cites-ended')).map((one) => one.payload.matter)).toEqual([citing])
    expect(await notices('policy-basis-ended')).toEqual([])
    expect(await tellPolicies(server.serving)).toBe(0)
  })
})

test('到期前一个月提醒责任岗位一次；复核须由责任岗位作出，要改要废的说明理由 (GN-45)', async () => {
  const id = await saved(who.keeper, '云溪市值班规定', { ownerPost: housing.post, reviewOn: inDays(20) })
  expect((await see(who.head, id)).review).toBe('soon')
  expect(((await who.head.get('/api/policies/waiting')).json as { reviews: { id: string }[] }).reviews.map((row) => row.id)).toContain(id)
  expect(await tellPolicies(server.serving)).toBeGreaterThan(0)
  expect((await notices('policy-review')).map((one) => [one.name, one.payload.page])).toContainEqual(['许文涛', `/policies/${id}`])
  expect(await tellPolicies(server.serving)).toBe(0)
  const review = (browser: Browser, more: object) => browser.post('/api/policies/review', { id, verdict: 'keep', nextOn: inDays(400), ...more })
  expect((await review(who.centre, {})).status).toBe(403)
  expect(await review(who.head, { verdict: 'amend' })).toMatchObject({ status: 422, json: { code: 'kernel.reason-missing' } })
  expect(await review(who.head, { nextOn: today() })).toMatchObject({ status: 422, json: { code: 'policies.review-day' } })
  expect((await review(who.head, {})).status).toBe(200)
  expect(await see(who.head, id)).toMatchObject({ review: 'later', reviews: [{ verdict: 'keep' }] })
  expect((await review(who.head, { verdict: 'amend', note: '电话已换。' })).status).toBe(200)
  expect((await notices('policy-reviewed')).map((one) => one.name)).toContain('张怀远')
})

describe('从来文录入 (BZ-27)', () => {
  test('收文的标题、文号、来文单位、日期、附件和关联一键带入；看不见的来文带不出来 (BZ-27)', async () => {
    const reader = await server.person('季红梅', 'jihongmei', { id: centre.id, post: centre.post } as never, ['incoming.register', 'incoming.see-all', 'office.policies'])
    const clerk = await server.signIn('jihongmei', reader.password)
    const form = new FormData()
    form.append('file', new Blob(['第一条　为了规范供热，制定本办法。'], { type: 'text/plain' }), '供热办法.txt')
    const file = (await clerk.send('POST', '/api/files', form)).json as { id: string }
    const paper = await clerk.post('/api/incoming/register', {
      title: '省城市供热管理办法',
      sender: '省住房和城乡建设厅',
      senderNumber: '建城〔2026〕31号',
      paperType: 'notice',
      writtenOn: '2026-09-01',
      files: [file.id],
    })
    expect(paper.status, paper.text).toBe(200)
    const matter = (paper.json as { id: string }).id
    const brought = (await clerk.get(`/api/policies/from-paper?matter=${matter}`)).json as { files: { id: string; name: string }[] }
    expect(brought).toMatchObject({
      title: '省城市供热管理办法',
      number: '建城〔2026〕31号',
      issuer: '省住房和城乡建设厅',
      issuedOn: '2026-09-01',
      files: [{ name: '供热办法.txt' }],
      already: [],
    })
    expect((await who.clerk.get(`/api/policies/from-paper?matter=${matter}`)).status).toBe(404)
    const id = await saved(clerk, '省城市供热管理办法', {
      number: '建城〔2026〕31号',
      issuer: '省住房和城乡建设厅',
      issuedOn: '2026-09-01',
      fromOn: '2026-10-01',
      matter,
      keep: brought.files.map((one) => one.id),
    })
    const page = await see(clerk, id)
    expect(page).toMatchObject({ matter: { id: matter, desk: 'incoming' }, files: [{ name: '供热办法.txt' }] })
    // everybody reads the file of the policy; the paper itself stays with those who may see it
    const bytes = await who.clerk.get(`/api/files/${page.files[0]?.id}`)
    expect([bytes.status, bytes.text]).toEqual([200, '第一条　为了规范供热，制定本办法。'])
    expect(await see(who.clerk, id)).toMatchObject({ matter: null })
    expect((await clerk.get(`/api/policies/from-paper?matter=${matter}`)).json).toMatchObject({ already: [{ title: '省城市供热管理办法' }] })
  })

  test('本单位自收的件只带出标题文号，正文和附件不带进大家能查的库里 (BZ-27, invariant 14)', async () => {
    const bureau = await server.person('温绮', 'wenqi', { id: housing.id, post: housing.post } as never, ['incoming.register', 'office.policies'])
    const clerk = await server.signIn('wenqi', bureau.password)
    const form = new FormData()
    form.append('file', new Blob(['第一条　内部掌握。'], { type: 'text/plain' }), '内部规定.txt')
    const file = (await clerk.send('POST', '/api/files', form)).json as { id: string }
    const paper = await clerk.post('/api/incoming/register', {
      title: '住建系统内部管理规定',
      sender: '省住房和城乡建设厅',
      senderNumber: '建办〔2026〕9号',
      paperType: 'notice',
      writtenOn: '2026-09-02',
      files: [file.id],
    })
    expect(paper.status, paper.text).toBe(200)
    const matter = (paper.json as { id: string }).id
    expect((await clerk.get(`/api/policies/from-paper?matter=${matter}`)).json).toMatchObject({ title: '住建系统内部管理规定', number: '建办〔2026〕9号', body: null, files: [] })
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select f.id from file f where f.matter_id = $1', [matter]))
    const own = fields('住建系统内部管理规定', { issuer: '省住房和城乡建设厅', matter })
    expect(await clerk.post('/api/policies/save', { ...own, keep: rows.map((row) => row.id) })).toMatchObject({ status: 422, json: { code: 'kernel.no-such-file' } })
    expect((await clerk.post('/api/policies/save', own)).status).toBe(200)
  })
})
