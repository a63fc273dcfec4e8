import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { guarded } from './sheet.ts'

interface Row {
  readonly matter: string
  readonly title: string
  readonly piece: string | null
  readonly light: string
  readonly holder: string
  readonly accepted: boolean
  readonly phase: string
}
interface Work {
  readonly rows: Row[]
  readonly next: string | null
  readonly counts: { todo: number; late: number; soon: number; unsigned: number; unread: number }
}
let server: TestServer
let clerk: Browser
let liaison: Browser
let reader: Browser
let unit: { id: string }
let readers: { id: string }
const all = ['register', 'dispatch', 'review', 'answer', 'see-all', 'close', 'reopen', 'handle', 'hand-over'].map((power) => `letters.${power}`)
const made: string[] = []

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'shell', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const housing = await server.unit('ZJJ', '市住建局')
  const traffic = await server.unit('JTJ', '市交通局')
  unit = housing
  readers = traffic
  const people = [
    await server.person('何静', 'hejing', centre, all),
    await server.person('王芳', 'wangfang', housing, ['letters.handle', 'letters.sign']),
    await server.person('李军', 'lijun', traffic, ['letters.handle']),
  ]
  clerk = await server.signIn('hejing', people[0]?.password ?? '')
  liaison = await server.signIn('wangfang', people[1]?.password ?? '')
  reader = await server.signIn('lijun', people[2]?.password ?? '')
  for (let i = 0; i < 12; i++) {
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: i === 0 ? '=HYPERLINK("x") 路灯不亮' : `第${i}件 供水管道漏水`,
      body: '正文。',
      ...(i < 8 ? { assign: { lead: { unit: housing.id }, ask: `请办第${i}件` } } : {}),
    })
    expect(answer.status, answer.text).toBe(200)
    made.push(String(answer.json?.id))
  }
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const work = async (who: Browser, query: string): Promise<Work> => {
  const answer = await who.get(`/api/matters/work?${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as unknown as Work
}
async function pages(who: Browser, path: string): Promise<Row[]> {
  const rows: Row[] = []
  let cursor = ''
  do {
    const answer = await who.get(`${path}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    expect(answer.status, answer.text).toBe(200)
    const page = answer.json as unknown as Work
    rows.push(...page.rows)
    cursor = page.next ?? ''
  } while (cursor)
  return rows
}
const actOn = async (who: Browser, word: string, matter: string, more: object = {}) => {
  const piece = (await work(who, 'tab=todo&size=200')).rows.find((row) => row.matter === matter)?.piece ?? null
  return who.post(`/api/letters/${word}`, { matter, piece, ...more })
}

describe('工作台 my work', () => {
  test('待办 is what is in my hands or my unit’s, by due time, page after page without gap or repeat', async () => {
    const whole = await work(liaison, 'tab=todo&size=200')
    expect(whole.rows.map((row) => row.matter).sort()).toEqual(made.slice(0, 8).sort())
    expect(whole.counts).toMatchObject({ todo: 8, unsigned: 8 })
    const paged = await pages(liaison, '/api/matters/work?tab=todo&size=3')
    expect(paged.map((row) => row.piece)).toEqual(whole.rows.map((row) => row.piece))
    expect((await work(reader, 'tab=todo')).rows).toEqual([])
    const dues = (whole.rows as unknown as { due: string }[]).map((row) => row.due)
    expect(dues).toEqual([...dues].sort())
  })

  test('signed for, it is mine; what I ended is 已办; what I gave stands under 我发起', async () => {
    const [first = ''] = made
    const accepted = await actOn(liaison, 'accept', first)
    expect(accepted.status, accepted.text).toBe(200)
    expect((await work(liaison, 'tab=todo')).rows.find((row) => row.matter === first)).toMatchObject({ accepted: true, holder: '王芳' })
    const started = await pages(clerk, '/api/matters/work?tab=started&size=5')
    expect(started.map((row) => row.matter)).toEqual([...made].sort().reverse())
    const done = await actOn(liaison, 'report', first, { result: 'solved', text: '已修复。', version: (accepted.json as { version: number }).version })
    expect(done.status, done.text).toBe(200)
    expect(await pages(liaison, '/api/matters/work?tab=todo&size=50').then((rows) => rows.some((row) => row.matter === first))).toBe(false)
  })

  test('抄送: unread first, read afterwards; the counts say so', async () => {
    const ids = made.slice(1, 6)
    for (const id of ids) {
      await actOn(liaison, 'accept', id)
      const sent = await actOn(liaison, 'circulate', id, { to: [{ unit: readers.id }], ask: '请知悉', kind: 'read' })
      expect(sent.status, sent.text).toBe(200)
    }
    expect((await work(reader, 'tab=copied')).counts.unread).toBe(5)
    const rows = await pages(reader, '/api/matters/work?tab=copied&size=2')
    expect(rows.map((row) => row.matter).sort()).toEqual([...ids].sort())
    const target = rows[0]
    const read = await reader.post('/api/letters/read', { matter: target?.matter, piece: target?.piece })
    expect(read.status, read.text).toBe(200)
    const after = await work(reader, 'tab=copied&size=50')
    expect(after.counts.unread).toBe(4)
    expect(after.rows.at(-1)).toMatchObject({ matter: target?.matter, light: 'done' })
    expect((await work(reader, 'tab=done')).rows.map((row) => row.matter)).toEqual([target?.matter])
  })

  test('代理: while it lasts the agent sees the principal’s hands, and with its end nothing is left (invariant 12)', async () => {
    const agent = await server.person('代理人', 'daili', null)
    const browser = await server.signIn('daili', agent.password)
    const principal = ((await liaison.get('/api/session/me')).json as { person: { id: string } }).person.id
    expect((await work(browser, 'tab=todo')).rows).toEqual([])
    const given = await liaison.post('/api/people/delegate', { principal, agent: agent.id, ground: '出差' })
    expect(given.status, given.text).toBe(200)
    expect((await work(browser, 'tab=todo&size=200')).rows.length).toBe((await work(liaison, 'tab=todo&size=200')).rows.length)
    await liaison.post('/api/people/end-delegation', { delegation: given.json?.id })
    expect((await work(browser, 'tab=todo')).rows).toEqual([])
  })

  test('lights are counted, and a light’s list holds exactly what its count says (R-S10)', async () => {
    server.pass(40 * 86_400_000)
    liaison = await server.signIn('wangfang', 'Yunxi-2026-Lantern')
    const { counts } = await work(liaison, 'tab=todo')
    expect(counts.late).toBeGreaterThan(0)
    for (const light of ['late', 'soon', 'on'] as const) {
      const rows = await pages(liaison, `/api/matters/work?tab=todo&size=2&light=${light}`)
      expect(rows.every((row) => row.light === light)).toBe(true)
      if (light !== 'on') expect(rows.length).toBe(counts[light])
    }
    clerk = await server.signIn('hejing', 'Yunxi-2026-Lantern')
    reader = await server.signIn('lijun', 'Yunxi-2026-Lantern')
  })
})

