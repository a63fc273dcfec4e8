/** Every address of the house: who is let in, what is refused and how. The list is what is mounted, so a new desk is walked by itself. */
import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { firstPowers, roleOfPower } from '../../kernel/decide/administrators.ts'
import { withClient } from '../database/connection.ts'
import type { Mounted } from './mount.ts'
import { hostile, jsonSchema, sampleOf, spoiled } from './samples.ts'
import { type Answer, type Browser, faults, freshKey, openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let admin: Browser
let guardian: Browser
let auditor: Browser
let clerk: Browser
let stranger: Browser
let colleague: Browser
/** The stranger's unit. */
let school: string
/** A letter the clerk registered and the stranger may not see. */
let letter: string
const unknown = '01a00000-0000-7000-8000-000000000000'
const lettersPowers = ['register', 'dispatch', 'review', 'answer', 'contact', 'see-all', 'record', 'close', 'reopen', 'call-back', 'hand-over', 'handle'].map(
  (power) => `letters.${power}`,
)

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'edge', { desks })
  const [centre, bureau] = [await server.unit('LX', '来信来电科'), await server.unit('JYJ', '市教育局')]
  school = bureau.id
  await server.person('周燕', 'zhouyan', await server.unit('letters-division', '来信办理科'), ['letters.answer'])
  const people = {
    admin: await server.person('管理员', 'keeper', null, firstPowers.system),
    guardian: await server.person('安全管理员', 'guardian', null, firstPowers.security),
    auditor: await server.person('审计管理员', 'auditor', null, firstPowers.audit),
    clerk: await server.person('何静', 'hejing', centre, lettersPowers),
    colleague: await server.person('孙立', 'sunli', centre, lettersPowers),
    stranger: await server.person('钱明', 'qianming', bureau, ['letters.handle']),
  }
  admin = await server.signIn('keeper', people.admin.password)
  guardian = await server.signIn('guardian', people.guardian.password)
  auditor = await server.signIn('auditor', people.auditor.password)
  clerk = await server.signIn('hejing', people.clerk.password)
  colleague = await server.signIn('sunli', people.colleague.password)
  stranger = await server.signIn('qianming', people.stranger.password)
  const registered = await clerk.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title: '和平路路灯不亮',
    body: '和平路18号门前路灯已坏三日。',
    name: '李某某',
    phone: '138-0000-6027',
  })
  expect(registered.status, registered.text).toBe(200)
  letter = String(registered.json?.id)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

/** Whoever the gate lets in. */
function passing({ gate }: Mounted): Browser {
  if (typeof gate !== 'object' || !gate.power.startsWith('office.')) return clerk
  const role = roleOfPower(gate.power)
  return role === 'security' ? guardian : role === 'audit' ? auditor : admin
}
const posts = () => server.mounted.filter((one) => one.method === 'POST' && one.contract !== null)
const gets = () => server.mounted.filter((one) => one.method === 'GET' && one.contract !== null)
/** Those that would end the very session the walk goes on with. */
const leaving = ['/api/session/sign-out', '/api/session/change-password', '/api/session/end']
const bodyOf = (one: Mounted, text: string, id: string) => {
  const schema = jsonSchema((one.contract as NonNullable<Mounted['contract']>).input)
  const sample = sampleOf(schema, schema, text, id) as Record<string, unknown>
  return one.path === '/api/people/grant-power' ? { ...sample, post: null } : sample
}
const query = (fields: Record<string, unknown>) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)] as [string, string]]))).toString()
function mustBePlain(answer: Answer, what: string) {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  expect(answer.text, what).not.toMatch(/node_modules|\.ts:\d+|at async|syntax error|relation "|violates|pg_catalog/)
  if (answer.status >= 400) expect(Object.keys(answer.json ?? {}).sort(), what).toEqual(['code', 'facts', 'words'])
}

/** Eight requests under way at once. */
async function atOnce<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list]
  const runner = async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: 8 }, runner))
}

