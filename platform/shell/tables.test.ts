import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { kernelWords } from '../../kernel/words.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

let server: TestServer
let clerk: Browser
let colleague: Browser
let stranger: Browser
let without = ''
const form = {
  columns: [{ key: 'serial' }, { key: 'title', head: '反映内容' }, { key: 'unit' }, { key: 'registered' }, { key: 'blank', head: '领导批示' }],
  heading: { titles: ['云溪市人民政府办公室', '来信办理情况登记表'], unit: '填报单位：来信来电科', date: 'day', sign: '审核：　　　　　填表：' },
  filter: { desk: 'letters', sort: 'oldest' },
}
const save = (who: Browser, more: object = {}) => who.post('/api/tables/save', { id: null, name: '来信登记表', form, ...more })

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'tables', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const takes = ['letters.register', 'letters.dispatch', 'letters.see-all', 'affairs.register', 'affairs.mark']
  const people = [
    await server.person('何静', 'hejing', centre, takes),
    await server.person('方可', 'fangke', centre, []),
    await server.person('许文涛', 'xuwentao', zjj, ['letters.handle']),
    await server.person('无岗', 'wugang', null, []),
  ]
  without = people[3]?.password ?? ''
  clerk = await server.signIn('hejing', people[0]?.password ?? '')
  colleague = await server.signIn('fangke', people[1]?.password ?? '')
  stranger = await server.signIn('xuwentao', people[2]?.password ?? '')
  for (let n = 0; n < 6; n++) {
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: n === 0 ? '=1+1 路灯' : `第${n}件`,
      body: '正文。',
      ...(n < 2 ? { assign: { lead: { unit: zjj.id }, ask: '请办' } } : {}),
    })
    expect(answer.status, answer.text).toBe(200)
  }
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const list = async (who: Browser) => ((await who.get('/api/tables/list')).json as { rows: { id: string; name: string; version: number; mine: boolean }[] }).rows

