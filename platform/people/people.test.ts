import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firstPowers, housePowers, roleOfPower } from '../../kernel/decide/administrators.ts'
import { withClient } from '../database/connection.ts'
import { type Answer, type Browser, faults, openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'
import { peopleRoutes } from './routes.ts'

let server: TestServer
let keeper: Browser
let keeperId: string
let guardian: Browser
let guardianId: string
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'people')
  const person = await server.person('系统管理员', 'keeper', null, firstPowers.system)
  const other = await server.person('安全管理员', 'guardian', null, firstPowers.security)
  keeperId = person.id
  guardianId = other.id
  keeper = await server.signIn('keeper', person.password)
  guardian = await server.signIn('guardian', other.password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
describe('会话 who may come in is asked again (R-C12)', () => {
  test('after the acts that end sessions, close an account or change who is an administrator, and after no other', () => {
    const asksAgain = peopleRoutes.acts.filter((act) => act.endsSessions).map((act) => act.contract.key.replace('people.', ''))
    expect(asksAgain.sort()).toEqual(
      [
        'changePerson',
        'resetPassword',
        'endSessions',
        'removeFactors',
        'decideFactors',
        'hold',
        'endHolding',
        'borrow',
        'signHandOver',
        'reorganise',
        'grantPower',
        'endPower',
      ].sort(),
    )
  })
  test('an account closed and a session ended are out before whoever did it is answered', async () => {
    const { id, password } = await server.person('韩松', 'hansong', null)
    const [first, second] = [await server.signIn('hansong', password), await server.signIn('hansong', PASSWORD)]
    expect(await first.get('/api/session/me')).toMatchObject({ status: 200 })
    expect(await guardian.post('/api/people/end-sessions', { person: id })).toMatchObject({ status: 200 })
    for (const one of [first, second]) expect(await one.get('/api/session/me')).toMatchObject({ status: 401 })
    const again = await server.signIn('hansong', PASSWORD)
    expect(await again.get('/api/session/me')).toMatchObject({ status: 200 })
    expect(await keeper.post('/api/people/change-person', { person: id, active: false })).toMatchObject({ status: 200 })
    expect(await again.get('/api/session/me')).toMatchObject({ status: 401 })
  })
})
const add = async (path: string, body: object): Promise<string> => {
  const answer = await keeper.post(path, body)
  expect(answer.status, answer.text).toBe(200)
  return String(answer.json?.id)
}
const unitOf = (code: string, name: string, parent: string | null = null) => add('/api/people/add-unit', { name, short: name, parent, kind: 'department', code })

describe('机构与人员 units and people', () => {
  test('units form a tree without a circle; a code is one unit’s; what holds posts or units does not end', async () => {
    const city = await unitOf('SZF', '市政府')
    const office = await unitOf('ZFB', '市政府办公室', city)
    expect(await keeper.post('/api/people/add-unit', { name: '另一个', short: '另', parent: null, kind: 'office', code: 'ZFB' })).toMatchObject({
      status: 409,
      json: { code: 'people.code-taken' },
    })
    expect(await keeper.post('/api/people/change-unit', { unit: city, parent: office })).toMatchObject({ status: 422, json: { code: 'people.circle' } })
    expect(await keeper.post('/api/people/end-unit', { unit: city })).toMatchObject({ status: 409, json: { code: 'people.unit-has-units' } })
    const post = await add('/api/people/add-post', { unit: office, title: '主任', head: true, receiving: true, rank: 10 })
    expect(await keeper.post('/api/people/end-unit', { unit: office })).toMatchObject({ status: 409, json: { code: 'people.unit-has-posts' } })
    expect((await keeper.post('/api/people/end-post', { post })).status).toBe(200)
    expect((await keeper.post('/api/people/end-unit', { unit: office })).status).toBe(200)
    expect(((await keeper.get('/api/people/units')).json as { rows: { code: string }[] }).rows.map((row) => row.code)).toEqual(['SZF'])
  })

  test('somebody takes a post, is found by characters, pinyin and initials, and leaves only without posts', async () => {
    const unit = await unitOf('LX', '来信来电科')
    const post = await add('/api/people/add-post', { unit, title: '科长', head: true })
    const made = await keeper.post('/api/people/add-person', { name: '曾小玲', username: 'zengxl', pinyin: 'zeng xiao ling' })
    const person = String(made.json?.id)
    expect(made.json?.password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
    const holding = await add('/api/people/hold', { person, post, kind: 'main' })
    expect(await keeper.post('/api/people/hold', { person, post, kind: 'also' })).toMatchObject({ status: 409, json: { code: 'people.holds-already' } })
    for (const q of ['小玲', 'zengx', 'zxl', 'xiaoling', '科长', '来信']) {
      const found = (await keeper.get(`/api/people/directory?q=${encodeURIComponent(q)}`)).json as { rows: { id: string }[] }
      expect(
        found.rows.map((row) => row.id),
        q,
      ).toEqual([person])
    }
    expect((await keeper.get('/api/people/directory?q=zzz')).json).toMatchObject({ rows: [], count: { n: 0 } })
    expect((await keeper.get(`/api/people/unit?id=${unit}`)).json).toMatchObject({ posts: [{ title: '科长', holders: [{ id: person, holding }] }] })
    expect(await keeper.post('/api/people/change-person', { person, active: false })).toMatchObject({ status: 409, json: { code: 'people.still-holds-posts' } })
    const own = await server.signIn('zengxl', String(made.json?.password))
    expect((await keeper.post('/api/people/end-holding', { holding })).status).toBe(200)
    expect((await keeper.post('/api/people/change-person', { person, active: false })).status).toBe(200)
    expect(await own.get('/api/session/me')).toMatchObject({ status: 401 })
    expect(await keeper.post('/api/people/change-person', { person: keeperId, active: false })).toMatchObject({ status: 422, json: { code: 'people.not-oneself' } })
    expect((await keeper.get('/api/people/directory?withFormer=true&q=zxl')).json).toMatchObject({ rows: [{ active: false }] })
  })

  test('人员离开：有台账说他还有东西没还，就不能停用；没有台账过问，也不假称已核对 (R-D50)', async () => {
    const person = (await keeper.post('/api/people/add-person', { name: '要走的人' })).json?.id
    let lent = 2
    const desks = server.serving.desks as Map<string, unknown>
    desks.set('papers', { desk: { key: 'papers', powers: {} }, unreturned: async () => lent })
    expect(await keeper.post('/api/people/change-person', { person, active: false })).toMatchObject({ status: 409, json: { code: 'people.not-returned', facts: { n: 2 } } })
    lent = 0
    expect((await keeper.post('/api/people/change-person', { person, active: false })).status).toBe(200)
    desks.delete('papers')
  })

  test('a user name is one person’s, in any case; a reset password ends sessions and opens the lock (S8)', async () => {
    const one = (await keeper.post('/api/people/add-person', { name: '甲', username: 'Same.Name' })).json as { id: string; password: string }
    expect(await keeper.post('/api/people/add-person', { name: '乙', username: 'same.name' })).toMatchObject({ status: 409, json: { code: 'people.username-taken' } })
    expect(await keeper.post('/api/people/add-person', { name: '丙', username: 'a b/c' })).toMatchObject({ status: 422, json: { code: 'people.bad-username' } })
    const session = await server.signIn('same.name', one.password)
    for (let i = 0; i < 5; i++) await server.anonymous().post('/api/session/sign-in', { username: 'same.name', password: 'wrong' })
    expect(await keeper.post('/api/people/reset-password', { person: one.id })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    const reset = (await guardian.post('/api/people/reset-password', { person: one.id })).json as { password: string }
    expect(await session.get('/api/session/me')).toMatchObject({ status: 401 })
    expect((await server.anonymous().post('/api/session/sign-in', { username: 'same.name', password: reset.password })).json).toMatchObject({ mustChange: true })
    const clerk = await server.person('无权', 'noright', null, ['office.people'])
    expect(await (await server.signIn('noright', clerk.password)).post('/api/people/reset-password', { person: one.id })).toMatchObject({ status: 403 })
  })

  test('powers are those that exist; the last keeper of people cannot take away his own; a one-time password is not told twice', async () => {
    expect(await guardian.post('/api/people/grant-power', { person: keeperId, key: 'office.everything' })).toMatchObject({ status: 422, json: { code: 'people.no-such-power' } })
    await withClient(server.serving.address, 'act', (client) => client.query(`update power set to_at = now() where key = 'office.people' and person <> $1`, [keeperId]))
    const { powers } = (await keeper.get(`/api/people/person?id=${keeperId}`)).json as { powers: { id: string; key: string }[] }
    expect(await guardian.post('/api/people/end-power', { power: powers.find((power) => power.key === 'office.people')?.id })).toMatchObject({
      status: 409,
      json: { code: 'people.last-keeper' },
    })
    const key = { 'idempotency-key': 'one-time-told-once' }
    expect((await keeper.post('/api/people/add-person', { name: '丁', username: 'dingyi' }, key)).status).toBe(200)
    expect(await keeper.post('/api/people/add-person', { name: '丁', username: 'dingyi' }, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
  })

  test('三员分立: none holds two of the three, by name or by post; nobody gives to himself; the one who keeps people gives no rights (R-C14)', async () => {
    const two = { status: 409, json: { code: 'people.two-administrators' } }
    expect(await keeper.post('/api/people/grant-power', { person: keeperId, key: 'office.rules' })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    expect(await guardian.post('/api/people/grant-power', { person: keeperId, key: 'office.audit' })).toMatchObject(two)
    expect(await guardian.post('/api/people/grant-power', { person: guardianId, key: 'office.rules' })).toMatchObject({ status: 403, json: { code: 'people.not-to-oneself' } })
    const unit = await unitOf('XX', '信息科')
    const post = await add('/api/people/add-post', { unit, title: '审计管理员' })
    expect((await guardian.post('/api/people/grant-power', { post, key: 'office.audit' })).status).toBe(200)
    expect(await keeper.post('/api/people/hold', { person: keeperId, post, kind: 'also' })).toMatchObject(two)
    const clerk = await server.person('欧文', 'ouwen', null)
    expect(await keeper.post('/api/people/hold', { person: clerk.id, post, kind: 'main', from: '2099-01-01T00:00:00Z' })).toMatchObject({ status: 200 })
    expect(await guardian.post('/api/people/grant-power', { person: clerk.id, key: 'office.people' })).toMatchObject(two)
    expect((await guardian.post('/api/people/grant-power', { person: clerk.id, key: 'office.rules' })).status).toBe(200)
  })

  test('the database refuses it too, whichever half comes second, and two at once (R-C14)', async () => {
    const { address } = server.serving
    const clerk = await server.person('毛毛', 'maomao', null)
    const give = `insert into power (person, key, from_at) values ($1, $2, now())`
    await withClient(address, 'act', async (client) => {
      await client.query(give, [clerk.id, 'office.audit'])
      await expect(client.query(give, [clerk.id, 'office.rights'])).rejects.toMatchObject({ code: 'HY091', message: 'guard.two-administrators' })
      await client.query(`update power set to_at = now() + interval '1 second' where person = $1`, [clerk.id])
      await client.query(`insert into power (person, key, from_at) values ($1, 'office.people', now() + interval '1 day')`, [clerk.id])
    })
    const fresh = await server.person('冬冬', 'dongdong', null)
    const both = await Promise.allSettled(['office.people', 'office.accounts'].map((key) => withClient(address, 'act', (client) => client.query(give, [fresh.id, key]))))
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await withClient(address, 'act', (client) => client.query('select key, role from administrator_power order by key'))
    expect(rows).toEqual(housePowers.flatMap((key) => (roleOfPower(key) ? [{ key, role: roleOfPower(key) }] : [])).sort((a, b) => (a.key < b.key ? -1 : 1)))
  })

  test('代理: for oneself by oneself, for another only by whoever keeps the people (F13)', async () => {
    const [one, two] = [await server.person('处长', 'chuzhang', null), await server.person('副处长', 'fuchu', null)]
    const own = await server.signIn('chuzhang', one.password)
    const delegation = await own.post('/api/people/delegate', { principal: one.id, agent: two.id, to: '2030-01-01T00:00:00Z', ground: '出差' })
    expect(delegation.status).toBe(200)
    expect(await own.post('/api/people/delegate', { principal: two.id, agent: one.id })).toMatchObject({ status: 403 })
    const agent = await server.signIn('fuchu', two.password)
    expect((await agent.get('/api/session/me')).json).toMatchObject({ principals: [{ person: { name: '处长' } }] })
    expect(await agent.post('/api/people/end-delegation', { delegation: delegation.json?.id })).toMatchObject({ status: 403 })
    expect((await keeper.post('/api/people/end-delegation', { delegation: delegation.json?.id })).status).toBe(200)
    expect((await agent.get('/api/session/me')).json).toMatchObject({ principals: [] })
    expect(await own.post('/api/people/delegate', { principal: one.id, agent: one.id })).toMatchObject({ status: 422 })
    expect(await own.post('/api/people/delegate', { principal: one.id, agent: two.id, from: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      json: { code: 'people.from-in-past' },
    })
  })

  test('every such act stands in history, and names nobody there (R-C15, invariant 18)', async () => {
    const { rows } = await withClient(server.serving.address, 'owner', (client) => client.query('select move, said::text as said from event where matter_id is null order by id'))
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.map((row) => row.move)).toContain('people.hold')
    expect(rows.map((row) => row.said).join()).not.toMatch(/[\u4e00-\u9fff]|zengxl|same\.name/)
  })

  test('节假日: a day is set with its source and taken out again; a year is covered by name (R-T01, R-T02)', async () => {
    expect((await keeper.post('/api/calendar/set-day', { day: '2027-02-06', workday: false, name: '春节', source: '国办发明电' })).status).toBe(200)
    expect((await keeper.post('/api/calendar/cover-year', { year: 2027, source: '国办发明电' })).status).toBe(200)
    expect((await keeper.get('/api/calendar/year?year=2027')).json).toMatchObject({ covered: true, days: [{ day: '2027-02-06', workday: false, name: '春节' }] })
    expect((await keeper.post('/api/calendar/set-day', { day: '2027-02-06', workday: null, source: '更正' })).status).toBe(200)
    expect((await keeper.get('/api/calendar/year?year=2027')).json).toMatchObject({ days: [] })
    expect(await keeper.get('/api/calendar/year?year=99999')).toMatchObject({ status: 400 })
  })
})

describe('Excel 导入 import', () => {
  const book = (sheets: Record<string, unknown[][]>): Uint8Array => {
    const made = utils.book_new()
    for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name)
    return write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  }
  const send = (bytes: Uint8Array, query = '', who = keeper): Promise<Answer> => {
    const form = new FormData()
    form.append('file', new Blob([Uint8Array.from(bytes)]), '人员.xlsx')
    return who.send('POST', `/api/people/import${query}`, form)
  }
  const good = {
    单位: [
      ['编码', '名称', '简称', '上级编码', '类型', '序号'],
      ['D1', '市住房和城乡建设局', '住建局', '', '部门', 1],
      ['D1-1', '质量安全科', '', 'D1', '科室', 2],
    ],
    人员: [
      ['姓名', '登录名', '拼音'],
      ['王芳', 'wangfang', 'wang fang'],
      ['李强', '', 'li qiang'],
    ],
    岗位: [
      ['单位编码', '岗位', '排序', '负责人', '收文岗', '任职人', '任职方式'],
      ['D1', '联络员', 20, '否', '是', 'wangfang', '主要'],
      ['D1', '局长', 1, '是', '否', '李强', '主要'],
    ],
    分管: [
      ['姓名', '单位编码', '方式'],
      ['李强', 'D1-1', '分管'],
    ],
  }

  test('units, people, posts and portfolios in one go; first only looked at, then landed; again, nothing is added twice', async () => {
    const looked = await send(book(good), '?try=true')
    expect(looked.json).toMatchObject({ rows: 7, landed: false, errors: [], added: { units: 2, people: 2, posts: 2, holdings: 2, portfolios: 1 }, accounts: [] })
    expect((await keeper.get('/api/people/units')).text).not.toContain('住建局')
    const landed = (await send(book(good))).json as { accounts: { username: string; password: string }[] }
    expect(landed).toMatchObject({ landed: true, added: { units: 2, people: 2 } })
    expect((await server.anonymous().post('/api/session/sign-in', landed.accounts[0])).json).toMatchObject({ mustChange: true, posts: [{ title: '联络员', receiving: true }] })
    expect((await send(book(good))).json).toMatchObject({ landed: true, added: { units: 0, people: 0, posts: 0, holdings: 0, portfolios: 0 } })
  })

  test('every fault is told by sheet, row and column, and nothing lands', async () => {
    const answer = (
      await send(
        book({
          单位: [
            ['编码', '名称', '类型', '上级编码'],
            ['', '无编码', '部门', ''],
            ['E2', '坏类型', '公司', ''],
            ['E3', '无上级', '科室', 'NOPE'],
            ['D1', '别的名称', '部门', ''],
          ],
          人员: [
            ['姓名', '登录名'],
            ['赵一', '有 空格'],
            ['赵二', 'wangfang'],
          ],
          岗位: [
            ['单位编码', '岗位', '任职人'],
            ['E9', '科员', ''],
            ['D1', '科员', '查无此人'],
          ],
        }),
      )
    ).json as { landed: boolean; errors: { sheet: string; row: number; column: string; code: string; words: string }[] }
    expect(answer.landed).toBe(false)
    expect(answer.errors.map(({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`)).toEqual([
      '单位 2 编码 missing',
      '单位 3 类型 bad-value',
      '单位 4 上级编码 unknown-unit',
      '单位 5 编码 code-taken',
      '人员 2 登录名 bad-username',
      '人员 3 登录名 username-taken',
      '岗位 2 单位编码 unknown-unit',
      '岗位 3 任职人 unknown-person',
    ])
    expect(answer.errors.every((error) => error.words.length > 3)).toBe(true)
    expect((await keeper.get('/api/people/directory?q=赵')).json).toMatchObject({ rows: [] })
  })

  test('what is not a workbook, or a trap in the form of one, is refused and holds nobody up', async () => {
    const bomb = zipSync(
      {
        '[Content_Types].xml': strToU8('<Types/>'),
        'xl/workbook.xml': strToU8('<workbook/>'),
        'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(2_000_000)}</sheetData></worksheet>`),
      },
      { level: 9 },
    )
    const xxe = zipSync({
      '[Content_Types].xml': strToU8('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Types>&x;</Types>'),
      'xl/workbook.xml': strToU8('<workbook>&x;</workbook>'),
    })
    for (const [name, bytes] of [
      ['text', Buffer.from('no workbook')],
      ['noise', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919) % 256))],
      ['bomb', bomb],
      ['xxe', xxe],
    ] as const) {
      const answer = await send(bytes)
      expect([200, 413, 422], name).toContain(answer.status)
      expect(answer.text, name).not.toContain('root:')
      if (answer.status === 200) expect(answer.json, name).toMatchObject({ landed: false })
    }
    expect(await send(Buffer.alloc(6 * 1_048_576))).toMatchObject({ status: 413 })
    expect(await keeper.get('/api/session/me')).toMatchObject({ status: 200 })
    const outsider = await server.person('外人', 'outsider', null)
    expect(await send(book(good), '', await server.signIn('outsider', outsider.password))).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
  }, 60_000)

  test('the empty template is a workbook with the sheets and headings the import knows', async () => {
    const answer = await keeper.get('/api/people/import.xlsx')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E4%BA%BA%E5%91%98")
  })
})
