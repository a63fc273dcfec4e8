/** Every address of the house: a request that comes again. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { withClient } from '../database/connection.ts'
import { bodyOf, type EdgeHouse, leaving, openEdgeHouse } from './edge-house.ts'
import { freshKey } from './test-server.ts'

let house: EdgeHouse
beforeAll(async () => {
  house = await openEdgeHouse(inject('cluster'), 'repeated', desks)
})
afterAll(() => house.close())

describe('同一请求再来 a request that comes again', () => {
  test('one key twenty times at once: one letter; another body or another person with that key is refused (invariant 15)', async () => {
    const body = { channel: 'letter', kind: 'help', title: '同一件事', body: '同一件事的正文。' }
    const key = { 'idempotency-key': freshKey() }
    const answers = await Promise.all(Array.from({ length: 20 }, () => house.clerk.post('/api/letters/register', body, key)))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((a) => a.json?.id)).size).toBe(1)
    expect(await house.clerk.post('/api/letters/register', { ...body, title: '另一件事' }, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    expect(await house.colleague.post('/api/letters/register', body, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    expect(await house.clerk.post('/api/letters/register', body, { 'idempotency-key': '' })).toMatchObject({ status: 400, json: { code: 'http.no-key' } })
    expect(await house.clerk.post('/api/letters/register', body, { 'idempotency-key': `x'; drop table done; --` })).toMatchObject({ status: 400 })
  })
  test('on every address the same request again, with the same key, does nothing a second time (invariant 15)', async () => {
    const events = () =>
      withClient(house.server.serving.address, 'owner', async (c) => (await c.query('select (select count(*) from event) + (select count(*) from outbox) as n')).rows[0].n)
    for (const one of house.posts().filter((each) => each.keyed && !leaving.includes(each.path))) {
      const who = typeof one.gate === 'object' && one.gate.power.startsWith('office.') ? house.admin : house.clerk
      const [body, key] = [bodyOf(one, '再来一次', house.letter), { 'idempotency-key': freshKey() }]
      const first = await who.post(one.path, body, key)
      const made = await events()
      const again = await who.post(one.path, body, key)
      // what told a one-time password is kept nowhere and cannot be told again
      const once = first.status === 200 && again.status === 409
      if (once) expect(again.json?.code, one.path).toBe('http.key-used')
      else expect(again.status, one.path).toBe(first.status)
      expect(await events(), one.path).toBe(made)
    }
  }, 300_000)
  test('what was answered to a key lies sealed or not at all: no text of a person in `done` (invariant 18)', async () => {
    const key = { 'idempotency-key': freshKey() }
    for (let times = 0; times < 2; times++) expect((await house.clerk.post('/api/letters/paste', { text: '请市住建局处理，联系人李某某 13800006027' }, key)).status).toBe(200)
    await house.admin.post('/api/people/add-person', { name: '新人', username: 'newcomer', pinyin: '' })
    const { rows } = await withClient(house.server.serving.address, 'owner', (client) => client.query('select key, result::text as result from done'))
    expect(rows.map((row) => row.key)).not.toContain(key['idempotency-key'])
    for (const { result } of rows) expect(result ?? '').not.toMatch(/李某某|13800006027|路灯|新人|\b[A-HJ-NP-Za-km-z2-9]{4}(-[A-HJ-NP-Za-km-z2-9]{4}){3}\b/)
  })
})