describe('每个地址的门 the gate of every address', () => {
  test('nobody passes without a session, by no spelling of the address (S1, S6, S10 «skipped when the path ends in .js»)', async () => {
    const closed = server.mounted.filter((one) => one.gate !== 'public')
    expect(closed.length).toBeGreaterThan(60)
    for (const one of closed) {
      const path = one.path.replace(/:\w+/g, unknown)
      const spellings = [path, `${path}?a=.js`, `${path}/`, `${path}.js`, `${path};x.js`, `/${path}`, `${path}%2f..%2f`, path.toUpperCase(), `${path}/../..${path}`]
      await atOnce(spellings, async (spelling) => {
        const answer = await server.anonymous().send(one.method, spelling, one.method === 'POST' ? '{}' : undefined, { 'content-type': 'application/json' })
        expect([401, 404], `${one.method} ${spelling} ${answer.status}`).toContain(answer.status)
        mustBePlain(answer, spelling)
      })
      const plain = await server.anonymous().send(one.method, path, one.method === 'POST' ? '{}' : undefined, { 'content-type': 'application/json' })
      expect(plain, path).toMatchObject({ status: 401, json: { code: 'session.expired' } })
    }
  })

  test('a power is needed where a power is named: nobody without it, and administrators see no matters by theirs', async () => {
    const guarded = server.mounted.filter((one) => typeof one.gate === 'object')
    expect(guarded.length).toBeGreaterThan(15)
    for (const one of guarded.filter((each) => each.contract !== null)) {
      const answer = one.method === 'GET' ? await stranger.get(`${one.path}?${query(bodyOf(one, '文字', unknown))}`) : await stranger.post(one.path, bodyOf(one, '文字', unknown))
      expect(answer, one.path).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    }
    expect((await admin.get('/api/matters/ledger')).json).toMatchObject({ rows: [], count: { n: 0 } })
    expect(await admin.get(`/api/letters/letter?id=${letter}`)).toMatchObject({ status: 404 })
  })

  test('route × own or other: another’s matter gets the very answer an unknown one gets (invariant 14)', async () => {
    let compared = 0
    for (const one of [...posts(), ...gets()]) {
      const about = bodyOf(one, '文字', letter)
      const field = ['matter', 'id'].find((name) => about[name] === letter && !/^.api.(?:people|tables)./.test(one.path))
      if (!field || leaving.includes(one.path)) continue
      const ask = (id: string) => (one.method === 'POST' ? stranger.post(one.path, { ...about, [field]: id }) : stranger.get(`${one.path}?${query({ ...about, [field]: id })}`))
      const [theirs, none] = [await ask(letter), await ask(unknown)]
      expect({ status: theirs.status, json: theirs.json }, one.path).toEqual({ status: none.status, json: none.json })
      expect([400, 403, 404, 422], one.path).toContain(theirs.status)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
    for (const path of ['/api/matters/work?tab=todo', '/api/matters/ledger', '/api/matters/ledger.csv', '/api/letters/ledger', '/api/notices/list'])
      expect((await stranger.get(path)).text, path).not.toContain('路灯')
    expect((await clerk.get('/api/matters/ledger')).text).toContain('路灯')
    expect(await clerk.get(`/api/letters/letter?id=${letter}`)).toMatchObject({ status: 200 })
    expect(await clerk.get(`/api/matters/trail?matter=${letter}`)).toMatchObject({ status: 200 })
  })

  test('route × role × own or other: each kind of person in the house gets no more than his rights, by any address (invariant 14)', async () => {
    const elsewhere = await server.unit('ZFB', '市政府办公室')
    const roles: Readonly<Record<string, readonly string[]>> = {
      head: ['letters.dispatch', 'letters.review', 'letters.sign', 'letters.approve-extension', 'letters.approve-void', 'letters.close', 'letters.reopen'],
      leader: ['letters.sign'],
      secretary: ['letters.record'],
      arbiter: ['letters.arbitrate'],
      caller: ['letters.register', 'letters.call-back', 'letters.contact', 'letters.answer'],
      nobody: [],
    }
    const about = [...posts(), ...gets()].flatMap((one) => {
      const body = bodyOf(one, '文字', letter)
      const field = ['matter', 'id'].find((name) => body[name] === letter && !/^.api.(?:people|tables)./.test(one.path))
      return field && !leaving.includes(one.path) ? [{ one, body, field }] : []
    })
    for (const [role, powers] of Object.entries(roles)) {
      const { password } = await server.person(role, `role${role}`, elsewhere, powers)
      const browser = await server.signIn(`role${role}`, password)
      await atOnce(about, async ({ one, body, field }) => {
        const ask = (id: string) => (one.method === 'POST' ? browser.post(one.path, { ...body, [field]: id }) : browser.get(`${one.path}?${query({ ...body, [field]: id })}`))
        const [other, none] = [await ask(letter), await ask(unknown)]
        expect({ status: other.status, json: other.json }, `${role} ${one.path}`).toEqual({ status: none.status, json: none.json })
        expect(other.status, `${role} ${one.path}`).toBeGreaterThanOrEqual(400)
      })
    }
    // his own: every address knows it; what he may not, he is told why, and nothing happens
    const may = (await clerk.get(`/api/letters/letter?id=${letter}`)).json?.may as Record<string, { allowed: boolean; code?: string }>
    let own = 0
    for (const { one, body, field } of about) {
      const move =
        one.path
          .split('/')
          .at(-1)
          ?.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()) ?? ''
      const mine = { ...body, [field]: letter, ...('piece' in body ? { piece: null } : {}) }
      const elses = desks.some(({ desk }) => desk.key !== 'letters' && one.path.startsWith(`/api/${desk.key}/`)) // a letter is no matter of theirs
      if (elses) continue
      if (one.method === 'GET') expect((await clerk.get(`${one.path}?${query(mine)}`)).status, one.path).toBe(200)
      else if (one.path.startsWith('/api/letters/') && may[move]?.allowed === false && body.files === undefined && body.recorded === undefined) {
        const answer = await clerk.post(one.path, mine)
        expect(answer.status, one.path).toBeGreaterThanOrEqual(400)
        expect(answer.json?.code, one.path).not.toBe('kernel.not-found')
      } else continue
      own++
    }
    expect(own).toBeGreaterThan(2)
    expect((await clerk.get(`/api/letters/letter?id=${letter}`)).json).toMatchObject({ state: 'registered' })
  }, 120_000)

  test('every answer fits the contract that is printed, and no answer carries a session or a hash', async () => {
    for (const one of gets()) {
      const answer = await clerk.get(`${one.path}?${query(bodyOf(one, '路', letter))}`)
      mustBePlain(answer, one.path)
      expect(answer.text, one.path).not.toMatch(/argon2|session_token|"password"/)
    }
  })
})

