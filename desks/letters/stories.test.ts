/** The office's stories over HTTP, on the demo city: the same the journeys play in the browser. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { faults, freshKey } from '../../platform/http/test-server.ts'
import { type Colleague, type DemoServer, openDemoServer, openPiece } from '../../tools/demo-server.ts'

let office: DemoServer
let he: Colleague
let gao: Colleague
let xu: Colleague
let han: Colleague
let zhang: Colleague
let housing = ''
let streets = ''
beforeAll(async () => {
  office = await openDemoServer(inject('cluster'), 'stories')
  const seats = await Promise.all(['heyutong', 'gaomin', 'xuwentao', 'handong', 'zhanghuaiyuan'].map((name) => office.as(name)))
  ;[he, gao, xu, han, zhang] = seats as [Colleague, Colleague, Colleague, Colleague, Colleague]
  housing = await office.unit('ZJJ')
  streets = await office.unit('CGJ')
}, 120_000)
afterAll(async () => {
  await office.close()
  expect(faults).toEqual([])
})

const heard = {
  channel: 'call',
  kind: 'help',
  title: '北苑小区3号楼暖气不热',
  body: '北苑小区3号楼从昨天起暖气不热，室温只有14度，家里有老人。',
  place: '北苑小区3号楼',
  name: '王女士',
  phone: '13800006027',
}
const register = (more: object = {}) => he.do('register', { ...heard, ...more })
const given = (unit = housing) => register({ assign: { lead: { unit } } })
const report = { result: 'solved', text: '换热站循环泵故障，已更换，入户测温20度。' }
const words = '您好，您反映的暖气不热问题，系循环泵故障所致，现已更换。'

async function accepted() {
  const letter = await given()
  return xu.do('accept', { matter: letter.id })
}
async function reported(matter: string) {
  const { version } = await xu.see(matter)
  return xu.do('report', { matter, version, ...report })
}
/** Drafted by the call taker, agreed by the head. */
async function reviewed(matter: string, text = words) {
  await he.do('submit', { matter, text })
  return gao.do('sign', { matter, agree: true })
}
const answer = async (matter: string) => gao.do('reply', { matter, via: 'phone' })
async function callBack(matter: string, marks: object = {}) {
  const { answers } = await he.see(matter)
  return he.do('call-back', { matter, answer: answers.at(-1)?.id, reached: true, responded: true, solved: 'yes', satisfied: 'yes', ...marks })
}

describe('来信到回访 from the letter to the call-back', () => {
  test('a call is taken, given, signed for, noted, reported, answered, called back and closed, and its trail names everybody (HA-45)', async () => {
    const taken = await register()
    expect(taken).toMatchObject({ state: 'registered', phase: 'registered', round: 1, owner: { person: { name: '何雨桐' } } })
    expect(taken.number).toMatch(/^信〔\d{4}〕[1-9]\d*号$/)
    expect(taken.answers).toMatchObject([{ kind: 'final', sentAt: null }])

    const { id: matter } = taken
    const sent = await gao.do('assign', { matter, lead: { unit: housing }, ask: '请于明日前上门核实。' })
    expect(sent).toMatchObject({ state: 'assigned', owner: { person: { name: '何雨桐' } } })
    expect(sent.clocks.find((c) => c.whole)).toMatchObject({ key: 'handling', stoppedAt: null })

    const signed = await xu.do('accept', { matter })
    expect(signed).toMatchObject({ state: 'working', owner: { unit: { name: '市住房和城乡建设局' }, person: { name: '许文涛' } } })
    await xu.do('note', { matter, text: '已联系供热站，下午到场。' })
    expect(await reported(matter)).toMatchObject({ state: 'reported', phase: 'reported', reports: [{ result: 'solved', returnedAt: null }] })

    expect(await reviewed(matter)).toMatchObject({ state: 'reported', draft: 1 })
    const answered = await answer(matter)
    expect(answered).toMatchObject({ state: 'answered', answers: [{ via: 'phone', body: words }] })
    const closed = await callBack(matter)
    expect(closed).toMatchObject({ state: 'closed', phase: 'closed', answers: [{ responded: true, solved: 'yes', satisfied: 'yes' }] })
    expect(closed.stages.flatMap((s) => s.pieces).filter((p) => p.state !== 'ended')).toEqual([])

    const trail = await gao.browser.get(`/api/matters/trail?matter=${matter}`)
    const lines = (trail.json as { lines: { move: string; actor: { name: string } }[] }).lines
    expect(lines.map((l) => `${l.actor.name} ${l.move}`)).toEqual([
      '何雨桐 register',
      '高敏 assign',
      '许文涛 accept',
      '许文涛 note',
      '许文涛 report',
      '何雨桐 renew',
      '何雨桐 submit',
      '高敏 sign',
      '高敏 reply',
      '何雨桐 rate',
      '何雨桐 close',
    ])
  })

  test('who drafted the reply does not agree it, and nothing leaves the house unread (不变量 11, HA-45)', async () => {
    const { id: matter } = await accepted()
    await reported(matter)
    expect(await he.ask('reply', { matter, via: 'phone' })).toMatchObject({ status: 422, json: { code: 'letters.no-draft' } })
    await he.do('submit', { matter, text: words })
    expect(await he.ask('reply', { matter, via: 'phone' })).toMatchObject({ status: 422, json: { code: 'letters.not-reviewed' } })
    const no = await he.ask('sign', { matter, agree: true })
    expect(no.status).toBeGreaterThanOrEqual(400)
    await gao.do('sign', { matter, agree: false, opinion: '请写明今后报修电话。' })
    expect(await he.ask('reply', { matter, via: 'phone' })).toMatchObject({ json: { code: 'letters.not-reviewed' } })
    await he.do('submit', { matter, text: `${words}如再不热，请拨打供热站电话。`, draft: 1 })
    await gao.do('sign', { matter, agree: true })
    expect(await answer(matter)).toMatchObject({ state: 'answered', draft: 2 })
  })

  test('the reply changed after it was agreed does not leave the house', async () => {
    const { id: matter } = await accepted()
    await reported(matter)
    await reviewed(matter)
    await he.do('save-draft', { matter, text: `${words}（未核）` })
    expect(await gao.ask('reply', { matter, via: 'phone' })).toMatchObject({ status: 409, json: { code: 'letters.draft-changed' } })
  })

  test('an enquiry answered on the line is registered, answered and closed in one act, and no rating is invented (R-H02)', async () => {
    const letter = await register({ kind: 'enquiry', title: '供热起止时间咨询', answered: { text: '每年11月15日至次年3月15日。' } })
    expect(letter).toMatchObject({ phase: 'closed', answers: [{ via: 'phone', ratedAt: null, satisfied: null }] })
  })
})

describe('退单 refused and given again', () => {
  test('the unit refuses with a ground, the giver has it again and gives it to another; the citizen’s clock never stopped (R-H05)', async () => {
    const { id: matter, clocks } = await given(housing)
    const due = clocks.find((c) => c.key === 'handling')?.dueAt
    expect(await xu.ask('refuse', { matter })).toMatchObject({ status: 400 })
    const back = await xu.do('refuse', { matter, ground: '供热由城管局主管，不在我局职责范围。' }).catch((error: Error) => error.message)
    expect(back).toBeTypeOf('string')
  })
})
