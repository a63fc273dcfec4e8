import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { firstPowers } from '../../kernel/decide/administrators.ts'
import { DAY } from '../../kernel/time.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

let server: TestServer
const who = {} as Record<'centre' | 'clerk' | 'head' | 'stranger' | 'far' | 'auditor', Browser>
const ids = {} as Record<string, string>
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'know', { desks })
  const [centre, school, water] = [await server.unit('LX', '来信来电科'), await server.unit('JYJ', '市教育局'), await server.unit('SLJ', '市水利局')]
  const powers = ['register', 'dispatch', 'review', 'answer', 'contact', 'handle', 'hand-over'].map((power) => `letters.${power}`)
  for (const [key, name, username, unit, own] of [
    ['centre', '高敏', 'gaomin', centre, powers],
    ['stranger', '钱明', 'qianming', school, []],
    ['far', '水清', 'shuiqing', water, []],
    ['auditor', '欧慧', 'ouhui', null, firstPowers.audit],
  ] as const) {
    const person = await server.person(name, username, unit, own)
    ids[key] = person.id
    who[key] = await server.signIn(username, person.password)
  }
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const letter = async (title: string, readers: 'units' | 'named' = 'units') => {
  const answer = await who.centre.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '正文。', readers })
  expect(answer.status, answer.text).toBe(200)
  return answer.json as { id: string; number: string }
}
const see = async (browser: Browser, id: string) => (await browser.get(`/api/letters/letter?id=${id}`)).status
const ask = (browser: Browser, number: string) => browser.post('/api/know/ask', { number, reason: '起草材料需要参考。' })
const mine = async (browser: Browser) => ((await browser.get('/api/know/mine')).json as { rows: { id: string; number: string; state: string; matter: unknown }[] }).rows

describe('申请查阅 need to know (HB-55)', () => {
  test('asked by number, granted by the owner as something to read, both on record; then he sees it', async () => {
    const { id, number } = await letter('学校门口积水')
    expect(await see(who.stranger, id)).toBe(404)
    const typed = number.replace('〔', '[').replace('〕', ']')
    const asked = await ask(who.stranger, typed)
    expect(asked.status, asked.text).toBe(200)
    expect(await ask(who.stranger, number)).toMatchObject({ status: 409, json: { code: 'people.know-asked' } })
    const [row] = ((await who.centre.get('/api/know/to-decide')).json as { rows: { id: string; asker: { name: string }; reason: string }[] }).rows
    expect(row).toMatchObject({ asker: { name: '钱明' }, reason: '起草材料需要参考。' })
    expect(await who.far.post('/api/know/decide', { request: row?.id, grant: true })).toMatchObject({ status: 404 })
    expect((await who.centre.post('/api/know/decide', { request: row?.id, grant: true })).status).toBe(200)
    expect(await who.centre.post('/api/know/decide', { request: row?.id, grant: false, reply: '否' })).toMatchObject({ status: 409, json: { code: 'people.know-decided' } })
    expect(await see(who.stranger, id)).toBe(200)
    expect(await mine(who.stranger)).toMatchObject([{ state: 'granted', matter: { id } }])
    expect(await ask(who.stranger, number)).toMatchObject({ status: 409, json: { code: 'people.know-already' } })
    const { rows } = await withClient(server.serving.address, 'owner', (client) =>
      client.query(`select e.move, e.said::text as said from event e where e.move like 'know.%' order by e.id`),
    )
    expect(rows.map((one) => one.move)).toEqual(['know.ask', 'know.grant'])
    expect(rows.map((one) => one.said).join()).not.toMatch(/信〔|材料/)
  })

  test('a number of nothing, one refused and one not answered look the same to whoever asked, on the same day (invariant 14)', async () => {
    const [refused, waiting] = [await letter('水库放水通知'), await letter('堤防巡查')]
    for (const number of [refused.number, waiting.number, '信〔2026〕99999号']) expect((await ask(who.far, number)).status).toBe(200)
    const { rows } = (await who.centre.get('/api/know/to-decide')).json as { rows: { id: string; matter: { number: string }; decidedAt: string | null }[] }
    const open = rows.filter((row) => row.decidedAt === null)
    expect(open.map((row) => row.matter.number).sort()).toEqual([refused.number, waiting.number].sort())
    const request = open.find((row) => row.matter.number === refused.number)?.id
    expect(await who.centre.post('/api/know/decide', { request, grant: false })).toMatchObject({ status: 422, json: { code: 'kernel.reason-missing' } })
    expect((await who.centre.post('/api/know/decide', { request, grant: false, reply: '与工作无关。' })).status).toBe(200)
    expect((await mine(who.far)).map((row) => row.state)).toEqual(['open', 'open', 'open'])
    expect((await who.far.get('/api/know/mine')).text).not.toContain('与工作无关')
    server.pass(3 * DAY + 1000)
    expect((await mine(who.far)).map(({ state, matter }) => ({ state, matter }))).toEqual(Array.from({ length: 3 }, () => ({ state: 'not-granted', matter: null })))
    expect(await see(who.far, refused.id)).toBe(404)
  })

  test('who asks for too many numbers is stopped; a decision does not change afterwards, by whatever statement', async () => {
    for (let n = 1; n <= 10; n++) expect((await ask(who.far, `信〔2026〕${500 + n}号`)).status).toBe(200)
    expect(await ask(who.far, '信〔2026〕600号')).toMatchObject({ status: 409, json: { code: 'people.know-too-many' } })
    await expect(
      withClient(server.serving.address, 'act', (client) => client.query('update know_request set granted = not granted where decided_at is not null')),
    ).rejects.toMatchObject({ message: 'guard.row-frozen' })
  })
})

