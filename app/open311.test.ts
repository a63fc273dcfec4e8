/** Open311 GeoReport v2：一个外部程序把六个调用走一遍，JSON 和 XML，办公端和单独的外侧。 */
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DAY, instant } from '../kernel/time.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { faults } from '../platform/http/test-server.ts'
import { issueKey, markService, revokeKey, setJurisdiction } from '../platform/open311/keys.ts'
import { buildPublicServer } from '../platform/public/server.ts'
import { tellPrograms } from './open311.ts'
import { openPublicOffice, type PublicOffice, text } from './public-office.ts'

type Row = Readonly<Record<string, unknown>>
let o: PublicOffice
let apart: FastifyInstance
let inside: string
let outside: string
let key: string
let keyId: string
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'open311')
  await tellPrograms(o.server.serving)
  const issued = await act((tx) => issueKey(tx, { name: '云溪在线', purpose: '市民手机应用', perHour: 200 }, o.server.now()))
  key = issued.secret
  keyId = issued.id
  const { pools, clock, log } = o.server.serving
  apart = await buildPublicServer({ pool: pools.public, clock, log, hosts: [], secure: false, proxy: null })
  await apart.listen({ host: '127.0.0.1', port: 0 })
  inside = `${o.server.url}/open311/v2`
  outside = `http://127.0.0.1:${(apart.server.address() as AddressInfo).port}/open311/v2`
})
afterAll(async () => {
  await apart.close()
  await o.close()
  expect(faults).toEqual([])
})
const act = <T>(work: Parameters<typeof inAct<T>>[1]) => inAct(o.server.serving.pools.act, work)

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly rows: readonly Row[]
}
async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, init)
  const [type, text] = [answer.headers.get('content-type') ?? '', await answer.text()]
  const json: unknown = type.startsWith('application/json') ? JSON.parse(text) : []
  return { status: answer.status, type, text, rows: (Array.isArray(json) ? json : [json]) as Row[] }
}
const good = {
  service_code: 'c01',
  description: '和平路18号门前路灯坏了三天，请派人来修。',
  address_string: '和平路18号',
  last_name: '李',
  first_name: '某某',
  phone: '138-0000-6027',
  email: 'li@example.cn',
}
const post = (at: string, fields: Readonly<Record<string, string>>, ending = '.json', headers: Record<string, string> = {}) =>
  call(`${at}/requests${ending}`, { method: 'POST', body: new URLSearchParams(fields), headers })
const agreed = { ...good, 'attribute[public]': 'yes' }
/** What stands between the tags. */
const tag = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''
async function handIn(at: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { status, rows, text } = await post(at, { ...fields, api_key: key })
  expect(status, text).toBe(200)
  await o.takeIn()
  return String((await call(`${at}/tokens/${rows[0]?.token}.json`)).rows[0]?.service_request_id)
}

