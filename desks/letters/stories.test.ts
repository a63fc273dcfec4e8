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
  const { draft } = await he.do('submit', { matter, text })
  return gao.do('sign', { matter, agree: true, draft })
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
    expect(await he.ask('sign', { matter, agree: true, draft: 1 })).toMatchObject({ status: 403 })
    await gao.do('sign', { matter, agree: false, opinion: '请写明今后报修电话。', draft: 1 })
    expect(await he.ask('reply', { matter, via: 'phone' })).toMatchObject({ json: { code: 'letters.not-reviewed' } })
    await he.do('submit', { matter, text: `${words}如再不热，请拨打供热站电话。`, draft: 1 })
    await gao.do('sign', { matter, agree: true, draft: 2 })
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
    const handling = clocks.find((c) => c.key === 'handling')
    expect(await xu.ask('refuse', { matter })).toMatchObject({ status: 400 })
    await xu.do('refuse', { matter, ground: '供热由城管局主管，不在我局职责范围。' })

    const back = await he.see(matter)
    expect(back).toMatchObject({ state: 'registered', owner: { person: { name: '何雨桐' } } })
    expect(back.clocks.filter((c) => c.key === 'handling')).toMatchObject([{ dueAt: handling?.dueAt, stoppedAt: null }])
    expect(back.stages.flatMap((s) => s.pieces).find((p) => p.ending === 'refused')).toMatchObject({ unit: { name: '市住房和城乡建设局' } })
    expect(await xu.ask('accept', { matter })).toMatchObject({ status: 404 })

    const again = await he.do('assign', { matter, lead: { unit: streets }, ask: '请牵头办理。' })
    expect(again).toMatchObject({ state: 'assigned' })
    expect(again.clocks.filter((c) => c.key === 'handling' && c.stoppedAt === null)).toMatchObject([{ firstDueAt: handling?.firstDueAt }])
  })

  test('a second refusal goes to the arbiter, and the letter stays with the unit until he has decided (R-H05)', async () => {
    const { id: matter } = await given(housing)
    await xu.do('refuse', { matter, ground: '不属于我局职责。' })
    await he.do('assign', { matter, lead: { unit: housing }, ask: '已与编办核对，属你局职责，请办理。' })
    const asked = await xu.do('refuse', { matter, ground: '仍不属于我局职责。' })
    expect(asked).toMatchObject({ state: 'assigned' })
    expect(openPiece(asked, 'consent:refuse')).toMatchObject({ kind: 'say', unit: { name: '云溪市人民政府办公室' } })
  })
})

describe('重办 dissatisfied and opened again', () => {
  test('a dissatisfied call-back opens round 2 with a new clock; the first round stays on record; the second answer closes it (promise 2, R-H09)', async () => {
    const { id: matter, clocks: first } = await accepted()
    await reported(matter)
    await reviewed(matter)
    await answer(matter)
    const again = await callBack(matter, { solved: 'no', satisfied: 'no', text: '只来过一次，还是不热。' })
    expect(again).toMatchObject({ round: 2, state: 'working', owner: { person: { name: '许文涛' } } })
    expect(again.reports).toMatchObject([{ round: 1, returnedAt: null }])
    expect(again.answers).toMatchObject([
      { round: 1, solved: 'no', satisfied: 'no' },
      { round: 2, sentAt: null },
    ])
    const running = again.clocks.filter((c) => c.key === 'handling' && c.stoppedAt === null)
    expect(running).toHaveLength(1)
    expect(running[0]?.startedAt).not.toBe(first.find((c) => c.key === 'handling')?.startedAt)

    if (again.may.accept?.allowed) await xu.do('accept', { matter })
    await reported(matter)
    await reviewed(matter, '您好，我们再次上门，现已达到20度。')
    await answer(matter)
    const closed = await callBack(matter)
    expect(closed).toMatchObject({ phase: 'closed', round: 2 })
    expect(closed.answers).toMatchObject([
      { round: 1, satisfied: 'no' },
      { round: 2, satisfied: 'yes' },
    ])
  })

  test('three calls in vain close it as not asked, and no rating is invented', async () => {
    const { id: matter } = await accepted()
    await reported(matter)
    await reviewed(matter)
    const { answers } = await answer(matter)
    const call = () => he.do('call-back', { matter, answer: answers.at(-1)?.id, reached: false })
    expect(await call()).toMatchObject({ state: 'answered', detail: { attempts: 1 } })
    expect(await call()).toMatchObject({ state: 'answered', detail: { attempts: 2 } })
    expect(await call()).toMatchObject({ phase: 'closed', detail: { attempts: 3 }, answers: [{ ratedAt: null, satisfied: null }] })
  })
})