test('a `named` matter is seen by the people on its list alone, and reading it stands on record', async () => {
  const kept = await clerk.post('/api/letters/register', { channel: 'letter', kind: 'tip', title: '反映某单位违规', body: '正文。' })
  const id = String(kept.json?.id)
  expect((await colleague.get(`/api/letters/letter?id=${id}`)).status).toBe(200)
  await withClient(server.serving.address, 'act', (client) => client.query(`update matter set readers = 'named' where id = $1`, [id]))
  expect((await colleague.get(`/api/letters/letter?id=${id}`)).status).toBe(404)
  for (const path of ['/api/matters/ledger', '/api/letters/ledger', '/api/matters/ledger.csv']) expect((await colleague.get(path)).text, path).not.toContain('违规')
  expect((await clerk.get(`/api/letters/letter?id=${id}`)).status).toBe(200)
  expect((await clerk.get(`/api/matters/trail?matter=${id}`)).status).toBe(200)
  expect((await clerk.get('/api/matters/ledger.csv')).text).not.toContain('违规')
  const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select what from looked where matter_id = $1 order by id', [id]))
  expect(rows.map((row) => row.what)).toEqual(['letters.letter', 'matters.trail'])
})

describe('坏输入 bad input on every address', () => {
  test('a wrong type, too long, too many, nothing at all: 4xx in words, nothing written', async () => {
    const rows = () =>
      withClient(server.serving.address, 'owner', async (client) => (await client.query('select (select count(*) from event) + (select count(*) from person) as n')).rows[0].n)
    const before = await rows()
    for (const one of posts().filter((each) => !leaving.includes(each.path))) {
      const who = passing(one)
      await atOnce(spoiled(bodyOf(one, '文字', unknown)), async ({ what, body }) => {
        const answer = await who.post(one.path, body)
        mustBePlain(answer, `${one.path} ${what}`)
        if (/too long|too many|control characters|lone surrogate/.test(what)) expect(answer.status, `${one.path} ${what} was taken`).toBeGreaterThanOrEqual(400)
      })
      for (const [body, type, status] of [
        ['{"a":', 'application/json', 400],
        ['', 'application/json', 400],
        ['{"__proto__":{"admin":true}}', 'application/json', 400],
        ['{"constructor":{"prototype":{"admin":true}}}', 'application/json', 400],
        ['a=1', 'application/x-www-form-urlencoded', 415],
        ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'application/xml', 415],
        ['{}', 'text/plain', 415],
        [`{"a":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
      ] as const) {
        const answer = await who.send('POST', one.path, body, { 'content-type': type, 'idempotency-key': freshKey() })
        expect(answer.status, `${one.path} ${type} ${body.slice(0, 40)}`).toBe(status)
        mustBePlain(answer, one.path)
      }
    }
    expect(await rows()).toBeLessThanOrEqual(before + 40)
  }, 300_000)

  test('SQL, scripts, templates and path tricks in every text of every address stay text (S1, S2, S10, S13)', async () => {
    for (const text of hostile)
      await atOnce(
        [...posts(), ...gets()].filter((each) => !leaving.includes(each.path)),
        async (one) => {
          const who = passing(one)
          const body = bodyOf(one, text, unknown)
          const started = performance.now()
          mustBePlain(one.method === 'POST' ? await who.post(one.path, body) : await who.get(`${one.path}?${query(body)}`), `${one.path} ${text}`)
          expect(performance.now() - started, `${one.path} ${text} took long`).toBeLessThan(4_500)
        },
      )
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select count(*) as n from matter'))
    expect(rows[0].n).toBeGreaterThan(0)
  }, 300_000)

  test('every query parameter by a wrong type, twice, nested, too long: never a fault (S10 «sort column»)', async () => {
    for (const one of gets())
      for (const name of Object.keys(bodyOf(one, '文字', unknown)))
        for (const value of ['', 'x'.repeat(3_000), 'id;drop table matter', '-1', '1e99', 'null', '%00', '[]', `a&${name}=b`]) {
          const extra = value.startsWith('a&') ? `${name}=${value}` : query({ [name]: value })
          mustBePlain(await clerk.get(`${one.path}?${extra}`), `${one.path} ${extra.slice(0, 60)}`)
          mustBePlain(await clerk.get(`${one.path}?${name}[a]=1&${name}[]=2`), one.path)
        }
    expect(await clerk.get('/api/matters/ledger?sort=title')).toMatchObject({ status: 400, json: { code: 'http.bad-input' } })
    for (const cursor of ['AAAA', Buffer.from('["2026","x"]').toString('base64url'), Buffer.from(`[null,"${unknown}"]`).toString('base64url')])
      expect((await clerk.get(`/api/matters/ledger?cursor=${cursor}`)).status).toBe(200)
  }, 120_000)

  test('a stale page changes nothing and is told which version is there now; with that one the same words land', async () => {
    const given = await clerk.post('/api/letters/register', { channel: 'call', kind: 'help', title: '校门口积水', body: '校门口积水难行。', assign: { lead: { unit: school } } })
    const matter = String(given.json?.id)
    const accepted = await stranger.post('/api/letters/accept', { matter, piece: null })
    expect(accepted, accepted.text).toMatchObject({ status: 200, json: { state: 'working' } })
    const version = Number(accepted.json?.version)
    const report = { matter, piece: null, result: 'solved', text: '已疏通。', visitedOn: null, files: [], withoutHelpers: [] }
    for (const stale of [version - 1, version + 7])
      expect(await stranger.post('/api/letters/report', { ...report, version: stale })).toMatchObject({
        status: 409,
        json: { code: 'kernel.stale', facts: { version, yours: stale } },
      })
    expect(await stranger.post('/api/letters/report', report)).toMatchObject({ status: 422, json: { code: 'kernel.version-missing' } })
    expect((await stranger.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({ version, state: 'working', reports: [] })
    expect(await stranger.post('/api/letters/report', { ...report, version })).toMatchObject({ status: 200, json: { state: 'reported' } })
  })
})

describe('同一请求再来 a request that comes again', () => {
  test('one key twenty times at once: one letter; another body or another person with that key is refused (invariant 15)', async () => {
    const body = { channel: 'letter', kind: 'help', title: '同一件事', body: '同一件事的正文。' }
    const key = { 'idempotency-key': freshKey() }
    const answers = await Promise.all(Array.from({ length: 20 }, () => clerk.post('/api/letters/register', body, key)))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((a) => a.json?.id)).size).toBe(1)
    expect(await clerk.post('/api/letters/register', { ...body, title: '另一件事' }, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    expect(await colleague.post('/api/letters/register', body, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    expect(await clerk.post('/api/letters/register', body, { 'idempotency-key': '' })).toMatchObject({ status: 400, json: { code: 'http.no-key' } })
    expect(await clerk.post('/api/letters/register', body, { 'idempotency-key': `x'; drop table done; --` })).toMatchObject({ status: 400 })
  })
  test('on every address the same request again, with the same key, does nothing a second time (invariant 15)', async () => {
    const events = () =>
      withClient(server.serving.address, 'owner', async (c) => (await c.query('select (select count(*) from event) + (select count(*) from outbox) as n')).rows[0].n)
    for (const one of posts().filter((each) => each.keyed && !leaving.includes(each.path))) {
      const who = typeof one.gate === 'object' && one.gate.power.startsWith('office.') ? admin : clerk
      const [body, key] = [bodyOf(one, '再来一次', letter), { 'idempotency-key': freshKey() }]
      const first = await who.post(one.path, body, key)
      const made = await events()
      const again = await who.post(one.path, body, key)
      // what told a one-time password is kept nowhere and cannot be told again
      const once = first.status === 200 && again.status === 409
      if (once) expect(again.json?.code, one.path).toBe('http.key-used')
      else expect(again.status, one.path).toBe(first.status)
      expect(await events(), one.path).toBe(made)
    }
  }, 120_000)
  test('what was answered to a key lies sealed or not at all: no text of a person in `done` (invariant 18)', async () => {
    await clerk.post('/api/letters/paste', { text: '请市住建局处理，联系人李某某 13800006027' })
    await admin.post('/api/people/add-person', { name: '新人', username: 'newcomer', pinyin: '' })
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select result::text as result from done'))
    for (const { result } of rows) expect(result ?? '').not.toMatch(/李某某|13800006027|路灯|新人|\b[A-HJ-NP-Za-km-z2-9]{4}(-[A-HJ-NP-Za-km-z2-9]{4}){3}\b/)
  })
})

describe('来源 where a request comes from', () => {
  test('a foreign page cannot act: no header of ours, another origin, another site (CSRF)', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/notices/read`, {
        method: 'POST',
        body: '{"ids":null}',
        headers: { cookie: clerk.cookie, 'content-type': 'application/json', 'idempotency-key': freshKey(), ...headers },
      })
    for (const headers of [
      {},
      { 'x-huiyin': '1', origin: 'http://evil.example' },
      { 'x-huiyin': '1', origin: 'null' },
      { 'x-huiyin': '1', 'sec-fetch-site': 'cross-site' },
      { 'x-huiyin': '1', 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const answer = await send(headers)
      expect(answer.status, JSON.stringify(headers)).toBe(403)
      expect(((await answer.json()) as { code: string }).code).toBe('http.other-origin')
    }
    expect((await send({ 'x-huiyin': '1', origin: server.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })
  test('no answer opens the house to other origins, and a preflight finds nothing (S12)', async () => {
    for (const one of server.mounted.slice(0, 40)) {
      const answer = await fetch(server.url + one.path.replace(/:\w+/g, unknown), {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      })
      expect(
        [...answer.headers.keys()].filter((name) => name.startsWith('access-control')),
        one.path,
      ).toEqual([])
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
  })
  test('a name that is not ours is refused, so no foreign page can point its name at us', async () => {
    const status = await new Promise<number>((done, fail) => {
      const { port } = new URL(server.url)
      rawRequest({ host: '127.0.0.1', port, path: '/api/session/door', headers: { host: `evil.example:${port}` } }, (answer) => {
        answer.resume()
        done(answer.statusCode ?? 0)
      })
        .on('error', fail)
        .end()
    })
    expect(status).toBe(403)
  })
  test('rates: a session has its own, an office behind one address has room (R-C11)', async () => {
    const small = await openTestServer(inject('cluster'), 'rates', { limits: { session: 30, address: 200 } })
    const { password } = await small.person('快手', 'kuaishou', null)
    const other = await small.person('慢手', 'manshou', null)
    const [fast, slow] = [await small.signIn('kuaishou', password), await small.signIn('manshou', other.password)]
    const statuses: number[] = []
    for (let i = 0; i < 40; i++) statuses.push((await fast.get('/api/session/me')).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5)
    const refused = await fast.get('/api/session/me')
    expect(refused).toMatchObject({ status: 429, json: { code: 'http.too-often' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await slow.get('/api/session/me')).toMatchObject({ status: 200 })
    await small.close()
  })
})

test('a fault tells only its number: no message, no stack, no query', async () => {
  const broken = await openTestServer(inject('cluster'), 'fault')
  const { password } = await broken.person('某人', 'someone', null)
  const browser = await broken.signIn('someone', password)
  await withClient(broken.serving.address, 'owner', (client) => client.query('drop table calendar_year cascade'))
  const answer = await browser.get('/api/calendar/year?year=2026')
  expect(answer.status).toBe(500)
  expect(answer.json).toMatchObject({ code: 'http.fault', requestId: answer.headers.get('x-request-id') })
  expect(answer.text).not.toMatch(/calendar_year|select|relation/)
  expect(faults.splice(0).length).toBeGreaterThan(0)
  await broken.close()
})
