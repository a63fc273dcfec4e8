import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { readSlipCode } from '../../typeset/slip-code.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { readPaper } from './read-paper.ts'

let server: TestServer
let clerk: Browser
let handler: Browser
let stranger: Browser
let housing = ''
let me = ''
let headId: string
let headPassword = ''
const plain = (text: string) => text.replace(/\s+/g, '')
const get = (who: Browser, path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers: { cookie: who.cookie, ...headers } })
async function paper(who: Browser, path: string, headers: Record<string, string> = {}) {
  const answer = await get(who, path, headers)
  expect(answer.status, `${path} ${answer.status === 200 ? '' : await answer.clone().text()}`).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const found = await readPaper(new Uint8Array(await answer.arrayBuffer()))
  return { answer, found, text: plain(found.pages.map((page) => page.text).join('')) }
}
const refusal = async (who: Browser, path: string) => {
  const answer = await get(who, path)
  return [answer.status, ((await answer.json()) as { code: string }).code]
}
async function register(more: object = {}): Promise<string> {
  const answer = await clerk.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title: '翠屏桥下逢雨积水 #panic("x")',
    body: '桥下穿段回回积水，*最深*五六十公分，$盼$给个准话。',
    place: '翠屏桥',
    name: '周某某',
    phone: '13800006027',
    assign: { lead: { unit: housing }, ask: '请于三日内排查。' },
    ...more,
  })
  expect(answer.status, answer.text).toBe(200)
  return String(answer.json?.id)
}
const act = async (who: Browser, name: string, input: object) => {
  const answer = await who.post(`/api/letters/${name}`, input)
  expect(answer.status, `${name} ${answer.text}`).toBe(200)
  return answer.json as { version: number; draft: number; stages: { pieces: { id: string; role: string; state: string }[] }[] }
}
const looked = async (matter: string | null, what: string) =>
  (await withClient(server.serving.address, 'owner', (client) => client.query('select 1 from looked where what = $2 and (matter_id = $1 or $1::uuid is null)', [matter, what])))
    .rows.length

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'print', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  await withClient(server.serving.address, 'owner', (client) =>
    client.query(
      `insert into unit (id, name, short, parent, kind, code, from_at) values (gen_random_uuid(), '云溪市人民政府办公室', '市政府办', null, 'office', 'ZFB', now() - interval '1 day')`,
    ),
  )
  const zjj = await server.unit('ZJJ', '市住建局')
  housing = zjj.id
  const powers = ['register', 'dispatch', 'see-all', 'contact', 'answer', 'call-back', 'close', 'mark', 'handle', 'record'].map((power) => `letters.${power}`)
  const he = await server.person('何雨桐', 'heyutong', centre, [...powers, 'affairs.register', 'affairs.mark', 'affairs.dispatch'])
  const xu = await server.person('许文涛', 'xuwentao', zjj, ['letters.handle', 'affairs.handle'])
  const head = await server.unit('letters-head', '来信科')
  const gao = await server.person('高敏', 'gaomin', head, ['letters.sign', 'letters.review'])
  headPassword = gao.password
  headId = gao.id
  await server.person('苏婉', 'suwan', await server.unit('call-centre', '话务组'), ['letters.call-back'])
  const other = await server.person('钱明', 'qianming', await server.unit('JYJ', '市教育局'), ['letters.handle'])
  clerk = await server.signIn('heyutong', he.password)
  handler = await server.signIn('xuwentao', xu.password)
  stranger = await server.signIn('qianming', other.password)
  me = he.id
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('打印单据 the forms of a letter', () => {
  test('群众来信处理笺: number, content, assignment with name and title, and the code of this very letter; on record', async () => {
    const matter = await register()
    const { answer, found, text } = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}`)
    expect(found.pages).toHaveLength(1)
    for (const words of [
      '云溪市人民政府办公室',
      '群众来信处理笺',
      '翠屏桥下逢雨积水#panic("x")',
      '*最深*五六十公分，$盼$',
      '主办：市住建局',
      '请于三日内排查。',
      '何雨桐负责人',
      '领导批示',
      '回访',
      '打印：何雨桐',
    ])
      expect(text, words).toContain(plain(words))
    expect(text).toMatch(/信〔\d{4}〕\d+号/)
    expect(readSlipCode((await found.code()) ?? '')).toEqual({ matter, form: 'P' })
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; /)
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await looked(matter, 'slip.P.pdf')).toBe(1)
  })
  test('who wrote stands on it only for whoever may see him and asks for it, under his name and the time, on record (R-C18, R-C04)', async () => {
    const matter = await register()
    const usual = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}`)
    expect(usual.text).not.toContain('周某某')
    expect(usual.text).toContain('不显示')
    expect(await looked(matter, 'contact: slip')).toBe(0)
    const shown = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}&asker=true`)
    expect(shown.text).toContain('周某某')
    expect(shown.text.split('何雨桐').length - usual.text.split('何雨桐').length).toBeGreaterThan(10)
    expect(await looked(matter, 'contact: slip')).toBe(1)
    expect(await refusal(handler, `/api/letters/slips/handling.pdf?matter=${matter}&asker=true`)).toEqual([403, 'session.not-allowed'])
    expect((await paper(handler, `/api/letters/slips/handling.pdf?matter=${matter}`)).text).not.toContain('周某某')
    expect(await refusal(clerk, `/api/letters/slips/order.pdf?matter=${matter}&asker=true`)).toEqual([403, 'session.not-allowed'])
  })
  test('numbers people wrote into the text are on paper as they are on the page: masked for whoever may not open contacts (R-C18)', async () => {
    const matter = await register({ body: '请打 13800006027 找我。' })
    for (const form of ['handling', 'order']) {
      const path = `/api/letters/slips/${form}.pdf?matter=${matter}`
      expect((await paper(handler, path)).text, form).not.toContain('13800006027')
      expect((await paper(clerk, path)).text, form).toContain('13800006027')
    }
    expect((await paper(handler, `/api/letters/slips/handling.pdf?matter=${matter}`)).text).toContain('138****6027')
  })
  test('身份保密: every page of it carries person and time', async () => {
    const matter = await register({ secret: true })
    const { text } = await paper(handler, `/api/letters/slips/handling.pdf?matter=${matter}`)
    expect(text).toContain('身份保密')
    expect(text.split('许文涛').length).toBeGreaterThan(10)
  })
  test('交办单: a page for each unit, with room to sign for it and to write the result', async () => {
    const matter = await register()
    const { text, found } = await paper(handler, `/api/letters/slips/order.pdf?matter=${matter}`)
    for (const words of ['群众来信交办单', '承办单位市住建局', '请于三日内排查。', '签收人', '单位负责人']) expect(text, words).toContain(words)
    expect(readSlipCode((await found.code()) ?? '')).toEqual({ matter, form: 'D' })
    const alone = await register({ assign: null })
    expect(await refusal(clerk, `/api/letters/slips/order.pdf?matter=${alone}`)).toEqual([409, 'print.not-yet'])
  })
  test('another’s letter gets the very answer an unknown one gets, by every form (invariant 14)', async () => {
    const matter = await register()
    for (const key of ['handling', 'order', 'call-back', 'reply'])
      for (const id of [matter, '01a00000-0000-7000-8000-000000000000'])
        expect(await refusal(stranger, `/api/letters/slips/${key}.pdf?matter=${id}`), key).toEqual([404, 'kernel.not-found'])
    expect((await get(server.anonymous(), `/api/letters/slips/handling.pdf?matter=${matter}`)).status).toBe(401)
    expect(await refusal(clerk, '/api/letters/slips/handling.pdf?matter=x')).toEqual([400, 'http.bad-input'])
    expect(await looked(matter, 'slip.P.pdf')).toBe(0)
  })
  test('工作秘密 is printed by nobody, on no form, and stands in no ledger that leaves the house (R-C04)', async () => {
    const matter = await register({ title: '内部核实', named: true, assign: null })
    expect((await clerk.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({ readers: 'named' })
    for (const key of ['handling', 'order', 'call-back', 'reply'])
      expect(await refusal(clerk, `/api/letters/slips/${key}.pdf?matter=${matter}`), key).toEqual([403, 'print.named-stays'])
    expect((await clerk.get('/api/letters/ledger?text=内部核实')).text).toContain('内部核实')
    for (const ending of ['csv', 'pdf']) {
      const answer = await get(clerk, `/api/letters/ledger.${ending}?text=内部核实`)
      expect(answer.status).toBe(200)
      const words = ending === 'csv' ? await answer.text() : plain((await readPaper(new Uint8Array(await answer.arrayBuffer()))).pages.map((page) => page.text).join(''))
      expect(words, ending).not.toContain('内部核实')
    }
    const affair = await clerk.post('/api/affairs/register', { title: '内部事项', body: '内部。', way: 'oral', asker: { person: me }, named: true })
    expect(affair.status, affair.text).toBe(200)
    expect(await refusal(clerk, `/api/affairs/slips/order.pdf?matter=${affair.json?.id}`)).toEqual([403, 'print.named-stays'])
    expect(await (await get(clerk, '/api/letters/unanswered.csv')).text()).not.toContain('内部核实')
    expect(await (await get(clerk, '/api/affairs/ledger.csv')).text()).not.toContain('内部事项')
  })
  test('答复函: only words that were agreed, in exactly these words; then as they were sent, to the citizen by name where he is opened', async () => {
    const matter = await register()
    const on = { matter, piece: null }
    await act(handler, 'accept', on)
    const working = (await handler.get(`/api/letters/letter?id=${matter}`)).json as { version: number }
    await act(handler, 'report', { ...on, version: working.version, result: 'solved', text: '已疏通。' })
    expect(await refusal(clerk, `/api/letters/slips/reply.pdf?matter=${matter}`)).toEqual([409, 'print.not-yet'])
    const submitted = await act(clerk, 'submit', { ...on, text: '积水系管道淤堵所致，现已疏通。' })
    expect(await refusal(clerk, `/api/letters/slips/reply.pdf?matter=${matter}`)).toEqual([409, 'print.not-yet'])
    const gao = await server.signIn('gaomin', headPassword)
    await act(gao, 'sign', { ...on, agree: true, draft: submitted.draft })
    const agreed = await paper(clerk, `/api/letters/slips/reply.pdf?matter=${matter}&asker=true`)
    for (const words of ['周某某：', '积水系管道淤堵所致，现已疏通。', '云溪市人民政府办公室', '关于翠屏桥下逢雨积水']) expect(agreed.text, words).toContain(words)
    expect(agreed.text).not.toContain('何雨桐')
    expect(readSlipCode((await agreed.found.code()) ?? '')).toEqual({ matter, form: 'R' })
    expect((await clerk.post('/api/letters/save-draft', { matter, text: '改过的话。' })).status).toBe(200)
    expect(await refusal(clerk, `/api/letters/slips/reply.pdf?matter=${matter}`)).toEqual([409, 'letters.draft-changed'])
    expect((await clerk.post('/api/letters/save-draft', { matter, text: '积水系管道淤堵所致，现已疏通。' })).status).toBe(200)
    await act(clerk, 'reply', { ...on, via: 'letter', delivered: true })
    const sent = await paper(clerk, `/api/letters/slips/reply.pdf?matter=${matter}`)
    expect(sent.text).toContain('来信人：')
    expect(sent.text).not.toContain('周某某')
    const sheet = await paper(clerk, `/api/letters/slips/call-back.pdf?matter=${matter}&asker=true`)
    for (const words of ['群众来信回访记录单', '13800006027', '承办单位是否联系过您', '回访人签名']) expect(sheet.text, words).toContain(words)
    const slip = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}`)
    for (const words of ['已解决：已疏通。', '同意', '高敏负责人', '许文涛负责人', '现已疏通']) expect(slip.text, words).toContain(words)
  })
  test('代录: an opinion somebody else entered says on paper whose hand it was and when', async () => {
    const matter = await register()
    const on = { matter, piece: null }
    await act(handler, 'accept', on)
    const asked = await act(handler, 'circulate', { ...on, to: [{ person: headId }], ask: '拟封闭施工，请审示。', kind: 'say', blocks: true })
    const piece = asked.stages.flatMap((stage) => stage.pieces).find((one) => one.role !== 'lead' && one.state === 'open')?.id
    server.pass(3_600_000)
    const at = new Date(Date.parse(server.now()) - 600_000).toISOString()
    await act(clerk, 'sign', { matter, piece, agree: true, opinion: '注意绕行。', recorded: { actor: headId, at, relay: '电话，何雨桐接' } })
    const { text } = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}`)
    expect(text).toMatch(/同意：注意绕行。高敏负责人\d{4}年\d+月\d+日（代录：何雨桐\d{4}年\d+月\d+日）/)
    const english = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}&language=en`)
    expect(english.text).toMatch(/\(recordedby何雨桐,\d{4}-\d\d-\d\d\)/)
  })
  test('in English: the form, its heads and its foot', async () => {
    const matter = await register()
    const { text } = await paper(clerk, `/api/letters/slips/handling.pdf?matter=${matter}&language=en`)
    for (const words of ['Letter:processingslip', 'Assigned', 'Printedby何雨桐', 'Lead:市住建局']) expect(text, words).toContain(words)
  })
  test('交办事项单: what was ordered, by whom, who does it', async () => {
    const made = await clerk.post('/api/affairs/register', {
      title: '核实供暖情况',
      body: '请住建局核实北苑供暖。',
      way: 'oral',
      asker: { person: me },
      assign: { lead: { unit: housing } },
    })
    expect(made.status, made.text).toBe(200)
    const { text, found } = await paper(clerk, `/api/affairs/slips/order.pdf?matter=${made.json?.id}`)
    for (const words of ['交办事项单', '请住建局核实北苑供暖。', '市住建局', '何雨桐', '交办内容']) expect(text, words).toContain(words)
    expect(readSlipCode((await found.code()) ?? '')).toEqual({ matter: made.json?.id, form: 'D' })
  })
})

