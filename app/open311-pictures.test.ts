/** Open311：图片随件交来（media），或者只留一个地址（media_url）；两种格式，办公端和单独的外侧。 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { inAct } from '../platform/ctx/transaction.ts'
import { faults } from '../platform/http/test-server.ts'
import { issueKey } from '../platform/open311/keys.ts'
import { buildPublicServer } from '../platform/public/server.ts'
import { tellPrograms } from './open311.ts'
import { openPublicOffice, type PublicOffice, png } from './public-office.ts'

let o: PublicOffice
let apart: FastifyInstance
let inside: string
let outside: string
let key: string
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'open311-pictures')
  await tellPrograms(o.server.serving)
  const { pools, clock, log } = o.server.serving
  key = (await inAct(pools.act, (tx) => issueKey(tx, { name: '云溪在线', purpose: '市民手机应用', perHour: 200 }, o.server.now()))).secret
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
async function call(url: string, init: RequestInit = {}) {
  const answer = await fetch(url, init)
  const text = await answer.text()
  const rows = (answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : []) as Readonly<Record<string, unknown>>[]
  return { status: answer.status, text, rows }
}
const agreed = { service_code: 'c01', description: '和平路18号门前路灯坏了三天，请派人来修。', address_string: '和平路18号', 'attribute[public]': 'yes' }
/** What stands between the tags. */
const tag = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''

describe.each([
  ['办公端', () => inside],
  ['单独的外侧 --role public', () => outside],
] as const)('%s：图片 media 与 media_url', (_, where) => {
  const inParts = (files: readonly (readonly [string, Uint8Array])[], more: Readonly<Record<string, string>> = {}, ending = '.json') => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...agreed, api_key: key, ...more })) form.append(name, value)
    for (const [name, bytes] of files) form.append('media', new Blob([Uint8Array.from(bytes)]), name)
    return call(`${where()}/requests${ending}`, { method: 'POST', body: form })
  }
  const landed = async (token: string) => {
    await o.takeIn()
    const id = String((await call(`${where()}/tokens/${token}.json`)).rows[0]?.service_request_id)
    const [{ matter_id } = { matter_id: '' }] = await o.asOwner<{ matter_id: string }>('select r.matter_id from open311_request r where r.id = $1', [id])
    const { json } = await o.people.caller.get(`/api/letters/letter?id=${matter_id}`)
    return { id, letter: json as { files: { name: string; kind: string }[]; detail: { body: string } } }
  }
  test('随件交来的图片和网页上交的一样收下；哪一种格式的进度里都不给出去 (R-W04)', async () => {
    const taken = await inParts([
      ['路灯.png', png],
      ['灯杆.png', png],
    ])
    expect(taken.status, taken.text).toBe(200)
    const { id, letter } = await landed(String(taken.rows[0]?.token))
    expect(letter.files.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual(['灯杆.png png', '路灯.png png'])
    expect((await call(`${where()}/requests/${id}.json`)).rows).toMatchObject([{ service_request_id: id, media_url: null }])
    expect((await call(`${where()}/requests/${id}.xml`)).text).toContain('<media_url/>')
    const xml = await inParts([['路灯.png', png]], {}, '.xml')
    expect(xml.text).toMatch(/<service_requests><request><token>\w{26}<\/token>/)
    expect((await landed(tag(xml.text, 'token'))).letter.files).toHaveLength(1)
  })
  test('media_url 只作为文字记在信里，谁也没有去取', async () => {
    let asked = 0
    const far = createServer((_, reply) => {
      asked++
      reply.end()
    })
    await new Promise<void>((done) => far.listen(0, '127.0.0.1', done))
    const link = `http://127.0.0.1:${(far.address() as AddressInfo).port}/1.jpg`
    const taken = await call(`${where()}/requests.json`, { method: 'POST', body: new URLSearchParams({ ...agreed, api_key: key, media_url: link }) })
    expect(taken.status, taken.text).toBe(200)
    const { id, letter } = await landed(String(taken.rows[0]?.token))
    expect(letter.detail.body).toBe(`${agreed.description}\n\n图片地址：${link}`)
    expect(letter.files).toEqual([])
    expect((await call(`${where()}/requests/${id}.xml`)).text).toContain('<media_url/>')
    await new Promise((done) => far.close(done))
    expect(asked).toBe(0)
  })
  test('不是图片的、太多的、太大的、带密级标志的、缺密钥的、重复的字段：当场说清，库里没有多一件 (R-C02)', async () => {
    const letters = () => o.asOwner(`select 1 from submission s where s.kind = 'letter'`)
    const before = await letters()
    const many = Array.from({ length: 7 }, (_, n) => [`${n}.png`, png] as const)
    const marked = new FormData()
    for (const [name, value] of Object.entries({ ...agreed, api_key: key })) marked.append(name, value)
    marked.append('service_code', 'c02')
    const cases = [
      [await inParts([['a.png', Buffer.from('<svg onload=alert(1)>')]]), 400],
      [await inParts(many), 400],
      [await inParts([['大.png', Buffer.concat([png, Buffer.alloc(8_400_000)])]]), 413],
      [await inParts([['机密-名单.png', png]]), 400],
      [await inParts([['路灯.png', png]], { api_key: '' }), 403],
      [await call(`${where()}/requests.json`, { method: 'POST', body: marked }), 400],
      [await call(`${where()}/requests.json`, { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } }), 400],
    ] as const
    for (const [{ status, rows, text: said }, wanted] of cases) {
      expect(status, said).toBe(wanted)
      expect(rows).toEqual([{ code: wanted, description: expect.stringMatching(/[一-龥]/) }])
    }
    expect(await letters()).toHaveLength(before.length)
    await o.takeIn()
  })
})
