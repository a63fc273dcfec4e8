import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { indexSome } from '../../kernel/search/build.ts'
import { findIn } from '../../kernel/search/find.ts'
import { fold, foldText, wordsAsked } from '../../kernel/search/fold.ts'
import { officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { docxOf, ofdOf, pdfOf, zipOf } from '../files/inside/samples.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { readWaitingFiles } from './file-texts.ts'

interface Found {
  rows: {
    matter: string
    desk: string
    title: string | null
    shown: { text: string; hit: boolean }[] | null
    places: { kind: string; parts: { text: string; hit: boolean }[] }[]
  }[]
  next: string | null
}
let server: TestServer
let clerk: Browser
let housing: Browser
let traffic: Browser
let chief: Browser
let zjj: { id: string }
const PHONE = '13800006027'
const bodies = [
  ['北苑小区供水管道漏水', '三号楼门前的阀门井一直往外冒水，物业说要等。回电１３８００００６０２７。'],
  ['东湖路路灯不亮', `学校门口到桥头都是黑的，孩子放学害怕。我的电话${PHONE}，身份证320811199003074512。`],
  ['建议增设公交站', '从Ａ区到市人民医院要换乘两次，老人看病不便。'],
] as const
const made: { id: string; number: string; title: string; body: string }[] = []
let named = ''

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'find', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  zjj = await server.unit('ZJJ', '市住建局')
  const jtj = await server.unit('JTJ', '市交通局')
  const all = ['letters.register', 'letters.dispatch', 'letters.see-all', 'letters.contact', 'letters.mark', 'letters.erase', 'affairs.register', 'affairs.dispatch']
  const people = [
    await server.person('何静', 'hejing', centre, all),
    await server.person('许文涛', 'xuwentao', zjj as never, ['letters.handle', 'affairs.handle']),
    await server.person('穆阳', 'muyang', jtj, ['letters.handle', 'affairs.handle']),
    await server.person('程远', 'chengyuan', null, ['letters.see-all', 'letters.erase']),
  ]
  clerk = await server.signIn('hejing', people[0]?.password ?? '')
  housing = await server.signIn('xuwentao', people[1]?.password ?? '')
  traffic = await server.signIn('muyang', people[2]?.password ?? '')
  chief = await server.signIn('chengyuan', people[3]?.password ?? '')
  for (const [n, [title, body]] of bodies.entries()) {
    const assign = { lead: { unit: n === 1 ? jtj.id : zjj.id }, ask: n === 0 ? '请三日内处置并报结' : '请办' }
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title,
      body,
      name: n === 0 ? '王 秀兰' : null,
      phone: n === 0 ? PHONE : null,
      assign,
    })
    expect(answer.status, answer.text).toBe(200)
    made.push({ id: String(answer.json?.id), number: String(answer.json?.number), title, body })
  }
  const secret = await clerk.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title: '涉及人员的阀门反映',
    body: '阀门采购一事请保密办理。',
    named: true,
    assign: { lead: { person: people[1]?.id, unit: zjj.id }, ask: '请办' },
  })
  expect(secret.status, secret.text).toBe(200)
  named = String(secret.json?.id)
  await index()
}, 60_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const index = () => inAct(server.serving.pools.act, (tx) => indexSome(tx, server.serving.desks, 500))
async function find(who: Browser, q: string, more: Record<string, string> = {}): Promise<Found> {
  const answer = await who.get(`/api/matters/find?${new URLSearchParams({ q, in: 'text', ...more })}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as unknown as Found
}
const ids = (found: Found) => found.rows.map((row) => row.matter)
const lit = (parts: readonly { text: string; hit: boolean }[]) => parts.filter((one) => one.hit).map((one) => one.text)

describe('全文检索 finding in texts', () => {
  test('any two characters of a body find its matter; of several words every one must stand somewhere in the matter', async () => {
    for (const { id, body } of made) {
      const said = [...body.replace(/[0-9０-９]/g, ' ')]
      for (let at = 0; at + 2 <= said.length; at++) {
        const pair = said.slice(at, at + 2).join('')
        if (pair.includes(' ')) continue
        expect(ids(await find(clerk, pair)), pair).toContain(id)
      }
    }
    expect(ids(await find(clerk, '北苑 阀门井'))).toEqual([made[0]?.id])
    expect(ids(await find(clerk, '北苑 孩子'))).toEqual([])
    expect(ids(await find(clerk, '井的'))).toEqual([])
    expect(ids(await find(clerk, 'a区'))).toEqual([made[2]?.id])
  }, 60_000)

  test('titles come apart and first; a matter whose title has all the words is not told again among the texts', async () => {
    const titles = await find(clerk, '路灯', { in: 'title' })
    expect(ids(titles)).toEqual([made[1]?.id])
    expect(lit(titles.rows[0]?.shown ?? [])).toEqual(['路灯'])
    expect(ids(await find(clerk, '路灯'))).toEqual([])
    expect(ids(await find(clerk, '苑', { in: 'title' }))).toEqual([made[0]?.id])
  })

  test('what was found is shown where it stands, by the kind of text; the kind can be asked for', async () => {
    const [row] = (await find(clerk, '三日内处置')).rows
    expect(row?.places.map((one) => one.kind)).toEqual(['opinion'])
    expect(lit(row?.places[0]?.parts ?? [])).toEqual(['三日内处置'])
    expect(ids(await find(clerk, '三日内', { kind: 'opinion' }))).toEqual([made[0]?.id])
    expect(ids(await find(clerk, '三日内', { kind: 'body' }))).toEqual([])
  })

  test('nobody finds what he may not see, neither as a line nor as a count; named matters only who is on the list (invariant 14, R-C04)', async () => {
    for (const { id, body } of made) {
      const word = foldText(body).slice(0, 4)
      for (const who of [housing, traffic]) {
        const may = (await who.get(`/api/letters/letter?id=${id}`)).status === 200
        expect(ids(await find(who, word)).includes(id), word).toBe(may)
      }
    }
    expect(ids(await find(housing, '采购一事'))).toEqual([named])
    for (const who of [traffic, chief]) expect(await find(who, '采购一事')).toMatchObject({ rows: [], next: null })
    expect(await find(traffic, '阀门井')).toEqual(await find(traffic, '没有这样的字'))
  })

  test('telephone and identity numbers are found by nobody, not in full and not in part, and are masked in highlights for who may not open contacts (R-C18)', async () => {
    for (const who of [clerk, chief, traffic]) for (const q of [PHONE, '13800006', '1990030745', '00006027', '１３８００００']) expect((await find(who, q)).rows, q).toEqual([])
    const said = async (who: Browser) => (await find(who, '我的电话')).rows[0]?.places[0]?.parts.map((one) => one.text).join('')
    expect(await said(clerk)).toContain(PHONE)
    expect(await said(traffic)).toContain('138****6027，身份证320*************12')
    expect(await said(chief)).not.toContain(PHONE)
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query<{ body: number[] }>('select body from search_doc'))
    const piece = ('0'.charCodeAt(0) << 16) | '0'.charCodeAt(0)
    expect(rows.some((row) => row.body.includes(piece))).toBe(false)
  })

  test('filters: desk, state, unit, days of registration', async () => {
    const today = officeDate(server.now())
    expect(ids(await find(clerk, '老人', { desk: 'letters' }))).toEqual([made[2]?.id])
    expect(ids(await find(clerk, '老人', { desk: 'affairs' }))).toEqual([])
    expect(ids(await find(clerk, '老人', { phase: 'open', unit: zjj.id }))).toEqual([made[2]?.id])
    expect(ids(await find(clerk, '老人', { phase: 'closed' }))).toEqual([])
    expect(ids(await find(clerk, '孩子', { unit: zjj.id }))).toEqual([])
    expect(ids(await find(clerk, '孩子', { to: '2020-01-01' }))).toEqual([])
    expect(ids(await find(clerk, '孩子', { from: today.slice(0, 8).concat('01') }))).toEqual([made[1]?.id])
  })

  test('page after page, newest first, each line once', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Found = await find(clerk, '请办', { size: '1', ...(cursor ? { cursor } : {}) })
      seen.push(...ids(page))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual([named, made[2]?.id, made[1]?.id])
  })

  test('what an act writes waits in the queue and is found after the next turn of the worker; nothing waits afterwards', async () => {
    const matter = made[2]?.id ?? ''
    const view = (await clerk.get(`/api/letters/letter?id=${matter}`)).json as { version: number }
    const noted = await clerk.post('/api/letters/note', { matter, text: '已与公交集团联系，线路调整中', version: view.version })
    expect(noted.status, noted.text).toBe(200)
    expect(ids(await find(clerk, '公交集团'))).toEqual([])
    expect(await index()).toBe(1)
    expect(ids(await find(clerk, '公交集团'))).toEqual([matter])
    expect(await index()).toBe(0)
  })

  test('broken off in the middle of a batch, what waited waits again; two indexers do not write over each other', async () => {
    const matter = made[1]?.id ?? ''
    expect((await clerk.post('/api/letters/note', { matter, text: '灯杆已报修' })).status).toBe(200)
    const broken = inAct(server.serving.pools.act, async (tx) => {
      expect(await indexSome(tx, server.serving.desks, 500)).toBe(1)
      expect(await index()).toBe(0)
      throw new Error('the power went')
    })
    await expect(broken).rejects.toThrow('the power went')
    expect(ids(await find(clerk, '灯杆已报修'))).toEqual([])
    expect(await index()).toBe(1)
    expect(ids(await find(clerk, '灯杆已报修'))).toEqual([matter])
  })

  test('how far the index has got stands on the status page', async () => {
    const { password } = await server.person('管理员', 'keeper', null, ['office.status'])
    const keeper = await server.signIn('keeper', password)
    const matter = made[2]?.id ?? ''
    expect((await clerk.post('/api/letters/note', { matter, text: '再次联系' })).status).toBe(200)
    const waits = async () => ((await keeper.get('/api/office/status')).json as { search: { waiting: number; files: number; unread: number } }).search
    expect(await waits()).toMatchObject({ waiting: 1, files: 0, unread: 0 })
    await index()
    expect(await waits()).toMatchObject({ waiting: 0 })
  })

  test('erased by law: not found, and not one piece of it left in the index (architecture §2 «Erasure»)', async () => {
    const matter = made[0]?.id ?? ''
    const pieces = [...fold('阀门井').text].map((_, n, all) => (n > 0 ? ((all[n - 1] ?? '').charCodeAt(0) << 16) | (all[n] ?? '').charCodeAt(0) : 0)).slice(1)
    const kept = async () =>
      (await withClient(server.serving.address, 'owner', (c) => c.query('select 1 from search_doc d where d.matter_id = $1 and d.body && $2::int[]', [matter, pieces]))).rows.length
    expect(await kept()).toBe(1)
    const erased = await chief.post('/api/letters/erase', { matter, table: 'letters', key: matter, column: 'body', reason: '来信人依法申请删除' })
    expect(erased.status, erased.text).toBe(200)
    expect(await kept()).toBe(0)
    expect(ids(await find(clerk, '阀门井'))).toEqual([])
    await index()
    expect(await kept()).toBe(0)
    expect(ids(await find(clerk, '阀门井'))).toEqual([])
    expect(ids(await find(clerk, '供水管道', { in: 'title' }))).toEqual([matter])
  })

  test('a question without two characters finds no text, a wrong one is refused', async () => {
    expect((await find(clerk, '水')).rows).toEqual([])
    expect((await clerk.get('/api/matters/find?q=&in=text')).status).toBe(400)
    expect((await clerk.get('/api/matters/find?q=a&in=all')).status).toBe(400)
    expect((await server.anonymous().get('/api/matters/find?q=a&in=text')).status).toBe(401)
  })

  test('the reading hand sees neither the index nor its queue', async () => {
    for (const table of ['search_doc', 'search_due'])
      await expect(
        withClient(server.serving.address, 'read', (c) => c.query(`select * from ${table}`)),
        table,
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('按来件人查 by whoever wrote', () => {
  const ask = (who: Browser, by: string, value: string) => who.post('/api/matters/find-asker', { by, value, why: '来电人询问进度' })

  test('exactly this telephone or name, by who may open contacts, and on record with the reason (R-C18)', async () => {
    for (const [by, value] of [
      ['phone', '138 0000 6027'],
      ['name', '王秀兰'],
    ] as const) {
      const answer = await ask(clerk, by, value)
      expect(answer.status, answer.text).toBe(200)
      expect((answer.json as { rows: { matter: string }[] }).rows.map((row) => row.matter)).toEqual([made[0]?.id])
      expect(answer.text).not.toContain(PHONE)
    }
    expect((await ask(clerk, 'phone', '1380000602')).json).toMatchObject({ rows: [] })
    expect((await ask(clerk, 'name', '王秀')).json).toMatchObject({ rows: [] })
    const looked = await inAct(server.serving.pools.act, (tx) => run<{ what: string }>(tx, 'select l.what from looked l order by l.id desc limit 4', []))
    expect(looked.map((one) => one.what)).toContain('contact: by name: 来电人询问进度')
    expect(JSON.stringify(looked)).not.toMatch(/王秀|6027/)
  })

  test('without the power it is refused', async () => {
    for (const who of [housing, traffic, chief]) expect(await ask(who, 'phone', PHONE)).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
  })
})

describe('常用检索 saved searches', () => {
  test('kept under a name of one’s own, listed to its owner alone, taken out again', async () => {
    const asked = { q: '老人', desk: 'letters', phase: 'open' }
    const kept = await clerk.post('/api/matters/save-search', { name: '老人来信', asked })
    expect(kept.status, kept.text).toBe(200)
    expect(await clerk.post('/api/matters/save-search', { name: '老人来信', asked })).toMatchObject({ status: 409, json: { code: 'search.name-taken' } })
    expect((await clerk.get('/api/matters/saved-searches')).json).toEqual({ rows: [{ id: kept.json?.id, name: '老人来信', asked }] })
    expect((await housing.get('/api/matters/saved-searches')).json).toEqual({ rows: [] })
    expect((await housing.post('/api/matters/drop-search', { id: kept.json?.id })).status).toBe(404)
    expect((await clerk.post('/api/matters/drop-search', { id: kept.json?.id })).status).toBe(200)
    expect((await clerk.get('/api/matters/saved-searches')).json).toEqual({ rows: [] })
  })
})

describe('附件检索 words inside attachments', () => {
  const upload = async (bytes: Uint8Array, name: string) => {
    const form = new FormData()
    form.append('file', new Blob([Uint8Array.from(bytes)]), name)
    return clerk.send('POST', '/api/files', form)
  }
  const readAll = () => readWaitingFiles(server.serving, server.serving.files)

  test('what stands in an attachment is found after the worker has read it; what cannot be read is told on its line; erased with its name, nothing is left', async () => {
    const good = await upload(docxOf(['换热站二次网改造方案', '联系人电话 13800006027']), '方案.docx')
    const broken = await upload(Buffer.from('%PDF-1.7\nbroken'), '扫描件.pdf')
    expect([good.status, broken.status], good.text).toEqual([200, 200])
    const files = [String(good.json?.id), String(broken.json?.id)]
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: '供热管网',
      body: '见附件。',
      files,
      assign: { lead: { unit: zjj.id }, ask: '请办' },
    })
    expect(answer.status, answer.text).toBe(200)
    const matter = String(answer.json?.id)
    const states = async (who: Browser) => (await who.get(`/api/matters/file-texts?matter=${matter}`)).json as { rows: { file: string; state: string }[] }
    expect((await states(clerk)).rows.map((row) => row.state)).toEqual(['waiting', 'waiting'])
    expect(await readAll()).toBe(2)
    expect(new Map((await states(clerk)).rows.map((row) => [row.file, row.state]))).toEqual(
      new Map([
        [files[0], 'done'],
        [files[1], 'failed'],
      ]),
    )
    expect((await traffic.get(`/api/matters/file-texts?matter=${matter}`)).status).toBe(404)
    await index()
    const found = await find(clerk, '二次网改造')
    expect(ids(found)).toEqual([matter])
    expect(found.rows[0]?.places.map((one) => one.kind)).toEqual(['attachment'])
    expect(ids(await find(traffic, '二次网改造'))).toEqual([])
    expect((await find(housing, '联系人电话')).rows[0]?.places[0]?.parts.map((one) => one.text).join('')).toContain('138****6027')

    const erased = await chief.post('/api/letters/erase', { matter, table: 'file', key: files[0], column: 'name', reason: '误传附件' })
    expect(erased.status, erased.text).toBe(200)
    expect(ids(await find(clerk, '二次网改造'))).toEqual([])
    const left = await withClient(server.serving.address, 'owner', (c) => c.query('select 1 from file_text t where t.file_id = $1', [files[0]]))
    expect(left.rows).toEqual([])
    await index()
    expect(await readAll()).toBe(0)
    expect(ids(await find(clerk, '二次网改造'))).toEqual([])
  }, 60_000)

  test('a word that stands in nearly every title: the texts are looked through a stretch at a time, and nothing behind it is lost (invariant 14)', async () => {
    const letter = async (title: string) => {
      const answer = await clerk.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '请核对远传水表读数。', assign: { lead: { unit: zjj.id } } })
      return String(answer.json?.id)
    }
    const oldest = await letter('抄表有误')
    for (let n = 0; n < 8; n++) await letter(`远传水表读数偏大（${n}）`)
    await index()
    const asked = { words: wordsAsked('远传水表'), inTitle: false, narrow: {}, size: 1 }
    const pages = await inAct(server.serving.pools.act, async (tx) => {
      const standing = await loadStanding(tx)
      const person = [...standing.office.persons.values()].find((one) => one.username === 'hejing')
      const searcher = { tx, now: server.serving.clock.now(), who: { person: person?.id as PersonId }, desks: server.serving.desks, office: standing.office }
      const first = await findIn(searcher, { ...asked, after: null, atMost: 3 })
      return [first, await findIn(searcher, { ...asked, after: first.next }), await findIn(searcher, { ...asked, after: null })]
    })
    expect(pages.map(({ hits, next }) => [hits.map((hit) => hit.matter), next !== null])).toEqual([
      [[], true],
      [[oldest], false],
      [[oldest], false],
    ])
  }, 60_000)

  test('a mark of secrecy inside a file: refused before it is kept, on record, told to the keeper (R-C02)', async () => {
    const before = await readdir(server.serving.data, { recursive: true })
    for (const [bytes, name] of [
      [docxOf(['机密', '关于某事的报告']), '报告.docx'],
      [pdfOf(['秘密★1年', '报告']), '报告.pdf'],
      [ofdOf(['绝密★长期']), '报告.ofd'],
      [zipOf({ '内/报告.docx': docxOf(['机密★10年']) }), '材料.zip'],
    ] as const)
      expect(await upload(bytes, name), name).toMatchObject({ status: 422, json: { code: 'kernel.secret-mark' } })
    expect((await upload(zipOf({ '情况说明.docx': docxOf(['情况说明']) }), '材料.zip')).json).toMatchObject({ kind: 'zip' })
    const kept = (await readdir(server.serving.data, { recursive: true })).filter((one) => !before.includes(one) && /[0-9a-f]{64}$/.test(one))
    expect(kept).toHaveLength(1)
    const events = await inAct(server.serving.pools.act, (tx) => run<{ said: { field: string } }>(tx, `select e.said from event e where e.move = 'office.refuseMark'`, []))
    expect(events).toHaveLength(4)
    expect(JSON.stringify(events)).not.toMatch(/报告|机密/)
  }, 60_000)
})
