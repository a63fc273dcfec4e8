import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { seedCalendar } from '../../kernel/clock/calendar.ts'
import { isWorkday } from '../../kernel/clock/due.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { nextWorkday } from '../../kernel/reading/tomorrow.ts'
import { ofUnitHome, type UnitKey, unitForms, unitKeys } from '../../kernel/reading/unit-shape.ts'
import { addDays, atTime, DAY, type Instant, millis, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct, inReading } from '../ctx/transaction.ts'
import { type Browser, faults, openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'
import { emptyOutbox } from '../jobs/outbox.ts'
import { tellTomorrow } from '../jobs/tomorrow.ts'

interface Row {
  readonly matter: string
  readonly title: string
  readonly due: string | null
  readonly light: string
}
interface Tomorrow {
  day: OfficeDate
  provisional: boolean
  people: { id: PersonId; name: string }[]
  due: Row[]
  late: Row[]
  waits: Row[]
  charge: Row[]
  answered: Row[]
  away: { principal: { name: string }; agent: { name: string } }[]
  absences: { person: { name: string } }[]
}
let server: TestServer
let clerk: Browser
let housing: Browser
let secretary: Browser
let stranger: Browser
let leader = ''
let housingPerson = ''
let unit = ''
const made: { id: string; version: number }[] = []
const calendar = async () => (await inReading(server.serving.pools.read, null, server.now(), (tx) => loadStanding(tx))).calendar

/** Moves the clock on to this wall-clock time of the next working day. */
async function goTo(time: string, days = 0) {
  let day = addDays(officeDate(server.now()), days)
  while (!isWorkday(day, await calendar()) || atTime(day, time) <= server.now()) day = addDays(day, 1)
  server.pass(millis(atTime(day, time)) - millis(server.now()))
  ;[clerk, housing, secretary, stranger] = (await Promise.all(['hejing', 'xuwentao', 'chenliyan', 'muyang'].map((name) => server.signIn(name, PASSWORD)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ]
}
const piece = async (who: Browser, matter: string) =>
  ((await who.get('/api/matters/work?tab=todo&size=200')).json as { rows: { matter: string; piece: string }[] }).rows.find((row) => row.matter === matter)?.piece ?? null
const tomorrowOf = async (who: Browser, person = '') => {
  const answer = await who.get(`/api/matters/tomorrow${person ? `?person=${person}` : ''}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as unknown as Tomorrow
}
const ledger = async (who: Browser, filter: Readonly<Record<string, string>>) => {
  const answer = await who.get(`/api/matters/ledger?${new URLSearchParams({ ...filter, size: '200' })}`)
  return (answer.json as { rows: Row[] }).rows
}

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'tomorrow', { desks })
  await inAct(server.serving.pools.act, seedCalendar)
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const jtj = await server.unit('JTJ', '市交通局')
  const leaders = await server.unit('leader', '市政府')
  unit = zjj.id
  const all = ['register', 'dispatch', 'review', 'answer', 'see-all', 'close', 'handle'].map((power) => `letters.${power}`)
  const people = [
    await server.person('何静', 'hejing', centre, all),
    await server.person('许文涛', 'xuwentao', zjj, ['letters.handle']),
    await server.person('穆阳', 'muyang', jtj, ['letters.handle']),
    await server.person('韩冬', 'handong', leaders, []),
    await server.person('陈立言', 'chenliyan', null, []),
  ]
  leader = people[3]?.id ?? ''
  housingPerson = people[1]?.id ?? ''
  await inAct(server.serving.pools.act, async (tx) => {
    const since = new Date(millis(server.now()) - DAY).toISOString()
    const [post] = await run<{ id: string }>(tx, `insert into post (id, unit, title, key, from_at) values (gen_random_uuid(), $1, '秘书', 'secretary', $2) returning id`, [
      leaders.id,
      since,
    ])
    await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [people[4]?.id, post?.id, since])
    await run(tx, `insert into portfolio (person, unit, kind, from_at) values ($1, $2, '分管', $3)`, [leader, zjj.id, since])
  })
  for (const [n, name] of ['hejing', 'xuwentao', 'muyang', 'handong', 'chenliyan'].entries()) await server.signIn(name, people[n]?.password ?? '')
  await goTo('09:00', 1)
  for (let n = 0; n < 5; n++) {
    const answer = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: `第${n}件`,
      body: '正文。',
      assign: { lead: { unit: n === 4 ? jtj.id : zjj.id }, ask: '请办' },
    })
    expect(answer.status, answer.text).toBe(200)
    made.push(answer.json as { id: string; version: number })
  }
  const signed = await housing.post('/api/letters/accept', { matter: made[0]?.id, piece: await piece(housing, made[0]?.id ?? '') })
  expect(signed.status, signed.text).toBe(200)
  const report = await housing.post('/api/letters/report', {
    matter: made[0]?.id,
    piece: await piece(housing, made[0]?.id ?? ''),
    result: 'solved',
    text: '已修复。',
    version: signed.json?.version,
  })
  expect(report.status, report.text).toBe(200)
  const back = await clerk.post('/api/letters/send-back', { matter: made[0]?.id, piece: null, reason: '请附照片', version: report.json?.version })
  expect(back.status, back.text).toBe(200)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('单位主页 the unit’s own page (BZ-46)', () => {
  test('every figure is the number of matters of the list it opens, and what was returned and what is to sign stand there', async () => {
    const home = (await housing.get('/api/matters/unit-home')).json as unknown as {
      unit: { id: string; name: string }
      month: string
      counts: Record<UnitKey, number>
      toSign: Row[]
      open: Row[]
      counterparts: { unit: { name: string }; people: { name: string }[] }[]
      charge: { name: string }
    }
    expect(home.unit.name).toBe('市住建局')
    for (const key of unitKeys) expect((await ledger(housing, ofUnitHome(key, home.unit.id, home.month))).length, key).toBe(home.counts[key])
    expect(home.counts).toMatchObject({ toSign: 3, open: 4, returned: 1 })
    expect(home.toSign.map((row) => row.title).sort()).toEqual(['第1件', '第2件', '第3件'])
    expect(home.open.map((row) => row.due)).toEqual(home.open.map((row) => row.due).sort())
    expect(home.counterparts).toMatchObject([{ unit: { name: '来信来电科' }, people: [{ name: '何静' }] }])
    expect(home.charge).toMatchObject({ name: '韩冬' })
  })
  test('its blank sheets are downloaded with its name on them, in either language; of another unit there are none (BZ-46)', async () => {
    for (const form of unitForms) {
      const answer = await fetch(`${server.url}/api/matters/unit-form.xlsx?form=${form}&unit=${unit}`, { headers: { cookie: housing.cookie } })
      expect(answer.status).toBe(200)
      const book = read(new Uint8Array(await answer.arrayBuffer()))
      const text = utils.sheet_to_csv(book.Sheets[book.SheetNames[0] ?? ''] ?? {})
      expect(text, form).toContain('承办单位,市住建局')
      expect(text, form).toContain('单位负责人签字')
    }
    expect((await stranger.get(`/api/matters/unit-form.xlsx?form=report&unit=${unit}`)).status).toBe(404)
    expect((await housing.get(`/api/matters/unit-form.xlsx?form=unknown&unit=${unit}`)).status).toBe(400)
  })
  test('another unit’s page is not there for him', async () => {
    expect((await stranger.get(`/api/matters/unit-home?unit=${unit}`)).status).toBe(404)
    const own = (await stranger.get('/api/matters/unit-home')).json as { open: Row[] }
    expect(own.open.map((row) => row.title)).toEqual(['第4件'])
  })
})

describe('明日一览 tomorrow at a glance', () => {
  test('the next working day, over weekends and holidays as published (R-T02)', async () => {
    const days = await calendar()
    expect(nextWorkday('2026-09-30' as OfficeDate, days)).toBe('2026-10-08')
    expect(nextWorkday('2026-11-27' as OfficeDate, days)).toBe('2026-11-30')
    const seen = await tomorrowOf(housing)
    expect(seen.day).toBe(nextWorkday(officeDate(server.now()), days))
    expect(seen.provisional).toBe(!days.years.has(Number(seen.day.slice(0, 4))))
  })

  test('due is what ends before that day ends, recounted from his desk; late and waiting stand apart', async () => {
    // to the eve of the due day of what he has in hand
    const [first] = (await ledger(housing, { phase: 'open', sort: 'due' })).filter((row) => row.due)
    const dueDay = officeDate(new Date(millis(first?.due as Instant) - 1).toISOString() as Instant)
    let eve = addDays(dueDay, -1)
    while (!isWorkday(eve, await calendar())) eve = addDays(eve, -1)
    if (atTime(eve, '17:00') > server.now()) server.pass(millis(atTime(eve, '17:00')) - millis(server.now()))
    await goTo('17:05')
    const seen = await tomorrowOf(housing)
    const end = atTime(seen.day)
    const desk = ((await housing.get('/api/matters/work?tab=todo&size=200')).json as { rows: Row[] }).rows
    expect(seen.due.map((row) => row.matter).sort()).toEqual(
      desk
        .filter((row) => row.due !== null && row.due > server.now() && row.due <= end)
        .map((row) => row.matter)
        .sort(),
    )
    expect(seen.late.map((row) => row.matter).sort()).toEqual(
      desk
        .filter((row) => row.light === 'late')
        .map((row) => row.matter)
        .sort(),
    )
    expect(seen.due.length + seen.late.length).toBeGreaterThan(0)
    expect(seen.waits.map((row) => row.title).sort()).toEqual(['第1件', '第2件', '第3件'])
  })

  test('a secretary reads the pages of the leaders he serves, as far as he may see; nobody reads another’s', async () => {
    const own = await tomorrowOf(secretary)
    expect(own.people.map((one) => one.name)).toEqual(['陈立言', '韩冬'])
    const his = await tomorrowOf(secretary, leader)
    // he has no sight of the letters of the bureau in his leader's charge
    expect(his.charge).toEqual([])
    expect((await stranger.get(`/api/matters/tomorrow?person=${leader}`)).status).toBe(404)
    expect((await stranger.get(`/api/matters/tomorrow?person=${housingPerson}`)).status).toBe(404)
    const self = await server.signIn('handong', PASSWORD)
    const page = await tomorrowOf(self)
    const open = await ledger(self, { phase: 'open' })
    expect(page.charge.map((row) => row.matter).sort()).toEqual(
      open
        .filter((row) => row.due !== null && row.due > server.now() && row.due <= atTime(page.day))
        .map((row) => row.matter)
        .sort(),
    )
  })

  test('who is away stands there with who acts for him', async () => {
    const stand = await server.person('汤佩', 'tangpei', null, [])
    const given = await housing.post('/api/people/delegate', { principal: housingPerson, agent: stand.id, ground: '出差' })
    expect(given.status, given.text).toBe(200)
    expect((await tomorrowOf(housing)).away).toMatchObject([{ principal: { name: '许文涛' }, agent: { name: '汤佩' } }])
    await housing.post('/api/people/end-delegation', { delegation: given.json?.id })
    expect((await tomorrowOf(housing)).away).toEqual([])
  })

  test('请假、外出: written down by oneself, by his secretary, by whoever signs for his unit; nobody else; seen by all on the day, and gone when he is back', async () => {
    const day = (await tomorrowOf(housing)).day
    const put = (who: Browser, person: string, from: string, to: string) => who.post('/api/people/set-absence', { person, kind: 'leave', from, to })
    const mine = await put(housing, housingPerson, day, addDays(day, 2))
    expect(mine.status, mine.text).toBe(200)
    const lent = await housing.post('/api/people/delegate', { principal: housingPerson, agent: (await server.person('白桦', 'baihua', null, [])).id, ground: '请假' })
    expect((await tomorrowOf(housing)).absences).toMatchObject([{ person: { name: '许文涛' }, unit: '市住建局', kind: 'leave', agent: { name: '白桦' } }])
    await housing.post('/api/people/end-delegation', { delegation: lent.json?.id })
    // the board by the door: everybody reads it, of every unit
    const board = (await stranger.get('/api/people/absences')).json as { rows: { id: string; person: { name: string }; mayEnd: boolean }[] }
    expect(board.rows).toMatchObject([{ person: { name: '许文涛' }, mayEnd: false }])
    // on another's page of tomorrow only those of his own units
    expect((await tomorrowOf(stranger)).absences).toEqual([])
    expect((await put(secretary, leader, day, day)).status).toBe(200)
    expect((await tomorrowOf(secretary, leader)).absences.map((row) => row.person.name)).toContain('韩冬')
    expect(await put(stranger, leader, day, day)).toMatchObject({ status: 403, json: { code: 'people.not-your-absence' } })
    expect(await put(housing, housingPerson, addDays(day, 1), day)).toMatchObject({ status: 422, json: { code: 'people.ends-before' } })
    const colleague = await inAct(server.serving.pools.act, async (tx) => {
      const { id } = await server.person('邱岚', 'qiulan', null, [])
      const [post] = await run<{ id: string }>(tx, `insert into post (id, unit, title, key, from_at) values (gen_random_uuid(), $1, '干部', 'handler', $2) returning id`, [
        unit,
        server.now(),
      ])
      await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [id, post?.id, server.now()])
      return id
    })
    expect((await put(housing, colleague, day, day)).status).toBe(200)
    for (const row of ((await housing.get('/api/people/absences')).json as { rows: { id: string; mayEnd: boolean }[] }).rows)
      expect((await housing.post('/api/people/end-absence', { absence: row.id })).status).toBe(row.mayEnd ? 200 : 403)
    expect((await tomorrowOf(housing)).absences).toEqual([])
    expect((await stranger.post('/api/people/end-absence', { absence: mine.json?.id })).status).toBe(404)
  })

  test('told at 17:30 of a working day, once, to whoever has something on his page; before that, on a day off and a second time not at all', async () => {
    await goTo('17:10', 1)
    expect(await tellTomorrow(server.serving)).toBeNull()
    await goTo('17:30')
    const both = await Promise.all([tellTomorrow(server.serving), tellTomorrow(server.serving)])
    const told = both.find((n) => n !== null)
    expect(both.filter((n) => n !== null)).toHaveLength(1)
    expect(told).toBeGreaterThan(0)
    expect(await tellTomorrow(server.serving)).toBeNull()
    while ((await emptyOutbox(server.serving)).found > 0);
    const notices = async (who: Browser) => ((await who.get('/api/notices/list?kind=tomorrow&size=50')).json as { rows: unknown[] }).rows.length
    expect(await notices(housing)).toBe(1)
    expect(await notices(secretary)).toBe(0)
    // a day off
    let off = addDays(officeDate(server.now()), 1)
    while (isWorkday(off, await calendar())) off = addDays(off, 1)
    server.pass(millis(atTime(off, '17:40')) - millis(server.now()))
    expect(await tellTomorrow(server.serving)).toBeNull()
    await goTo('18:10')
    expect(await tellTomorrow(server.serving)).toBeGreaterThan(0)
    while ((await emptyOutbox(server.serving)).found > 0);
    expect(await notices(housing)).toBe(2)
  })
})