describe.each([
  ['办公端', () => inside],
  ['单独的外侧 --role public', () => outside],
] as const)('%s：六个调用 (R-W04)', (_, where) => {
  test('JSON：看服务、看附加项、交一件、凭 token 得编号、看进度到办结', async () => {
    const at = where()
    const services = await call(`${at}/services.json`)
    expect(services).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' })
    expect(services.rows[0]).toMatchObject({ service_code: 'c01', service_name: '城乡建设', metadata: true, type: 'batch', keywords: expect.stringContaining('路灯照明') })
    const definition = (await call(`${at}/services/c01.json`)).rows[0] as { attributes: Row[] }
    expect(definition.attributes[0]).toMatchObject({ code: 'public', required: true, datatype: 'singlevaluelist', values: [{ key: 'yes' }, { key: 'no' }] })

    const taken = await post(at, { ...agreed, api_key: key })
    expect(taken.status, taken.text).toBe(200)
    const [{ token, service_notice, ...rest }] = taken.rows as [Row]
    expect(rest).toEqual({ account_id: null })
    expect((await call(`${at}/tokens/${token}.json`)).rows).toEqual([{ service_request_id: null, token }])
    await o.takeIn()
    const id = (await call(`${at}/tokens/${token}.json`)).rows[0]?.service_request_id
    expect(id).toMatch(/^[0-9A-Z]{12}$/)
    expect((await call(`${at}/requests/${id}.json`)).rows).toMatchObject([
      { service_request_id: id, status: 'open', status_notes: '已登记，待交办', service_code: 'c01', service_name: '城乡建设' },
    ])

    const [, receipt = '', code = ''] = /收件号 (\S+)，查询码 (\S+)，/.exec(String(service_notice)) ?? []
    const matter = await o.matterOf(receipt)
    const letter = (await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json
    expect(letter).toMatchObject({
      number: expect.stringMatching(/^信〔\d{4}〕\d+号$/),
      detail: { channel: 'web', category: 'c01', place: '和平路18号', source: 'open311', sourceId: id },
    })
    expect((await o.people.caller.post('/api/letters/open-contact', { matter, why: '回电' })).json).toMatchObject({
      contacts: [{ name: '李某某', phone: '138-0000-6027', other: 'li@example.cn' }],
    })
    await o.answer(matter, '李某某您好，路灯已修好。')
    await o.takeIn()
    const [shown] = (await call(`${at}/requests/${id}.json`)).rows
    expect(shown).toMatchObject({ status: 'open', status_notes: '已答复', agency_responsible: '市住建局', description: null, address: null, media_url: null })
    expect(String(shown?.updated_datetime)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
    expect(text((await o.look(receipt, code)).text)).toContain('路灯已修好')
    await o.rate(receipt, code, { responded: 'yes', solved: 'yes', satisfied: 'yes', text: '' })
    await o.takeIn()
    expect((await call(`${at}/requests/${id}.json`)).rows).toMatchObject([{ status: 'closed', status_notes: '已办结' }])
    expect((await call(`${at}/requests.json?status=closed`)).rows.map((one) => one.service_request_id)).toContain(id)
    expect((await call(`${at}/requests.json?status=open`)).rows.map((one) => one.service_request_id)).not.toContain(id)
  })
  test('XML：同样六个，根和条目的名称照标准', async () => {
    const at = where()
    const services = await call(`${at}/services.xml`)
    expect(services).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' })
    expect(services.text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<services><service><service_code>c01<\/service_code><service_name>城乡建设</)
    expect((await call(`${at}/services/c01.xml`)).text).toMatch(
      /<service_definition><service_code>c01<\/service_code><attributes><attribute><variable>true<.*<values><value><key>yes<\/key>/,
    )
    const taken = await post(at, { ...agreed, api_key: key, lat: '30.25', long: '120.17' }, '.xml')
    expect(taken).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' })
    expect(taken.text).toMatch(/<service_requests><request><token>\w{26}<\/token><service_notice>[^<]+<\/service_notice><account_id\/><\/request><\/service_requests>/)
    const token = tag(taken.text, 'token')
    expect((await call(`${at}/tokens/${token}.xml`)).text).toContain('<service_request_id/>')
    await o.takeIn()
    const id = tag((await call(`${at}/tokens/${token}.xml`)).text, 'service_request_id')
    expect((await call(`${at}/requests/${id}.xml`)).text).toContain(`<service_requests><request><service_request_id>${id}</service_request_id><status>open</status>`)
    expect((await call(`${at}/requests.xml?service_request_id=${id}`)).text).toContain(id)
    const no = await call(`${at}/requests/000000000000.xml`)
    expect(no).toMatchObject({ status: 404, type: 'text/xml; charset=utf-8' })
    expect(no.text).toContain('<errors><error><code>404</code><description>没有这个 service_request_id，或没有公开。</description></error></errors>')
  })
})

describe('只给看可以公开的', () => {
  test('没有同意公开的、请求保密的、举报的：有编号，查不到；列表里也没有', async () => {
    const hidden = [
      await handIn(inside, { ...good, 'attribute[public]': 'no' }),
      await handIn(inside, { ...agreed, 'attribute[secret]': 'yes' }),
      await handIn(inside, { ...agreed, description: '举报某工地夜里偷倒渣土，请查处。' }),
    ]
    for (const id of hidden) {
      expect(id).toMatch(/^[0-9A-Z]{12}$/)
      expect((await call(`${inside}/requests/${id}.json`)).status).toBe(404)
    }
    expect((await call(`${inside}/requests.json?service_request_id=${hidden.join(',')}`)).rows).toEqual([])
    const listed = (await call(`${inside}/requests.json?page_size=500`)).rows.map((one) => one.service_request_id)
    for (const id of hidden) expect(listed).not.toContain(id)
  })
  test('页面上交的信不在这里；公开的也不带姓名、电话、地点、内容 (R-C18)', async () => {
    const { receipt } = await o.handIn()
    await handIn(outside, { ...agreed, media_url: 'https://example.cn/1.jpg' })
    const all = await call(`${outside}/requests.json?page_size=500`)
    expect(all.rows.length).toBeGreaterThan(0)
    for (const said of ['李某某', '6027', '和平路', '路灯', 'li@', 'example.cn', receipt, '已修好', '维修经费']) expect(all.text).not.toContain(said)
  })
  test('定为工作秘密：当时就查不到；不再公开的服务也一样 (R-C04)', async () => {
    const [one, two] = [await handIn(inside, agreed), await handIn(inside, { ...agreed, service_code: 'c02' })]
    await o.asOwner(`update matter set readers = 'named' where id = (select matter_id from open311_request where id = $1)`, [one])
    const [{ readers } = { readers: '' }] = await o.asOwner<{ readers: string }>('select m.readers from matter m join open311_request r on r.matter_id = m.id where r.id = $1', [
      one,
    ])
    expect(readers).toBe('named')
    expect((await call(`${inside}/requests/${one}.json`)).status).toBe(404)
    expect((await call(`${inside}/requests/${two}.json`)).status).toBe(200)
    await act((tx) => markService(tx, 'c02', false))
    expect((await call(`${inside}/requests/${two}.json`)).status).toBe(404)
    expect((await call(`${inside}/services.json`)).rows.map((row) => row.service_code)).not.toContain('c02')
    expect((await post(inside, { ...agreed, service_code: 'c02', api_key: key })).status).toBe(404)
    await act((tx) => markService(tx, 'c02', true))
  })
  test('纪检监察、政法不对外；外侧的登录看不到一张表', async () => {
    const codes = (await call(`${inside}/services.json`)).rows.map((row) => row.service_code)
    expect(codes).toHaveLength(13)
    expect(codes).not.toContain('c15')
    for (const table of ['open311_key', 'open311_request', 'open311_service', 'open311_side'])
      await expect(o.server.serving.pools.public.query({ text: `select 1 from ${table}` }), table).rejects.toMatchObject({ code: '42501' })
    expect(await o.asOwner(`select 1 from open311_key where digest like '%' || $1 || '%' or name like '%' || $1 || '%'`, [key])).toEqual([])
  })
})

describe('列表：日期、页、多个编号', () => {
  const span = (from: string, to: string, more = '') => call(`${inside}/requests.json?start_date=${encodeURIComponent(from)}&end_date=${encodeURIComponent(to)}${more}`)
  test('最多 90 天，须带时区；一页一页不重不漏', async () => {
    for (let n = 0; n < 3; n++) await handIn(inside, { ...agreed, service_code: 'c03' })
    const of = '&service_code=c03'
    const all = (await call(`${inside}/requests.json?page_size=500${of}`)).rows.map((row) => row.service_request_id)
    expect(all).toHaveLength(3)
    const pages = await Promise.all(
      [1, 2, 3, 4].map(async (page) => (await call(`${inside}/requests.json?page_size=1&page=${page}${of}`)).rows.map((row) => row.service_request_id)),
    )
    expect(pages).toEqual([[all[0]], [all[1]], [all[2]], []])
    const now = Date.parse(o.server.now())
    const at = (days: number) => instant(now + days * DAY)
    expect((await span(at(-1), at(1), of)).rows).toHaveLength(3)
    expect((await span(at(-3), at(-2), of)).rows).toEqual([])
    expect((await span(at(-90), at(0), of)).rows).toHaveLength(3)
    expect((await span(at(-91), at(0))).rows).toEqual([{ code: 400, description: 'start_date 与 end_date 相隔不得超过 90 天。' }])
    expect((await span(at(0), at(-1))).rows).toEqual([{ code: 400, description: 'start_date 晚于 end_date。' }])
    expect((await call(`${inside}/requests.json?start_date=${at(-1).slice(0, 19)}+00:00${of}`)).rows, '加号没有转写').toHaveLength(3)
    for (const wrong of ['2026-11-01', '2026-02-30T00:00:00Z', '2026-11-01T00:00:00', 'yesterday', '2026-11-01T25:00:00Z'])
      expect((await call(`${inside}/requests.json?start_date=${wrong}`)).status, wrong).toBe(400)
    const two = all.slice(0, 2)
    expect((await call(`${inside}/requests.json?service_request_id=${two.join(',')}&status=closed`)).rows, '编号优先于其他条件').toHaveLength(2)
  })
  test.each([
    'status=late',
    'page=0',
    'page=-1',
    'page=x',
    'page_size=501',
    'status=open&status=closed',
    `service_request_id=${Array.from({ length: 51 }, (_, n) => n).join(',')}`,
    'status=%ff',
  ])('不合要求的条件 %s 说清是哪一个', async (query) => {
    const answer = await call(`${inside}/requests.json?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.rows).toEqual([{ code: 400, description: expect.stringMatching(/[一-龥]/) }])
  })
})

describe('交件：不该收的当场说清', () => {
  test('没有密钥、密钥不对、密钥作废：403；库里没有多一件 (R-C18)', async () => {
    const before = await o.asOwner('select 1 from submission')
    expect((await post(inside, agreed)).rows).toEqual([{ code: 403, description: expect.stringContaining('api_key') }])
    expect((await post(inside, { ...agreed, api_key: `${key.slice(0, -1)}_` })).status).toBe(403)
    const other = await act((tx) => issueKey(tx, { name: '旧应用', purpose: '停用', perHour: 2 }, o.server.now()))
    await act((tx) => revokeKey(tx, other.id.slice(0, 8), o.server.now()))
    expect((await post(inside, { ...agreed, api_key: other.secret })).status).toBe(403)
    expect(await o.asOwner('select 1 from submission')).toHaveLength(before.length)
    expect(keyId).not.toBe(other.id)
  })
  test('每个密钥有自己的每小时件数', async () => {
    const small = await act((tx) => issueKey(tx, { name: '小应用', purpose: '试用', perHour: 2 }, o.server.now()))
    const send = () => post(outside, { ...agreed, api_key: small.secret })
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([200, 200, 429])
    o.server.pass(3_600_000)
    expect((await send()).status).toBe(200)
  })
  test.each([
    ['没有 service_code', { service_code: '' }, 400],
    ['没有这个 service_code', { service_code: 'c99' }, 404],
    ['不公开的 service_code', { service_code: 'c15' }, 404],
    ['没有内容', { description: ' ' }, 400],
    ['内容过长', { description: '长'.repeat(4001) }, 400],
    ['没有地点', { address_string: '' }, 400],
    ['只有纬度', { lat: '30.1' }, 400],
    ['纬度越界', { lat: '91', long: '1' }, 400],
    ['电话不是电话', { phone: '见面再说' }, 400],
    ['邮箱不是邮箱', { email: 'li' }, 400],
    ['图片地址不是网址', { media_url: 'javascript:alert(1)' }, 400],
    ['没有说是否公开', { 'attribute[public]': '' }, 400],
    ['附加项不在其中', { 'attribute[WHISPAWN]': '1' }, 400],
    ['控制字符', { description: '路灯\u0000坏了' }, 400],
    ['别的辖区', { jurisdiction_id: 'city.gov' }, 404],
  ] as const)('%s', async (_, change, status) => {
    for (const ending of ['.json', '.xml'] as const) {
      const answer = await post(inside, { ...agreed, api_key: key, ...change }, ending)
      expect(answer.status, answer.text).toBe(status)
      if (ending === '.json') expect(answer.rows).toEqual([{ code: status, description: expect.stringMatching(/[一-龥]/) }])
      else expect(answer.text).toMatch(new RegExp(`<errors><error><code>${status}</code><description>[^<]+</description></error></errors>`))
    }
  })
  test('密级标志当场不收，报保密管理员，不留内容 (R-C02)', async () => {
    await o.takeIn()
    const answer = await post(inside, { ...agreed, api_key: key, description: '机密★1年\n关于某事' })
    expect(answer.rows).toEqual([{ code: 400, description: expect.stringContaining('密级标志') }])
    expect(await o.asOwner('select s.kind from submission s where s.taken_at is null')).toEqual([{ kind: 'mark' }])
    await o.takeIn()
  })
  test('JSON 正文一样收；坏的、太大的、别的格式、半个 UTF-8：都是标准的错误', async () => {
    const json = (body: string, type = 'application/json') => call(`${inside}/requests.json`, { method: 'POST', body, headers: { 'content-type': type } })
    const { address_string, description, service_code } = good
    const taken = await json(JSON.stringify({ api_key: key, service_code, description, address_string, lat: 30.5, long: 120, attribute: { public: 'yes' }, device_id: null }))
    expect(taken.status, taken.text).toBe(200)
    for (const [body, type, status] of [
      ['{', 'application/json', 400],
      ['[]', 'application/json', 400],
      ['{"service_code":["c01"]}', 'application/json', 400],
      ['{"__proto__":{}}', 'application/json', 400],
      ['x', 'text/plain', 415],
      [`description=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded', 413],
      ['description=%e8%b7', 'application/x-www-form-urlencoded', 400],
      ['service_code=c01&service_code=c02', 'application/x-www-form-urlencoded', 400],
    ] as const) {
      const answer = await json(body, type)
      expect(answer.rows, body.slice(0, 40)).toEqual([{ code: status, description: expect.any(String) }])
      expect(answer.status).toBe(status)
    }
  })
  test('同一个 Idempotency-Key 再交：同一个 token，只有一件；换了内容不收 (R-F15)', async () => {
    const send = (fields: Readonly<Record<string, string>>) => post(outside, { ...fields, api_key: key }, '.json', { 'idempotency-key': 'app-2026-0001' })
    const [one, two] = [await send(agreed), await send(agreed)]
    expect(two).toEqual(one)
    expect((await send({ ...agreed, description: '另一件事' })).status).toBe(409)
    await o.takeIn()
  })
  test('本机关的 jurisdiction_id 设定之后才认；英文程序得英文；没有的地址也是标准的错误', async () => {
    expect((await call(`${inside}/services.json?jurisdiction_id=yunxi.gov.cn`)).status).toBe(404)
    await act((tx) => setJurisdiction(tx, 'yunxi.gov.cn'))
    expect((await call(`${inside}/services.json?jurisdiction_id=yunxi.gov.cn`)).status).toBe(200)
    expect((await call(`${inside}/services.json?jurisdiction_id=`)).status).toBe(200)
    const english = await call(`${inside}/services/zz.json`, { headers: { 'accept-language': 'en' } })
    expect(english.rows).toEqual([{ code: 404, description: 'service_code was not found: zz.' }])
    expect((await call(`${inside}/services.json`, { headers: { 'accept-language': 'en' } })).rows[0]).toMatchObject({ service_name: 'Construction' })
    expect((await call(`${inside}/nowhere.json`)).rows).toEqual([{ code: 404, description: '没有这个地址。' }])
    expect((await call(`${inside}/tokens/none.json`)).rows).toEqual([{ code: 404, description: '没有这个 token。' }])
    expect((await call(`${inside}/services`, { headers: { accept: 'text/xml' } })).type).toBe('text/xml; charset=utf-8')
    expect((await call(`${outside}/discovery.json`)).rows[0]).toMatchObject({ endpoints: [{ url: outside, formats: ['text/xml', 'application/json'] }] })
  })
})

describe('什么都敢发来的程序', () => {
  test('任意的地址、条件和字段：不是标准的答复就是标准的错误，从不出 500', { timeout: 60_000 }, async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '\u0000', "' or 1=1 --", '../..', '9'.repeat(30), 'c01', '2026-11-01T00:00:00Z', 'open,closed'),
    )
    const names = [
      'service_request_id',
      'service_code',
      'start_date',
      'end_date',
      'status',
      'page',
      'page_size',
      'jurisdiction_id',
      'api_key',
      'lat',
      'long',
      'phone',
      'attribute[public]',
      'description',
    ]
    const fields = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 10 })), odd), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(odd, fields, async (part, pairs) => {
        const query = new URLSearchParams(pairs)
        const told = [
          await call(`${inside}/requests/${encodeURIComponent(part.toWellFormed())}.xml`),
          await call(`${inside}/tokens/${encodeURIComponent(part.toWellFormed())}.json`),
          await call(`${inside}/services/${encodeURIComponent(part.toWellFormed())}`),
          await call(`${inside}/requests.json?${query}`),
          await post(outside, { ...agreed, api_key: key, ...Object.fromEntries(pairs) }),
        ]
        for (const { status, text } of told) {
          expect(status, text).toBeLessThan(500)
          if (status >= 400) expect(text).toMatch(/^\[\{"code":\d{3},"description":|<errors><error><code>\d{3}/)
        }
        o.server.pass(60_000)
      }),
      { numRuns: 60 },
    )
  })
  test('一个网络一分钟六百次以上要等；过了就好 (R-C11)', async () => {
    o.server.pass(60_000)
    const ask = () => fetch(`${inside}/services.xml`)
    let last = await ask()
    for (let n = 0; n < 12; n++) last = (await Promise.all(Array.from({ length: 50 }, ask))).at(-1) as Response
    expect(last.status).toBe(429)
    expect(last.headers.get('retry-after')).toBe('60')
    expect(await last.text()).toContain('<errors><error><code>429</code>')
    o.server.pass(60_000)
    expect((await ask()).status).toBe(200)
  })
})
