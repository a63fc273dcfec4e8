import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { routeAt } from '../../kernel/route/route-at.ts'
import { DAY, officeDate } from '../../kernel/time.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

interface Line {
  id: string
  version: number | null
  value: unknown
  outcome: string | null
  proposedBy: { name: string }
  decidedBy: { name: string } | null
}
interface Row {
  kind: string
  key: string
  now: Line | null
  coming: Line[]
  proposed: Line | null
  history: Line[]
}
let server: TestServer
const who = {} as Record<'centre' | 'housing' | 'proposer' | 'approver' | 'both' | 'clerk', Browser>
let housing: string
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'rules-edge', { desks })
  const [centre, far] = [await server.unit('LX', '来信来电科'), await server.unit('ZJJ', '市住建局')]
  housing = far.id
  // whom the letters desk gives a reported letter to
  await withClient(server.serving.address, 'owner', (client) => client.query(`update post set key = 'letters-division' where id = $1`, [centre.post]))
  const powers = ['register', 'dispatch', 'review', 'answer', 'contact', 'handle', 'hand-over'].map((power) => `letters.${power}`)
  for (const [key, name, username, unit, own] of [
    ['centre', '高敏', 'gaomin', centre, powers],
    ['housing', '许文涛', 'xuwentao', far, ['letters.handle', 'letters.hand-over']],
    ['proposer', '丁一鸣', 'dingyiming', null, ['office.rules']],
    ['approver', '张怀远', 'zhanghuaiyuan', null, ['office.approve-rules']],
    ['both', '何平川', 'hepingchuan', null, ['office.rules', 'office.approve-rules']],
    ['clerk', '钱明', 'qianming', far, []],
  ] as const) {
    const person = await server.person(name, username, unit, own)
    who[key] = await server.signIn(username, person.password)
  }
}, 60_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const today = () => officeDate(server.now())
const inDays = (n: number) => officeDate(new Date(Date.parse(server.now()) + n * DAY).toISOString() as never)
const handling = { kind: 'clock', key: 'letters.handling' } as const
const workdays = (n: number) => ({ runs: { unit: 'workdays', n }, dayOne: 'next day' })
const propose = (browser: Browser, input: object) => browser.post('/api/rules/propose', { basis: '云政办〔2026〕3号', from: inDays(1), ...input })
async function proposed(browser: Browser, input: object): Promise<string> {
  const answer = await propose(browser, input)
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}
const book = async (on?: string) => ((await who.clerk.get(`/api/rules/book${on ? `?on=${on}` : ''}`)).json as { rows: Row[] }).rows
const rowOf = async (rule: { kind: string; key: string }, on?: string) => (await book(on)).find((row) => row.kind === rule.kind && row.key === rule.key)
const letter = async (title: string) => {
  const answer = await who.centre.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '正文。', assign: { lead: { unit: housing } } })
  expect(answer.status, answer.text).toBe(200)
  return answer.json as { id: string; clocks: { key: string; version: number; basis: string; dueAt: string; firstDueAt: string }[] }
}
const clockIn = async (id: string) => ((await who.centre.get(`/api/letters/letter?id=${id}`)).json as Awaited<ReturnType<typeof letter>>).clocks.find((c) => c.key === 'handling')

