/** A real server on a real database for tests: a port of its own, people who sign in, and the answers as they come over the wire. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { DeskEntry } from '../../kernel/ctx.ts'
import type { PersonId, PostId, UnitId } from '../../kernel/ids.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { type Clock, systemClock, systemIds } from '../clock.ts'
import { openBox } from '../crypto/box.ts'
import { quiet } from '../ctx/house.ts'
import type { DeskRoutes, Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { closePools, openPools } from '../database/connection.ts'
import { cloneDatabase, type TestCluster } from '../database/test-cluster.ts'
import { openFileStore } from '../files/store.ts'
import { issuePassword } from '../sign-in/accounts.ts'
import { signInKey } from '../sign-in/attempts.ts'
import { openAuth } from '../sign-in/auth.ts'
import { openSessions } from '../sign-in/sessions.ts'
import { openTypesetter } from '../typesetter/typesetter.ts'
import { buildServer, type Door } from './server.ts'
import { type Limits, type Serving, usualLimits } from './serving.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; null where it is none. */
  readonly json: Record<string, unknown> | null
}
export interface Browser {
  readonly cookie: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  send(method: string, path: string, body?: NonNullable<RequestInit['body']>, headers?: Readonly<Record<string, string>>): Promise<Answer>
}
interface Unit {
  readonly id: UnitId
  readonly post: PostId
}
export interface TestServer {
  readonly serving: Serving
  readonly url: string
  readonly mounted: Awaited<ReturnType<typeof buildServer>>['mounted']
  readonly hub: Awaited<ReturnType<typeof buildServer>>['hub']
  /** Moves the server's clock on. */
  pass(ms: number): void
  now(): Instant
  unit(code: string, name: string, parent?: UnitId): Promise<Unit>
  /** Somebody holding the unit's post, with these powers, and an account. */
  person(name: string, username: string, unit: Unit | null, powers?: readonly string[]): Promise<{ id: PersonId; password: string }>
  anonymous(): Browser
  /** Signs in, sets a new password at the first sign-in. */
  signIn(username: string, password: string): Promise<Browser>
  close(): Promise<void>
}
/** Binds an authenticator, as an administrator must. @returns its secret and the recovery codes */
export async function bindFactor(browser: Browser, password = PASSWORD): Promise<{ secret: string; codes: string[] }> {
  const begun = await browser.post('/api/session/bind-totp', { password })
  if (begun.status !== 200) throw new Error(`${begun.status} ${begun.text}`)
  const { secret, codes } = begun.json as { secret: string; codes: string[] }
  const confirmed = await browser.post('/api/session/confirm-totp', { code: await codeOf(secret) })
  if (confirmed.status !== 200) throw new Error(`${confirmed.status} ${confirmed.text}`)
  return { secret, codes }
}
/** The six digits an authenticator with this secret shows now. */
export const codeOf = (secret: string): Promise<string> => createOTP(new TextDecoder().decode(base32.decode(secret))).totp()
export const PASSWORD = 'Yunxi-2026-Lantern'
export const freshKey = (): string => randomBytes(12).toString('hex')

export interface TestServerOptions {
  readonly desks?: readonly (DeskEntry & { readonly routes: DeskRoutes; readonly words: never | object })[]
  readonly limits?: Partial<Limits>
  readonly idleMinutes?: number
  readonly client?: string
  readonly doors?: (serving: Serving) => readonly Door[]
  readonly more?: (serving: Serving) => readonly Routes[]
}

