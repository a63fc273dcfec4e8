/** Each class of hole found in comparable systems (anchors §3), by its number: tried here, and closed. Classes tried on every address stand in gate.test.ts, spoiled-input.test.ts and repeated.test.ts. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { firstPowers } from '../../kernel/decide/administrators.ts'
import { openBox } from '../crypto/box.ts'
import { withClient } from '../database/connection.ts'
import { openAuth } from '../sign-in/auth.ts'
import { type Browser, faults, openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let clerk: Browser
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'holes', { desks })
  const unit = await server.unit('LX', '来信来电科')
  const one = await server.person('何静', 'hejing', unit, ['letters.register', 'letters.see-all'])
  await server.person('管理员', 'admin', null, firstPowers.system)
  clerk = await server.signIn('hejing', one.password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

const root = fileURLToPath(new URL('../../', import.meta.url))
function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path)
    return /\.ts$/.test(path) && !/\.test\.ts$|test-server|samples/.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}
/** What serves requests: not the installer and supervisor, which start PostgreSQL itself. */
const serving = () => ['kernel', 'platform', 'desks', 'app'].flatMap(sources).filter(({ path }) => !/^platform\/database\/|\/screens\/|^kernel\/trial\//.test(path))

describe('anchors §3 Security', () => {
  test('S1 S13: SQL is never put together from what somebody sent', () => {
    const pasted = serving().filter(({ text }) => /\bsql\.raw\(/.test(text) || /client\.query\(\s*[^`'"\s)]+\s*\+/.test(text))
    expect(pasted.map(({ path }) => path)).toEqual([])
  })
  test('S1 S2: no file outside the client’s folder comes out, by any spelling', async () => {
    const tried = [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%2f..%2f..%2fetc%2fpasswd',
      '/....//....//etc/passwd',
      '/data/keys/database.json',
      '/keys/contact.key',
      '/.git/config',
      '/.env',
      '/assets/%00',
      '/assets/..\\..\\package.json',
      '/node_modules/pg/package.json',
      '/app/server.ts',
    ]
    for (const path of tried) {
      const answer = await server.anonymous().get(path)
      expect([400, 403, 404], path).toContain(answer.status)
      expect(answer.text, path).not.toMatch(/root:|"dependencies"|PRIVATE|\[core\]/)
    }
  })
  test('S2 S3 S9: the passwords systems ship with open nothing', async () => {
    for (const [username, password] of [
      ['admin', 'admin'],
      ['admin', 'admin123'],
      ['admin', '123456'],
      ['admin', 'admin@123'],
      ['xadmin', 'o2'],
      ['root', 'root'],
      ['system', 'manager'],
      ['admin', ''],
    ] as const) {
      const answer = await server.anonymous().post('/api/session/sign-in', { username, password })
      expect([400, 401, 423], username).toContain(answer.status)
    }
  })
  test('S2: no answer holds a session, a hash or an address of the database', async () => {
    for (const path of ['/api/session/me', '/api/session/sessions', '/api/people/directory', '/api/openapi.json', '/metrics', '/healthz']) {
      const { text } = await clerk.get(path)
      expect(text, path).not.toMatch(/\$argon2|postgres:|huiyin_act|test-act/)
      expect(text.includes(decodeURIComponent(clerk.cookie.split('=')[1] ?? '').split('.')[0] ?? 'none'), path).toBe(false)
    }
  })
  test('S4 S7 S12: nothing a user sends is ever run: no command, no script, no class by name', () => {
    const runs = serving().filter(({ text }) => /node:child_process|node:vm|\beval\(|new Function\(|\bimport\(\s*[^'"`\s)]/.test(text))
    // the typesetter begins a program of ours: what is typed comes to it as data, never as an argument
    const ours = ['app/open.ts', 'app/start.ts', 'app/cli.ts', 'platform/typesetter/typesetter.ts']
    expect(runs.map(({ path }) => path).filter((path) => !ours.includes(path))).toEqual([])
  })
  test('S5: one port, on the loopback', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(
      serving()
        .filter(({ text }) => /\.listen\(\s*\{/.test(text))
        .map(({ path }) => path),
    ).toEqual(['app/listening.ts'])
    expect(
      serving()
        .filter(({ text }) => /createServer\(/.test(text))
        .map(({ path }) => path),
    ).toEqual(['app/start.ts'])
  })
  test('S6: the same check on every way to a file and a line: without a session, with a foreign one, by HEAD', async () => {
    for (const path of ['/api/live', '/api/files/01a00000-0000-7000-8000-000000000000', '/api/matters/ledger.xlsx', '/api/matters/ledger.csv', '/api/people/import.xlsx'])
      for (const method of ['GET', 'HEAD'])
        for (const cookie of ['', 'huiyin.session_token=forged.forged'])
          expect((await fetch(server.url + path, { method, headers: { cookie } })).status, `${method} ${path}`).toBe(401)
  })
  test('S8: no right resets another’s password but the one for it', async () => {
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query(`select id from person where username = 'admin'`))
    for (const powers of [['letters.see-all'], ['office.people'], ['office.calendar', 'office.rules', 'office.record']]) {
      const person = await server.person('某人', `s8-${powers[0]?.replace('.', '-')}`, null, powers)
      const browser = await server.signIn(`s8-${powers[0]?.replace('.', '-')}`, person.password)
      expect(await browser.post('/api/people/reset-password', { person: rows[0].id }), powers.join()).toMatchObject({ status: 403 })
    }
  })
  test('S10: a token of another installation, or none at all, signs nobody in', async () => {
    const other = await openTestServer(inject('cluster'), 'other')
    const person = await other.person('别处', 'elsewhere', null)
    const browser = await other.signIn('elsewhere', person.password)
    expect(await browser.get('/api/session/me')).toMatchObject({ status: 200 })
    expect((await fetch(`${server.url}/api/session/me`, { headers: { cookie: browser.cookie } })).status).toBe(401)
    await other.close()
  })
  test('S11: a plain or short key is refused at the start, and two boxes never share one', () => {
    const good = () => createSecretKey(randomBytes(32))
    expect(() => openBox(createSecretKey(Buffer.from('abcdefghijklmnopqrstuvwxyz')), good())).toThrow(RangeError)
    expect(() => openBox(createSecretKey(Buffer.alloc(32, 7)), good())).toThrow(RangeError)
    expect(() => openAuth({ address: server.serving.address, secret: 'abcdefghijklmnopqrstuvwxyz', idleMinutes: 30, secure: false, site: 'localhost' })).toThrow(RangeError)
    const [one, two] = [openBox(good(), good()), openBox(good(), good())]
    const sealed = one.seal('138-0000-6027')
    expect(one.open(sealed)).toBe('138-0000-6027')
    expect(sealed).not.toContain('6027')
    expect(one.seal('138-0000-6027')).not.toBe(sealed)
    expect(() => two.open(sealed)).toThrow()
    expect(() => one.open(`${sealed.slice(0, -3)}AAA`)).toThrow()
    expect(one.key('李某')).not.toBe(two.key('李某'))
  })
  test('S12: no consoles, and figures of the machine for this machine alone', async () => {
    for (const path of [
      '/druid/index.html',
      '/h2-console',
      '/actuator/env',
      '/swagger-ui.html',
      '/phpmyadmin',
      '/console',
      '/api/../admin',
      '/jeecg-boot/jmreport/list',
      '/nacos/v1/auth/users',
    ])
      expect((await server.anonymous().get(path)).status, path).toBe(404)
    expect((await server.anonymous().get('/metrics')).status).toBe(200)
    expect((await server.anonymous().get('/metrics', { 'x-forwarded-for': '10.1.2.3' })).status).toBe(404)
  })
})
