import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { projectRoot } from '../database/migrate.ts'
import { type Browser, openTestServer, type TestServer } from '../http/test-server.ts'

describe('工作日历的管理 (R-T01)', () => {
  let server: TestServer
  let keeper: Browser
  let other: Browser
  beforeAll(async () => {
    server = await openTestServer(inject('cluster'), 'calendar')
    const person = await server.person('管理员', 'keeper', null, ['office.calendar'])
    keeper = await server.signIn('keeper', person.password)
    const clerk = await server.person('办事员', 'clerk', null, [])
    other = await server.signIn('clerk', clerk.password)
  })
  afterAll(() => server.close())
  const published = (kind: 'ics' | 'json') => readFile(join(projectRoot, `node_modules/chinese-days/dist/years/2025.${kind}`), 'utf8')
  const year = async () => (await keeper.get('/api/calendar/year?year=2025')).json as { covered: boolean; days: { day: string; workday: boolean }[] }

  test.each(['ics', 'json'] as const)('整年导入（%s）：原有各行换成公布的，年份算覆盖', async (kind) => {
    const source = '国务院办公厅关于2025年部分节假日安排的通知'
    const answer = await keeper.post('/api/calendar/import-year', { year: 2025, source, text: await published(kind) })
    expect(answer).toMatchObject({ status: 200, json: { days: 33, moved: 0 } })
    const { covered, days } = await year()
    expect([covered, days.length, days.filter((d) => d.workday).length]).toEqual([true, 33, 5])
  })
  test('读不出的文件不导入，原有各行不动；没有权限的人不能导入', async () => {
    const body = { year: 2025, source: '试', text: 'BEGIN:VCALENDAR' }
    expect(await keeper.post('/api/calendar/import-year', body)).toMatchObject({ status: 422, json: { code: 'kernel.calendar-unreadable' } })
    expect((await year()).days.length).toBe(33)
    expect((await other.post('/api/calendar/import-year', body)).status).toBe(403)
  })
})
