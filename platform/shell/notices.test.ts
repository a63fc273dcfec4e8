import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { emptyOutbox } from '../jobs/outbox.ts'

interface List {
  rows: { id: number; kind: string; readAt: string | null; matter: { id: string; title: string } | null }[]
  next: string | null
  unread: number
}
let server: TestServer
let clerk: Browser
let housing: Browser
let housingId = ''

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'notices', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const people = [await server.person('何静', 'hejing', centre, ['letters.register', 'letters.dispatch']), await server.person('许文涛', 'xuwentao', zjj, ['letters.handle'])]
  housingId = people[1]?.id ?? ''
  clerk = await server.signIn('hejing', people[0]?.password ?? '')
  housing = await server.signIn('xuwentao', people[1]?.password ?? '')
  for (let n = 0; n < 7; n++) {
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: `第${n}件`,
      body: '正文。',
      assign: { lead: { unit: zjj.id }, ask: '请办' },
    })
    expect(answer.status, answer.text).toBe(200)
  }
  while ((await emptyOutbox(server.serving)).found > 0);
  // one that belongs to no matter, of a kind of its own
  await inAct(server.serving.pools.act, (tx) =>
    run(tx, `insert into notice (person, kind, matter_id, payload, at) values ($1, 'tomorrow', null, '{}', $2)`, [housingId, server.now()]),
  )
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
async function listed(who: Browser, query: string): Promise<List['rows']> {
  const rows: List['rows'] = []
  let cursor = ''
  do {
    const answer = await who.get(`/api/notices/list?size=3&${query}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    expect(answer.status, answer.text).toBe(200)
    const page = answer.json as unknown as List
    rows.push(...page.rows)
    cursor = page.next ?? ''
  } while (cursor)
  return rows
}
const unread = async (who: Browser) => ((await who.get('/api/notices/list')).json as unknown as List).unread

describe('通知中心 the notices centre', () => {
  test('page after page, newest first, without gap or repeat; the kinds add up to the whole', async () => {
    const all = await listed(housing, '')
    expect(all).toHaveLength(8)
    expect(all.map((one) => one.id)).toEqual([...new Set(all.map((one) => one.id))].sort((a, b) => b - a))
    const kinds = (await housing.get('/api/notices/kinds')).json as { rows: { kind: string; n: number; unread: number }[] }
    expect(kinds.rows.reduce((sum, one) => sum + one.n, 0)).toBe(all.length)
    for (const { kind, n } of kinds.rows) {
      const own = await listed(housing, `kind=${kind}`)
      expect(own).toHaveLength(n)
      expect(own.every((one) => one.kind === kind)).toBe(true)
    }
    expect(kinds.rows.length).toBeGreaterThan(1)
    // nobody reads another's
    expect((await listed(clerk, '')).some((one) => all.some((other) => other.id === one.id))).toBe(false)
  })

  test('the count in the bar is the number of the unread list: one read, one less; all read, none', async () => {
    const all = await listed(housing, 'unread=true')
    expect(await unread(housing)).toBe(all.length)
    const one = all.find((row) => row.matter !== null)
    await housing.post('/api/notices/read', { ids: [one?.id] })
    expect(await unread(housing)).toBe(all.length - 1)
    expect((await listed(housing, 'unread=true')).map((row) => row.id)).toEqual(all.filter((row) => row.id !== one?.id).map((row) => row.id))
    expect((await listed(housing, '')).find((row) => row.id === one?.id)?.readAt).not.toBeNull()
    // another's notice is not his to mark
    await clerk.post('/api/notices/read', { ids: all.map((row) => row.id) })
    expect(await unread(housing)).toBe(all.length - 1)
  })

  test('a notice of a matter he may no longer see is neither listed nor counted', async () => {
    const before = await unread(housing)
    const matter = (await listed(housing, 'unread=true')).find((row) => row.matter !== null)?.matter?.id
    await inAct(server.serving.pools.act, (tx) => run(tx, `insert into recusal (id, matter_id, person, ground) values (gen_random_uuid(), $1, $2, '亲属')`, [matter, housingId]))
    expect(await unread(housing)).toBe(before - 1)
    expect((await listed(housing, 'unread=true')).length).toBe(before - 1)
    expect((await listed(housing, '')).some((row) => row.matter?.id === matter)).toBe(false)
    await housing.post('/api/notices/read', { ids: null })
    expect(await unread(housing)).toBe(0)
    expect(await listed(housing, 'unread=true')).toEqual([])
    expect((await housing.get('/api/notices/list?kind=%27;drop')).status).toBe(400)
  })
})
