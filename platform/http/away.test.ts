import { setTimeout as wait } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { withClient } from '../database/connection.ts'
import { faults, openTestServer } from './test-server.ts'

test('the database goes away under a request: 503 in words, to be tried again; when it is back the same page answers', async () => {
  const server = await openTestServer(inject('cluster'), 'away')
  const { password } = await server.person('某人', 'someone', null)
  const browser = await server.signIn('someone', password)
  const answer = await withClient(server.serving.address, 'owner', async (client) => {
    await client.query('begin')
    await client.query('lock table calendar_year in access exclusive mode')
    const asked = browser.get('/api/calendar/year?year=2026')
    const waiting = `select pg_terminate_backend(pid) as ended from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    // a session may be ended by one of its own role
    await withClient(server.serving.address, 'read', async (same) => {
      for (let tries = 0; tries < 100 && (await same.query(waiting)).rows.length === 0; tries++) await wait(50)
    })
    const answered = await asked
    await client.query('rollback')
    return answered
  })
  expect(answer).toMatchObject({ status: 503, json: { code: 'http.database-away', words: '数据库正在恢复，请过几秒再试，已填内容仍在。' } })
  expect(answer.headers.get('retry-after')).toBe('2')
  expect((await browser.get('/api/calendar/year?year=2026')).status).toBe(200)
  expect(faults.splice(0).length).toBe(1)
  await server.close()
})
