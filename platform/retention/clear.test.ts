import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { retention } from '../../kernel/reading/shape.ts'
import { DAY } from '../../kernel/time.ts'
import { withClient } from '../database/connection.ts'
import { openTestServer, type TestServer } from '../http/test-server.ts'
import { noted } from '../jobs/noted.ts'
import { clearDue } from './clear.ts'
import { retained } from './kinds.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'retention')
})
afterAll(() => server.close())
const query = <T = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  withClient(server.serving.address, 'act', async (client) => (await client.query(text, values)).rows as T[])

describe('保存期限 retention (R-C18)', () => {
  test('what is past its time goes by night, kind by kind, and stands on record; what is not stays', async () => {
    const { id } = await server.person('何静', 'hejing', null, ['office.status'])
    const put = (key: string, days: number) =>
      query(`insert into done (key, who, digest, at) values ($1, $2, 'x', $3::timestamptz - make_interval(days => $4))`, [key, id, server.now(), days])
    await put('old-key-1', 31)
    await put('young-key', 29)
    const counts = await clearDue(server.serving)
    expect(counts.keys).toBe(1)
    expect((await query(`select key from done where key like '%-key%'`)).map((r) => r.key)).toEqual(['young-key'])
    expect(await query(`select kind, n from retention_run where kind = 'keys'`)).toEqual([{ kind: 'keys', n: 1 }])
    await expect(query(`update retention_run set n = 0`)).rejects.toMatchObject({ code: '42501' })
    await expect(query(`delete from retention_run`)).rejects.toMatchObject({ code: '42501' })
  })
  test('the table tells every kind: how long, what happens, what the last night did; for administrators alone', async () => {
    const { password } = await server.person('罗静', 'luojing', null, ['office.status'])
    const browser = await server.signIn('luojing', password)
    const { rows } = (await browser.get('/api/office/retention')).json as { rows: { key: string; days: number | null; ends: string; last: { n: number } | null }[] }
    expect(rows.map((r) => r.key)).toEqual(retained.map((k) => k.key))
    expect(rows.find((r) => r.key === 'keys')).toMatchObject({ days: 30, ends: 'erased', last: { n: 1 } })
    expect(rows.find((r) => r.key === 'matters')).toMatchObject({ days: null, ends: 'kept', last: null })
    const other = await server.person('方可', 'fangke', null)
    expect((await (await server.signIn('fangke', other.password)).get(`/api/${retention.key.replace('.', '/')}`)).status).toBe(403)
  })
})

test('timed work is noted: when, how long, what came of it; a fault too, with the last time it went well', async () => {
  const row = async () => (await query(`select result, fault, good_at, ms >= 0 as timed from job_run where task = 'trial'`))[0]
  await noted(server.serving, 'trial', async () => null)
  expect(await row()).toBeUndefined()
  await noted(server.serving, 'trial', async () => ({ told: 3 }))
  expect(await row()).toMatchObject({ result: { told: 3 }, fault: null, timed: true })
  const good = (await row())?.good_at
  server.pass(DAY)
  await expect(
    noted(server.serving, 'trial', async () => {
      throw Object.assign(new Error('no words of it'), { code: 'ENOSPC' })
    }),
  ).rejects.toThrow()
  expect(await row()).toMatchObject({ result: null, fault: 'ENOSPC', good_at: good })
})
