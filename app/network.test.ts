import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { instant } from '../kernel/time.ts'
import { systemClock } from '../platform/clock.ts'
import { freePort } from '../platform/database/cluster.ts'
import { closePools, openPools, withClient } from '../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../platform/database/test-cluster.ts'
import { selfMade } from '../platform/http/certificate.ts'
import { type NetworkValues, readNetwork } from '../platform/network.ts'
import type { RunningEnv, RunningServer } from './env.ts'
import { firstAdministrators, startServer } from './server.ts'

let database: TestDatabase
let env: RunningEnv
let password: string
const running: RunningServer[] = []
/** Of this machine, seen from outside. */
const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find((one) => one.family === 'IPv4' && !one.internal)?.address

beforeAll(async () => {
  database = await cloneDatabase(inject('cluster'), 'network')
  await withClient(database, 'owner', (client) => client.query(`insert into office_mark (key, value) values ('demo', 'true')`))
  const data = await mkdtemp(join(tmpdir(), 'huiyin-network-'))
  await chmod(data, 0o755)
  const seal = generateKeyPairSync('ed25519').privateKey
  env = {
    config: { port: 0, empty: true, role: 'web', databaseUrl: null, data, scans: join(data, 'scans'), network: readNetwork({}) },
    folders: { root: data, data, keys: join(data, 'keys'), files: join(data, 'files') },
    database,
    pools: openPools(database),
    keys: { contact: createSecretKey(randomBytes(32)), lookup: createSecretKey(randomBytes(32)), seal, sealPublic: createPublicKey(seal) },
    clock: systemClock(),
    client: null,
    fresh: true,
    version: '0.0.0',
  }
  password = (await firstAdministrators(env)).find(({ role }) => role === 'system')?.password ?? ''
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})
afterAll(async () => {
  await closePools(env.pools)
  await rm(env.config.data, { recursive: true, force: true })
  await database.drop()
})

async function start(values: NetworkValues): Promise<RunningServer & { port: number }> {
  const port = await freePort()
  const server = await startServer({ ...env, config: { ...env.config, port, network: readNetwork(values) } })
  running.push(server)
  return { ...server, port }
}
interface Answered {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  readonly fingerprint: string | null
}
/** @param trust certificate to trust; null: none of ours */
function ask(url: string, options: https.RequestOptions = {}, body?: object): Promise<Answered> {
  const headers = { 'x-huiyin': '1', ...(body ? { 'content-type': 'application/json' } : {}), ...options.headers }
  return new Promise((done, fail) => {
    const asked = (url.startsWith('https:') ? https : http).request(url, { method: body ? 'POST' : 'GET', ...options, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece) => (text += piece))
      const socket = answer.socket as TLSSocket
      const fingerprint = typeof socket.getPeerX509Certificate === 'function' ? (socket.getPeerX509Certificate()?.fingerprint256 ?? null) : null
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text, fingerprint }))
    })
    asked.on('error', fail)
    asked.end(body ? JSON.stringify(body) : undefined)
  })
}
const unchecked = { rejectUnauthorized: false }