describe('总台账 the ledger', () => {
  test('each order is complete, page after page, and the count is the number of rows', async () => {
    for (const sort of ['newest', 'oldest', 'due']) {
      const rows = await pages(clerk, `/api/matters/ledger?sort=${sort}&size=5`)
      expect(rows.map((row) => row.matter).sort(), sort).toEqual([...made].sort())
    }
    expect((await clerk.get('/api/matters/ledger')).json).toMatchObject({ count: { n: 12, more: false } })
    const mine = await pages(liaison, '/api/matters/ledger?size=3')
    expect(mine.map((row) => row.matter).sort()).toEqual(made.slice(0, 8).sort())
  })
  test('filters: state, light, unit, words of the title, number, days; what does not fit is no row', async () => {
    const count = async (query: string) => {
      const rows = await pages(clerk, `/api/matters/ledger?size=4&${query}`)
      expect(((await clerk.get(`/api/matters/ledger?${query}`)).json as { count: { n: number } }).count.n, query).toBe(rows.length)
      return rows.length
    }
    expect(await count('text=路灯')).toBe(1)
    expect(await count('text=%25')).toBe(0)
    expect(await count('text=_')).toBe(0)
    expect(await count('phase=open')).toBe(12)
    expect(await count('phase=closed')).toBe(0)
    expect(await count('desk=letters')).toBe(12)
    expect(await count('desk=nothing')).toBe(0)
    expect(await count(`unit=${unit.id}`)).toBeGreaterThan(3)
    expect(await count('to=2020-01-01')).toBe(0)
    expect(await count('from=2020-01-01')).toBe(12)
    expect((await count('light=late')) + (await count('light=soon')) + (await count('light=on')) + (await count('light=paused')) + (await count('light=done'))).toBe(12)
  })
  test('as XLSX and CSV: all rows, the same order, no formula a spreadsheet would run; on record', async () => {
    const xlsx = await fetch(`${server.url}/api/matters/ledger.xlsx?sort=oldest`, { headers: { cookie: clerk.cookie } })
    expect(xlsx.headers.get('content-disposition')).toContain("filename*=UTF-8''")
    const book = read(new Uint8Array(await xlsx.arrayBuffer()))
    const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    expect(rows).toHaveLength(13)
    expect(rows[1]?.[1]).toBe(`'=HYPERLINK("x") 路灯不亮`)
    const csv = await clerk.get('/api/matters/ledger.csv?text=路灯')
    expect(csv.text.startsWith('编号,标题')).toBe(true)
    const raw = await fetch(`${server.url}/api/matters/ledger.csv?text=none`, { headers: { cookie: clerk.cookie } })
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv.text).toContain(`"'=HYPERLINK(""x"") 路灯不亮"`)
    const { rows: looked } = await withClient(server.serving.address, 'owner', (client) => client.query(`select what from looked where what like 'ledger.%'`))
    expect(looked.length).toBe(3)
    for (const text of ['=1', '+1', '-1', '@a', '\t=1', ' =1', '＝1']) expect(guarded(text)).toBe(`'${text}`)
    for (const text of ['信〔2026〕1号', '1-2', '路灯']) expect(guarded(text)).toBe(text)
  })
})

describe('经手记录 the trail', () => {
  test('says who, when, to whom, how long held, with the words as they stand; an erased one says so', async () => {
    const [first = ''] = made
    const { lines } = (await clerk.get(`/api/matters/trail?matter=${first}`)).json as {
      lines: { move: string; actor: { name: string }; to: { unit: string; lead: boolean }[]; text: string | null; heldMinutes: number | null }[]
    }
    expect(lines.map((line) => line.move)).toEqual(expect.arrayContaining(['register', 'assign', 'accept', 'report']))
    expect(lines.find((line) => line.move === 'assign')).toMatchObject({ actor: { name: '何静' }, to: [{ unit: '市住建局', lead: true }], text: '请办第0件' })
    expect(lines.find((line) => line.move === 'report')).toMatchObject({ actor: { name: '王芳' }, text: '已修复。' })
    await withClient(server.serving.address, 'act', (client) => client.query('update report set result_text = null, result_text_salt = null where matter_id = $1', [first]))
    const after = (await clerk.get(`/api/matters/trail?matter=${first}`)).json as { lines: typeof lines }
    expect(after.lines.find((line) => line.move === 'report')?.text).toBe('〔已依法删除〕')
  })
})
