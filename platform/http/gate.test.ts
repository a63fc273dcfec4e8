/** Every address of the house: who is let in, whose matter he meets, and where a request may come from. */
import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { withClient } from '../database/connection.ts'
import { atOnce, bodyOf, type EdgeHouse, leaving, mustBePlain, openEdgeHouse, query, unknown } from './edge-house.ts'
import { freshKey, openTestServer } from './test-server.ts'

let house: EdgeHouse
beforeAll(async () => {
  house = await openEdgeHouse(inject('cluster'), 'gate', desks)
})
afterAll(() => house.close())

/** Addresses whose `id` is a person, a rule, a report, a scanned page: no matter. */
const ofOtherThings = /^.api.(?:people|policies|dossiers|tables|rules|figures|scans|search|notices|import|status|retention|letters.[a-z-]*(?:weekly|knowledge))/

describe('每个地址的门 the gate of every address', () => {
  test('nobody passes without a session, by no spelling of the address (S1, S6, S10 «skipped when the path ends in .js»)', async () => {
    const closed = house.server.mounted.filter((one) => one.gate !== 'public')
    expect(closed.length).toBeGreaterThan(60)
    for (const one of closed) {
      const path = one.path.replace(/:\w+/g, unknown)
      const spellings = [path, `${path}?a=.js`, `${path}/`, `${path}.js`, `${path};x.js`, `/${path}`, `${path}%2f..%2f`, path.toUpperCase(), `${path}/../..${path}`]
      await atOnce(spellings, async (spelling) => {
        const answer = await house.server.anonymous().send(one.method, spelling, one.method === 'POST' ? '{}' : undefined, { 'content-type': 'application/json' })
        expect([401, 404], `${one.method} ${spelling} ${answer.status}`).toContain(answer.status)
        mustBePlain(answer, spelling)
      })
      const plain = await house.server.anonymous().send(one.method, path, one.method === 'POST' ? '{}' : undefined, { 'content-type': 'application/json' })
      expect(plain, path).toMatchObject({ status: 401, json: { code: 'session.expired' } })
    }
  })

  test('a power is needed where a power is named: nobody without it, and administrators see no matters by theirs', async () => {
    const guarded = house.server.mounted.filter((one) => typeof one.gate === 'object')
    expect(guarded.length).toBeGreaterThan(15)
    for (const one of guarded.filter((each) => each.contract !== null)) {
      const answer =
        one.method === 'GET' ? await house.stranger.get(`${one.path}?${query(bodyOf(one, '文字', unknown))}`) : await house.stranger.post(one.path, bodyOf(one, '文字', unknown))
      expect(answer, one.path).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    }
    expect((await house.admin.get('/api/matters/ledger')).json).toMatchObject({ rows: [], count: { n: 0 } })
    expect(await house.admin.get(`/api/letters/letter?id=${house.letter}`)).toMatchObject({ status: 404 })
  })

  test('route × own or other: another’s matter gets the very answer an unknown one gets (invariant 14)', async () => {
    let compared = 0
    for (const one of [...house.posts(), ...house.gets()]) {
      const about = bodyOf(one, '文字', house.letter)
      const field = ['matter', 'id'].find((name) => about[name] === house.letter && !ofOtherThings.test(one.path))
      if (!field || leaving.includes(one.path)) continue
      const ask = (id: string) =>
        one.method === 'POST' ? house.stranger.post(one.path, { ...about, [field]: id }) : house.stranger.get(`${one.path}?${query({ ...about, [field]: id })}`)
      const [theirs, none] = [await ask(house.letter), await ask(unknown)]
      expect({ status: theirs.status, json: theirs.json }, one.path).toEqual({ status: none.status, json: none.json })
      expect([400, 403, 404, 422], one.path).toContain(theirs.status)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
    for (const path of ['/api/matters/work?tab=todo', '/api/matters/ledger', '/api/matters/ledger.csv', '/api/letters/ledger', '/api/notices/list'])
      expect((await house.stranger.get(path)).text, path).not.toContain('路灯')
    expect((await house.clerk.get('/api/matters/ledger')).text).toContain('路灯')
    expect(await house.clerk.get(`/api/letters/letter?id=${house.letter}`)).toMatchObject({ status: 200 })
    expect(await house.clerk.get(`/api/matters/trail?matter=${house.letter}`)).toMatchObject({ status: 200 })
  })

  test('route × role × own or other: each kind of person in the house gets no more than his rights, by any address (invariant 14)', async () => {
    const elsewhere = await house.server.unit('ZFB', '市政府办公室')
    const roles: Readonly<Record<string, readonly string[]>> = {
      head: ['letters.dispatch', 'letters.review', 'letters.sign', 'letters.approve-extension', 'letters.approve-void', 'letters.close', 'letters.reopen'],
      leader: ['letters.sign'],
      secretary: ['letters.record'],
      arbiter: ['letters.arbitrate'],
      caller: ['letters.register', 'letters.call-back', 'letters.contact', 'letters.answer'],
      nobody: [],
    }
    const about = [...house.posts(), ...house.gets()].flatMap((one) => {
      const body = bodyOf(one, '文字', house.letter)
      const field = ['matter', 'id'].find((name) => body[name] === house.letter && !ofOtherThings.test(one.path))
      return field && !leaving.includes(one.path) ? [{ one, body, field }] : []
    })
    for (const [role, powers] of Object.entries(roles)) {
      const { password } = await house.server.person(role, `role${role}`, elsewhere, powers)
      const browser = await house.server.signIn(`role${role}`, password)
      await atOnce(about, async ({ one, body, field }) => {
        const ask = (id: string) => (one.method === 'POST' ? browser.post(one.path, { ...body, [field]: id }) : browser.get(`${one.path}?${query({ ...body, [field]: id })}`))
        const [other, none] = [await ask(house.letter), await ask(unknown)]
        expect({ status: other.status, json: other.json }, `${role} ${one.path}`).toEqual({ status: none.status, json: none.json })
        expect(other.status, `${role} ${one.path}`).toBeGreaterThanOrEqual(400)
      })
    }
    // his own: every address knows it; what he may not, he is told why, and nothing happens
    const may = (await house.clerk.get(`/api/letters/letter?id=${house.letter}`)).json?.may as Record<string, { allowed: boolean; code?: string }>
    let own = 0
    for (const { one, body, field } of about) {
      const move =
        one.path
          .split('/')
          .at(-1)
          ?.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()) ?? ''
      const mine = { ...body, [field]: house.letter, ...('piece' in body ? { piece: null } : {}) }
      // a letter is no matter of theirs, and letters have no text in work (稿)
      const elses = one.path.startsWith('/api/drafts/') || desks.some(({ desk }) => desk.key !== 'letters' && one.path.startsWith(`/api/${desk.key}/`))
      if (elses) continue
      if (one.method === 'GET') expect((await house.clerk.get(`${one.path}?${query(mine)}`)).status, one.path).toBe(200)
      else if (one.path.startsWith('/api/letters/') && may[move]?.allowed === false && body.files === undefined && body.recorded === undefined) {
        const answer = await house.clerk.post(one.path, mine)
        expect(answer.status, one.path).toBeGreaterThanOrEqual(400)
        expect(answer.json?.code, one.path).not.toBe('kernel.not-found')
      } else continue
      own++
    }
    expect(own).toBeGreaterThan(2)
    expect((await house.clerk.get(`/api/letters/letter?id=${house.letter}`)).json).toMatchObject({ state: 'registered' })
  }, 120_000)

  test('every answer fits the contract that is printed, and no answer carries a session or a hash', async () => {
    for (const one of house.gets()) {
      const answer = await house.clerk.get(`${one.path}?${query(bodyOf(one, '路', house.letter))}`)
      mustBePlain(answer, one.path)
      expect(answer.text, one.path).not.toMatch(/argon2|session_token|"password"/)
    }
  })
})