describe('对外监听', () => {
  test('自制证书：真的 TLS，指纹与所报相同，重新启动不变；HSTS 与安全 cookie 都在；明文连不上 (R-C13)', async () => {
    const first = await start({ host: '0.0.0.0', 'self-made': true, name: ['oa.example.cn'] })
    expect(first.address).toBe(`https://oa.example.cn:${first.port}`)
    expect(first.certificate).toMatchObject({ made: true, own: false })
    const answer = await ask(`https://127.0.0.1:${first.port}/healthz`, unchecked)
    expect(answer).toMatchObject({ status: 200, fingerprint: first.certificate?.fingerprint })
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
    await expect(ask(`https://127.0.0.1:${first.port}/healthz`)).rejects.toThrow(/self.signed/i)
    await expect(ask(`http://127.0.0.1:${first.port}/healthz`)).rejects.toThrow()
    const { cert } = await selfMade(join(env.folders.data, 'tls'), ['oa.example.cn', '127.0.0.1'], env.clock.now())
    expect(await ask(`https://127.0.0.1:${first.port}/healthz`, { ca: cert, servername: 'oa.example.cn' })).toMatchObject({ status: 200 })

    const entered = await ask(`https://127.0.0.1:${first.port}/api/session/sign-in`, unchecked, { username: 'admin', password })
    expect(entered.status).toBe(200)
    const [cookie = ''] = entered.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^__Secure-huiyin\.session_token=/)
    expect(cookie).toMatch(/; Secure/i)
    expect(cookie).toMatch(/; HttpOnly/i)
    const own = { ...unchecked, headers: { cookie: cookie.split(';')[0] ?? '' } }
    expect((await ask(`https://127.0.0.1:${first.port}/api/session/me`, own)).status).toBe(200)
    const left = await ask(`https://127.0.0.1:${first.port}/api/session/sign-out`, own, {})
    expect(left.headers['set-cookie']?.[0]).toMatch(/^__Secure-huiyin\.session_token=; .*Secure$/)
    await running.splice(0)[0]?.close()

    const second = await start({ host: '0.0.0.0', 'self-made': true, name: ['oa.example.cn'] })
    expect(second.certificate).toMatchObject({ made: false, fingerprint: first.certificate?.fingerprint })
    const renamed = await (async () => {
      await running.splice(0)[0]?.close()
      return start({ host: '0.0.0.0', 'self-made': true, name: ['new.example.cn'] })
    })()
    expect(renamed.certificate?.made).toBe(true)
    expect(renamed.certificate?.fingerprint).not.toBe(first.certificate?.fingerprint)
  })

  test('只答应写明的主机名；演示入口和 /metrics 只对本机开放，/metrics 另可凭令牌 (R-C13)', async () => {
    const tokenFile = join(env.folders.data, 'token')
    const token = randomBytes(24).toString('hex')
    await writeFile(tokenFile, `${token}\n`)
    const server = await start({ host: '0.0.0.0', 'self-made': true, name: ['oa.example.cn'], 'metrics-token-file': tokenFile })
    const at = `https://127.0.0.1:${server.port}`
    const from = (host: string, more: Record<string, string> = {}) => ({ ...unchecked, headers: { host, ...more } })
    expect((await ask(`${at}/healthz`, from('oa.example.cn'))).status).toBe(200)
    expect((await ask(`${at}/healthz`, from('evil.example.com'))).status).toBe(403)
    // as another machine asks: by the name, not the loopback
    expect((await ask(`${at}/metrics`, from('oa.example.cn'))).status).toBe(404)
    expect((await ask(`${at}/metrics`, from('oa.example.cn', { authorization: `Bearer ${token}` }))).status).toBe(200)
    expect((await ask(`${at}/metrics`, from('oa.example.cn', { authorization: `Bearer ${token}x` }))).status).toBe(404)
    expect((await ask(`${at}/metrics`, unchecked)).status).toBe(200)
    expect((await ask(`${at}/api/session/enter-as`, from('oa.example.cn'), { username: 'admin' })).status).toBe(404)
    expect(JSON.parse((await ask(`${at}/api/session/door`, from('oa.example.cn'))).text)).toEqual({ demo: [], site: 'oa.example.cn' })
    if (outside) {
      const there = `https://${outside}:${server.port}`
      expect((await ask(`${there}/healthz`, unchecked)).status).toBe(200)
      expect((await ask(`${there}/metrics`, unchecked)).status).toBe(404)
      expect((await ask(`${there}/metrics`, from('127.0.0.1'))).status).toBe(404)
    }
  })

  test('自有证书文件：照用；缺文件、配错私钥、过期，各是一句话 (R-C13)', async () => {
    const [one, other] = [join(env.folders.data, 'one'), join(env.folders.data, 'other')]
    const { cert } = await selfMade(one, ['oa.example.cn'], env.clock.now())
    await selfMade(other, ['oa.example.cn'], instant('2020-01-01T00:00:00Z'))
    const server = await start({ host: '127.0.0.1', cert: join(one, 'cert.pem'), key: join(one, 'key.pem'), name: ['oa.example.cn'] })
    expect(await ask(`https://127.0.0.1:${server.port}/healthz`, { ca: cert, servername: 'oa.example.cn' })).toMatchObject({ status: 200 })
    const said = (certFile: string, keyFile: string) => start({ host: '127.0.0.1', cert: certFile, key: keyFile }).catch((error: { zh?: string }) => error.zh)
    expect(await said(join(one, 'none.pem'), join(one, 'key.pem'))).toContain('读不出来')
    expect(await said(join(one, 'cert.pem'), join(other, 'key.pem'))).toContain('不是一对')
    expect(await said(join(other, 'cert.pem'), join(other, 'key.pem'))).toContain('已过期')
  })

  test('前有代理：信它报的来者与 https，不信别人；绕过它连不上，经它的都不算本机 (R-C13)', async () => {
    const port = await freePort()
    const server = await startServer({ ...env, config: { ...env.config, port, network: readNetwork({ host: '0.0.0.0', 'behind-proxy': '127.0.0.1', name: ['oa.example.cn'] }) } })
    running.push(server)
    expect(server.address).toBe('https://oa.example.cn')
    let scheme = 'https'
    const proxy = http.createServer((request, reply) => {
      const headers = { ...request.headers, 'x-forwarded-for': '10.20.30.40', 'x-forwarded-proto': scheme, 'x-forwarded-host': 'oa.example.cn', host: `127.0.0.1:${port}` }
      request.pipe(
        http.request({ port, host: '127.0.0.1', path: request.url, method: request.method, headers }, (answer) =>
          answer.pipe(reply.writeHead(answer.statusCode ?? 500, answer.headers)),
        ),
      )
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const through = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      const health = await ask(`${through}/healthz`)
      expect(health.status).toBe(200)
      expect(health.headers['strict-transport-security']).toContain('max-age=')
      const origin = { headers: { origin: 'https://oa.example.cn', 'sec-fetch-site': 'same-origin' } }
      const entered = await ask(`${through}/api/session/sign-in`, origin, { username: 'admin', password })
      expect(entered.status).toBe(200)
      expect(entered.headers['set-cookie']?.[0]).toMatch(/^__Secure-.*; Secure/i)
      const { rows } = await env.pools.act.query(`select "ipAddress" as address from auth."session" order by "createdAt" desc limit 1`)
      expect(rows[0].address).toBe('10.20.30.40')
      expect((await ask(`${through}/metrics`)).status).toBe(404)
      expect(JSON.parse((await ask(`${through}/api/session/door`)).text)).toEqual({ demo: [], site: 'oa.example.cn' })
      expect((await ask(`${through}/api/session/sign-in`, { headers: { origin: 'https://evil.example.com' } }, { username: 'a1', password: 'x' })).status).toBe(403)
      scheme = 'http'
      const plain = await ask(`${through}/api/session/door`)
      expect(plain.status).toBe(403)
      expect(plain.text).toContain('http.not-secure')
      if (outside) await expect(ask(`http://${outside}:${port}/healthz`)).rejects.toThrow()
    } finally {
      proxy.close()
    }
  })
})
