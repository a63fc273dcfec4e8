import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { PersonId } from '../../kernel/ids.ts'
import { DAY, HOUR, MINUTE } from '../../kernel/time.ts'
import { withClient } from '../database/connection.ts'
import { openTestServer, type TestServer } from '../http/test-server.ts'
import { backOff, emptyOutbox, type Sender } from './outbox.ts'
import { prepareQueue, startQueue } from './queue.ts'
import { tidy } from './tidy.ts'

let server: TestServer
let person: PersonId
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'jobs')
  person = (await server.person('何静', 'hejing', null)).id
})
afterAll(() => server.close())
const query = <T = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  withClient(server.serving.address, 'act', async (client) => (await client.query(text, values)).rows as T[])
const put = (key: string, due = 'now()') => query(`insert into outbox (kind, to_person, merge_key, payload, due_at) values ('urged', $1, $2, '{}', ${due})`, [person, key])

describe('发件 the outbox', () => {
  test('what is due goes out once, by however many workers; what is not yet due waits', async () => {
    for (let i = 0; i < 150; i++) await put(`k${i}`)
    await put('later', `now() + interval '1 hour'`)
    const rounds = await Promise.all([1, 2, 3, 4].map(() => emptyOutbox(server.serving)))
    expect(rounds.reduce((sum, round) => sum + round.sent, 0)).toBe(150)
    expect(await query('select count(*) as n from notice')).toEqual([{ n: 150 }])
    server.pass(HOUR + MINUTE)
    expect(await emptyOutbox(server.serving)).toMatchObject({ sent: 1 })
  })

  test('a gateway that fails is tried again later and later, eight times, then kept as a dead letter; nobody else waits', async () => {
    await put('fails')
    await put('goes')
    const [failing] = await query<{ id: number }>(`select id from outbox where merge_key = 'fails'`)
    const gateway: Sender = async (_, letter) => {
      if (letter.id === failing?.id) throw Object.assign(new Error('connection refused to 13800006027'), { code: 'ECONNREFUSED' })
    }
    expect(await emptyOutbox(server.serving, gateway)).toMatchObject({ sent: 1, failed: 1 })
    expect(await emptyOutbox(server.serving, gateway)).toMatchObject({ found: 0 })
    for (let attempt = 1; attempt < 8; attempt++) {
      server.pass(backOff(attempt) + 1000)
      expect(await emptyOutbox(server.serving, gateway), String(attempt)).toMatchObject(attempt < 7 ? { failed: 1 } : { dead: 1 })
    }
    server.pass(DAY)
    expect(await emptyOutbox(server.serving, gateway)).toMatchObject({ found: 0 })
    const [row] = await query(`select attempts, last_error, dead_at is not null as dead, sent_at from outbox where merge_key = 'fails'`)
    expect(row).toEqual({ attempts: 8, last_error: 'ECONNREFUSED', dead: true, sent_at: null })
  })

  test('a worker that died in the middle holds nothing up for longer than its claim', async () => {
    await put('claimed')
    await query(`update outbox set claimed_until = $1 where merge_key = 'claimed'`, [server.now()])
    server.pass(MINUTE)
    expect(await emptyOutbox(server.serving)).toMatchObject({ sent: 1 })
  })
})

describe('夜间清理 tidying', () => {
  test('uploads nobody used in a week go, with their bytes unless a file has the same', async () => {
    const [used, unused] = [
      await server.serving.files.put(Readable.from([Buffer.from('%PDF-1.7 used')]), 1e6),
      await server.serving.files.put(Readable.from([Buffer.from('%PDF-1.7 unused')]), 1e6),
    ]
    const upload = (digest: string, at: string) =>
      query(`insert into upload (id, digest, name, kind, size, by, at) values (gen_random_uuid(), $1, 'x.pdf', 'pdf', 1, $2, ${at})`, [digest, person])
    await upload(used.digest, `now() - interval '30 days'`)
    await upload(unused.digest, `now() - interval '30 days'`)
    await upload(used.digest, `now() + interval '30 days'`)
    expect(await tidy(server.serving, server.serving.files)).toEqual({ uploads: 2, bytes: 1 })
    expect([await server.serving.files.has(used.digest), await server.serving.files.has(unused.digest)]).toEqual([true, false])
  })
})

test('timed work runs as the acting role, in tables only the owner can make; a second start finds them made', async () => {
  await prepareQueue(server.serving.address)
  await prepareQueue(server.serving.address)
  let ran = 0
  const queue = await startQueue(
    server.serving.address,
    {
      once: async () => {
        ran++
      },
    },
    [],
    server.serving.log,
  )
  await query(`begin; select graphile_worker.add_job('once'); rollback`)
  await query(`select graphile_worker.add_job('once')`)
  for (let tries = 0; tries < 200 && ran === 0; tries++) await new Promise((wait) => setTimeout(wait, 25))
  expect(ran).toBe(1)
  await queue.stop()
})