export async function openTestServer(cluster: TestCluster, name: string, options: TestServerOptions = {}): Promise<TestServer> {
  const database = await cloneDatabase(cluster, name)
  const pools = openPools(database, { max: 6 })
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-files-'))
  let ahead = 0
  const real = systemClock()
  const clock: Clock = { now: () => addMillis(real.now(), ahead) }
  const box = openBox(createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32)))
  const auth = openAuth({ address: database, secret: randomBytes(32).toString('hex'), idleMinutes: options.idleMinutes ?? 30, secure: false, site: 'localhost' })
  const desks = options.desks ?? []
  const serving: Serving = {
    address: database,
    pools,
    clock,
    box,
    desks: new Map(desks.map((one) => [one.desk.key, one])),
    words: new Map(desks.map((one) => [one.desk.key, one.words as never])),
    checkOutput: true,
    log: { info: () => undefined, warn: () => undefined, error: (line, words) => void faults.push(`${words} ${JSON.stringify(line)}`) },
    auth,
    sessions: openSessions(auth),
    files: openFileStore(folder),
    typesetter: openTypesetter({ fonts: join(folder, 'fonts'), log: quiet }),
    data: folder,
    limits: { ...usualLimits, session: 100_000, address: 1_000_000, signIn: 10_000, ...options.limits },
    client: options.client ?? null,
    publicPage: true,
    version: '0.0.0',
    hosts: [],
    site: 'localhost',
    secure: false,
    proxy: null,
    metricsToken: null,
  }
  const server = await buildServer(serving, [...desks.map((one) => one.routes.mounted), ...(options.more?.(serving) ?? [])], null, options.doors?.(serving))
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  const ids = systemIds(() => clock.now())
  const since = () => addMillis(clock.now(), -DAY)

  const browser = (start: string): Browser => {
    const jar = new Map<string, string>(start ? [start.split('=', 2) as [string, string]] : [])
    const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const send: Browser['send'] = async (method, path, body, headers = {}) => {
      const answer = await fetch(url + path, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: { 'x-huiyin': '1', ...(jar.size > 0 ? { cookie: cookies() } : {}), ...headers },
        redirect: 'manual',
      })
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        if (/max-age=0(?:;|$)/i.test(set)) jar.delete(name)
        else jar.set(name, value)
      }
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') === true
      return { status: answer.status, headers: answer.headers, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : null }
    }
    return {
      get cookie() {
        return cookies()
      },
      send,
      get: (path, headers) => send('GET', path, undefined, headers),
      post: (path, body, headers) => send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', 'idempotency-key': freshKey(), ...headers }),
    }
  }
  return {
    serving,
    url,
    mounted: server.mounted,
    hub: server.hub,
    pass: (ms) => {
      ahead += ms
    },
    now: () => clock.now(),
    async unit(code, title, parent) {
      const [id, post] = [ids.next<UnitId>(), ids.next<PostId>()]
      await inAct(pools.act, async (tx) => {
        await run(tx, `insert into unit (id, name, short, parent, kind, code, from_at) values ($1, $2, $2, $3, 'department', $4, $5)`, [id, title, parent ?? null, code, since()])
        await run(tx, `insert into post (id, unit, title, head, receiving, key, from_at) values ($1, $2, '负责人', true, true, $3, $4)`, [post, id, code, since()])
      })
      return { id, post }
    },
    async person(title, username, unit, powers = []) {
      const id = ids.next<PersonId>()
      const password = await inAct(pools.act, async (tx) => {
        await run(tx, 'insert into person (id, name, username) values ($1, $2, $3)', [id, title, username])
        if (unit) await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [id, unit.post, since()])
        for (const key of powers) await run(tx, 'insert into power (person, key, from_at) values ($1, $2, $3)', [id, key, since()])
        return issuePassword(tx, { id, name: title }, username, signInKey(box, username), clock.now())
      })
      return { id, password }
    },
    anonymous: () => browser(''),
    async signIn(username, password) {
      const own = browser('')
      const entered = await own.post('/api/session/sign-in', { username, password })
      if (entered.status !== 200) throw new Error(`${username}: ${entered.status} ${entered.text}`)
      if (entered.json?.mustChange === true) {
        const changed = await own.post('/api/session/change-password', { current: password, next: PASSWORD })
        if (changed.status !== 200) throw new Error(`${username}: ${changed.status} ${changed.text}`)
        if (changed.json?.mustBind === true) await bindFactor(own)
      }
      return own
    },
    async close() {
      await server.close()
      await serving.typesetter.close()
      await auth.close()
      await closePools(pools)
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
/** Faults any test server logged; a test of bad input ends with none. */
export const faults: string[] = []
