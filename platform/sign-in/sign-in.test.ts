import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../kernel/time.ts'
import { withClient } from '../database/connection.ts'
import { openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'
import { oneTimePassword, tooWeak } from './password.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'sign_in')
})
afterAll(() => server.close())
const tryIn = (username: string, password: string) => server.anonymous().post('/api/session/sign-in', { username, password })

describe('登录 sign-in', () => {
  test('the one-time password opens nothing but the change of password (R-C14, S9)', async () => {
    const { password } = await server.person('周敏', 'zhoumin', null)
    const browser = server.anonymous()
    expect((await browser.post('/api/session/sign-in', { username: 'zhoumin', password })).json).toMatchObject({ mustChange: true })
    expect(await browser.get('/api/matters/work')).toMatchObject({ status: 403, json: { code: 'session.change-password-first' } })
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 200 })
    expect(await browser.post('/api/session/change-password', { current: 'not it', next: PASSWORD })).toMatchObject({ status: 403, json: { code: 'session.wrong-password' } })
    for (const next of ['short1A', 'alllowercase', 'Zhoumin-2026', 'Admin123456', 'aaaaaaaA1'])
      expect(await browser.post('/api/session/change-password', { current: password, next }), next).toMatchObject({ status: 422, json: { code: 'session.weak-password' } })
    expect(await browser.post('/api/session/change-password', { current: password, next: PASSWORD })).toMatchObject({ status: 200, json: { mustChange: false } })
    expect(await browser.get('/api/matters/work')).toMatchObject({ status: 200 })
    expect(await browser.post('/api/session/change-password', { current: PASSWORD, next: PASSWORD })).toMatchObject({ status: 422, json: { code: 'session.password-used' } })
    expect(await tryIn('zhoumin', password)).toMatchObject({ status: 401 })
  })

  test('an unknown user and a wrong password are told apart by nothing (R-C11)', async () => {
    await server.person('吴磊', 'wulei', null)
    const [unknown, wrong] = [await tryIn('nobody.here', 'Whatever-1'), await tryIn('wulei', 'Whatever-1')]
    expect([unknown.status, unknown.json]).toEqual([wrong.status, wrong.json])
    for (let i = 0; i < 4; i++) expect((await tryIn('nobody.here', 'x')).json?.code).toBe((await tryIn('wulei', 'x')).json?.code)
    expect((await tryIn('nobody.here', 'x')).json).toEqual((await tryIn('wulei', 'x')).json)
  })

  test('five failures lock the name for five minutes, then longer; the right password waits too; colleagues behind the same address do not (R-C11)', async () => {
    const { password } = await server.person('郑爽', 'zhengshuang', null)
    const colleague = await server.person('冯涛', 'fengtao', null)
    for (let i = 0; i < 4; i++) expect((await tryIn('zhengshuang', 'wrong')).json).toMatchObject({ code: 'session.wrong' })
    expect((await tryIn('ZhengShuang ', 'wrong')).json).toMatchObject({ code: 'session.locked', facts: { minutes: 5 } })
    expect(await tryIn('zhengshuang', password)).toMatchObject({ status: 423 })
    expect(await tryIn('fengtao', colleague.password)).toMatchObject({ status: 200 })
    server.pass(5 * MINUTE + 1000)
    for (let i = 0; i < 5; i++) await tryIn('zhengshuang', 'wrong')
    expect((await tryIn('zhengshuang', password)).json).toMatchObject({ code: 'session.locked', facts: { minutes: 10 } })
    server.pass(11 * MINUTE)
    expect(await tryIn('zhengshuang', password)).toMatchObject({ status: 200 })
  })

  test('many wrong passwords at once are still five', async () => {
    await server.person('陈晨', 'chenchen', null)
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryIn('chenchen', 'wrong')))
    expect(answers.filter((a) => a.json?.code === 'session.wrong').length).toBeLessThanOrEqual(5)
    expect(await tryIn('chenchen', 'wrong')).toMatchObject({ status: 423 })
  })

  test('forty people behind one address sign in within a minute, each after one slip (R-C11)', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, (_, i) => server.person(`同事${i}`, `colleague${i}`, null)))
    const answers = await Promise.all(
      people.map(async ({ password }, i) => {
        await tryIn(`colleague${i}`, 'slip')
        return tryIn(`colleague${i}`, password)
      }),
    )
    expect(answers.map((a) => a.status)).toEqual(people.map(() => 200))
  })

  test('an expired session is 401 session.expired, whatever is asked; signing in again goes on in place', async () => {
    const { id, password } = await server.person('蒋欣', 'jiangxin', null)
    const browser = await server.signIn('jiangxin', password)
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 200 })
    await withClient(server.serving.address, 'act', (client) => client.query(`update auth."session" set "expiresAt" = now() - interval '1 second' where "userId" = $1`, [id]))
    server.serving.sessions.forget(id)
    for (const path of ['/api/session/me', '/api/matters/work', '/api/live', '/api/people/units'])
      expect(await browser.get(path), path).toMatchObject({ status: 401, json: { code: 'session.expired' } })
    expect(await browser.post('/api/notices/read', { ids: null })).toMatchObject({ status: 401, json: { code: 'session.expired' } })
    expect(await browser.post('/api/session/sign-in', { username: 'jiangxin', password: PASSWORD })).toMatchObject({ status: 200 })
    expect(await browser.post('/api/notices/read', { ids: null })).toMatchObject({ status: 200 })
  })

  test('one lists one’s sessions and ends another; signing out ends this one; whoever leaves is out at once', async () => {
    const { id, password } = await server.person('韩梅', 'hanmei', null)
    const first = await server.signIn('hanmei', password)
    const second = await server.signIn('hanmei', PASSWORD)
    const listed = (await second.get('/api/session/sessions')).json as { rows: { id: string; here: boolean }[] }
    expect(listed.rows.map((row) => row.here).sort()).toEqual([false, true])
    const other = listed.rows.find((row) => !row.here)
    expect((await second.post('/api/session/end', { id: other?.id ?? '' })).json).toEqual({ ended: 1 })
    expect(await first.get('/api/session/me')).toMatchObject({ status: 401 })
    await withClient(server.serving.address, 'act', (client) => client.query('update person set active = false where id = $1', [id]))
    expect(await second.get('/api/matters/work')).toMatchObject({ status: 401 })
    expect(await tryIn('hanmei', PASSWORD)).toMatchObject({ status: 401, json: { code: 'session.wrong' } })
  })

  test('the cookie is not readable by scripts, not sent by other sites, and forged ones are nobody', async () => {
    const { password } = await server.person('杨光', 'yangguang', null)
    const entered = await server.anonymous().post('/api/session/sign-in', { username: 'yangguang', password })
    const set = entered.headers.getSetCookie().join()
    expect(set).toMatch(/HttpOnly/)
    expect(set).toMatch(/SameSite=Strict/)
    const [name, value = ''] = (set.split(';')[0] ?? '').split('=')
    for (const forged of [`${name}=${value.slice(0, 20)}`, `${name}=${value.slice(0, -4)}AAAA`, `${name}=`, `${name}=a.b`, `${name}=${'x'.repeat(5000)}`]) {
      const answer = await fetch(`${server.url}/api/session/me`, { headers: { cookie: forged } })
      expect(answer.status, forged.slice(0, 60)).toBe(401)
    }
  })

  test('a password of ninety days opens nothing but its change, and not before one signs in again (R-C10)', async () => {
    const { password } = await server.person('秦川', 'qinchuan', null)
    const browser = await server.signIn('qinchuan', password)
    server.pass(91 * DAY)
    expect(await browser.get('/api/matters/work')).toMatchObject({ status: 200 })
    const again = server.anonymous()
    expect((await again.post('/api/session/sign-in', { username: 'qinchuan', password: PASSWORD })).json).toMatchObject({ mustChange: true })
    expect(await again.get('/api/matters/work')).toMatchObject({ status: 403, json: { code: 'session.change-password-first' } })
  })

  test('a session ends half an hour after its last use (R-C11)', async () => {
    const { password } = await server.person('沈阳', 'shenyang', null)
    const browser = await server.signIn('shenyang', password)
    const until = async () => {
      const rows = await withClient(server.serving.address, 'act', (client) =>
        client.query(`select max("expiresAt") as at from auth."session" s join auth."user" u on u.id = s."userId" where u."username" = 'shenyang'`),
      )
      return Date.parse(rows.rows[0].at) - Date.now()
    }
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 200 })
    expect(await until()).toBeLessThanOrEqual(30 * MINUTE)
    expect(await until()).toBeGreaterThan(29 * MINUTE)
    expect(await until()).toBeLessThan(HOUR)
  })
})