describe('台账出表 ledgers on paper and as files', () => {
  test('a desk’s own ledger by every filter of its page, in a workbook, as text and bound; on record', async () => {
    const before = await looked(null, 'ledger.pdf')
    await register({ title: '=1+1 导出甲', kind: 'advice', channel: 'email' })
    await register({ title: '导出乙', kind: 'help' })
    const csv = await (await get(clerk, '/api/letters/ledger.csv?kind=advice')).text()
    expect(csv).toContain('编号,标题,类型,来源')
    expect(csv).toContain(`'=1+1 导出甲`)
    expect(csv).not.toContain('导出乙')
    const book = read(new Uint8Array(await (await get(clerk, '/api/letters/ledger.xlsx?text=导出')).arrayBuffer()))
    const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    expect(rows.slice(1).map((row) => row[1])).toEqual(['导出乙', `'=1+1 导出甲`])
    const bound = await paper(clerk, '/api/letters/ledger.pdf?text=导出')
    expect(bound.found.pages[0]?.wide).toBe(true)
    for (const words of ['来信台账', '=1+1导出甲', '导出乙', '电子邮件', '第1页共1页']) expect(bound.text, words).toContain(words)
    expect(await looked(null, 'ledger.pdf')).toBe(before + 1)
    expect(await (await get(clerk, '/api/letters/unanswered.csv')).text()).toContain('导出乙')
    expect((await paper(stranger, '/api/letters/ledger.pdf')).text).not.toContain('导出')
  })
  test('我的表 bound: the office’s titles, unit, day, columns and line of signatures', async () => {
    const form = {
      columns: [{ key: 'serial' }, { key: 'title', head: '反映内容' }, { key: 'blank', head: '领导批示' }],
      heading: { titles: ['云溪市人民政府办公室', '来信办理情况登记表'], unit: '填报单位：来信来电科', date: 'day', sign: '审核：　　　　　填表：' },
      filter: { desk: 'letters', sort: 'oldest' },
    }
    const saved = await clerk.post('/api/tables/save', { id: null, name: '登记表', form })
    expect(saved.status, saved.text).toBe(200)
    const { text } = await paper(clerk, `/api/tables/table.pdf?id=${saved.json?.id}`)
    for (const words of ['云溪市人民政府办公室来信办理情况登记表', '填报单位：来信来电科', '序号反映内容领导批示', '审核：']) expect(text, words).toContain(words)
    const csv = await (await get(clerk, `/api/tables/table.csv?id=${saved.json?.id}`)).text()
    expect(csv.split('\r\n')[0]?.replace('\ufeff', '')).toBe('序号,反映内容,领导批示')
    expect(await looked(null, 'table.csv')).toBe(1)
  })
})
