import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { freePort } from '../platform/database/cluster.ts'
import { closePools, openPools, withClient } from '../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../platform/database/test-cluster.ts'
import { readNetwork } from '../platform/network.ts'
import type { RunningEnv, RunningServer } from './env.ts'
import { firstAdministrator, startServer } from './server.ts'

let database: TestDatabase
let env: RunningEnv
let server: RunningServer
beforeAll(async () => {
  database = await cloneDatabase(inject('cluster'), 'server')
  const data = await mkdtemp(join(tmpdir(), 'huiyin-server-'))
  const seal = generateKeyPairSync('ed25519').privateKey
  env = {
    config: { port: await freePort(), empty: true, role: 'all', databaseUrl: null, data, network: readNetwork({}) },
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
  test('the first administrator’s password is chance, renewed at each start until somebody has signed in with it, then told no more (R-C14, S9)', async () => {
    const [first, second] = [await firstAdministrator(env), await firstAdministrator(env)]
    expect(first?.username).toBe('admin')
    expect(second?.password).not.toBe(first?.password)
    expect((await signIn('admin', first?.password ?? '')).status).toBe(401)
    expect((await signIn('admin', second?.password ?? '')).status).toBe(200)
    expect(await firstAdministrator(env)).toBeNull()
    expect(await count(`select count(*) as n from person where username = 'admin'`)).toBe(1)
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
      client.query(`insert into outbox (kind, to_person, merge_key, payload, due_at) select 'urged', p.id, 'k', '{}', now() from person p`),
    )
    const until = performance.now() + 20_000
    while (performance.now() < until && ((await count('select count(*) as n from unsealed')) > 0 || (await count('select count(*) as n from notice')) === 0))
      await new Promise((wait) => setTimeout(wait, 100))
    expect(await count('select count(*) as n from unsealed')).toBe(0)
    expect(await count('select count(*) as n from seal')).toBeGreaterThan(0)
    expect(await count('select count(*) as n from notice')).toBe(1)
    expect(await count(`select count(*) as n from graphile_worker._private_known_crontabs`)).toBe(2)
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

/** A session of the administrator, past the change of password. */
async function signedIn(): Promise<string> {
  const password = 'Yunxi-2026-Lantern'
  const again = await signIn('admin', password)
  if (again.status === 200) return again.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await withClient(database, 'act', (client) => client.query(`delete from auth."session"`))
  const told = await firstAdministrator(env)
  const entered = await signIn('admin', told?.password ?? '')
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await fetch(`${server.address}/api/session/change-password`, {
    method: 'POST',
    body: JSON.stringify({ current: told?.password, next: password }),
    headers: { 'content-type': 'application/json', 'x-huiyin': '1', cookie },
  })
  return cookie
}
