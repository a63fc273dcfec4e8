/** 密级标志 at every door: whatever is typed into any act of any desk, and whatever a file is called. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { withClient } from '../database/connection.ts'
import { emptyOutbox } from '../jobs/outbox.ts'
import type { Mounted } from './mount.ts'
import { jsonSchema, sampleOf } from './samples.ts'
import { type Browser, faults, openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let clerk: Browser
let keeper: Browser
let admin: Browser
let marker: Browser
let markerId: string
const MARK = '机密★1年 云溪水库加固方案'
const unknown = '01a00000-0000-7000-8000-000000000000'

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'secret_gate', { desks })
  const unit = await server.unit('LX', '来信来电科')
  const one = await server.person('何静', 'hejing', unit, ['letters.register', 'letters.see-all', 'affairs.register'])
  const four = await server.person('陈立', 'chenli', unit, ['affairs.register', 'affairs.mark'])
  const two = await server.person('保密员', 'baomi', null, ['office.secrecy'])
  const three = await server.person('管理员', 'keeper', null, ['office.people'])
  clerk = await server.signIn('hejing', one.password)
  keeper = await server.signIn('baomi', two.password)
  admin = await server.signIn('keeper', three.password)
  marker = await server.signIn('chenli', four.password)
  markerId = four.id
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

const rows = <T>(text: string): Promise<T[]> => withClient(server.serving.address, 'owner', async (client) => (await client.query(text)).rows as T[])
const acts = () => server.mounted.filter((one) => one.method === 'POST' && one.keyed)
const bodyOf = (one: Mounted): Record<string, unknown> => {
  const schema = jsonSchema((one.contract as NonNullable<Mounted['contract']>).input)
  return sampleOf(schema, schema, '文字', unknown) as Record<string, unknown>
}
const upload = (who: Browser, name: string) => {
  const form = new FormData()
  form.append('file', new Blob(['办理情况说明。']), name)
  return who.send('POST', '/api/files', form)
}

describe('密级标志 a mark of secrecy (R-C01, R-C02)', () => {
  test('every act of every desk and of the house refuses it, in any field, before anything else is said', async () => {
    expect(acts().length).toBeGreaterThan(60)
    for (const one of acts())
      for (const body of [{ ...bodyOf(one), anything: MARK }, { deep: [{ text: `来信收悉。\n机密\n${MARK}` }] }]) {
        const answer = await clerk.post(one.path, body)
        expect(answer, one.path).toMatchObject({ status: 422, json: { code: 'kernel.secret-mark' } })
        expect(answer.text).not.toContain('水库')
      }
  })
  test('what does not pass that gate is the session, and the nightly backup with its passphrase', () => {
    const past = server.mounted.filter((one) => one.method === 'POST' && !one.keyed && one.contract !== null).map((one) => one.path)
    // and the nightly backup's setting: a time, a folder, and a passphrase that is kept nowhere; what takes an upload or a font away names it and keeps no word
    expect(past.filter((path) => !path.startsWith('/api/session/')).sort()).toEqual(['/api/files/forget', '/api/office/remove-font', '/api/status/set-nightly'])
  })
  test('a file called by its mark is not taken, and not one byte of it lies anywhere', async () => {
    expect(await upload(clerk, '云溪水库（机密）.txt')).toMatchObject({ status: 422, json: { code: 'kernel.secret-mark', facts: { field: 'file' } } })
    expect(await rows('select 1 from upload')).toEqual([])
    expect(await upload(clerk, '机密计算白皮书.txt')).toMatchObject({ status: 200 })
  })
  test('talk about secrets is taken', async () => {
    const told = { channel: 'letter', kind: 'advice', title: '建议加强商业秘密保护', body: '保守国家秘密法宣传不够，建议进小区。' }
    expect((await clerk.post('/api/letters/register', told)).status).toBe(200)
  })
  test('who, when, where and a keyed hash stand on record; the text stands in no table', async () => {
    const [event] = await rows<{ said: Record<string, string>; actor: string }>(`select said, actor from event where move = 'office.refuseMark' order by id desc limit 1`)
    expect(event?.said).toEqual({ where: '/api/files', field: 'file', digest: expect.stringMatching(/^[\w-]{43}$/) })
    const tables = await rows<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    expect(tables.length).toBeGreaterThan(30)
    for (const { name } of tables) expect(await rows(`select 1 from ${name} t where t::text like '%云溪水库%' limit 1`), name).toEqual([])
  })
  test('the keeper of secrecy is told who, and nobody is told what; others hear nothing', async () => {
    while ((await emptyOutbox(server.serving)).found > 0) {}
    const heard = async (who: Browser) => ((await who.get('/api/notices/list')).json as { rows: { kind: string; by: { name: string }; facts: object }[] }).rows
    expect((await heard(keeper))[0]).toMatchObject({ kind: 'secret-mark', by: { name: '何静' }, facts: {} })
    for (const other of [clerk, admin]) expect((await heard(other)).filter((one) => one.kind === 'secret-mark')).toEqual([])
  })
})

describe('工作秘密 work secrets (R-C04)', () => {
  test("marked by whoever may; in no colleague's list, in no export; its files are looked at, not taken away, and looking is on record", async () => {
    const send = async (bytes: string, name: string) => {
      const form = new FormData()
      form.append('file', new Blob([bytes]), name)
      return String((await marker.send('POST', '/api/files', form)).json?.id)
    }
    const [text, pdf] = [await send('名单一份。', '名单.txt'), await send('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF', '方案.pdf')]
    const told = { title: '研究机构调整方案', body: '请研究。', way: 'oral', asker: { person: markerId }, named: true, files: [text, pdf] }
    expect(await clerk.post('/api/affairs/register', { ...told, files: [] })).toMatchObject({ status: 403, json: { code: 'affairs.may-not-mark' } })
    const affair = await marker.post('/api/affairs/register', told)
    expect(affair, affair.text).toMatchObject({ status: 200, json: { readers: 'named' } })
    expect((await clerk.get('/api/affairs/ledger')).text).not.toContain('机构调整')
    expect((await marker.get('/api/affairs/ledger')).text).toContain('机构调整')
    expect((await marker.get('/api/matters/ledger.csv')).text).not.toContain('机构调整')
    expect(await marker.get(`/api/files/${text}`)).toMatchObject({ status: 403, json: { code: 'files.named-stays' } })
    expect(await marker.get(`/api/files/${pdf}?download=true`)).toMatchObject({ status: 403, json: { code: 'files.named-stays' } })
    expect(await marker.get(`/api/files/${pdf}`)).toMatchObject({ status: 200 })
    expect((await clerk.get(`/api/files/${pdf}`)).status).toBe(404)
    const looks = await rows<{ what: string }>(`select what from looked where matter_id = '${String(affair.json?.id)}' order by id`)
    expect(looks.map((row) => row.what)).toEqual([`file ${text}`, `file ${pdf}`, `file ${pdf}`])
  })
})
