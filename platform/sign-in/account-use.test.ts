import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firstPowers } from '../../kernel/decide/administrators.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { addMillis, DAY } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { runReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'
import { readUnused } from '../people/accounts.ts'
import { CLOSE_AFTER, closeUnused, GRACE, noteUse, TELL_AFTER } from './account-use.ts'
import { issuePassword } from './accounts.ts'
import { signInKey } from './attempts.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'account-use')
})
afterAll(() => server.close())
const rows = <T extends object>(text: string, values: readonly unknown[] = []) => inAct(server.serving.pools.act, (tx) => run<T>(tx, text, values))

const used = (person: PersonId) => inAct(server.serving.pools.act, (tx) => noteUse(tx, person, server.now()))
const unused = (person: PersonId) => runReading(server.serving, readUnused, { person }, {})

describe('长期不用的账号 accounts nobody uses (R-C14)', () => {
  test('told two weeks before, closed after ninety days, opened again by a new one-time password; whoever signs in is left alone', async () => {
    const guard = await server.person('安全', 'anquan', null, firstPowers.security)
    const idle = await server.person('常青', 'changqing', null)
    const busy = await server.person('刘梦琪', 'liumengqi', null)
    await server.signIn('anquan', guard.password)
    const browser = await server.signIn('changqing', idle.password)
    await server.signIn('liumengqi', busy.password)
    expect(await closeUnused(server.serving)).toEqual({ told: 0, closed: 0 })

    server.pass(TELL_AFTER * DAY)
    await used(guard.id)
    await used(busy.id)
    expect(await closeUnused(server.serving)).toEqual({ told: 1, closed: 0 })
    expect(await closeUnused(server.serving), 'told once').toEqual({ told: 0, closed: 0 })
    expect(await rows(`select 1 from outbox o where o.kind = 'account-unused' and o.to_person = $1`, [idle.id])).toHaveLength(1)
    expect(await unused(guard.id)).toMatchObject({ rows: [{ person: { name: '常青' }, closedAt: null }] })

    server.pass((CLOSE_AFTER - TELL_AFTER) * DAY)
    expect(await closeUnused(server.serving)).toEqual({ told: 0, closed: 1 })
    expect((await browser.get('/api/session/me')).status).toBe(401)
    expect(await server.anonymous().post('/api/session/sign-in', { username: 'changqing', password: PASSWORD })).toMatchObject({
      status: 403,
      json: { code: 'session.account-closed' },
    })
    expect(await server.anonymous().post('/api/session/sign-in', { username: 'changqing', password: 'wrong-Password-1' }), 'a wrong password learns nothing').toMatchObject({
      status: 401,
    })
    expect(await unused(guard.id)).toMatchObject({ rows: [{ person: { name: '常青' }, closedAt: expect.any(String) }] })
    const given = await inAct(server.serving.pools.act, (tx) =>
      issuePassword(tx, { id: idle.id, name: '常青' }, 'changqing', signInKey(server.serving.box, 'changqing'), server.now()),
    )
    expect(await server.anonymous().post('/api/session/sign-in', { username: 'changqing', password: given })).toMatchObject({ status: 200, json: { mustChange: true } })
    expect(await unused(guard.id)).toEqual({ rows: [] })
    expect((await rows<{ move: string }>(`select e.move from event e where e.actor = $1 and e.move = 'session.closeAccount'`, [idle.id])).length).toBe(1)
  })
  test('nobody is closed within a week of being told, nor the last who could open accounts again', async () => {
    const late = await server.person('陶然', 'taoran', null)
    await rows('update auth.account_use a set used_at = $2 where a.person = $1', [late.id, addMillis(server.now(), -200 * DAY)])
    expect((await closeUnused(server.serving)).told).toBe(1)
    server.pass(DAY)
    expect((await closeUnused(server.serving)).closed).toBe(0)
    server.pass(GRACE * DAY)
    expect((await closeUnused(server.serving)).closed).toBe(1)
    server.pass(400 * DAY)
    await closeUnused(server.serving)
    server.pass((GRACE + 1) * DAY)
    await closeUnused(server.serving)
    const left = await rows<{ name: string }>('select p.name from auth.account_use a join person p on p.id = a.person where a.closed_at is null')
    expect(left.map((row) => row.name)).toEqual(['安全'])
  })
})
