import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { isAudience, loadAudiences } from '../../kernel/people/audience.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { kyselyOf } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, openTestServer, type TestServer } from '../http/test-server.ts'
import { emptyOutbox } from '../jobs/outbox.ts'

let server: TestServer
let clerk: Browser
let stranger: Browser
let clerkId: PersonId
let strangerId: PersonId
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'live', { desks, limits: { lines: 3 } })
  const [centre, school] = [await server.unit('LX', '来信来电科'), await server.unit('JYJ', '市教育局')]
  const one = await server.person('何静', 'hejing', centre, ['letters.register'])
  const two = await server.person('钱明', 'qianming', school, [])
  clerk = await server.signIn('hejing', one.password)
  stranger = await server.signIn('qianming', two.password)
  clerkId = one.id
  strangerId = two.id
})
afterAll(() => server.close())

interface Listening {
  readonly events: { event: string; id: string; data: string }[]
  until(check: (events: Listening['events']) => boolean): Promise<void>
  readonly ended: Promise<void>
  close(): void
}
function listen(who: Browser, last?: string): Promise<Listening> {
  return new Promise((done, fail) => {
    const asking = request(`${server.url}/api/live`, { headers: { cookie: who.cookie, ...(last ? { 'last-event-id': last } : {}) } }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(String(answer.statusCode)))
      const events: Listening['events'] = []
      let rest = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? ''
          if (field('event')) events.push({ event: field('event'), id: field('id'), data: field('data') })
        }
      })
      const ended = new Promise<void>((end) => answer.on('close', () => end()))
      const until = async (check: (all: Listening['events']) => boolean) => {
        for (let tries = 0; tries < 200 && !check(events); tries++) await new Promise((wait) => setTimeout(wait, 25))
        expect(check(events), JSON.stringify(events)).toBe(true)
      }
      done({ events, until, ended, close: () => asking.destroy() })
    })
    asking.on('error', (error) => fail(error))
    asking.end()
  })
}
const register = async (title: string): Promise<string> => {
  const answer = await clerk.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '正文。' })
  expect(answer.status, answer.text).toBe(200)
  return String(answer.json?.id)
}
const tells = (id: string) => (events: Listening['events']) => events.some((event) => event.event === 'matters' && event.data.includes(id))

describe('实时 the live line', () => {
  test('carries the ids of what changed to those who may see it, and nothing to others (invariant 14)', async () => {
    const [mine, theirs] = [await listen(clerk), await listen(stranger)]
    const id = await register('实时一件')
    await mine.until(tells(id))
    await new Promise((wait) => setTimeout(wait, 300))
    expect(theirs.events.filter((event) => event.event !== 'hello')).toEqual([])
    expect(JSON.stringify(mine.events)).not.toContain('实时一件')
    mine.close()
    theirs.close()
  })

  test('a line that comes back is told what it missed, from a little before the last it heard', async () => {
    const first = await listen(clerk)
    const before = await register('断线之前')
    await first.until(tells(before))
    const last = first.events.at(-1)?.id ?? ''
    first.close()
    const missed = await register('断线之中')
    const again = await listen(clerk, last)
    await again.until(tells(missed))
    again.close()
    const other = await listen(stranger, last)
    await new Promise((wait) => setTimeout(wait, 300))
    expect(other.events.filter((event) => event.event === 'matters')).toEqual([])
    other.close()
    for (const odd of ['-5', 'abc', '99999999999999999999', '1;drop']) (await listen(clerk, odd)).close()
  })

  test('the connection to the database is cut: the line stays, the house listens again, and tells everybody to ask', async () => {
    const line = await listen(clerk)
    await killListeners()
    await line.until((events) => events.some((event) => event.event === 'changed'))
    const id = await register('重新连上之后')
    await line.until(tells(id))
    line.close()
  })

  test('a session that ended loses its line; a session has three lines at most', async () => {
    const person = await server.person('离线', 'lixian', null)
    const browser = await server.signIn('lixian', person.password)
    const lines = [await listen(browser), await listen(browser), await listen(browser)]
    await expect(listen(browser)).rejects.toThrow('429')
    await browser.post('/api/session/sign-out', {})
    await Promise.all(lines.map((line) => line.ended))
    await expect(listen(server.anonymous())).rejects.toThrow('401')
  })

  test('a notice reaches the open page and the list; read once, it stays read; another’s cannot be marked', async () => {
    const line = await listen(clerk)
    const matter = await register('催办的一件')
    await withClient(server.serving.address, 'act', (client) =>
      client.query(`insert into outbox (kind, to_person, merge_key, payload, due_at) values ('urged', $1, 'k1', $2, now()), ('urged', $3, 'k2', $2, now())`, [
        clerkId,
        JSON.stringify({ matter, desk: 'letters', by: strangerId }),
        strangerId,
      ]),
    )
    expect(await emptyOutbox(server.serving)).toMatchObject({ failed: 0, dead: 0 })
    await line.until((events) => events.some((event) => event.event === 'notice'))
    line.close()
    const listed = (await clerk.get('/api/notices/list')).json as { rows: { id: number; matter: { title: string }; by: { name: string } }[]; unread: number }
    expect(listed.rows.find((row) => row.matter.title === '催办的一件')).toMatchObject({ by: { name: '钱明' } })
    expect((await stranger.get('/api/notices/list')).json).toMatchObject({ rows: [] })
    const id = listed.rows[0]?.id
    expect((await stranger.post('/api/notices/read', { ids: [id] })).status).toBe(200)
    expect(((await clerk.get('/api/notices/list?unread=true')).json as typeof listed).unread).toBe(listed.unread)
    expect((await clerk.post('/api/notices/read', { ids: null })).json).toEqual({ unread: 0 })
  })

  test('who hears is who may see, asked the one way and the other', async () => {
    const tx = kyselyOf(server.serving.pools.act)
    const { office } = await loadStanding(tx)
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query<{ id: MatterId }>('select id from matter'))
    const ids = rows.map((row) => row.id)
    const audiences = await loadAudiences(tx, ids)
    for (const person of [clerkId, strangerId]) {
      const sight = sightOf(office, person, server.now())
      for (const matter of audiences) expect(isAudience(sight, matter)).toBe(await maySee(tx, sight, matter.id))
    }
    expect(audiences.length).toBeGreaterThan(3)
  })
})

async function killListeners(): Promise<void> {
  const { logins } = server.serving.address
  await withClient({ ...server.serving.address, logins: { ...logins, owner: logins.act } }, 'owner', (client) =>
    client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`),
  )
}