describe('两个人改一条规则 (HB-44)', () => {
  test('能提的人提，能批的人批；没有权限的不能提、不能批；自己提的自己不能批', async () => {
    expect(await propose(who.clerk, { ...handling, value: workdays(3) })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    expect(await propose(who.approver, { ...handling, value: workdays(3) })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    const id = await proposed(who.both, { ...handling, value: workdays(4) })
    expect(await propose(who.proposer, { ...handling, value: workdays(3) })).toMatchObject({ status: 409, json: { code: 'rule.open' } })
    expect(await who.clerk.post('/api/rules/decide', { id, approve: true })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    expect(await who.proposer.post('/api/rules/decide', { id, approve: true })).toMatchObject({ status: 403, json: { code: 'session.not-allowed' } })
    expect(await who.both.post('/api/rules/decide', { id, approve: true })).toMatchObject({ status: 403, json: { code: 'rule.own-proposal' } })
    expect(await who.both.post('/api/rules/decide', { id, approve: false, why: '不妥' })).toMatchObject({ status: 403, json: { code: 'rule.own-proposal' } })
    expect(await who.proposer.post('/api/rules/withdraw', { id })).toMatchObject({ status: 403, json: { code: 'rule.not-the-proposer' } })
    expect(await who.approver.post('/api/rules/decide', { id, approve: false })).toMatchObject({ status: 422, json: { code: 'kernel.reason-missing' } })
    expect((await who.approver.post('/api/rules/decide', { id, approve: false, why: '先试行一季度。' })).status).toBe(200)
    expect(await who.both.post('/api/rules/withdraw', { id })).toMatchObject({ status: 409, json: { code: 'rule.decided' } })
    const again = await proposed(who.proposer, { ...handling, value: workdays(4) })
    expect((await who.proposer.post('/api/rules/withdraw', { id: again })).status).toBe(200)
    expect(await rowOf(handling)).toMatchObject({
      now: null,
      proposed: null,
      history: [{ outcome: 'withdrawn' }, { outcome: 'refused', decidedBy: { name: '张怀远' }, why: '先试行一季度。' }],
    })
  })

  test('批准后到日子才执行：以前交办的按原时限，当日起交办的按新时限并写明版本；汇编按日期可查', async () => {
    const trial = (await who.proposer.get(`/api/rules/trial?kind=clock&key=letters.handling&value=${encodeURIComponent(JSON.stringify(workdays(3)))}&from=${inDays(2)}`)).json as {
      refusal: unknown
      due: { before: string; after: string }
    }
    expect(trial.refusal).toBeNull()
    expect(trial.due.after < trial.due.before).toBe(true)
    const before = await letter('批准以前')
    const id = await proposed(who.proposer, { ...handling, value: workdays(3), from: inDays(2) })
    expect(((await who.approver.post('/api/rules/decide', { id, approve: true })).json as { version: number }).version).toBe(1)
    const between = await letter('批准以后，生效以前')
    expect(await rowOf(handling)).toMatchObject({ now: null, coming: [{ version: 1 }] })
    expect(await rowOf(handling, inDays(2))).toMatchObject({ now: { version: 1, proposedBy: { name: '丁一鸣' }, decidedBy: { name: '张怀远' } }, coming: [] })
    server.pass(2 * DAY)
    const after = await letter('生效以后')
    expect([before, between].map((l) => l.clocks.find((c) => c.key === 'handling')?.version)).toEqual([0, 0])
    expect(after.clocks.find((c) => c.key === 'handling')).toMatchObject({ version: 1, basis: '云政办〔2026〕3号' })
    expect(await clockIn(before.id)).toMatchObject({ version: 0, dueAt: before.clocks.find((c) => c.key === 'handling')?.dueAt })
    expect(await rowOf(handling)).toMatchObject({ now: { version: 1 } })
    expect(await rowOf(handling, inDays(-1))).toMatchObject({ now: null })
    // the row and its event name the version
    const { rows } = await withClient(server.serving.address, 'owner', (client) =>
      client.query(`select e.effects::text as effects from event e where e.matter_id = $1 and e.move = 'assign'`, [after.id]),
    )
    expect(rows[0]?.effects).toContain('letters.handling@1')
  })

  test('每一步都在审计里，记条目、日期和内容的摘要，不记文字', async () => {
    const { rows } = await withClient(server.serving.address, 'owner', (client) =>
      client.query<{ move: string; said: string }>(`select e.move, e.said::text as said from event e where e.move like 'rules.%' order by e.id`),
    )
    expect(rows.map((row) => row.move)).toEqual(['rules.propose', 'rules.refuse', 'rules.propose', 'rules.withdraw', 'rules.propose', 'rules.approve'])
    expect(rows.map((row) => row.said).join()).not.toMatch(/云政办|试行/)
    const last = rows.slice(-2).map((row) => (JSON.parse(row.said) as { digest: string }).digest)
    expect(last[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(last[1]).toBe(last[0])
  })

  test('当日生效的自批准时起执行；过了日子没批的，要重新提', async () => {
    const id = await proposed(who.proposer, { ...handling, value: workdays(2), from: today() })
    const before = await letter('同日批准以前')
    server.pass(1000)
    expect((await who.approver.post('/api/rules/decide', { id, approve: true })).status).toBe(200)
    server.pass(1000)
    const after = await letter('同日批准以后')
    expect([before, after].map((l) => l.clocks.find((c) => c.key === 'handling')?.version)).toEqual([1, 2])
    const late = await proposed(who.proposer, { ...handling, value: workdays(6), from: today() })
    server.pass(DAY)
    expect(await who.approver.post('/api/rules/decide', { id: late, approve: true })).toMatchObject({ status: 409, json: { code: 'rule.day-passed' } })
    expect((await who.approver.post('/api/rules/decide', { id: late, approve: false, why: '日期已过。' })).status).toBe(200)
    expect(await propose(who.proposer, { ...handling, value: workdays(6), from: inDays(-1) })).toMatchObject({ status: 409, json: { code: 'rule.day-passed' } })
  })

  test('两人同时批，只有一个版本；两人同时提，只有一个待批', async () => {
    const both = await Promise.all(
      [1, 2].map((n) => propose(n === 1 ? who.proposer : who.both, { kind: 'quota', key: 'paper.pages', value: { n: 7 + n, unit: 'pages' }, from: today() })),
    )
    expect(both.map((a) => a.status).sort()).toEqual([200, 409])
    const open = (await rowOf({ kind: 'quota', key: 'paper.pages' }))?.proposed
    const decided = await Promise.all([1, 2].map(() => who.approver.post('/api/rules/decide', { id: open?.id, approve: true })))
    expect(decided.map((a) => a.status).sort()).toEqual([200, 409])
    expect((await rowOf({ kind: 'quota', key: 'paper.pages' }))?.history.filter((line) => line.version !== null)).toHaveLength(1)
  })
})

describe('字典和路线 (HB-44)', () => {
  const results = ['solved', 'partly', 'explained', 'adopted', 'unfounded', 'otherChannel', 'notPossible', 'replied']
  const entries = (more: object[] = [], off: string[] = []) => ({ entries: [...results.map((key) => ({ key, zh: null, en: null, on: !off.includes(key) })), ...more] })
  const approved = async (input: object) => {
    const id = await proposed(who.proposer, { from: today(), ...input })
    const answer = await who.approver.post('/api/rules/decide', { id, approve: true })
    expect(answer.status, answer.text).toBe(200)
    server.pass(1000)
  }
  test('办结结果可以增加、停用：停用的不能再报，新增的可以报', async () => {
    const { id } = await letter('路灯不亮')
    expect((await who.housing.post('/api/letters/accept', { matter: id })).status).toBe(200)
    const version = async () => ((await who.housing.get(`/api/letters/letter?id=${id}`)).json as { version: number }).version
    const report = async (result: string) => who.housing.post('/api/letters/report', { matter: id, version: await version(), result, text: '已转供电公司。' })
    expect(await report('transferred')).toMatchObject({ status: 422, json: { code: 'kernel.unknown-result' } })
    expect(await propose(who.proposer, { kind: 'dictionary', key: 'letters.results', value: entries([], ['replied']) })).toMatchObject({ json: { code: 'rule.entry-needed' } })
    await approved({ kind: 'dictionary', key: 'letters.results', value: entries([{ key: 'transferred', zh: '已转办', en: 'Passed on', on: true }], ['partly']) })
    expect(await report('partly')).toMatchObject({ status: 422, json: { code: 'kernel.unknown-result' } })
    const reported = await report('transferred')
    expect(reported.status, reported.text).toBe(200)
    const seen = (await who.clerk.get('/api/rules/dictionary?key=letters.results')).json as { version: number; entries: { key: string; zh: string | null; on: boolean }[] }
    expect(seen.version).toBe(1)
    // an entry of the office's own stays on the list, out of use at most: what was reported keeps its word
    expect(await propose(who.proposer, { kind: 'dictionary', key: 'letters.results', value: entries([], ['partly']) })).toMatchObject({ json: { code: 'rule.entry-missing' } })
    expect(seen.entries.at(-1)).toMatchObject({ key: 'transferred', zh: '已转办', on: true })
  })
  test('类别停用以后不能再登记；这一字典不能增加', async () => {
    const kinds = ['enquiry', 'help', 'complaint', 'tip', 'advice', 'praise'].map((key) => ({ key, zh: null, en: null, on: key !== 'advice' }))
    const own = { kind: 'dictionary', key: 'letters.kinds', value: { entries: [...kinds, { key: 'thanks', zh: '感谢', en: 'Thanks', on: true }] } }
    expect(await propose(who.proposer, own)).toMatchObject({ status: 422, json: { code: 'rule.unknown-entry' } })
    await approved({ kind: 'dictionary', key: 'letters.kinds', value: { entries: kinds } })
    expect(await who.centre.post('/api/letters/register', { channel: 'letter', kind: 'advice', title: '建议', body: '正文。' })).toMatchObject({
      status: 422,
      json: { code: 'letters.kind-out-of-use' },
    })
  })
  test('办理路线批准后公布，到日子才执行；在办的各版都在', async () => {
    const value = { steps: [{ role: '审核', kind: 'say', pace: 'together', need: null, who: [{ chosen: '审核人' }] }] }
    const id = await proposed(who.proposer, { kind: 'route', key: 'letters.joint', value, from: inDays(1) })
    expect((await who.approver.post('/api/rules/decide', { id, approve: true })).status).toBe(200)
    const standing = () => inAct(server.serving.pools.act, (tx) => loadStanding(tx))
    const { routes } = await standing()
    expect(routeAt(routes, 'letters.joint', server.now())).toBeNull()
    server.pass(DAY)
    expect(routeAt(routes, 'letters.joint', server.now())).toMatchObject({ version: 1, steps: value.steps })
    await approved({ kind: 'route', key: 'letters.joint', value: { steps: [...value.steps, { ...value.steps[0], role: '签发' }] } })
    const after = (await standing()).routes
    expect(routeAt(after, 'letters.joint', server.now())?.version).toBe(2)
    expect(routeAt(after, 'letters.joint@1', server.now())?.steps).toEqual(value.steps)
    expect(await rowOf({ kind: 'route', key: 'letters.joint' })).toMatchObject({ now: { version: 2 } })
  })
})
