/** 组织机构 over HTTP on the demo city: real commits, the guards of the database, replay. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { DeskEntry } from '../kernel/ctx.ts'
import { replayMatters } from '../kernel/history/replay.ts'
import type { MatterId } from '../kernel/ids.ts'
import { addMillis, DAY, officeDate } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { type Browser, faults } from '../platform/http/test-server.ts'
import { carryOutPlanned } from '../platform/people/planned-reorganisation.ts'
import { type Colleague, type DemoServer, openDemoServer } from '../tools/demo-server.ts'

let office: DemoServer
let he: Colleague
let xu: Colleague
let ding: Browser
let tang: Browser
/** 龙思远, who keeps the accounts. */
let long: Browser
beforeAll(async () => {
  office = await openDemoServer(inject('cluster'), 'organisation')
  he = await office.as('heyutong')
  xu = await office.as('xuwentao')
  ding = (await office.as('dingyiming')).browser
  long = (await office.as('longsiyuan')).browser
  tang = await enter('汤佩')
}, 120_000)
afterAll(async () => {
  await office.close()
  expect(faults).toEqual([])
})
const query = <T>(text: string, ...values: unknown[]) => inAct(office.server.serving.pools.act, (tx) => run<T>(tx, text, values))
/** Somebody without a demo door: whoever keeps accounts gives him a password. */
async function enter(name: string): Promise<Browser> {
  const person = await office.person(name)
  const made = (await long.post('/api/people/reset-password', { person, username: `t${person.slice(-8)}` })).json as { username: string; password: string }
  return office.server.signIn(made.username, made.password)
}
async function done(browser: Browser, path: string, input: object): Promise<Record<string, unknown>> {
  const answer = await browser.post(path, input)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return answer.json ?? {}
}
const given = async (unit: string) =>
  he.do('register', { channel: 'call', kind: 'help', title: '暖气不热', body: '室温只有14度。', phone: '13800006027', assign: { lead: { unit: await office.unit(unit) } } })
const holdingOf = async (name: string, title: string) => {
  const [row] = await query<{ id: string }>(
    `select h.id from holding h join post p on p.id = h.post join person q on q.id = h.person where q.name = $1 and p.title = $2 and h.to_at is null`,
    name,
    title,
  )
  return row?.id ?? ''
}
async function nothingBroken() {
  const all = await query<{ id: MatterId }>('select m.id from matter m')
  const differences = await inAct(office.server.serving.pools.act, (tx) =>
    replayMatters(
      tx,
      all.map((m) => m.id),
    ),
  )
  expect(differences).toEqual([])
  const homeless = await query(`select m.number from matter m where m.phase not in ('closed', 'void') and not exists (
    select 1 from holding h join post p on p.id = h.post where h.person = m.owner_person and p.unit = m.owner_unit and h.to_at is null and p.to_at is null)`)
  expect(homeless).toEqual([])
}

