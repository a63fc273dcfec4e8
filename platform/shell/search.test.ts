import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { numbersMeant } from '../../kernel/reading/search-shape.ts'
import { indexSome } from '../../kernel/search/build.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

interface Found {
  exact: { id: string; desk: string } | null
  numbers: { matter: string; number: string; title: string }[]
  titles: { matter: string; title: string }[]
  more: { numbers: boolean; titles: boolean; people: boolean }
  people: { name: string; posts: { title: string; unit: { name: string } }[]; phones: { kind: string; value: string }[] }[]
  units: { name: string; phones: { value: string }[] }[]
}
let server: TestServer
let clerk: Browser
let housing: Browser
let traffic: Browser
const made: { id: string; number: string; title: string }[] = []
const year = () => Number(server.now().slice(0, 4))

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'search', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const jtj = await server.unit('JTJ', '市交通局')
  const people = [
    await server.person('何静', 'hejing', centre, ['letters.register', 'letters.dispatch', 'letters.see-all', 'affairs.register', 'affairs.dispatch']),
    await server.person('许文涛', 'xuwentao', zjj, ['letters.handle', 'affairs.handle']),
    await server.person('穆阳', 'muyang', jtj, ['letters.handle', 'affairs.handle']),
  ]
  clerk = await server.signIn('hejing', people[0]?.password ?? '')
  housing = await server.signIn('xuwentao', people[1]?.password ?? '')
  traffic = await server.signIn('muyang', people[2]?.password ?? '')
  await withClient(server.serving.address, 'owner', (client) =>
    client.query(`insert into unit_contact (id, unit, kind, value, from_at) values (gen_random_uuid(), $1, 'office', '0517-8360 1234', now() - interval '1 day')`, [zjj.id]),
  )
  const titles = ['北苑小区供水管道漏水', '北苑小区三天没有暖气', '东湖路路灯不亮', '100%折扣是假的', 'a_b']
  for (const [n, title] of titles.entries()) {
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title,
      body: '正文。',
      assign: { lead: { unit: n === 2 ? jtj.id : zjj.id }, ask: '请办' },
    })
    expect(answer.status, answer.text).toBe(200)
    made.push({ id: String(answer.json?.id), number: String(answer.json?.number), title })
  }
  const affair = await clerk.post('/api/affairs/register', { title: '报供暖情况', body: '报供暖情况', way: 'oral', asker: { person: people[0]?.id }, named: false })
  expect(affair.status, affair.text).toBe(200)
  made.push({ id: String(affair.json?.id), number: String(affair.json?.number), title: '报供暖情况' })
  await inAct(server.serving.pools.act, (tx) => indexSome(tx, server.serving.desks, 500))
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
async function find(who: Browser, q: string, size = 20): Promise<Found> {
  const answer = await who.get(`/api/matters/search?q=${encodeURIComponent(q)}&size=${size}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as unknown as Found
}
const titles = (found: Found) => found.titles.map((row) => row.title).sort()

describe('查询 search', () => {
  test('any two characters of a title find it; of several words every one must stand in it', async () => {
    for (const { title } of made)
      for (let at = 0; at + 2 <= [...title].length; at++) {
        const pair = [...title].slice(at, at + 2).join('')
        expect(titles(await find(clerk, pair)), pair).toContain(title)
      }
    expect(titles(await find(clerk, '北苑 暖气'))).toEqual(['北苑小区三天没有暖气'])
    expect(titles(await find(clerk, '北苑 路灯'))).toEqual([])
    expect(titles(await find(clerk, '100%'))).toEqual(['100%折扣是假的'])
    expect(titles(await find(clerk, '%'))).toEqual(['100%折扣是假的'])
    expect(titles(await find(clerk, 'A_B'))).toEqual(['a_b'])
  })

  test('a number however it is typed leads straight to its matter; one that two matters bear leads nowhere by itself', async () => {
    const first = made[1]
    for (const typed of [`信〔${year()}〕2号`, `信[${year()}]2号`, `信（${year()}）2`, `信 (${year()}) 2号`, `信${year()}-2`, '信2号', ` 信 2 `])
      expect((await find(clerk, typed)).exact, typed).toEqual({ id: first?.id, desk: 'letters' })
    // 1号 is a letter and an affair
    expect((await find(clerk, '1')).exact).toBeNull()
    expect((await find(clerk, '1')).numbers.map((row) => row.number).sort()).toEqual([made[0]?.number, made[5]?.number].sort())
    expect((await find(clerk, '交1号')).exact).toEqual({ id: made[5]?.id, desk: 'affairs' })
    expect((await find(clerk, '信〔1999〕2号')).exact).toBeNull()
  })

  test('nobody finds what he may not see: not by number, not by title, not by its words (invariant 14)', async () => {
    for (const { id, number, title } of made) {
      for (const who of [housing, traffic]) {
        const seen = (await who.get(`/api/matters/ledger?size=200`)).json as { rows: { matter: string }[] }
        const may = seen.rows.some((row) => row.matter === id)
        const byNumber = await find(who, number)
        expect(byNumber.exact?.id === id, number).toBe(may)
        expect(
          byNumber.numbers.some((row) => row.matter === id),
          number,
        ).toBe(may)
        expect(
          (await find(who, title)).titles.some((row) => row.matter === id),
          title,
        ).toBe(may)
      }
    }
    expect((await find(traffic, '北苑')).titles).toEqual([])
    // a number that is there and one that is not look the same to him
    const other = await find(traffic, made[0]?.number ?? '')
    expect({ ...other, numbers: [] }).toEqual({ ...(await find(traffic, '信〔2026〕9999号')), numbers: [] })
  })

  test('staff by name, by the sound of the name, by unit, with the telephone of their office', async () => {
    const [xu] = (await find(traffic, '许文涛')).people
    expect(xu).toMatchObject({ name: '许文涛', posts: [{ title: '负责人', unit: { name: '市住建局' } }], phones: [{ kind: 'office', value: '0517-8360 1234' }] })
    expect((await find(traffic, '市住建')).people.map((p) => p.name)).toEqual(['许文涛'])
    expect((await find(traffic, '市住建')).units).toMatchObject([{ name: '市住建局', phones: [{ value: '0517-8360 1234' }] }])
    expect((await find(traffic, 'xwt')).people.map((p) => p.name)).toEqual(['许文涛'])
  })

  test('what is more than fits is said; an empty question is none', async () => {
    const found = await find(clerk, '北苑', 1)
    expect(found.titles).toHaveLength(1)
    expect(found.more.titles).toBe(true)
    expect((await clerk.get('/api/matters/search?q=%20')).status).toBe(400)
    expect((await server.anonymous().get('/api/matters/search?q=1')).status).toBe(401)
  })

  test('what a typed number may mean is worked out from the series of the desks', () => {
    const series = ['信〔{year}〕{seq}号', '交〔{year}〕{seq}号']
    expect(numbersMeant('12', series, 2026)).toEqual(['12', '信〔2026〕12号', '交〔2026〕12号'])
    expect(numbersMeant('信〔2025〕012号', series, 2026)).toEqual(['信〔2025〕012号', '信〔2025〕12号'])
    expect(numbersMeant('暖气', series, 2026)).toEqual(['暖气'])
  })
})
