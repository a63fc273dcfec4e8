/** 建议与热点 over HTTP on the demo city: what its closed letters teach, its themes by sight, and a theme that becomes an affair. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { faults } from '../../platform/http/test-server.ts'
import { runDeskJobs } from '../../platform/jobs/desk-jobs.ts'
import { type Colleague, type DemoServer, openDemoServer } from '../../tools/demo-server.ts'
import type { Pasted, ThemeRow } from './shape.ts'

let office: DemoServer
let he: Colleague
let gao: Colleague
let xu: Colleague
const hour = () => runDeskJobs(office.server.serving, 'hour')
beforeAll(async () => {
  office = await openDemoServer(inject('cluster'), 'letters-themes')
  he = await office.as('heyutong')
  gao = await office.as('gaomin')
  xu = await office.as('xuwentao')
  for (const [i, title] of ['滨江花园二期地下车库渗水', '请处理滨江花园二期车库渗水', '滨江花园二期车库又渗水了'].entries())
    await he.do('register', {
      channel: 'call',
      kind: 'help',
      title,
      body: '滨江花园二期地下车库渗水半个月，车位泡在水里，没人来修防水',
      place: '滨江花园二期',
      phone: `1380000610${i}`,
    })
  await hour()
}, 240_000)
afterAll(async () => {
  await office.close()
  expect(faults).toEqual([])
})
const themesOf = async (who: Colleague) => ((await who.browser.get('/api/letters/themes')).json as unknown as { rows: ThemeRow[] }).rows
const car = async (who: Colleague) => (await themesOf(who)).find((t) => t.place.includes('滨江花园'))

describe('建议 what the demo city’s closed letters teach', () => {
  test('a category is proposed with its reason', async () => {
    const text = '滨江花园工地拖欠工资，我们十几个人干了半年，工资一分没给，包工头不接电话。'
    const answer = await he.ask('paste', { text })
    const { category } = answer.json as unknown as Pasted
    expect(category).toMatchObject({ key: expect.stringMatching(/^c05/), because: expect.stringContaining('以往来信用语“') })
  })
})
describe('热点转为交办事项 a theme becomes an affair (HB-49)', () => {
  test('three callers about one garage are a rising theme; a unit that has none of the letters does not see it', async () => {
    expect(await car(gao)).toMatchObject({ letters: 3, people: 3, rising: true, affair: null })
    expect(await car(xu)).toBe(undefined)
  })
  test('it becomes an affair that names its letters; a second one is refused while that is open; nobody else may', async () => {
    const theme = (await car(gao))?.id
    expect((await xu.ask('theme-to-affair', { theme })).status).toBe(403)
    const made = await gao.ask('theme-to-affair', { theme })
    expect(made.status, made.text).toBe(200)
    const affair = made.json as unknown as { id: string; number: string }
    expect(affair.number).toMatch(/^交〔\d{4}〕\d+号$/)
    const seen = (await gao.browser.get(`/api/affairs/affair?id=${affair.id}`)).json as unknown as { title: string; detail: { body: string } }
    expect(seen.title).toContain('群众集中反映的问题')
    expect(seen.detail.body).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日至\d{4}年\d{1,2}月\d{1,2}日，群众来信 3 件/)
    expect(seen.detail.body.match(/信〔\d{4}〕\d+号/g)).toHaveLength(3)
    const again = await gao.ask('theme-to-affair', { theme })
    expect([again.status, (again.json as { code?: string }).code]).toEqual([409, 'letters.theme-taken-up'])
    expect(await car(gao)).toMatchObject({ affair: { number: affair.number } })
    // found again an hour later it is the same theme, with its affair
    await hour()
    expect(await car(gao)).toMatchObject({ id: theme, affair: { number: affair.number } })
  })
})