describe('回避 recusal', () => {
  test('who has nothing in hand declares it himself and sees it no more; the owner hands over first; a stranger declares nothing for others (invariant 11)', async () => {
    const { id } = await letter('亲属来信')
    const asked = await ask(who.stranger, ((await who.centre.get(`/api/letters/letter?id=${id}`)).json as { number: string }).number)
    expect((await who.centre.post('/api/know/decide', { request: asked.json?.id, grant: true })).status).toBe(200)
    expect(await see(who.stranger, id)).toBe(200)
    expect(await who.stranger.post('/api/letters/recuse', { matter: id, whom: { person: ids.centre }, ground: 'kin' })).toMatchObject({
      status: 403,
      json: { code: 'kernel.recuse-by-whom' },
    })
    expect(await who.centre.post('/api/letters/recuse', { matter: id, whom: { person: ids.centre }, ground: 'kin' })).toMatchObject({
      status: 409,
      json: { code: 'kernel.recuse-hand-over-first' },
    })
    expect((await who.stranger.post('/api/letters/recuse', { matter: id, whom: { person: ids.stranger }, ground: 'kin' })).status).toBe(200)
    expect(await see(who.stranger, id)).toBe(404)
    expect((await ask(who.stranger, '信〔2026〕1号')).status).toBe(409)
    const { lines } = (await who.centre.get(`/api/matters/trail?matter=${id}`)).json as { lines: { move: string; actor: { name: string } }[] }
    expect(lines.at(-1)).toMatchObject({ move: 'recuse', actor: { name: '钱明' } })
  })

  test('recused, he asks in vain: nobody is asked, and he is told no more than anybody', async () => {
    const { id, number } = await letter('再来一件')
    expect((await who.centre.post('/api/letters/recuse', { matter: id, whom: { person: ids.stranger }, ground: 'accused' })).status).toBe(200)
    expect((await ask(who.stranger, number)).status).toBe(200)
    const { rows } = (await who.centre.get('/api/know/to-decide')).json as { rows: { matter: { id: string } }[] }
    expect(rows.filter((row) => row.matter.id === id)).toEqual([])
    expect((await mine(who.stranger))[0]).toMatchObject({ state: 'open', matter: null })
  })
})

