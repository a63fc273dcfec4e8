import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '../platform/database/cluster.ts'
import { projectRoot } from '../platform/database/migrate.ts'
import { bareServer } from '../platform/http/bare-server.ts'
import { guard } from '../platform/http/guard.ts'
import { usualLimits } from '../platform/http/serving.ts'
import { faults, type TestServer } from '../platform/http/test-server.ts'
import { buildPublicServer } from '../platform/public/server.ts'
import { letter, openPublicOffice, type PublicOffice, png, text } from './public-office.ts'

let office: PublicOffice
let inner: TestServer
let apart: FastifyInstance
let url: string
let data: string
let clerk: string
beforeAll(async () => {
  office = await openPublicOffice(inject('cluster'), 'public-side')
  inner = office.server
  clerk = office.people.caller.cookie
  apart = await buildPublicServer({ pool: inner.serving.pools.public, clock: inner.serving.clock, log: inner.serving.log, hosts: [], secure: false, proxy: null })
  await apart.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(apart.server.address() as AddressInfo).port}`
  data = await mkdtemp(join(tmpdir(), 'huiyin-public-'))
})
afterAll(async () => {
  await apart.close()
  await office.close()
  await rm(data, { recursive: true, force: true })
  expect(faults).toEqual([])
})
const ask = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { 'x-huiyin': '1', ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(method === 'POST' ? { body: '{}' } : {}),
  })

describe('--role public', () => {
  test('外侧没有一个内侧的地址：接口逐个走遍，带着办公人员的会话也一样是 404 (S4)', async () => {
    expect(inner.mounted.length).toBeGreaterThan(150)
    for (const { method, path } of inner.mounted) {
      const at = path.replace(/:\w+/g, '01a00000-0000-7000-8000-000000000000')
      for (const headers of [{}, { cookie: clerk, 'idempotency-key': 'walk-0123456789' }]) expect((await ask(at, method, headers as never)).status, `${method} ${at}`).toBe(404)
    }
  })
  test('内侧的页面、接口文档、指标、推送、文件也都没有；只有群众来信页和健康检查', async () => {
    for (const path of [
      '/letters',
      '/ledger',
      '/api',
      '/api/openapi.json',
      '/api/docs',
      '/metrics',
      '/api/live',
      '/api/files',
      '/before-paint.js',
      '/index.html',
      '/public/../api/session/me',
      '/public/%2e%2e/api/session/me',
    ])
      expect((await ask(path)).status, path).toBe(404)
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/')).headers.get('location')).toBe('/public/')
    for (const path of ['/public/', '/public', '/public/progress']) expect((await ask(path)).status, path).toBe(200)
  })
  test('外侧交信，内侧登记、答复，外侧看答复、评价：两边只经数据库见面 (HA-45)', async () => {
    office.goTo(url)
    const { receipt, code } = await office.handIn({ ...letter, body: '解放桥护栏松动，请市住建局加固。' }, [['桥.png', png]])
    expect(receipt).not.toBe('')
    await office.takeIn()
    const matter = await office.matterOf(receipt)
    await office.answer(matter, '您好，护栏已加固。')
    await office.takeIn()
    expect(text((await office.look(receipt, code)).text)).toContain('您好，护栏已加固。')
    expect((await office.rate(receipt, code, { responded: 'yes', solved: 'yes', satisfied: 'yes', text: '' })).status).toBe(200)
    await office.takeIn()
    expect((await office.people.caller.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({ state: 'closed' })
  })
  test('谁往外侧多装一个地址，外侧就不启动', async () => {
    const app = await bareServer({ proxy: null, secure: false }, null)
    guard(app, { limits: usualLimits, proxy: null, hosts: [], clock: inner.serving.clock, sessions: null })
    app.get('/api/letters/ledger', { config: { gate: 'matter' } }, async () => 'all')
    await expect(app.ready()).rejects.toThrow('not for the public side: GET /api/letters/ledger')
  })
  test('办公端自己的那一份也在 /public，不认会话', async () => {
    const page = await fetch(`${inner.url}/public/`, { headers: { cookie: clerk } })
    expect(page.status).toBe(200)
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(await page.text()).toContain('人民来信')
  })
  test('同一程序换个角色启动：只用外侧的登录，不建表、不开钥匙；换成权限大的登录就不启动 (R-C14)', async () => {
    const { host, port, database, logins } = inner.serving.address
    const started = (role: 'public' | 'act' | 'owner', port_: number) => {
      const DATABASE_URL = `postgres://${logins[role].user}:${logins[role].password}@${host}:${port}/${database}`
      const child = spawn(process.execPath, ['app/start.ts', '--role', 'public', '--port', String(port_), '--data', data], {
        cwd: projectRoot,
        env: { ...process.env, HUIYIN_LANG: 'en', DATABASE_URL },
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
      const ended = new Promise<number | null>((done) => child.once('exit', done))
      return { child, ended, said: () => said }
    }
    const at = await freePort()
    const one = started('public', at)
    const until = performance.now() + 40_000
    while (!one.said().includes('Ready in') && performance.now() < until && one.child.exitCode === null) await new Promise((done) => setTimeout(done, 100))
    expect(one.said()).toContain(`http://127.0.0.1:${at}/public/`)
    expect((await fetch(`http://127.0.0.1:${at}/public/`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${at}/open311/v2/services.xml`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${at}/api/session/door`)).status).toBe(404)
    expect((await readdir(data)).sort()).toEqual(['logs'])
    one.child.kill('SIGINT')
    expect(await one.ended).toBe(0)
    for (const role of ['act', 'owner'] as const) {
      const strong = started(role, at)
      expect(await strong.ended, strong.said()).toBe(1)
      expect(strong.said()).toContain('may do too much')
    }
  })
})