test('a `named` matter is seen by the people on its list alone, and reading it stands on record', async () => {
  const kept = await house.clerk.post('/api/letters/register', { channel: 'letter', kind: 'tip', title: '反映某单位违规', body: '正文。' })
  const id = String(kept.json?.id)
  expect((await house.colleague.get(`/api/letters/letter?id=${id}`)).status).toBe(200)
  await withClient(house.server.serving.address, 'act', (client) => client.query(`update matter set readers = 'named' where id = $1`, [id]))
  expect((await house.colleague.get(`/api/letters/letter?id=${id}`)).status).toBe(404)
  for (const path of ['/api/matters/ledger', '/api/letters/ledger', '/api/matters/ledger.csv']) expect((await house.colleague.get(path)).text, path).not.toContain('违规')
  expect((await house.clerk.get(`/api/letters/letter?id=${id}`)).status).toBe(200)
  expect((await house.clerk.get(`/api/matters/trail?matter=${id}`)).status).toBe(200)
  expect((await house.clerk.get('/api/matters/ledger.csv')).text).not.toContain('违规')
  const { rows } = await withClient(house.server.serving.address, 'owner', (client) => client.query('select what from looked where matter_id = $1 order by id', [id]))
  expect(rows.map((row) => row.what)).toEqual(['letters.letter', 'matters.trail'])
})

describe('来源 where a request comes from', () => {
  test('a foreign page cannot act: no header of ours, another origin, another site (CSRF)', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${house.server.url}/api/notices/read`, {
        method: 'POST',
        body: '{"ids":null}',
        headers: { cookie: house.clerk.cookie, 'content-type': 'application/json', 'idempotency-key': freshKey(), ...headers },
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
    expect((await send({ 'x-huiyin': '1', origin: house.server.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })
  test('no answer opens the house to other origins, and a preflight finds nothing (S12)', async () => {
    for (const one of house.server.mounted.slice(0, 40)) {
      const answer = await fetch(house.server.url + one.path.replace(/:\w+/g, unknown), {
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
      const { port } = new URL(house.server.url)
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