describe('岗位交接 the hand-over list', () => {
  test('清单列明在办各件，签收即归接任者；管理员只见件数；事后仍可查看、打印 (ZK-45, R-C14)', async () => {
    const letter = await given('ZJJ')
    await xu.do('accept', { matter: letter.id })
    const holding = await holdingOf('许文涛', '联络员')
    expect(await ding.post('/api/people/end-holding', { holding })).toMatchObject({ status: 409, json: { code: 'people.hand-over-first' } })
    const { id } = await done(ding, '/api/people/open-hand-over', { holding, receiver: await office.person('汤佩'), why: 'rotation' })
    expect(await ding.post('/api/people/open-hand-over', { holding })).toMatchObject({ status: 409, json: { code: 'people.hand-over-open' } })
    expect(await ding.get(`/api/people/hand-over?id=${id}`)).toMatchObject({ status: 404 })
    expect(await he.browser.get(`/api/people/hand-over?id=${id}`)).toMatchObject({ status: 404 })
    const [seen] = ((await ding.get('/api/people/hand-overs')).json as { rows: { pieces: number; mayShow: boolean }[] }).rows
    expect(seen?.mayShow).toBe(false)
    const list = (await tang.get(`/api/people/hand-over?id=${id}`)).json as { rows: { number: string; title: string }[]; pieces: number; maySign: boolean }
    expect(list.rows.map((r) => r.number)).toContain(letter.number)
    expect(list).toMatchObject({ maySign: true, pieces: seen?.pieces })
    expect(await xu.browser.post('/api/people/sign-hand-over', { id, seen: list.pieces })).toMatchObject({ status: 403, json: { code: 'people.not-the-signer' } })
    expect(await he.browser.post('/api/people/sign-hand-over', { id, seen: list.pieces })).toMatchObject({ status: 404 })

    // one more arrives before he signs: he looks again
    const late = await given('ZJJ')
    await xu.do('accept', { matter: late.id })
    expect(await tang.post('/api/people/sign-hand-over', { id, seen: list.pieces })).toMatchObject({ status: 409, json: { code: 'people.hand-over-changed' } })
    expect(await done(tang, '/api/people/sign-hand-over', { id, seen: list.pieces + 1 })).toMatchObject({ pieces: list.pieces + 1 })
    expect((await he.see(letter.id)).owner).toMatchObject({ person: { name: '汤佩' }, unit: { name: '市住房和城乡建设局' } })
    const kept = (await tang.get(`/api/people/hand-over?id=${id}`)).json as { rows: unknown[]; signedBy: { name: string } }
    expect(kept.rows).toHaveLength(list.pieces + 1)
    expect(kept.signedBy.name).toBe('汤佩')
    const trail = (await he.browser.get(`/api/matters/trail?matter=${letter.id}`)).json as { lines: { move: string; actor: { name: string } }[] }
    expect(trail.lines.at(-1)).toMatchObject({ move: 'handOverPost', actor: { name: '汤佩' } })
    await nothingBroken()
    // he holds nothing any more, and may leave
    expect((await ding.post('/api/people/change-person', { person: await office.person('许文涛'), active: false })).status).toBe(200)
  })

  test('借调：原单位、借入单位都在；期满办交接回去 (ZK-47)', async () => {
    const [row] = await query<{ id: string }>(`select p.id from post p join unit u on u.id = p.unit where u.code = 'ZFB-ZH' and p.to_at is null`)
    const person = await office.person('冉明')
    const { id } = await done(ding, '/api/people/borrow', { person, post: row?.id, until: '2030-01-01T00:00:00Z' })
    expect(await ding.post('/api/people/borrow', { person, post: row?.id })).toMatchObject({ status: 409 })
    const view = (await ding.get(`/api/people/person?id=${person}`)).json as { holdings: { kind: string; unit: { name: string } }[] }
    expect(view.holdings.map((h) => `${h.unit.name} ${h.kind}`)).toEqual(expect.arrayContaining(['市交通运输局 deputy', '综合科 borrowed']))
    expect((await ding.post('/api/people/end-holding', { holding: id })).status).toBe(200)
  })
})