describe('旧页面 a stale page, a repeated request, another’s matter', () => {
  test('the head agrees a draft that was changed meanwhile: told so, nothing stored, and with the new draft it passes (不变量 10, 15)', async () => {
    const { id: matter } = await accepted()
    await reported(matter)
    await he.do('submit', { matter, text: words })
    const open = await gao.see(matter)
    await he.do('submit', { matter, text: `${words}如再不热，请拨打供热站电话。`, draft: 1 })
    const stale = await gao.ask('sign', { matter, agree: true, opinion: '同意，请尽快答复。', draft: open.draft })
    expect(stale).toMatchObject({ status: 409, json: { code: 'kernel.stale-draft' } })
    expect((await gao.see(matter)).stages.flatMap((s) => s.pieces).filter((p) => p.ending === 'agreed')).toEqual([])
    expect(await gao.do('sign', { matter, agree: true, opinion: '同意，请尽快答复。', draft: 2 })).toMatchObject({ draft: 2 })
  })

  test('a report on a version that is no longer the letter’s changes nothing (不变量 15)', async () => {
    const { id: matter, version } = await accepted()
    const stale = await xu.ask('report', { matter, version: version - 1, ...report })
    expect(stale).toMatchObject({ status: 409, json: { code: 'kernel.stale' } })
    expect(await xu.see(matter)).toMatchObject({ state: 'working', reports: [], version })
    expect(await xu.do('report', { matter, version, ...report })).toMatchObject({ state: 'reported' })
  })

  test('two people at once on one piece: one effect, the other is told who (不变量 7)', async () => {
    const { id: matter } = await accepted()
    await reported(matter)
    const { draft } = await he.do('submit', { matter, text: words })
    const piece = openPiece(await gao.see(matter), 'review').id
    const both = await Promise.all([gao.ask('sign', { matter, piece, agree: true, draft }), gao.ask('sign', { matter, piece, agree: true, draft })])
    expect(both.map((a) => a.status).sort()).toEqual([200, 409])
    expect(both.find((a) => a.status === 409)?.json).toMatchObject({ code: 'kernel.already-done', facts: { by: '高敏' } })
  })

  test('one key, one effect: the same request again answers today’s view; another request with the key is refused (不变量 15)', async () => {
    const key = { 'idempotency-key': freshKey() }
    const input = { ...heard, title: '一把钥匙只开一次' }
    const first = await he.ask('register', input, key)
    const second = await he.ask('register', input, key)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.json?.number).toBe(first.json?.number)
    expect(await he.ask('register', { ...input, title: '另一件' }, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    expect(await gao.ask('register', input, key)).toMatchObject({ status: 409, json: { code: 'http.key-used' } })
    const list = await he.browser.get(`/api/letters/ledger?text=${encodeURIComponent('一把钥匙只开一次')}`)
    expect((list.json as { rows: unknown[] }).rows).toHaveLength(1)
  })

  test('another’s letter is the same 404 as one that never was, on every address (不变量 14)', async () => {
    const { id: matter } = await given(streets)
    const never = '01990000-0000-7000-8000-000000000000'
    for (const id of [matter, never]) {
      const same = { status: 404, json: { code: 'kernel.not-found' } }
      expect(await xu.browser.get(`/api/letters/letter?id=${id}`)).toMatchObject(same)
      expect(await xu.browser.get(`/api/matters/trail?matter=${id}`)).toMatchObject(same)
      expect(await xu.ask('accept', { matter: id })).toMatchObject(same)
      expect(await xu.ask('report', { matter: id, version: 1, ...report })).toMatchObject(same)
      expect(await xu.ask('note', { matter: id, text: '看一看' })).toMatchObject(same)
    }
    const list = await xu.browser.get('/api/letters/ledger?size=200')
    expect((list.json as { rows: { matter: string }[] }).rows.map((r) => r.matter)).not.toContain(matter)
  })
})

describe('来信人 who wrote', () => {
  test('name and telephone are opened by the centre alone, with a reason and on record; nowhere in the letter’s view (R-C18, R-H05)', async () => {
    const { id: matter } = await accepted()
    for (const colleague of [he, xu, gao]) expect((await colleague.browser.get(`/api/letters/letter?id=${matter}`)).text).not.toMatch(/13800006027|王女士/)
    expect(await xu.ask('open-contact', { matter, why: '想联系' })).toMatchObject({ status: 403 })
    expect(await he.ask('open-contact', { matter, why: '回访' })).toMatchObject({ status: 200, json: { contacts: [{ name: '王女士', phone: '13800006027' }] } })
    const before = await he.ask('caller-history', { phone: '138-0000-6027' })
    expect(before.json?.count).toBeGreaterThan(1)
  })
})

describe('代录 and the leader', () => {
  test('the leader sees what he was shown, and 同意 is entered for him by the division with both names and both times; he objects (issue A «代录»)', async () => {
    const { id: matter } = await accepted()
    const leader = await office.person('韩冬')
    expect((await han.see(matter)).owner).toMatchObject({ person: { name: '许文涛' } })
    const shown = await xu.do('circulate', { matter, to: [{ person: leader }], ask: '请阅示。', kind: 'say', blocks: false })
    const piece = openPiece(shown, 'sign')
    expect(piece).toMatchObject({ person: { name: '韩冬' } })
    const at = office.server.now()
    const recorded = await gao.ask('sign', { matter, piece: piece.id, agree: true, opinion: '同意，抓紧办。', recorded: { actor: leader, at, relay: '电话' } })
    expect(recorded).toMatchObject({ status: 200 })

    const trail = await han.browser.get(`/api/matters/trail?matter=${matter}`)
    const line = (
      trail.json as { lines: { event: number; move: string; at: string; loggedAt: string; actor: { name: string }; recordedBy: { name: string } | null }[] }
    ).lines.find((l) => l.move === 'sign')
    expect(line).toMatchObject({ actor: { name: '韩冬' }, recordedBy: { name: '高敏' }, at })
    expect(line && line.loggedAt >= line.at).toBe(true)

    const list = await han.browser.get('/api/matters/recorded')
    expect((list.json as { rows: unknown[] }).rows).toMatchObject([{ matter, move: 'sign', recordedBy: { name: '高敏' }, objected: false }])
    await han.do('object', { matter, event: line?.event, text: '我说的是请再核实，不是同意。' })
    expect(((await han.browser.get('/api/matters/recorded')).json as { rows: unknown[] }).rows).toMatchObject([{ objected: true }])
  })

  test('who has not the power enters nothing for another', async () => {
    const { id: matter } = await accepted()
    const leader = await office.person('韩冬')
    const shown = await xu.do('circulate', { matter, to: [{ person: leader }], ask: '请阅示。', kind: 'say' })
    const answer = await xu.ask('sign', { matter, piece: openPiece(shown, 'sign').id, agree: true, recorded: { actor: leader, at: office.server.now(), relay: '口头' } })
    expect(answer.status).toBe(403)
  })

  test('the secretary-general reads what was copied to him, and that is all he is asked', async () => {
    const { id: matter } = await accepted()
    const chief = await office.person('张怀远')
    await xu.do('circulate', { matter, to: [{ person: chief }], ask: '请知悉。', kind: 'read' })
    const copied = await zhang.browser.get('/api/matters/work?tab=copied')
    expect((copied.json as { rows: { matter: string }[] }).rows.map((r) => r.matter)).toContain(matter)
    await zhang.do('read', { matter })
  })
})

describe('一贴即办 paste', () => {
  test('a pasted message proposes title, unit, due time and telephone, and lands in one act', async () => {
    const text = '北苑小区3号楼业主王女士来电：楼顶漏水三年，物业说没有维修基金，请住建局三日内答复。电话13800006027'
    const { json: read } = await he.ask('paste', { text })
    expect(read).toMatchObject({ phone: '13800006027', units: [{ name: expect.stringContaining('住') }] })
    const units = (read as { units: { unit: string }[] }).units
    const due = (read as { due: { at: string } | null }).due
    const letter = await register({ title: read?.title, body: read?.body, phone: read?.phone, assign: { lead: { unit: units[0]?.unit }, due: due?.at ?? null } })
    expect(letter).toMatchObject({ state: 'assigned' })
    if (due) expect(letter.clocks.find((c) => c.key === 'handling')).toMatchObject({ dueAt: due.at })
  })
})
