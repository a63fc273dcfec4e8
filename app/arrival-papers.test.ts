/** 交换站取件 as its people meet it: over HTTP, on paper, as files; and what is classified leaves nothing in any table. */
import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '../platform/database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../platform/http/test-server.ts'
import { readPaper } from '../platform/print/read-paper.ts'
import { readCopyCode } from '../typeset/slip-code.ts'
import { desks } from './desks.ts'

let server: TestServer
let clerk: Browser
let stranger: Browser
let holder = ''
let run = ''
let matter = ''
const paper = { sender: '省人民政府办公厅', senderNumber: '省政办发〔2026〕88号', title: '关于做好冬季供暖工作的通知', paperType: 'notice' }
const plain = (text: string) => text.replace(/\s+/g, '')
async function act(name: string, input: object, who = clerk): Promise<Record<string, unknown>> {
  const answer = await who.post(`/api/incoming/${name}`, input)
  expect(answer.status, `${name} ${answer.text}`).toBe(200)
  return answer.json ?? {}
}
async function pdf(path: string) {
  const answer = await fetch(`${server.url}${path}`, { headers: { cookie: clerk.cookie } })
  expect(answer.status, `${path} ${answer.status === 200 ? '' : await answer.clone().text()}`).toBe(200)
  return readPaper(new Uint8Array(await answer.arrayBuffer()))
}
const words = async (path: string) => plain((await pdf(path)).pages.map((page) => page.text).join(''))
const query = (sql: string) => withClient(server.serving.address, 'owner', async (client) => (await client.query(sql)).rows as Record<string, unknown>[])

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'arrival-papers', { desks })
  await query(
    `insert into unit (id, name, short, parent, kind, code, from_at) values (gen_random_uuid(), '云溪市人民政府办公室', '市政府办', null, 'office', 'ZFB', now() - interval '1 day')`,
  )
  const room = await server.unit('papers', '文电科')
  await query(`update unit set kind = 'division' where code = 'papers'`) // of the office: its papers stand in the office's book
  const zhao = await server.person(
    '赵敏',
    'zhaomin',
    room,
    ['register', 'copies', 'destroy', 'handle', 'see-all'].map((power) => `incoming.${power}`),
  )
  const qian = await server.person('钱明', 'qianming', await server.unit('JYJ', '市教育局'), ['incoming.handle'])
  clerk = await server.signIn('zhaomin', zhao.password)
  stranger = await server.signIn('qianming', qian.password)
  holder = qian.id
  run = String((await act('open-run', { station: '市公文交换站', listNumber: '2026-1130-02', listed: 3 })).id)
  matter = String((await act('land-line', { ...paper, run, copiesListed: 3, copiesCame: 2, copyFrom: 118, copyTo: 119 })).matter)
  await act('land-line', { ...paper, run, senderNumber: '省水利发〔2026〕3号', sender: '省水利厅', attachmentsNamed: ['名单'], attachmentsMissing: ['名单'] })
  await act('land-line', { ...paper, run, senderNumber: '省审函〔2026〕5号', sender: '省审计厅', copiesCame: 0 })
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('机要件 over the wire (R-C01)', () => {
  test('a title with a mark is refused by the gate before anything of it is stored', async () => {
    const title = '机密★1年 关于某名单的通知'
    const answer = await clerk.post('/api/incoming/land-line', { ...paper, run, title, senderNumber: '某〔2026〕1号' })
    expect([answer.status, answer.json?.code]).toEqual([422, 'kernel.secret-mark'])
    expect(await query(`select 1 from incoming_run_line l where l.title like '%某名单%' union all select 1 from matter m where m.title like '%某名单%'`)).toEqual([])
  })
  test('the key: the count goes up, and no row of any table holds anything else of it', async () => {
    const tables = (
      await query(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`)
    ).map((row) => String(row.name))
    const all = tables.map((name) => `select '${name}' as name, count(*)::int as n from "${name}"`).join(' union all ')
    const counts = async () => Object.fromEntries((await query(all)).map((row) => [row.name, row.n]))
    const before = await counts()
    expect(await act('count-secret', { run })).toEqual({ secret: 1 })
    const after = await counts()
    // one idempotency key, by which a repeated press counts once; it holds the sealed answer, the count
    expect(tables.filter((name) => before[name] !== after[name])).toEqual(['done'])
    expect((await query(`select secret from incoming_run where id = '${run}'`))[0]?.secret).toBe(1)
  })
  test('words sent along with the key go nowhere', async () => {
    await clerk.post('/api/incoming/count-secret', { run, title: '随便写的标题' })
    expect(JSON.stringify(await query('select * from incoming_run'))).not.toContain('随便写的标题')
    expect(JSON.stringify(await query(`select d::text from done d`))).not.toContain('随便写的标题')
  })
})

describe('纸面 on paper', () => {
  test('交换站清单核对单: every line, what does not agree with it, and of 机要件 the count alone', async () => {
    const said = await words(`/api/incoming/run-slip.pdf?id=${run}`)
    for (const expected of ['交换站清单核对单', '市公文交换站', '2026-1130-02', '省政办发〔2026〕88号', '少1份', '缺附件：名单', '未收到：1件', '份数不符：1件', '只记件数'])
      expect(said).toContain(plain(expected))
    expect(plain((await words(`/api/incoming/run-slip.pdf?id=${run}&language=en`)).toLowerCase())).toContain('1copiesshort')
  })
  test('labels of a run, of one copy on a roll, and the stamp over a page: number, day, copy, the code that says which', async () => {
    expect(await words(`/api/incoming/labels.pdf?run=${run}&size=sheet24`)).toMatch(/云溪市人民政府办公室收文号收〔20\d\d〕1号.*第2份共2份000119.*收〔20\d\d〕2号/)
    for (const size of ['roll60x40', 'roll50x30', 'stamp']) {
      const read = await pdf(`/api/incoming/labels.pdf?matter=${matter}&copy=2&size=${size}`)
      expect(read.pages).toHaveLength(1)
      expect(readCopyCode((await read.code()) ?? '')).toEqual({ matter, copy: 2 })
    }
  })
  test('清退清单 and 销毁清单', async () => {
    const { rows } = (await (await clerk.get(`/api/incoming/copies-of?matter=${matter}`)).json) as { rows: { id: string }[] }
    await act('hand-copies', { copies: [rows[0]?.id], to: { person: holder }, folder: '3号夹', backBy: '2026-12-05' })
    expect(await words('/api/incoming/recall.pdf')).toMatch(/清退清单.*省政办发〔2026〕88号.*000118钱明/)
    const sheet = await fetch(`${server.url}/api/incoming/copies.xlsx?state=out`, { headers: { cookie: clerk.cookie } })
    const [line] = utils.sheet_to_json<Record<string, string>>(Object.values(read(Buffer.from(await sheet.arrayBuffer())).Sheets)[0] as never)
    expect(line).toMatchObject({ 来文字号: '省政办发〔2026〕88号', 份号: '000118', 持有人: '钱明', 传阅夹: '3号夹' })
    const zhang = await server.person('张怀远', 'zhang', await server.unit('sg', '秘书长室'))
    const sun = await server.person('孙蓉', 'sun', await server.unit('cl', '机要室'))
    const gone = await act('destroy-copies', { copies: [rows[1]?.id], destroyer: sun.id, witnesses: [zhang.id, holder], on: '2026-01-05', ground: '期满销毁' })
    expect(await words(`/api/incoming/destruction.pdf?id=${gone.destruction}`)).toMatch(/销毁清单.*期满销毁.*000119.*孙蓉.*张怀远.*钱明/)
  })
  test('whoever has not that power gets none of these papers, and of a paper he may not see no label', async () => {
    for (const path of [`run-slip.pdf?id=${run}`, `labels.pdf?matter=${matter}`, 'recall.pdf']) expect((await stranger.get(`/api/incoming/${path}`)).status).toBe(403)
    expect((await stranger.get(`/api/incoming/copies-of?matter=${matter}`)).status).toBe(404)
    expect((await clerk.get('/api/incoming/labels.pdf?matter=00000000-0000-7000-8000-000000000001')).status).toBe(404)
  })
})
