/** Every address of the house: what is refused and how. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { inTurn, whole } from '../../tools/whole.ts'
import { withClient } from '../database/connection.ts'
import { atOnce, bodyOf, type EdgeHouse, leaving, mustBePlain, openEdgeHouse, query, unknown } from './edge-house.ts'
import { hostile, spoiled } from './samples.ts'
import { faults, freshKey, openTestServer } from './test-server.ts'
import { worthSending } from './worth-sending.ts'

let house: EdgeHouse
beforeAll(async () => {
  house = await openEdgeHouse(inject('cluster'), 'spoiled', desks)
})
afterAll(() => house.close())

describe('坏输入 bad input on every address', () => {
  test('a wrong type, too long, too many, nothing at all: 4xx in words, nothing written', async () => {
    const rows = () =>
      withClient(
        house.server.serving.address,
        'owner',
        async (client) => (await client.query('select (select count(*) from event) + (select count(*) from person) as n')).rows[0].n,
      )
    const before = await rows()
    const addresses = house.posts().filter((each) => !leaving.includes(each.path))
    for (const [n, one] of addresses.entries()) {
      const who = house.passing(one)
      await atOnce(worthSending(one, spoiled(bodyOf(one, '文字', unknown)), whole), async ({ what, body }) => {
        const answer = await who.post(one.path, body)
        mustBePlain(answer, `${one.path} ${what}`)
        if (/too long|too many|control characters|lone surrogate/.test(what)) expect(answer.status, `${one.path} ${what} was taken`).toBeGreaterThanOrEqual(400)
      })
      const bodies = [
        ['{"a":', 'application/json', 400],
        ['', 'application/json', 400],
        ['{"__proto__":{"admin":true}}', 'application/json', 400],
        ['{"constructor":{"prototype":{"admin":true}}}', 'application/json', 400],
        ['a=1', 'application/x-www-form-urlencoded', 415],
        ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'application/xml', 415],
        ['{}', 'text/plain', 415],
        [`{"a":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
      ] as const
      await atOnce(inTurn(bodies, n), async ([body, type, status]) => {
        const answer = await who.send('POST', one.path, body, { 'content-type': type, 'idempotency-key': freshKey() })
        expect(answer.status, `${one.path} ${type} ${body.slice(0, 40)}`).toBe(status)
        mustBePlain(answer, one.path)
      })
    }
    expect(await rows()).toBeLessThanOrEqual(before + 40)
  }, 300_000)

  test('SQL, scripts, templates and path tricks in every text of every address stay text (S1, S2, S10, S13)', async () => {
    // The typesetter reads every font file once in its life; that look is not what is timed here.
    await house.server.serving.typesetter.fonts()
    const addresses = [...house.posts(), ...house.gets()].filter((each) => !leaving.includes(each.path))
    for (const [n, text] of hostile.entries())
      await atOnce(inTurn(addresses, n), async (one) => {
        const who = house.passing(one)
        const body = bodyOf(one, text, unknown)
        const started = performance.now()
        mustBePlain(one.method === 'POST' ? await who.post(one.path, body) : await who.get(`${one.path}?${query(body)}`), `${one.path} ${text}`)
        expect(performance.now() - started, `${one.path} ${text} took long`).toBeLessThan(4_500)
      })
    const { rows } = await withClient(house.server.serving.address, 'owner', (client) => client.query('select count(*) as n from matter'))
    expect(rows[0].n).toBeGreaterThan(0)
  }, 300_000)

  test('every query parameter by a wrong type, twice, nested, too long: never a fault (S10 «sort column»)', async () => {
    const values = ['', 'x'.repeat(3_000), 'id;drop table matter', '-1', '1e99', 'null', '%00', '[]']
    for (const one of house.gets()) {
      const names = Object.keys(bodyOf(one, '文字', unknown))
      const bad = names.flatMap((name) => values.map((value, n) => ({ what: `.${name} value ${n}`, body: { [name]: value } })))
      const twice = names.flatMap((name) => [`${name}=a&${name}=b`, `${name}[a]=1&${name}[]=2`])
      await atOnce([...worthSending(one, bad, whole).map(({ body }) => query(body as Record<string, unknown>)), ...twice], async (extra) =>
        mustBePlain(await house.clerk.get(`${one.path}?${extra}`), `${one.path} ${extra.slice(0, 60)}`),
      )
    }
    expect(await house.clerk.get('/api/matters/ledger?sort=title')).toMatchObject({ status: 400, json: { code: 'http.bad-input' } })
    for (const cursor of ['AAAA', Buffer.from('["2026","x"]').toString('base64url'), Buffer.from(`[null,"${unknown}"]`).toString('base64url')])
      expect((await house.clerk.get(`/api/matters/ledger?cursor=${cursor}`)).status).toBe(200)
  }, 120_000)

  test('a stale page changes nothing and is told which version is there now; with that one the same words land', async () => {
    const given = await house.clerk.post('/api/letters/register', {
      channel: 'call',
      kind: 'help',
      title: '校门口积水',
      body: '校门口积水难行。',
      assign: { lead: { unit: house.school } },
    })
    const matter = String(given.json?.id)
    const accepted = await house.stranger.post('/api/letters/accept', { matter, piece: null })
    expect(accepted, accepted.text).toMatchObject({ status: 200, json: { state: 'working' } })
    const version = Number(accepted.json?.version)
    const report = { matter, piece: null, result: 'solved', text: '已疏通。', visitedOn: null, files: [], withoutHelpers: [] }
    for (const stale of [version - 1, version + 7])
      expect(await house.stranger.post('/api/letters/report', { ...report, version: stale })).toMatchObject({
        status: 409,
        json: { code: 'kernel.stale', facts: { version, yours: stale } },
      })
    expect(await house.stranger.post('/api/letters/report', report)).toMatchObject({ status: 422, json: { code: 'kernel.version-missing' } })
    expect((await house.stranger.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({ version, state: 'working', reports: [] })
    expect(await house.stranger.post('/api/letters/report', { ...report, version })).toMatchObject({ status: 200, json: { state: 'reported' } })
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