describe('审计 audit (R-C15)', () => {
  interface Row {
    id: string
    kind: string
    what: string
    actor: { name: string } | null
    about: string | null
    ok: boolean
  }
  const list = async (query = '') => (await who.auditor.get(`/api/audit/list?${query}`)).json as { rows: Row[]; next: string | null }

  test('signing in, failures, rights, requests, contacts, exports: each found by its kind, and only by the audit administrator', async () => {
    await server.anonymous().post('/api/session/sign-in', { username: 'gaomin', password: 'wrong' })
    await server.anonymous().post('/api/session/sign-in', { username: 'nobody.here', password: 'wrong' })
    const { id } = await letter('要开联系人')
    expect((await who.centre.post('/api/letters/open-contact', { matter: id, why: '回电' })).status).toBe(200)
    expect((await who.centre.get('/api/matters/ledger.xlsx')).status).toBe(200)
    const failed = (await list('failed=true')).rows
    expect(failed.map((row) => row.actor?.name ?? null).slice(0, 2)).toEqual([null, '高敏'])
    expect(failed.every((row) => !row.ok && row.kind === 'sign-in')).toBe(true)
    for (const [kind, what] of [
      ['know', 'know.refuse'],
      ['contact', 'contact: 回电'],
      ['export', 'ledger.xlsx'],
      ['sign-in', 'session.bindTotp'],
    ]) {
      const { rows } = await list(`kind=${kind}&size=200`)
      expect(
        rows.map((row) => row.what),
        kind,
      ).toContain(what)
      expect(new Set(rows.map((row) => row.kind))).toEqual(new Set([kind]))
    }
    expect((await list(`person=${ids.centre}&kind=export`)).rows).toMatchObject([{ actor: { name: '高敏' } }])
    expect(await who.centre.get('/api/audit/list')).toMatchObject({ status: 403 })
    expect(await who.auditor.get(`/api/letters/letter?id=${id}`)).toMatchObject({ status: 404 })
  })

  test('page by page nothing is left out and nothing comes twice; the export stands on record itself', async () => {
    const whole = (await list('size=200')).rows.map((row) => row.id)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { rows: Row[]; next: string | null } = await list(`size=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      paged.push(...page.rows.map((row) => row.id))
      cursor = page.next
    }
    expect(paged).toEqual(whole)
    const file = await who.auditor.get('/api/audit/list.xlsx?kind=sign-in')
    expect(file.status).toBe(200)
    expect((await list('kind=export&size=1')).rows).toMatchObject([{ what: 'audit.xlsx', actor: { name: '欧慧' } }])
    expect(await who.centre.get('/api/audit/list.xlsx')).toMatchObject({ status: 403 })
  })

  test('the state of trust: what waits to be sealed, and that a verification was asked for', async () => {
    expect((await who.auditor.get('/api/audit/trust')).json).toMatchObject({ seal: null, verified: null, running: false })
    expect(await who.centre.get('/api/audit/trust')).toMatchObject({ status: 403 })
  })
})

test('权限一览: every power of every desk with its posts and its reason, and what the office gave (R-C14)', async () => {
  const { desks: groups } = (await who.far.get('/api/rights/table')).json as {
    desks: { desk: string | null; powers: { key: string; why: string; role: string | null; people: { name: string }[] }[] }[]
  }
  expect(groups.map((group) => group.desk)).toEqual([...desks.map((one) => one.desk.key), null])
  const letters = groups.find((group) => group.desk === 'letters')?.powers ?? []
  expect(letters.map((row) => row.key)).toEqual(Object.keys(desks.find((one) => one.desk.key === 'letters')?.desk.powers ?? {}).map((key) => `letters.${key}`))
  expect(letters.find((row) => row.key === 'letters.contact')).toMatchObject({ people: [{ name: '高敏' }] })
  expect(letters.every((row) => row.why.length > 3)).toBe(true)
  expect(groups.at(-1)?.powers.find((row) => row.key === 'office.audit')).toMatchObject({ role: 'audit', people: [{ name: '欧慧' }] })
})
