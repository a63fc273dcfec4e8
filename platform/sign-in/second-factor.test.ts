import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firstPowers } from '../../kernel/decide/administrators.ts'
import { withClient } from '../database/connection.ts'
import { bindFactor, codeOf, openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'second_factor')
})
afterAll(() => server.close())
const tryIn = async (username: string) => {
  const browser = server.anonymous()
  return { browser, answer: await browser.post('/api/session/sign-in', { username, password: PASSWORD }) }
}
const moves = async (person: string) =>
  (
    await withClient(server.serving.address, 'owner', (client) =>
      client.query('select e.move, e.said from event e where e.actor = $1 or e.said ->> $2 = $1::text order by e.id', [person, 'person']),
    )
  ).rows.map(({ move, said }) => `${move}${said.by ? ` ${said.by}` : ''}`)

describe('二次验证 second factor', () => {
  test('bound, signing in asks for the code; a wrong one opens nothing; the code itself does (R-C12)', async () => {
    const { id, password } = await server.person('许文涛', 'xuwentao', null)
    const own = await server.signIn('xuwentao', password)
    expect(await own.post('/api/session/bind-totp', { password: 'not it' })).toMatchObject({ status: 403, json: { code: 'session.wrong-password' } })
    const { secret, codes } = await bindFactor(own)
    expect(codes).toHaveLength(10)
    expect((await own.get('/api/session/factors')).json).toMatchObject({ totp: true, codesLeft: 10, duty: false })
    expect(await own.post('/api/session/bind-totp', { password: PASSWORD })).toMatchObject({ status: 409, json: { code: 'session.bound-already' } })

    const { browser, answer } = await tryIn('xuwentao')
    expect(answer.json).toEqual({ second: true })
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 401 })
    expect(await browser.post('/api/session/second-factor', { code: '000000' })).toMatchObject({ status: 401, json: { code: 'session.wrong-code' } })
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 401 })
    expect(await browser.post('/api/session/second-factor', { code: await codeOf(secret) })).toMatchObject({ status: 200, json: { person: { name: '许文涛' } } })
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 200 })
    expect(await moves(id)).toEqual(['session.signIn password', 'session.changePassword', 'session.bindTotp', 'session.failed code', 'session.signIn code'])
  })

  test('five wrong codes end the attempt; a code of another’s attempt, or none, signs nobody in (R-C11)', async () => {
    const { password } = await server.person('高敏', 'gaomin', null)
    const { secret } = await bindFactor(await server.signIn('gaomin', password))
    const { browser } = await tryIn('gaomin')
    const said: unknown[] = []
    for (let n = 0; n < 7; n++) said.push((await browser.post('/api/session/second-factor', { code: '123456' })).json?.code)
    expect(said.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'session.wrong-code'))
    expect(said.slice(5)).toEqual(['session.code-expired', 'session.code-expired'])
    expect(await browser.post('/api/session/second-factor', { code: await codeOf(secret) })).toMatchObject({ status: 401, json: { code: 'session.code-expired' } })
    expect(await server.anonymous().post('/api/session/second-factor', { code: await codeOf(secret) })).toMatchObject({ status: 401, json: { code: 'session.code-expired' } })
  })

  test('a recovery code opens once', async () => {
    const { id, password } = await server.person('韩冬', 'handong', null)
    const { codes } = await bindFactor(await server.signIn('handong', password))
    for (const [code, status] of [
      [codes[0], 200],
      [codes[0], 401],
      [codes[1], 200],
    ] as const) {
      const { browser } = await tryIn('handong')
      expect((await browser.post('/api/session/second-factor', { code })).status, code).toBe(status)
      if (status === 200) expect((await browser.get('/api/session/factors')).json?.codesLeft).toBe(code === codes[0] ? 9 : 8)
    }
    expect((await moves(id)).filter((move) => move.includes('recovery'))).toEqual(['session.signIn recovery', 'session.failed recovery', 'session.signIn recovery'])
  })

  test('an administrator does nothing before he has bound one, and cannot take it off himself (R-C12, R-C14)', async () => {
    const { password } = await server.person('审计', 'shenji', null, firstPowers.audit)
    const own = server.anonymous()
    await own.post('/api/session/sign-in', { username: 'shenji', password })
    expect(await own.post('/api/session/change-password', { current: password, next: PASSWORD })).toMatchObject({ json: { mustBind: true } })
    for (const path of ['/api/matters/work', '/api/people/units', '/api/session/sessions'])
      expect(await own.get(path), path).toMatchObject({ status: 403, json: { code: 'session.bind-first' } })
    await bindFactor(own)
    expect((await own.get('/api/session/me')).json).toMatchObject({ mustBind: false })
    expect(await own.get('/api/people/units')).toMatchObject({ status: 200 })
    expect(await own.post('/api/session/unbind-totp', { password: PASSWORD })).toMatchObject({ status: 403, json: { code: 'session.factor-is-duty' } })
  })

  test('who lost his telephone is freed by two administrators, on record with its ground; nobody frees himself, nobody agrees to what he asked (R-C12, R-C14)', async () => {
    const keeper = await server.person('系统', 'xitong', null, firstPowers.system)
    const second = await server.signIn('xitong', keeper.password)
    const guard = await server.person('安全', 'anquan', null, firstPowers.security)
    const guardian = await server.signIn('anquan', guard.password)
    const { id, password } = await server.person('何雨桐', 'heyutong', null)
    const own = await server.signIn('heyutong', password)
    await bindFactor(own)
    expect((await guardian.get(`/api/people/account?person=${id}`)).json).toMatchObject({ totp: true, passkeys: 0, mustChange: false, sessions: [{}] })
    expect(await own.post('/api/people/remove-factors', { person: id, ground: 'lost' })).toMatchObject({ status: 403 })
    expect(await guardian.post('/api/people/remove-factors', { person: guard.id, ground: 'lost' })).toMatchObject({ status: 403, json: { code: 'people.not-ones-own-factor' } })
    expect((await guardian.post('/api/people/remove-factors', { person: id, ground: 'lost' })).status).toBe(200)
    expect((await own.get('/api/session/me')).status, 'asked, nothing has changed').toBe(200)
    expect(await guardian.post('/api/people/remove-factors', { person: id, ground: 'lost' })).toMatchObject({ status: 409, json: { code: 'people.factor-asked' } })
    const waiting = async () => ((await second.get('/api/people/factor-requests')).json as { rows: { id: string; person: { name: string }; mayDecide: boolean }[] }).rows[0]
    const asked = await waiting()
    expect(asked).toMatchObject({ person: { name: '何雨桐' }, ground: 'lost', mayDecide: true })
    expect((await guardian.get('/api/people/factor-requests')).json).toMatchObject({ rows: [{ mayDecide: false }] })
    expect((await own.get('/api/people/factor-requests')).status).toBe(403)
    const decide = (browser: typeof own, agree: boolean) => browser.post('/api/people/decide-factors', { request: asked?.id, agree })
    expect(await decide(guardian, true)).toMatchObject({ status: 403, json: { code: 'people.factor-second' } })
    expect((await decide(own, true)).status).toBe(403)
    expect((await decide(second, false)).status).toBe(200)
    expect((await own.get('/api/session/me')).status, 'refused, nothing has changed').toBe(200)
    expect((await guardian.post('/api/people/remove-factors', { person: id, ground: 'lost' })).status).toBe(200)
    const again = await waiting()
    expect((await second.post('/api/people/decide-factors', { request: again?.id, agree: true })).status).toBe(200)
    expect((await decide(second, true)).status, 'decided once').toBe(404)
    expect(await own.get('/api/session/me')).toMatchObject({ status: 401 })
    expect((await tryIn('heyutong')).answer.json).toMatchObject({ person: { name: '何雨桐' } })
    expect(await guardian.post('/api/people/remove-factors', { person: id, ground: 'lost' })).toMatchObject({ status: 409, json: { code: 'session.no-factor' } })
    const told = (await moves(id)).map((move) => move.split(' ')[0])
    expect(told).toEqual(expect.arrayContaining(['people.askFactors', 'people.refuseFactors', 'people.removeFactors']))
    expect((await guardian.post('/api/people/end-sessions', { person: id })).json).toEqual({ ended: 1 })
  })

  test('what is kept of it is sealed: no secret and no code lies readable in the database', async () => {
    const { password } = await server.person('孟佳', 'mengjia', null)
    const { secret, codes } = await bindFactor(await server.signIn('mengjia', password))
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select f::text as row from auth."twoFactor" f'))
    for (const { row } of rows) for (const part of [secret, ...codes]) expect(row).not.toContain(part)
    await expect(withClient(server.serving.address, 'read', (client) => client.query('select "secret" from auth."twoFactor"'))).rejects.toMatchObject({ code: '42501' })
    await expect(withClient(server.serving.address, 'read', (client) => client.query('select "token" from auth."session"'))).rejects.toMatchObject({ code: '42501' })
  })
})
