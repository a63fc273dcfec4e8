/** 各单位收文 over the wire on a real database: what the office sent, signed for in bulk with own numbers; the unit's own papers; receipts, urging and what was sent down on the office's side. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { DAY, HOUR, instant, MINUTE } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { type Browser, faults, openTestServer, PASSWORD, type TestServer } from '../../platform/http/test-server.ts'
import { emptyOutbox } from '../../platform/jobs/outbox.ts'
import { climbLadders } from '../../platform/notices/ladder.ts'
import { throughChannels } from '../../platform/notices/plan.ts'
import type { powers } from './powers.ts'
import { checkKeys } from './shape.ts'

let server: TestServer
const units = new Map<string, string>()
const browsers = new Map<string, Browser>()
const all = (...keys: readonly (keyof typeof powers)[]) => keys.map((key) => `incoming.${key}`)
const query = <T extends object>(text: string, values: unknown[] = []) => withClient(server.serving.address, 'owner', async (client) => (await client.query<T>(text, values)).rows)

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'incoming-units', { desks })
  const seats = [
    ['WD', '文电科', '季红梅', 'jihongmei', all('register', 'examine', 'dispatch', 'handle', 'answer', 'propose', 'review', 'mark')],
    ['ZJJ', '市住建局', '许文涛', 'xuwentao', all('register', 'examine', 'dispatch', 'handle', 'hand-over', 'answer', 'mark')],
    ['SLJ', '市水利局', '水清', 'shuiqing', all('register', 'examine', 'dispatch', 'handle', 'answer')],
    ['JTJ', '市交通局', '焦通', 'jiaotong', all('register', 'handle')],
  ] as const
  for (const [code, name, person, username, granted] of seats) {
    const unit = await server.unit(code, name)
    units.set(name, unit.id)
    const { password } = await server.person(person, username, unit, granted)
    browsers.set(person, await server.signIn(username, password))
  }
  const housing = units.get('市住建局') ?? ''
  const second = await server.person('汤佩', 'tangpei', null, all('handle'))
  const chief = await server.person('张怀远', 'zhanghuaiyuan', null, all('see-all'))
  await inAct(server.serving.pools.act, async (tx) => {
    const since = new Date(Date.parse(server.now()) - DAY).toISOString()
    await run(tx, `update unit set kind = 'division' where code = 'WD'`, [])
    await run(tx, `insert into unit (id, name, short, kind, code, from_at) values (gen_random_uuid(), '市政府办公室', '市政府办', 'office', 'ZFB', $1)`, [since])
    await run(tx, `update unit set parent = (select id from unit where code = 'ZFB') where code = 'WD'`, [])
    const [post] = await run<{ id: string }>(
      tx,
      `insert into post (id, unit, title, head, receiving, rank, from_at) values (gen_random_uuid(), $1, '科员', false, false, 60, $2) returning id`,
      [housing, since],
    )
    await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [second.id, post?.id, since])
    const [top] = await run<{ id: string }>(
      tx,
      `insert into post (id, unit, title, head, receiving, rank, from_at) select gen_random_uuid(), u.id, '秘书长', true, true, 5, $1 from unit u where u.code = 'ZFB' returning id`,
      [since],
    )
    await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [chief.id, top?.id, since])
  })
  browsers.set('汤佩', await server.signIn('tangpei', second.password))
  browsers.set('张怀远', await server.signIn('zhanghuaiyuan', chief.password))
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

const who = (name: string): Browser => {
  const found = browsers.get(name)
  if (!found) throw new Error(name)
  return found
}
type Json = Record<string, unknown>
const post = async (name: string, act: string, body: object) => {
  const done = await who(name).post(`/api/incoming/${act}`, body)
  return { status: done.status, json: (done.json ?? {}) as Json & { code?: string } }
}
const ok = async (name: string, act: string, body: object) => {
  const done = await post(name, act, body)
  if (done.status !== 200) throw new Error(`${act}: ${JSON.stringify(done.json)}`)
  return done.json
}
const get = async (name: string, path: string) => (await who(name).get(`/api/incoming/${path}`)).json as Json
interface Row {
  readonly piece: string
  readonly matter: string
  readonly title: string
  readonly state: string
  readonly kind: string
  readonly unit: { readonly name: string }
  readonly signed: { readonly by: { readonly name: string }; readonly at: string } | null
  readonly ownNumber: string | null
}
const received = async (name: string, view = 'toSign') => (await get(name, `received?view=${view}`)) as { rows: Row[]; counts: Json }
const sentOf = async (matter: string) => ((await get('季红梅', `sent-out?matter=${matter}`)) as { papers: { pieces: Row[]; counts: Json; quietUntil: string | null }[] }).papers[0]

const paper = { title: '关于做好冬季供暖保障的通知', sender: '云中省人民政府办公厅', senderNumber: '云政办发〔2026〕40号', paperType: 'notice' }
async function examined(title: string): Promise<string> {
  const registered = (await ok('季红梅', 'register', { ...paper, title })) as { id: string }
  await ok('季红梅', 'examine', { matter: registered.id, checks: checkKeys.map((key) => ({ key, ok: true })) })
  return registered.id
}
const holder = (name: string) => ({ unit: units.get(name) })
async function assigned(title: string, more: object = {}): Promise<string> {
  const id = await examined(title)
  await ok('季红梅', 'assign', { matter: id, lead: holder('市住建局'), helpers: [holder('市水利局'), holder('市交通局')], ask: '请办理。', ...more })
  return id
}

describe('本单位收文 (issue D: what the office sent arrives in their 收文 with receipt)', () => {
  test('办件、阅件都在待签收里；一键批量签收并编本单位收文号，号从 1 起不断号；办公室当即看到谁何时签收 (R-D30, invariant 16)', async () => {
    const [one, two] = [await assigned('供暖一'), await assigned('供暖二')]
    const three = await examined('防汛通报')
    await ok('季红梅', 'circulate', { matter: three, to: [holder('市住建局'), holder('市水利局')], ask: '请阅。', order: 'together' })
    const before = await received('许文涛')
    expect(before.rows.map((row) => [row.title, row.kind])).toEqual([
      ['防汛通报', 'read'],
      ['供暖二', 'do'],
      ['供暖一', 'do'],
    ])
    const pieces = before.rows.map(({ matter, piece }) => ({ matter, piece }))
    const done = (await ok('许文涛', 'sign-for', { pieces, number: true })) as { signed: number; numbers: { number: string }[] }
    expect(done.signed).toBe(3)
    expect(done.numbers.map((n) => n.number)).toEqual([1, 2, 3].map((n) => `市住建局收〔2026〕${n}号`))
    expect((await received('许文涛')).counts).toEqual({ toSign: 0, open: 3 })
    const [first] = (await sentOf(one))?.pieces ?? []
    expect(first).toMatchObject({ state: 'signed', unit: { name: '市住建局' }, signed: { by: { name: '许文涛' } } })
    expect((await sentOf(three))?.pieces.map((row) => [row.unit.name, row.state])).toEqual([
      ['市水利局', 'toSign'],
      ['市住建局', 'signed'],
    ])
    // signing for a reading is not reading it
    expect(await query('select 1 from assignment a where a.matter_id = $1 and a.state = $2 and a.kind = $3', [three, 'open', 'read'])).toHaveLength(2)
    await ok('许文涛', 'read', { matter: three, piece: pieces[0]?.piece, opinion: null })
    expect((await sentOf(three))?.pieces.map((row) => row.state).sort()).toEqual(['read', 'toSign'])
    // signed twice: nothing new, no second number
    const again = (await ok('许文涛', 'sign-for', { pieces: pieces.slice(1), number: true })) as { numbers: unknown[] }
    expect(again.numbers).toEqual([])
    expect(two).toBeDefined()
  })

  test('别的单位的件签不了；签不了的说明原因，不耽误其余的 (invariant 14)', async () => {
    const id = await assigned('别家的')
    const [water] = (await received('水清')).rows.filter((row) => row.matter === id)
    const [own] = (await received('许文涛')).rows.filter((row) => row.matter === id)
    const done = (await ok('许文涛', 'sign-for', { pieces: [water, own].map((row) => ({ matter: id, piece: row?.piece })) })) as {
      signed: number
      refused: { piece: string; code: string }[]
    }
    expect([done.signed, done.refused.map((one) => [one.piece, one.code])]).toEqual([1, [[water?.piece, 'kernel.not-found']]])
    expect((await get('水清', `received?unit=${units.get('市住建局')}`)).code).toBe('kernel.not-found')
  })

  test('转本单位人员：牵头的转办，阅件转阅；转不到外单位', async () => {
    const id = await assigned('转办')
    const [own] = (await received('许文涛')).rows.filter((row) => row.matter === id)
    const on = { matter: id, piece: own?.piece, ask: '请阅办。' }
    const people = ((await get('许文涛', 'received')) as { people: { id: string; name: string }[] }).people
    const outside = await query<{ id: string }>(`select id from person where name = '水清'`)
    expect((await post('许文涛', 'pass-on', { ...on, to: { person: outside[0]?.id } })).json.code).toBe('incoming.own-unit-only')
    await ok('许文涛', 'pass-on', { ...on, to: { person: people.find((one) => one.name === '汤佩')?.id } })
    await ok('汤佩', 'accept', { matter: id, piece: null })
    expect((await sentOf(id))?.pieces.find((row) => row.unit.name === '市住建局')).toMatchObject({ state: 'signed', signed: { by: { name: '许文涛' } } })
  })

  test('单位自收件用同一张登记表，编自己的号，只有本单位看得到；看全部的秘书长也看不到 (issue D: sight of its own unit only)', async () => {
    const own = (await ok('许文涛', 'register', { ...paper, title: '省住建厅来函', sender: '云中省住建厅' })) as { id: string; number: string; readers: string }
    expect([own.readers, own.number]).toEqual(['own', '市住建局收〔2026〕4号'])
    expect((await who('汤佩').get(`/api/incoming/paper?id=${own.id}`)).status).toBe(200)
    for (const name of ['季红梅', '张怀远', '水清']) {
      expect((await who(name).get(`/api/incoming/paper?id=${own.id}`)).status, name).toBe(404)
      expect(JSON.stringify(await get(name, 'ledger')), name).not.toContain('省住建厅来函')
      expect((await who(name).get('/api/matters/search?q=省住建厅来函')).text.includes(own.id), name).toBe(false)
    }
    // on a list and off it again: known to the unit as before, and still to nobody beyond it
    await ok('许文涛', 'close-list', { matter: own.id, reason: '涉及尚未公开的方案' })
    expect((await who('汤佩').get(`/api/incoming/paper?id=${own.id}`)).status).toBe(404)
    await ok('许文涛', 'open-list', { matter: own.id, reason: '方案已公开' })
    expect((await who('汤佩').get(`/api/incoming/paper?id=${own.id}`)).status).toBe(200)
    expect((await who('张怀远').get(`/api/incoming/paper?id=${own.id}`)).status).toBe(404)
    const other = (await ok('水清', 'register', { ...paper, title: '省水利厅来函', sender: '云中省水利厅' })) as { number: string }
    expect(other.number).toBe('市水利局收〔2026〕1号')
    const office = await query<{ number: string }>(`select m.number from matter m where m.desk = 'incoming' and m.readers = 'units' order by m.id`)
    expect(office.map((row) => row.number)).toEqual(office.map((_, n) => `收〔2026〕${n + 1}号`))
  })
})

describe('催到为止 (issue D: reminders press by themselves and stop in the act that answers)', () => {
  const speak = async () => {
    while ((await emptyOutbox(server.serving, throughChannels)).found > 0);
    while ((await climbLadders(server.serving)) > 0) while ((await emptyOutbox(server.serving, throughChannels)).found > 0);
  }
  const toldOf = async (matter: string, name: string) =>
    (await query<{ kind: string }>('select n.kind from notice n join person p on p.id = n.person where n.matter_id = $1 and p.name = $2 order by n.id', [matter, name])).map(
      (row) => row.kind,
    )
  const again = async () => {
    for (const [name, username] of [
      ['季红梅', 'jihongmei'],
      ['许文涛', 'xuwentao'],
      ['水清', 'shuiqing'],
      ['焦通', 'jiaotong'],
    ] as const)
      browsers.set(name, await server.signIn(username, PASSWORD))
  }
  test('不看就再提醒；签收的那一刻停下；一键催办只催没签没办的；已排队的通知答复后也不再发 (F15, HA-84)', async () => {
    server.pass(Math.max(0, Date.parse(instant('2026-12-07T09:00:00+08:00')) - Date.parse(server.now())))
    await again()
    const id = await assigned('冬供')
    await speak()
    expect(await toldOf(id, '水清')).toEqual(['given'])
    server.pass(2 * HOUR + MINUTE)
    await speak()
    expect(await toldOf(id, '水清')).toEqual(['given', 'again'])
    await again()
    const [water] = (await received('水清')).rows.filter((row) => row.matter === id)
    await ok('水清', 'sign-for', { pieces: [{ matter: id, piece: water?.piece }] })
    const count = (await toldOf(id, '水清')).length

    const paperNow = await sentOf(id)
    expect(paperNow?.counts).toMatchObject({ toSign: 2, signed: 1 })
    const urged = (await ok('季红梅', 'urge-all', { matter: id, text: '请尽快签收办理。' })) as { urged: number }
    expect(urged.urged).toBe(3)
    expect((await post('季红梅', 'urge-all', { matter: id, text: '再催。' })).json.code).toBe('kernel.urged-lately')
    // the urging lies in the outbox when the water bureau answers: it is not told any more
    const queued = await query(`select 1 from outbox b where b.sent_at is null and b.kind = 'urged' and b.payload ->> 'matter' = $1`, [id])
    expect(queued).toHaveLength(3)
    await ok('水清', 'done', { matter: id, piece: water?.piece, opinion: '已落实。' })
    await speak()
    expect((await toldOf(id, '水清')).length).toBe(count)
    expect(await toldOf(id, '焦通')).toContain('urged')
    for (let hour = 0; hour < 30; hour++) {
      server.pass(HOUR)
      await speak()
    }
    expect((await toldOf(id, '水清')).length).toBe(count)
    await again()
    expect((await sentOf(id))?.pieces.find((row) => row.unit.name === '市水利局')?.state).toBe('answered')
  })
  test('全都答复了就没有人可催', async () => {
    const id = await examined('只阅')
    await ok('季红梅', 'circulate', { matter: id, to: [holder('市交通局')], ask: '请阅。', order: 'together' })
    const [own] = (await received('焦通')).rows.filter((row) => row.matter === id)
    await ok('焦通', 'read', { matter: id, piece: own?.piece, opinion: null })
    expect((await post('季红梅', 'urge-all', { matter: id, text: '请阅。' })).json.code).toBe('kernel.nobody-to-urge')
  })
})

describe('下发量 (R-M20: quota of papers sent down per unit counted for the burden ledger)', () => {
  const month = () => server.now().slice(0, 7)
  const down = async (name: string) =>
    (await get(name, `sent-down?month=${month()}`)) as {
      quota: number
      rows: { unit: { id: string; name: string }; papers: number; forms: number; deadlines: number; urges: number; over: boolean }[]
      reasons: { reason: string }[]
    }
  test('文件、时限、催办按单位按月数；点开就是那些件；单位只看自己的', async () => {
    const before = (await down('季红梅')).rows.find((row) => row.unit.name === '市水利局')
    const id = await assigned('数一数')
    const after = (await down('季红梅')).rows.find((row) => row.unit.name === '市水利局')
    expect((after?.papers ?? 0) - (before?.papers ?? 0)).toBe(1)
    await ok('季红梅', 'urge-all', { matter: id, text: '请签收。' })
    const urged = (await down('季红梅')).rows.find((row) => row.unit.name === '市水利局')
    expect((urged?.urges ?? 0) - (after?.urges ?? 0)).toBe(1)
    expect((await down('水清')).rows.map((row) => row.unit.name)).toEqual(['市水利局'])
    const list = (await get('季红梅', `sent-down-matters?month=${month()}&unit=${units.get('市水利局')}&key=papers`)) as { rows: { matter: string }[]; hidden: number }
    expect([list.rows.length, list.hidden, list.rows.some((row) => row.matter === id)]).toEqual([urged?.papers, 0, true])
    expect((await get('水清', `sent-down-matters?month=${month()}&unit=${units.get('市住建局')}&key=papers`)).code).toBe('kernel.not-found')
    // a working secret is in no number, and in no list behind one, not even for whoever is on its list (R-C04)
    await ok('季红梅', 'close-list', { matter: id, reason: '涉及尚未公开的方案' })
    const less = (await down('季红梅')).rows.find((row) => row.unit.name === '市水利局')
    const behind = (await get('季红梅', `sent-down-matters?month=${month()}&unit=${units.get('市水利局')}&key=papers`)) as typeof list
    expect([less?.papers, behind.rows.length, behind.hidden]).toEqual([(urged?.papers ?? 0) - 1, less?.papers, 0])
  })
  test('自收件、单位内部转的不算下发', async () => {
    const before = (await down('季红梅')).rows
    await ok('许文涛', 'register', { ...paper, title: '自收' })
    expect((await down('季红梅')).rows).toEqual(before)
  })
  test('超过限额不写理由不能下发；写了理由的记录在案 (R-M20)', async () => {
    await inAct(server.serving.pools.act, async (tx) => {
      const at = new Date(Date.parse(server.now()) - MINUTE).toISOString()
      const by = (name: string) => `(select id from person where name = '${name}')`
      await run(
        tx,
        `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) select gen_random_uuid(), 'quota', 'down.papers', '{"n": 1, "unit": "times"}'::json, '办公室规定', $1::timestamptz::date, ${by('季红梅')}, $1`,
        [at],
      )
      await run(
        tx,
        `update rule set outcome = 'approved', decided_by = ${by('张怀远')}, decided_at = $1, version = 1, from_at = $1 where key = 'down.papers' and outcome is null`,
        [at],
      )
    })
    const id = await examined('又一份')
    const send = { matter: id, lead: holder('市住建局'), helpers: [], ask: '请办理。' }
    const refused = await post('季红梅', 'assign', send)
    expect([refused.status, refused.json.code]).toEqual([422, 'incoming.over-quota'])
    await ok('季红梅', 'assign', { ...send, overReason: '省里限时部署' })
    const now = await down('季红梅')
    expect([now.quota, now.reasons.map((one) => one.reason)]).toEqual([1, ['省里限时部署']])
    expect(now.rows.find((row) => row.unit.name === '市住建局')?.over).toBe(true)
  })
})