describe('机构调整 reorganisation', () => {
  const merge = async (more: object = {}) => ({
    kind: 'merge',
    basis: '云编发〔2026〕3号',
    ending: [await office.unit('ZJJ'), await office.unit('CGJ')],
    successors: [{ make: { name: '市城乡建设和管理局', short: '城建管理局', code: 'CJGL', parent: null, kind: 'department', sort: 20 } }],
    ...more,
  })
  test('先看后办：看的时候什么也不写；办了以后，在办各件、分管、权限、沿革都在，回放与表一致 (ZK-47, 不变量 17)', async () => {
    const open = await given('CGJ')
    const looked = await done(ding, '/api/people/reorganise', { ...(await merge()), look: true })
    expect(looked).toMatchObject({ posts: 5, warnings: expect.arrayContaining([expect.objectContaining({ code: 'two-heads' })]) })
    expect((await ding.get('/api/people/units')).text).not.toContain('城建管理局')
    expect(await he.browser.post('/api/people/reorganise', { ...(await merge()), look: false })).toMatchObject({ status: 403 })
    const then = (await he.browser.get('/api/letters/figures?as=then')).json as { reorganised: boolean; units: { unit: { name: string }; figures: { n: number }[] }[] }
    const counts = (found: typeof then) => Object.fromEntries(found.units.map((u) => [u.unit.name, u.figures[0]?.n ?? 0]))

    const real = await done(ding, '/api/people/reorganise', { ...(await merge()), look: false })
    expect(real).toMatchObject({ matters: looked.matters, pieces: looked.pieces, portfolios: looked.portfolios })
    const letter = await he.see(open.id)
    expect(letter.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open')?.unit.name).toBe('市城乡建设和管理局')
    const wei = await enter('魏来')
    expect((await wei.post('/api/letters/accept', { matter: open.id })).status).toBe(200)
    expect((await he.see(open.id)).owner.unit.name).toBe('市城乡建设和管理局')
    const unit = await office.unit('CJGL')
    expect((await ding.get(`/api/people/unit-line?id=${unit}`)).json).toMatchObject({ before: [{ kind: 'merge', basis: '云编发〔2026〕3号' }, { kind: 'merge' }], after: [] })
    expect((await ding.get(`/api/people/unit?id=${unit}`)).json).toMatchObject({ charge: { name: '韩冬' } })

    // figures: as each letter had its unit then, or as the office stands now
    const now = (await he.browser.get('/api/letters/figures')).json as typeof then
    const still = (await he.browser.get('/api/letters/figures?as=then')).json as typeof then
    expect(now.reorganised).toBe(true)
    const [a, b] = [counts(then).市住建局 ?? 0, counts(then).市城管局 ?? 0]
    // the one 魏来 has just signed for is counted with his unit from then on
    expect(counts(now).城建管理局).toBe(a + b + 1)
    expect(counts(now).市住建局).toBeUndefined()
    expect((counts(still).市住建局 ?? 0) + (counts(still).市城管局 ?? 0) + (counts(still).城建管理局 ?? 0)).toBe(a + b + 1)
    await nothingBroken()
  })

  test('正在交办的与机构调整同时进行：件落到承接单位，谁的也没丢 (不变量 2)', async () => {
    const ending = [await office.unit('JTJ')]
    const make = { name: '市综合交通运输局', short: '市交通局', code: 'JTJ', parent: null, kind: 'department', sort: 30 }
    const lead = { unit: ending[0] }
    const fresh = await Promise.all(
      Array.from({ length: 4 }, () => he.do('register', { channel: 'call', kind: 'help', title: '公交不准点', body: '等了很久。', phone: '13800006027' })),
    )
    const change = ding.post('/api/people/reorganise', { look: false, kind: 'rename', basis: '更名通知', ending, successors: [{ make }] })
    const assigned = await Promise.all(fresh.map((letter) => he.ask('assign', { matter: letter.id, lead, ask: '请办理' })))
    expect((await change).status).toBe(200)
    expect(assigned.map((a) => a.status)).toEqual([200, 200, 200, 200])
    const names = await query<{ name: string }>(
      `select distinct u.name from assignment a join unit u on u.id = a.unit where a.matter_id = any ($1::uuid[]) and a.state <> 'ended' and a.accepted_at is null and a.lead`,
      fresh.map((l) => l.id),
    )
    expect(names).toEqual([{ name: '市综合交通运输局' }])
    await nothingBroken()
  })
})

describe('领导分工 portfolios', () => {
  interface Seen {
    leaders: { id: string; name: string }[]
    rows: { id: string; person: string; unit: { name: string } | null; kind: string; runs: boolean; from: string; to: string | null }[]
    uncovered: { name: string }[]
  }
  const seen = async (on?: string) => (await he.browser.get(`/api/people/portfolios${on ? `?on=${on}` : ''}`)).json as unknown as Seen
  const mine = (book: Seen, name: string, unit: string) => book.rows.filter((row) => row.person === book.leaders.find((l) => l.name === name)?.id && row.unit?.name === unit)

  test('分管自某日起改由他人：当日以前归原领导，当日起归新领导，中间不断；两边都看得见将来的安排 (BZ-16, 决定 0013)', async () => {
    const before = await seen()
    const [row] = mine(before, '罗静', '市卫生健康委员会')
    expect(row).toMatchObject({ kind: '分管', runs: true, to: null })
    const from = '2030-03-01T00:00:00+08:00'
    const to = await office.person('沈国栋')
    expect(await he.browser.post('/api/people/pass-portfolio', { portfolio: row?.id, to, from })).toMatchObject({ status: 403 })
    expect(await ding.post('/api/people/pass-portfolio', { portfolio: row?.id, to, from: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      json: { code: 'people.from-in-past' },
    })
    expect(await ding.post('/api/people/pass-portfolio', { portfolio: row?.id, to: await office.person('罗静'), from })).toMatchObject({ status: 422 })
    await done(ding, '/api/people/pass-portfolio', { portfolio: row?.id, to, from })
    const [left] = mine(await seen(), '罗静', '市卫生健康委员会')
    const [coming] = mine(await seen(), '沈国栋', '市卫生健康委员会')
    expect(left).toMatchObject({ runs: true, to: '2030-02-28T16:00:00.000Z' })
    expect(coming).toMatchObject({ runs: false, from: '2030-02-28T16:00:00.000Z', to: null })
    const [eve, day] = [await seen('2030-02-28'), await seen('2030-03-01')]
    expect([mine(eve, '罗静', '市卫生健康委员会'), mine(day, '罗静', '市卫生健康委员会')].map((rows) => rows.filter((r) => r.runs).length)).toEqual([1, 0])
    expect([mine(eve, '沈国栋', '市卫生健康委员会'), mine(day, '沈国栋', '市卫生健康委员会')].map((rows) => rows.filter((r) => r.runs).length)).toEqual([0, 1])
    expect(day.uncovered.map((u) => u.name)).not.toContain('市卫生健康委员会')
    expect(await ding.post('/api/people/set-portfolio', { person: to, unit: await office.unit('WJW'), kind: '分管' })).toMatchObject({
      status: 409,
      json: { code: 'people.portfolio-already' },
    })
  })
  test('结束分管而无人接的，页面指出无人分管 (BZ-16)', async () => {
    const [row] = mine(await seen(), '罗静', '市民政局')
    await done(ding, '/api/people/end-portfolio', { portfolio: row?.id, at: '2030-05-01T00:00:00+08:00' })
    expect((await seen('2030-05-01')).uncovered.map((u) => u.name)).toContain('市民政局')
    expect((await seen('2030-04-30')).uncovered.map((u) => u.name)).not.toContain('市民政局')
  })
})

describe('离任 leaving (R-D50)', () => {
  test('逐项列出未了：岗位、分工、借出的文件；都了结才能离任', async () => {
    const person = await office.person('柴琳')
    const look = async () =>
      (await ding.get(`/api/people/leaving?person=${person}`)).json as {
        posts: { holding: string; list: string | null }[]
        portfolios: number
        papers: object[]
        mayLeave: boolean
      }
    expect(await he.browser.get(`/api/people/leaving?person=${person}`)).toMatchObject({ status: 403 })
    const holding = await holdingOf('柴琳', '联络员')
    const first = await look()
    expect(first).toMatchObject({ posts: [{ holding, list: null }], mayLeave: false })
    expect(await ding.post('/api/people/change-person', { person, active: false })).toMatchObject({ status: 409, json: { code: 'people.still-holds-posts' } })
    const { id } = await done(ding, '/api/people/open-hand-over', { holding, why: 'leave' })
    expect(await look()).toMatchObject({ posts: [{ list: id, signer: { name: '邵峰' } }], mayLeave: false })
    await done(ding, '/api/people/cancel-hand-over', { id })
    await done(ding, '/api/people/end-holding', { holding })
    await done(ding, '/api/people/set-portfolio', { person, unit: await office.unit('GAJ'), kind: '联系' })
    expect(await look()).toMatchObject({ posts: [], portfolios: 1, mayLeave: false })
    expect(await ding.post('/api/people/change-person', { person, active: false })).toMatchObject({ status: 409, json: { code: 'people.still-in-charge' } })
    const [row] = await query<{ id: string }>('select p.id from portfolio p where p.person = $1 and p.to_at is null', person)
    await done(ding, '/api/people/end-portfolio', { portfolio: row?.id })
    // a desk that lends papers still misses two
    const desks = office.server.serving.desks as Map<string, DeskEntry>
    let lent = 2
    desks.set('papers', { desk: { key: 'papers', powers: {}, clocks: {}, results: [] }, unreturned: async () => lent } as never)
    try {
      expect(await look()).toMatchObject({
        papers: expect.arrayContaining([
          { desk: 'incoming', n: 0 },
          { desk: 'papers', n: 2 },
        ]),
        mayLeave: false,
      })
      expect(await ding.post('/api/people/change-person', { person, active: false })).toMatchObject({ status: 409, json: { code: 'people.not-returned' } })
      lent = 0
      expect(await look()).toMatchObject({ papers: expect.arrayContaining([{ desk: 'papers', n: 0 }]), mayLeave: true })
      expect((await ding.post('/api/people/change-person', { person, active: false })).status).toBe(200)
    } finally {
      desks.delete('papers')
    }
    expect(await look()).toMatchObject({ active: false, mayLeave: false })
  })
})

describe('合并时各岗位的去处 (ZK-47)', () => {
  test('每个岗位的新名称、是否负责人、是否收文，逐个可定；定了以后没有两个负责人', async () => {
    const ending = [await office.unit('QXX'), await office.unit('SQX')]
    const make = { name: '清石县人民政府', short: '清石县', code: 'QSX', parent: null, kind: 'county', sort: 90 }
    const posts = await query<{ id: string; title: string; unit: string }>('select p.id, p.title, p.unit from post p where p.unit = any ($1::uuid[]) and p.to_at is null', ending)
    const of = (unit: number, title: string) => posts.find((p) => p.unit === ending[unit] && p.title === title)?.id
    const asked = { kind: 'merge', basis: '国函〔2026〕9号', ending, successors: [{ make }] }
    const plain = (await done(ding, '/api/people/reorganise', { ...asked, look: true })) as { warnings: { code: string }[] }
    expect(plain.warnings.map((w) => w.code)).toEqual(expect.arrayContaining(['two-heads', 'two-receivers']))
    const chosen = [
      { post: of(1, '县长'), into: 0, title: '副县长', head: false },
      { post: of(1, '联络员'), into: 0, title: '联络员（石桥）', receiving: false },
    ]
    const looked = (await done(ding, '/api/people/reorganise', { ...asked, look: true, posts: chosen })) as { warnings: { code: string }[] }
    expect(looked.warnings.map((w) => w.code)).not.toContain('two-heads')
    expect(looked.warnings.map((w) => w.code)).not.toContain('two-receivers')
    await done(ding, '/api/people/reorganise', { ...asked, look: false, posts: chosen })
    const view = (await ding.get(`/api/people/unit?id=${await office.unit('QSX')}`)).json as {
      posts: { title: string; head: boolean; receiving: boolean; holders: { name: string }[] }[]
    }
    expect(view.posts.map((p) => [p.title, p.head, p.receiving, p.holders[0]?.name]).sort()).toEqual(
      [
        ['副县长', false, false, '石磊'],
        ['县长', true, false, '毛永福'],
        ['联络员', false, true, '关山'],
        ['联络员（石桥）', false, false, '乔木'],
      ].sort(),
    )
    await nothingBroken()
  })
})

describe('预定的机构调整 planned (ZK-47)', () => {
  const inDays = (n: number) => officeDate(addMillis(office.server.now(), n * DAY))
  const rename = async (code: string, name: string, more: object = {}) => ({
    kind: 'rename',
    basis: '云编发〔2026〕8号',
    ending: [await office.unit(code)],
    successors: [{ make: { name, short: name, code, parent: null, kind: 'department', sort: 50 } }],
    ...more,
  })
  const planned = async () =>
    ((await he.browser.get('/api/people/planned-reorganisations')).json as { rows: { id: string; outcome: string | null; code: string | null; from: string[]; to: string[] }[] })
      .rows

  test('事先定下，人人看得见；到日子由系统办理，在办各件随转；不到日子不办 (ZK-47)', async () => {
    const letter = await given('RSJ')
    const asked = await rename('RSJ', '市人社和就业局')
    expect(await he.browser.post('/api/people/plan-reorganisation', { ...asked, on: inDays(2) })).toMatchObject({ status: 403 })
    expect(await ding.post('/api/people/plan-reorganisation', { ...asked, on: inDays(0) })).toMatchObject({ status: 422, json: { code: 'people.day-not-ahead' } })
    expect(await ding.post('/api/people/plan-reorganisation', { ...asked, successors: [], on: inDays(2) })).toMatchObject({ status: 400 })
    const { id } = await done(ding, '/api/people/plan-reorganisation', { ...asked, on: inDays(2) })
    expect((await planned()).find((row) => row.id === id)).toMatchObject({ outcome: null, from: ['市人力资源和社会保障局'], to: ['市人社和就业局'] })
    expect(await carryOutPlanned(office.server.serving)).toBe(0)
    office.server.pass(2 * DAY)
    expect(await carryOutPlanned(office.server.serving)).toBe(1)
    expect((await he.see(letter.id)).stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open')?.unit.name).toBe('市人社和就业局')
    expect((await planned()).find((row) => row.id === id)).toMatchObject({ outcome: 'done', code: null })
    expect(await carryOutPlanned(office.server.serving)).toBe(0)
    expect(await ding.post('/api/people/withdraw-reorganisation', { id })).toMatchObject({ status: 409, json: { code: 'people.plan-ended' } })
    await nothingBroken()
  })
  test('撤回的到日子不办；其间已办不成的，写明原因，不影响别的 (ZK-47)', async () => {
    const withdrawn = await done(ding, '/api/people/plan-reorganisation', { ...(await rename('HBJ', '市生态局')), on: inDays(1) })
    const impossible = await done(ding, '/api/people/plan-reorganisation', { ...(await rename('SCJ', '市市场局')), on: inDays(1) })
    const after = await done(ding, '/api/people/plan-reorganisation', { ...(await rename('ZGJ', '市规划局')), on: inDays(1) })
    await done(ding, '/api/people/withdraw-reorganisation', { id: withdrawn.id })
    // meanwhile it is renamed at once, and the old unit is gone
    await done(ding, '/api/people/reorganise', { ...(await rename('SCJ', '市监管局')), look: false })
    office.server.pass(DAY)
    expect(await carryOutPlanned(office.server.serving)).toBe(2)
    const rows = await planned()
    const of = (id: unknown) => rows.find((row) => row.id === id)
    expect(of(withdrawn.id)).toMatchObject({ outcome: 'withdrawn' })
    expect(of(impossible.id)).toMatchObject({ outcome: 'refused', code: 'kernel.not-found' })
    expect(of(after.id)).toMatchObject({ outcome: 'done' })
    expect((await ding.get('/api/people/units')).text).toContain('市规划局')
    expect((await ding.get('/api/people/units')).text).not.toContain('市生态局')
    await expect(query(`update planned_reorganisation set code = 'x' where outcome = 'refused'`)).rejects.toMatchObject({ message: 'guard.row-frozen' })
    await nothingBroken()
  })
})

describe('领域与通讯录 fields and contacts', () => {
  test('领域各台共用：分管领导、主管部门、对口科室各归其位；按领域分管的领导看得见主管部门 (BZ-16)', async () => {
    await done(ding, '/api/people/put-field', { key: 'education', name: '教育', sort: 1 })
    const [unit, division, person] = [await office.unit('JYJ'), await office.unit('ZFB-MS3'), await office.person('沈国栋')]
    await done(ding, '/api/people/place-unit', { field: 'education', unit, part: 'department', in: true })
    await done(ding, '/api/people/place-unit', { field: 'education', unit: division, part: 'division', in: true })
    expect(await ding.post('/api/people/set-portfolio', { person, field: 'nonesuch', kind: '分管' })).toMatchObject({ status: 422, json: { code: 'people.no-such-field' } })
    await done(ding, '/api/people/set-portfolio', { person, field: 'education', kind: '分管' })
    const { rows: fields } = (await he.browser.get('/api/people/fields')).json as { rows: { name: string }[] }
    expect(fields.find((field) => field.name === '教育')).toMatchObject({
      leaders: [{ name: '沈国栋', kind: '分管' }],
      departments: [{ name: '市教育局' }],
      divisions: [{ id: division }],
    })
    expect(await ding.post('/api/people/end-field', { key: 'education' })).toMatchObject({ status: 409, json: { code: 'people.field-in-use' } })
  })
  test('各单位办公室通讯录：负责人、联络员、值班电话，一处可查 (HB-14)', async () => {
    const unit = await office.unit('SLJ')
    await done(ding, '/api/people/put-contact', { unit, kind: 'duty', value: '0000-6021' })
    const { rows } = (await he.browser.get('/api/people/contacts')).json as {
      rows: { unit: { id: string }; head: { name: string }; liaisons: { name: string }[]; contacts: object }[]
    }
    expect(rows.find((r) => r.unit.id === unit)).toMatchObject({ head: { name: '洪涛' }, liaisons: [{ name: '水清' }, { name: '江月' }], contacts: { duty: '0000-6021' } })
    expect(await he.browser.post('/api/people/put-contact', { unit, kind: 'duty', value: '1' })).toMatchObject({ status: 403 })
  })
})