describe('以演示人员进入 demo sign-in', () => {
  test('is not there in an unmarked database, and the mark cannot be set on a database in use', async () => {
    expect((await server.anonymous().get('/api/session/door')).json).toMatchObject({ demo: [] })
    expect(await server.anonymous().post('/api/session/enter-as', { username: 'zhoumin' })).toMatchObject({ status: 404 })
    const mark = `insert into office_mark (key, value) values ('demo', 'yes')`
    await expect(withClient(server.serving.address, 'act', (client) => client.query(mark))).rejects.toMatchObject({ code: '42501' })
    await expect(withClient(server.serving.address, 'owner', (client) => client.query(mark))).rejects.toMatchObject({
      code: 'HY090',
      message: 'guard.demo-mark-on-a-used-database',
    })
    await withClient(server.serving.address, 'owner', (client) => client.query(`insert into office_mark (key, value) values ('other', 'no')`))
    await expect(
      withClient(server.serving.address, 'owner', (client) => client.query(`update office_mark set key = 'demo', value = 'yes' where key = 'other'`)),
    ).rejects.toMatchObject({ code: 'HY090' })
    expect((await server.anonymous().get('/api/session/door')).json).toMatchObject({ demo: [] })
  })

  test('in a demo city six people stand at the door, but only for this machine, not through a proxy', async () => {
    const demo = await openTestServer(inject('cluster'), 'demo')
    await withClient(demo.serving.address, 'owner', (client) => client.query(`insert into office_mark (key, value) values ('demo', 'yes')`))
    const unit = await demo.unit('ZFB', '市政府办公室')
    for (let i = 0; i < 8; i++) await demo.person(`人员${i}`, `demo${i}`, unit)
    await demo.person('无岗', 'postless', null)
    const door = (await demo.anonymous().get('/api/session/door')).json as { demo: { username: string }[] }
    expect(door.demo).toHaveLength(6)
    const browser = demo.anonymous()
    expect(await browser.post('/api/session/enter-as', { username: door.demo[0]?.username })).toMatchObject({ status: 200, json: { demo: true } })
    expect(await browser.post('/api/session/enter-as', { username: 'postless' })).toMatchObject({ status: 404 })
    for (const headers of [{ 'x-forwarded-for': '10.0.0.9' }, { forwarded: 'for=10.0.0.9' }, { via: '1.1 gate' }] as Record<string, string>[]) {
      expect((await demo.anonymous().get('/api/session/door', headers)).json).toMatchObject({ demo: [] })
      expect(await demo.anonymous().post('/api/session/enter-as', { username: door.demo[0]?.username }, headers)).toMatchObject({ status: 404 })
    }
    await demo.close()
  })
})

describe('口令 passwords', () => {
  test('one-time passwords can be read out and are never weak', () => {
    const made = oneTimePassword(Buffer.from(Array.from({ length: 48 }, (_, i) => (i * 37) % 256)))
    expect(made).toMatch(/^[A-HJ-NP-Za-km-z2-9]{4}(-[A-HJ-NP-Za-km-z2-9]{4}){3}$/)
  })
  test('the words every list begins with are refused in any dress (S3, S8, S9)', () => {
    for (const bad of ['Password1!', 'Admin@2026', 'Huiyin2026!', 'Abc123456!', 'Qwer-1234!', 'aA1aA1aA123456']) expect(tooWeak(bad, 'someone'), bad).not.toBeNull()
    expect(tooWeak(PASSWORD, 'someone')).toBeNull()
  })
})
