import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { freePort } from '../platform/database/cluster.ts'
import { closePools, openPools, withClient } from '../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../platform/database/test-cluster.ts'
import { codeOf } from '../platform/http/test-server.ts'
import { readNetwork } from '../platform/network.ts'
import type { RunningEnv, RunningServer } from './env.ts'
import { firstAdministrators, startServer } from './server.ts'

let database: TestDatabase
let env: RunningEnv
let server: RunningServer
beforeAll(async () => {
  database = await cloneDatabase(inject('cluster'), 'server')
  const data = await mkdtemp(join(tmpdir(), 'huiyin-server-'))
  const seal = generateKeyPairSync('ed25519').privateKey
  env = {
    config: { port: await freePort(), empty: true, role: 'all', databaseUrl: null, data, scans: join(data, 'scans'), network: readNetwork({}) },
    folders: { root: data, data, keys: join(data, 'keys'), files: join(data, 'files') },
    database,
    pools: openPools(database),
    keys: { contact: createSecretKey(randomBytes(32)), lookup: createSecretKey(randomBytes(32)), seal, sealPublic: createPublicKey(seal) },
    clock: systemClock(),
    client: null,
    fresh: true,
    version: '0.0.0',
  }
  server = await startServer(env)
})
afterAll(async () => {
  await closePools(env.pools)
  await rm(env.config.data, { recursive: true, force: true })
  await database.drop()
})
const signIn = (username: string, password: string) =>
  fetch(`${server.address}/api/session/sign-in`, { method: 'POST', body: JSON.stringify({ username, password }), headers: { 'content-type': 'application/json', 'x-huiyin': '1' } })
const count = (sql: string) => withClient(database, 'owner', async (client) => Number((await client.query(sql)).rows[0].n))

describe('the house put together', () => {
  test('the first three administrators’ passwords are chance, renewed at each start until each has signed in, then told no more (R-C14, S9)', async () => {
    const [before, after] = [await firstAdministrators(env), await firstAdministrators(env)]
    expect(after.map((one) => one.username)).toEqual(['admin', 'security', 'audit'])
    expect(new Set([...before, ...after].map((one) => one.password)).size).toBe(6)
    expect((await signIn('admin', before[0]?.password ?? '')).status).toBe(401)
    expect((await signIn('admin', after[0]?.password ?? '')).status).toBe(200)
    expect((await firstAdministrators(env)).map((one) => one.username)).toEqual(['security', 'audit'])
    expect(await count(`select count(*) as n from person where username in ('admin', 'security', 'audit')`)).toBe(3)
  })

  test('none of the three has two of the powers, and none sees a matter by them (R-C14)', async () => {
    const held = await withClient(database, 'owner', (client) =>
      client.query<{ username: string; keys: string[] }>(
        'select p.username, array_agg(w.key order by w.key) as keys from power w join person p on p.id = w.person group by 1 order by 1',
      ),
    )
    expect(held.rows).toEqual([
      { username: 'admin', keys: ['office.calendar', 'office.channels', 'office.people', 'office.rules', 'office.status'] },
      { username: 'audit', keys: ['office.audit'] },
      { username: 'security', keys: ['office.accounts', 'office.approve-rules', 'office.rights', 'office.secrecy'] },
    ])
  })

  test('what is written is sealed by itself, the sweep runs every minute, notices go out', async () => {
    const cookie = await signedIn()
    const added = await fetch(`${server.address}/api/people/add-unit`, {
      method: 'POST',
      body: JSON.stringify({ name: '办公室', short: '办', parent: null, kind: 'office', code: 'A1' }),
      headers: { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': 'seal-it-please', cookie },
    })
    expect(added.status, await added.text()).toBe(200)
    await withClient(database, 'act', (client) =>
      client.query(`insert into outbox (kind, to_person, merge_key, payload, due_at) select 'urged', p.id, 'k', '{}', now() from person p where p.username = 'admin'`),
    )
    const until = performance.now() + 20_000
    while (performance.now() < until && ((await count('select count(*) as n from unsealed')) > 0 || (await count('select count(*) as n from notice')) === 0))
      await new Promise((wait) => setTimeout(wait, 100))
    expect(await count('select count(*) as n from unsealed')).toBe(0)
    expect(await count('select count(*) as n from seal')).toBeGreaterThan(0)
    expect(await count('select count(*) as n from notice')).toBe(1)
    expect(await count(`select count(*) as n from graphile_worker._private_known_crontabs`)).toBe(5)
  })

  test('the log has routes and times, no name, no address, no contents (invariant 18)', async () => {
    await fetch(`${server.address}/api/people/directory?q=${encodeURIComponent('李某某')}`)
    await new Promise((wait) => setTimeout(wait, 100))
    const { readdir } = await import('node:fs/promises')
    const folder = join(env.config.data, 'logs')
    const text = (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))).join('')
    expect(text).toContain('"route":"/api/people/directory"')
    expect(text).not.toMatch(/李某某|%E6%9D%8E|127\.0\.0\.1|admin|session_token/)
  })

  test('it stops within seconds and leaves no connection behind', async () => {
    const live = fetch(`${server.address}/api/live`, { headers: { cookie: await signedIn() } })
    expect((await live).status).toBe(200)
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(10_000)
    await closePools(env.pools)
    expect(await count(`select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)).toBe(0)
    env = { ...env, pools: openPools(database) }
  })
})

/** A session of the administrator, past the change of password and the binding of a second factor. */
let session: string | null = null
async function signedIn(): Promise<string> {
  if (session !== null) return session
  const password = 'Yunxi-2026-Lantern'
  await withClient(database, 'act', (client) => client.query(`delete from auth."session"`))
  const told = (await firstAdministrators(env)).find((one) => one.username === 'admin')
  let cookie = (await signIn('admin', told?.password ?? '')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${server.address}/api/session/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-huiyin': '1', cookie },
    })
    cookie =
      answer.headers
        .getSetCookie()
        .find((set) => /session_token=[^;]/.test(set))
        ?.split(';')[0] ?? cookie
    return (await answer.json()) as { secret: string }
  }
  await post('change-password', { current: told?.password, next: password })
  const { secret } = await post('bind-totp', { password })
  await post('confirm-totp', { code: await codeOf(secret) })
  session = cookie
  return cookie
}