describe('我的表 saved ledgers', () => {
  test('saved under a name, changed as a new version, each version as it was; taken out, it is gone from the list', async () => {
    const first = await save(clerk)
    expect(first.status, first.text).toBe(200)
    const id = String(first.json?.id)
    expect(first.json?.version).toBe(1)
    const again = await save(clerk, { id, name: '来信登记表（新）', form: { ...form, columns: [{ key: 'number' }] } })
    expect(again.json).toMatchObject({ id, version: 2 })
    expect((await clerk.get(`/api/tables/table?id=${id}`)).json).toMatchObject({
      version: 2,
      name: '来信登记表（新）',
      form: { columns: [{ key: 'number', head: null }] },
      versions: [{ version: 2 }, { version: 1 }],
    })
    expect((await clerk.get(`/api/tables/table?id=${id}&version=1`)).json).toMatchObject({ version: 1, name: '来信登记表', form: { columns: form.columns } })
    expect((await clerk.get(`/api/tables/table?id=${id}&version=3`)).status).toBe(404)
    expect((await list(clerk)).map((row) => row.id)).toEqual([id])
    expect((await clerk.post('/api/tables/remove', { id })).status).toBe(200)
    expect(await list(clerk)).toEqual([])
    expect((await clerk.get(`/api/tables/table?id=${id}`)).status).toBe(404)
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select version, ended from my_table where id = $1 order by version', [id]))
    expect(rows).toEqual([
      { version: 1, ended: false },
      { version: 2, ended: false },
      { version: 3, ended: true },
    ])
  })

  test('private is one’s own; shared is the unit’s to use and its owner’s to change', async () => {
    const own = String((await save(clerk, { name: '自用' })).json?.id)
    const shared = String((await save(clerk, { name: '科里用', shared: true })).json?.id)
    expect((await list(colleague)).map((row) => [row.id, row.mine])).toEqual([[shared, false]])
    expect(await list(stranger)).toEqual([])
    for (const path of ['table', 'rows']) {
      expect((await colleague.get(`/api/tables/${path}?id=${shared}`)).status).toBe(200)
      expect((await colleague.get(`/api/tables/${path}?id=${own}`)).status).toBe(404)
      expect((await stranger.get(`/api/tables/${path}?id=${shared}`)).status).toBe(404)
    }
    expect((await stranger.get(`/api/tables/table.xlsx?id=${shared}`)).status).toBe(404)
    const refused = await save(colleague, { id: shared, name: '改了' })
    expect([refused.status, refused.json?.code]).toEqual([403, 'tables.not-yours'])
    expect((await colleague.post('/api/tables/remove', { id: shared })).status).toBe(403)
    expect((await stranger.post('/api/tables/remove', { id: shared })).status).toBe(404)
    for (const id of [own, shared]) await clerk.post('/api/tables/remove', { id })
  })

  test('a table lends its form, not its owner’s eyes: each reader sees his own matters in it', async () => {
    const shared = String((await save(clerk, { name: '共用', shared: true })).json?.id)
    const all = (await clerk.get(`/api/tables/rows?id=${shared}`)).json as { rows: unknown[] }
    const his = (await colleague.get(`/api/tables/rows?id=${shared}`)).json as { rows: { matter: string }[] }
    const ledger = (await colleague.get('/api/matters/ledger?desk=letters&size=200&sort=oldest')).json as { rows: { matter: string }[] }
    expect(all.rows).toHaveLength(6)
    expect(his.rows.map((row) => row.matter)).toEqual(ledger.rows.map((row) => row.matter))
    await clerk.post('/api/tables/remove', { id: shared })
  })

  test('refused: a name taken, none, too long; no column, one twice, one unknown; no title; without a post to share with', async () => {
    const id = String((await save(clerk, { name: '一张表' })).json?.id)
    const taken = await save(clerk, { name: '一张表' })
    expect([taken.status, taken.json?.code]).toEqual([409, 'tables.name-taken'])
    expect((await save(clerk, { id, name: '一张表' })).status).toBe(200)
    expect((await save(colleague, { name: '一张表' })).status).toBe(200)
    for (const [what, more] of [
      ['no name', { name: '  ' }],
      ['long name', { name: '长'.repeat(41) }],
      ['no column', { form: { ...form, columns: [] } }],
      ['twice', { form: { ...form, columns: [{ key: 'title' }, { key: 'title' }] } }],
      ['unknown', { form: { ...form, columns: [{ key: 'phone' }] } }],
      ['no title', { form: { ...form, heading: { ...form.heading, titles: [] } } }],
      ['wrong filter', { form: { ...form, filter: { desk: "x';--" } } }],
    ] as const)
      expect((await save(clerk, { name: '别的', ...more })).status, what).toBe(400)
    const nowhere = await server.signIn('wugang', without)
    const unshared = await save(nowhere, { name: '共用', shared: true })
    expect([unshared.status, unshared.json?.code]).toEqual([422, 'tables.no-unit'])
    expect((await save(nowhere, { name: '自用' })).status).toBe(200)
    expect((await save(clerk, { name: '机密★1年' })).status).toBe(422)
    expect(kernelWords.en.refusals['tables.name-taken']).toContain('{{name}}')
  })

  test('as a file it comes out in exactly that form: title lines, unit and day, its own columns, every row, the line of signatures; on record', async () => {
    const id = String((await save(clerk, { name: '出表' })).json?.id)
    const file = await fetch(`${server.url}/api/tables/table.xlsx?id=${id}`, { headers: { cookie: clerk.cookie } })
    expect(file.status).toBe(200)
    const book = read(new Uint8Array(await file.arrayBuffer()), { cellStyles: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {}
    const rows = utils.sheet_to_json<(string | number | undefined)[]>(sheet, { header: 1, blankrows: true })
    const [y, m, d] = new Date(Date.parse(server.now()) + 8 * 3600_000).toISOString().slice(0, 10).split('-').map(Number)
    const day = `${y}年${m}月${d}日`
    expect(rows.slice(0, 4).map((row) => row.filter((one) => one !== undefined && one !== ''))).toEqual([
      ['云溪市人民政府办公室'],
      ['来信办理情况登记表'],
      [`填报单位：来信来电科　　${day}`],
      ['序号', '反映内容', '承办单位', '登记日期', '领导批示'],
    ])
    expect(rows.slice(4, 10).map((row) => row[0])).toEqual([1, 2, 3, 4, 5, 6])
    expect(rows[4]?.slice(1, 4)).toEqual([`'=1+1 路灯`, '市住建局', day])
    expect(rows[10]?.[0]).toBe('审核：　　　　　填表：')
    expect(rows).toHaveLength(11)
    expect(sheet['!merges']?.map((merge) => [merge.s.r, merge.s.c, merge.e.c])).toEqual([0, 1, 2, 10].map((at) => [at, 0, 4]))
    const { rows: looked } = await withClient(server.serving.address, 'owner', (client) => client.query(`select 1 from looked where what = 'table.xlsx'`))
    expect(looked).toHaveLength(1)
  })

  test('工作秘密 is in no table: neither on paper nor in a file (R-C04)', async () => {
    const me = ((await clerk.get('/api/session/me')).json as { person: { id: string } }).person.id
    const named = await clerk.post('/api/affairs/register', { title: '内部事项', body: '内部。', way: 'oral', asker: { person: me }, named: true })
    expect(named.status, named.text).toBe(200)
    const id = String((await save(clerk, { name: '全部', form: { ...form, filter: { text: '内部事项' } } })).json?.id)
    expect(((await clerk.get('/api/matters/ledger?text=内部事项')).json as { rows: unknown[] }).rows).toHaveLength(1)
    expect(((await clerk.get(`/api/tables/rows?id=${id}`)).json as { rows: unknown[] }).rows).toEqual([])
  })

  test('收文的表有收文自己的栏目：来文单位、拟办意见、批办、承办、传阅、办理结果；按本办的次序和栏名看、印、导出；别的业务的表里没有 (HA-17)', async () => {
    const division = await server.unit('WD', '文电科')
    const granted = ['register', 'examine', 'dispatch', 'propose', 'handle', 'answer'].map((key) => `incoming.${key}`)
    const { password } = await server.person('季红梅', 'jihongmei', division, granted)
    const keeper = await server.signIn('jihongmei', password)
    const unit = await server.unit('SWJ', '市水务局')
    await server.person('洪涛', 'hongtao', unit, ['incoming.handle'])
    const told = { title: '关于做好防汛工作的通知', sender: '云岭省水利厅', senderNumber: '云岭水发〔2026〕31号', paperType: 'notice', urgency: 'normal' }
    const paper = (await keeper.post('/api/incoming/register', told)).json as { id: string }
    const checks = ['ours', 'rules', 'format', 'consulted', 'rest'].map((key) => ({ key, ok: true }))
    expect((await keeper.post('/api/incoming/examine', { matter: paper.id, checks })).status).toBe(200)
    const assigned = await keeper.post('/api/incoming/assign', { matter: paper.id, lead: { unit: unit.id }, ask: '请办理。' })
    expect(assigned.status, assigned.text).toBe(200)
    const own = ['routing', 'sender', 'senderNumber', 'paperType', 'proposal', 'written', 'circulation', 'result', 'received', 'urgency'].map((key) => ({ key: `incoming.${key}` }))
    const columns = [{ key: 'serial' }, { key: 'number' }, { ...own[0], head: '主办单位' }, { key: 'title' }, ...own.slice(1), { key: 'due' }]
    const ofPapers = { ...form, columns, filter: { desk: 'incoming', sort: 'oldest' } }
    const saved = await save(keeper, { name: '收文登记表', form: ofPapers })
    expect(saved.status, saved.text).toBe(200)
    const id = String(saved.json?.id)
    const { rows } = (await keeper.get(`/api/tables/rows?id=${id}`)).json as { rows: { own: Record<string, string> }[] }
    expect(rows[0]?.own).toMatchObject({
      'incoming.sender': told.sender,
      'incoming.senderNumber': told.senderNumber,
      'incoming.paperType': '通知',
      'incoming.routing': '主办：市水务局',
    })
    const english = (await keeper.get(`/api/tables/rows?id=${id}&language=en`)).json as { rows: { own: Record<string, string> }[] }
    expect(english.rows[0]?.own['incoming.paperType']).toBe('Notice')
    const file = await fetch(`${server.url}/api/tables/table.xlsx?id=${id}`, { headers: { cookie: keeper.cookie } })
    const book = read(new Uint8Array(await file.arrayBuffer()))
    const lines = utils.sheet_to_json<(string | number)[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, defval: '' })
    const head = lines.findIndex((line) => line.includes('主办单位'))
    expect(lines[head]?.slice(0, 7)).toEqual(['序号', '编号', '主办单位', '标题', '来文单位', '来文字号', '文种'])
    expect(lines[head + 1]?.slice(2, 7)).toEqual(['主办：市水务局', told.title, told.sender, told.senderNumber, '通知'])
    for (const [what, filter] of [
      ['another desk', { desk: 'letters' }],
      ['every desk', {}],
    ] as const) {
      const refused = await save(keeper, { name: what, form: { ...ofPapers, filter } })
      expect([refused.status, refused.json?.code], what).toEqual([422, 'tables.not-of-desk'])
    }
    const unknown = await save(keeper, { name: '没有的栏目', form: { ...ofPapers, columns: [{ key: 'incoming.gist' }] } })
    expect([unknown.status, unknown.json?.code]).toEqual([422, 'tables.not-of-desk'])
  })
  test('every column a desk says it has, has its head in both languages', () => {
    for (const one of desks)
      for (const language of ['zh-CN', 'en'] as const) expect(Object.keys(one.words[language].ownColumns ?? {}), one.desk.key).toEqual(Object.keys(one.columns?.widths ?? {}))
  })
})
