/** 收文 on a real database: the seven steps, what opinions set off, what goes on elsewhere. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { replayMatter } from '../../../kernel/history/replay.ts'
import { packInk } from '../../../kernel/ink.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { readOverview } from '../../../kernel/reading/overview.ts'
import { rulesOf } from '../../../kernel/rules/in-force.ts'
import { HOUR, instant } from '../../../kernel/time.ts'
import { trialCalendar } from '../../../kernel/trial/people.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { incomingLedgerFile } from '../print/ledger.ts'
import { readAsks } from '../read/asks.ts'
import { readChaser } from '../read/chaser.ts'
import { readFigures } from '../read/figures.ts'
import { readLedger } from '../read/ledger.ts'
import { examinePaper, type figures } from '../shape.ts'
import { handleAmendPaper, handleTreatAsRequest } from './amend-paper.ts'
import { handleExaminePaper, handleReturnPaper } from './examine-paper.ts'
import { allMet, failing, type IncomingOffice, incomingOffice, notice, personOf, request, unitOf } from './incoming-office.ts'
import type { Paper } from './move-paper.ts'
import { handleAssignPaper, handleCirculatePaper, handleCloseRead, handleProposePaper } from './propose-paper.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleReportPaper } from './report-paper.ts'

let trial: TrialDatabase
let o: IncomingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-acts')
})
beforeEach(async () => {
  o = await incomingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (paper: { readonly id: string }) => ({ matter: paper.id, piece: null })
const whole = async (paper: { readonly id: string }) => expect(await replayMatter(o.office.tx(), paper.id as never)).toEqual([])
const clockOf = (paper: Paper, key: string) => paper.clocks.find((c) => c.key === key)
const reader = (name: string) =>
  ({
    tx: o.office.tx(),
    who: { person: personOf(name) },
    now: o.office.now,
    office: o.office.office,
    calendar: trialCalendar,
    rules: o.office.rules,
    routes: o.office.routes,
    desks: o.office.desks,
  }) as never
const housing = { lead: { unit: unitOf('housing') }, ask: '请市住建局牵头落实。' }
const proposal = { text: '拟请市住建局牵头办理。', cause: '省里要求年底前完成。', options: ['由市住建局牵头', '由市水利局牵头'] }

describe('签收、登记 (条例 art. 24)', () => {
  test('number, holder, an answer owed to the sender; the morning’s paper has its proposal due the same day, the afternoon’s by the next noon (R-D30)', async () => {
    const paper = await o.paper({ copies: 3, copyFrom: 12, copyTo: 14 })
    expect([paper.number, paper.state, paper.owner.person.name, paper.answers.length]).toEqual(['收〔2026〕1号', 'registered', '季红梅', 1])
    expect(clockOf(paper, 'proposing')?.dueAt).toBe(instant('2026-11-24T00:00:00+08:00'))
    o.office.pass(6 * HOUR)
    expect(clockOf(await o.paper(), 'proposing')?.dueAt).toBe(instant('2026-11-24T12:00:00+08:00'))
    await whole(paper)
  })
  test('a limit the office has set for itself in the rule book counts instead (HB-44)', async () => {
    const own = {
      kind: 'clock' as const,
      key: 'incoming.proposing',
      version: 1,
      value: { runs: { unit: 'workdays', n: 2 }, dayOne: 'next day' },
      basis: '本办规定',
      from_at: instant('2026-11-01T00:00:00+08:00'),
    }
    o.office.rules = rulesOf([own])
    expect(clockOf(await o.paper(), 'proposing')?.dueAt).toBe(instant('2026-11-26T00:00:00+08:00'))
  })
  test('copy numbers are as many as the copies', async () => {
    expect(await o.code('季红梅', handleRegisterPaper, { ...notice, copies: 3, copyFrom: 12, copyTo: 13 })).toBe('incoming.copies-span')
  })
  test('asked for once, a number of the same sender is not registered twice; another sender’s is', async () => {
    const once = { ...notice, once: true }
    expect(await o.code('季红梅', handleRegisterPaper, once)).toBe('done')
    expect(await o.code('季红梅', handleRegisterPaper, { ...once, senderNumber: '云政办发[2026] 31号' })).toBe('incoming.same-number')
    expect(await o.code('季红梅', handleRegisterPaper, { ...once, sender: '云中省水利厅' })).toBe('done')
  })
  test('a request from below has its promised days; a notice has none (R-D03)', async () => {
    expect(clockOf(await o.paper(request), 'promised')?.dueAt).toBe(instant('2026-12-08T00:00:00+08:00'))
    expect(clockOf(await o.paper(), 'promised')).toBeUndefined()
  })
})

describe('初审', () => {
  test('five questions, each answered by name; one failing does not pass (R-D30)', async () => {
    const paper = await o.paper()
    expect(examinePaper.input.safeParse({ ...on(paper), checks: allMet.slice(1) }).success).toBe(false)
    expect(await o.code('季红梅', handleExaminePaper, { ...on(paper), checks: failing('format') })).toBe('incoming.check-failed')
    const passed = (await o.as('季红梅', handleExaminePaper, { ...on(paper), checks: allMet })) as Paper
    expect([passed.state, passed.detail.checks.map((c) => c.by)]).toEqual(['examined', Array(5).fill(personOf('季红梅'))])
  })
  test('returned with all reasons at once, told and closed in one act; a second return says why it was not told (BZ-47)', async () => {
    const paper = await o.paper(request)
    expect(await o.code('季红梅', handleReturnPaper, { ...on(paper), checks: allMet })).toBe('incoming.nothing-failed')
    const back = (await o.as('季红梅', handleReturnPaper, { ...on(paper), checks: failing('format', 'consulted') })) as Paper
    expect([back.phase, back.reports[0]?.result, back.answers[0]?.via]).toEqual(['closed', 'returned', 'letter'])
    expect(back.answers[0]?.body).toContain('1. 文种、格式是否符合要求：format 不合')
    expect(back.answers[0]?.body).toContain('2. 涉及其他地区、部门的事项是否已协商、会签：consulted 不合')
    const again = await o.paper({ ...request, resubmits: back.id })
    expect(await o.code('季红梅', handleReturnPaper, { ...on(again), checks: failing('format') })).toBe('done')
    const third = await o.paper({ ...request, resubmits: back.id })
    expect(await o.code('季红梅', handleReturnPaper, { ...on(third), checks: failing('rules') })).toBe('incoming.tell-at-once')
    expect(await o.code('季红梅', handleReturnPaper, { ...on(third), checks: failing('rules'), slip: '首次审核遗漏' })).toBe('done')
    await whole(third)
  })
})

describe('退文 and handed in again', () => {
  test('what was returned and comes again under its number is no duplicate, and is known to come again (BZ-47)', async () => {
    const back = await o.paper(request)
    await o.as('季红梅', handleReturnPaper, { ...on(back), checks: failing('format') })
    const again = await o.paper({ ...request, once: true })
    expect(again.detail.resubmits).toBe(back.id)
    expect(await o.code('季红梅', handleReturnPaper, { ...on(again), checks: failing('rules') })).toBe('incoming.tell-at-once')
    expect((await o.paper({ ...request, sender: '石桥县人民政府' })).detail.resubmits).toBeNull()
  })
})

describe('承办: 拟办、批办、交办', () => {
  test('two or more departments need a named lead; one leads without being asked (条例 art. 24)', async () => {
    const paper = await o.examined()
    const helpers = [{ unit: unitOf('housing') }, { unit: unitOf('water') }]
    expect(await o.code('季红梅', handleAssignPaper, { ...on(paper), helpers, ask: '请办理' })).toBe('incoming.name-the-lead')
    const given = (await o.as('季红梅', handleAssignPaper, { ...on(paper), helpers: helpers.slice(0, 1), ask: '请办理' })) as Paper
    expect(given.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open')?.unit.name).toBe('市住建局')
  })
  test('an urgent paper without a due time cannot leave 承办, and somebody by name chases it (R-D31)', async () => {
    const paper = await o.examined({ urgency: 'urgent' })
    const due = instant('2026-11-25T18:00:00+08:00')
    expect(await o.code('季红梅', handleAssignPaper, { ...on(paper), ...housing })).toBe('incoming.urgent-needs-time')
    expect(await o.code('季红梅', handleAssignPaper, { ...on(paper), ...housing, due })).toBe('incoming.name-the-chaser')
    expect(await o.code('季红梅', handleReportPaper, { ...on(paper), version: paper.version, result: 'done', text: '已办' })).toBe('incoming.urgent-needs-time')
    const given = (await o.as('季红梅', handleAssignPaper, { ...on(paper), ...housing, due, chaser: personOf('季红梅') })) as Paper
    expect([given.state, clockOf(given, 'urgent')?.dueAt, given.detail.chaser]).toEqual(['assigned', due, personOf('季红梅')])
    expect(await readChaser.run(reader('季红梅'), readChaser.contract.input.parse({ id: paper.id }))).toEqual({ name: '季红梅' })
  })
  test('平件 three working days, 加急 one, 特急 at once: whatever is agreed starts the clock of its urgency (R-D31)', async () => {
    const paper = await o.examined()
    const given = (await o.as('季红梅', handleAssignPaper, { ...on(paper), ...housing })) as Paper
    expect(given.clocks.filter((c) => c.whole && c.stoppedAt === null).map((c) => [c.key, c.dueAt])).toEqual([['handling', instant('2026-11-27T00:00:00+08:00')]])
  })
  test('同意拟办意见: the department has the task, and its clock runs, in the act that agrees; it may not refuse it (R-D24)', async () => {
    const paper = await o.examined()
    const asked = (await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('韩冬')] })) as Paper
    expect([asked.state, clockOf(asked, 'instructing')?.dueAt]).toEqual(['examined', instant('2026-11-26T00:00:00+08:00')])
    o.office.pass(HOUR)
    const signed = (await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true })) as Paper
    const lead = signed.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open')
    expect([signed.state, lead?.unit.name, lead?.bound, lead?.ask, clockOf(signed, 'handling')?.startedAt]).toEqual(['assigned', '市住建局', true, housing.ask, o.office.now])
    expect(await o.office.as('许文涛').code('refuse', { ...on(paper), ground: '不属于我局' })).toBe('kernel.bound')
    await whole(paper)
  })
  test('a proposal put on paper and entered by another hand makes the task binding just the same (代录; R-D24)', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('韩冬')] })
    o.office.pass(HOUR)
    const recorded = { actor: personOf('韩冬'), at: o.office.now, evidence: null, relay: '陈立言当面转达', late: null }
    const signed = (await o.office.as('陈立言').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true, opinion: '圈阅', recorded })) as Paper
    expect(signed.state).toBe('assigned')
  })
  test('the highest rank decides: he agrees first, the task runs; one below says no later, and the secretary-general is shown it (R-D24)', async () => {
    const paper = await o.examined()
    const leaders = [personOf('周启明'), personOf('韩冬')]
    const asked = (await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders, pace: 'together' })) as Paper
    expect(asked.stages.at(-1)?.pieces.map((p) => p.person?.name)).toEqual(['韩冬', '周启明'])
    o.office.pass(HOUR)
    expect((await o.office.as('周启明').do('sign', { ...on(paper), piece: await o.piece(paper, '周启明'), agree: true })).state).toBe('assigned')
    o.office.pass(HOUR)
    await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: false, opinion: '应由市水利局牵头。' })
    const shown = (await o.see('张怀远', paper)).stages.flatMap((s) => s.pieces).filter((p) => p.role === 'conflict')
    expect(shown.map((p) => [p.person?.name ?? p.post, p.state])).toEqual([['secretary-general', 'open']])
    await o.office.as('张怀远').do('read', { ...on(paper), piece: shown[0]?.id })
    expect((await o.see('张怀远', paper)).state).toBe('assigned')
    await whole(paper)
  })
  test('while the highest has not written, an agreement below binds nobody; his no stands over it (R-D24)', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('周启明'), personOf('韩冬')] })
    o.office.pass(HOUR)
    expect((await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true })).state).toBe('examined')
    o.office.pass(HOUR)
    const last = await o.office.as('周启明').do('sign', { ...on(paper), piece: await o.piece(paper, '周启明'), agree: false, opinion: '再研究。' })
    expect([last.state, last.stages.some((s) => s.role === 'conflict')]).toEqual(['examined', true])
  })
  test('a time that passed while it lay with the leader falls away; nobody’s consent is refused for it', async () => {
    const paper = await o.examined()
    const due = instant('2026-11-23T18:00:00+08:00')
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: { ...housing, due }, leaders: [personOf('韩冬')] })
    o.days(2)
    const signed = (await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true })) as Paper
    expect([signed.state, clockOf(signed, 'handling')?.dueAt]).toEqual(['assigned', instant('2026-12-01T00:00:00+08:00')])
  })
})

describe('传阅 (F17)', () => {
  test('from the top by rank, one after another; ends by itself when the last has read; then closed on the ground that it was for reading', async () => {
    const paper = await o.examined({ handling: 'read' })
    const to = ['罗静', '周启明', '沈国栋'].map((name) => ({ person: personOf(name) }))
    const sent = (await o.as('季红梅', handleCirculatePaper, { ...on(paper), to, ask: '请阅' })) as Paper
    const stage = () => o.see('季红梅', paper).then((p) => p.stages.find((s) => s.role === 'circulate'))
    expect(sent.stages.at(-1)?.pieces.map((p) => [p.person?.name, p.state])).toEqual([
      ['周启明', 'open'],
      ['沈国栋', 'waiting'],
      ['罗静', 'waiting'],
    ])
    expect(await o.code('季红梅', handleCloseRead, { ...on(paper), text: '阅件' })).toBe('incoming.still-circulating')
    for (const name of ['周启明', '沈国栋', '罗静']) {
      o.office.pass(HOUR)
      await o.office.as(name).do('read', { ...on(paper), piece: await o.piece(paper, name) })
    }
    expect((await stage())?.outcome).toBe('well')
    const closed = (await o.as('季红梅', handleCloseRead, { ...on(paper), text: '阅件，无须答复' })) as Paper
    expect([closed.phase, closed.reports[0]?.result, closed.answers[0]?.via, closed.answers[0]?.ground]).toEqual(['closed', 'read', 'none', '阅件，无须答复'])
    await whole(paper)
  })
  test('never to oneself; drawn back in bulk; not closed as read by the one who registered it', async () => {
    const paper = await o.examined({ handling: 'read' })
    expect(await o.code('季红梅', handleCirculatePaper, { ...on(paper), to: [{ person: personOf('季红梅') }], ask: '请阅' })).toBe('kernel.to-oneself')
    const to = ['罗静', '韩冬'].map((name) => ({ person: personOf(name) }))
    const sent = (await o.as('季红梅', handleCirculatePaper, { ...on(paper), to, ask: '请阅', order: 'together' })) as Paper
    await o.office.as('季红梅').do('withdraw', { ...on(paper), stage: sent.stages.at(-1)?.id, reason: '发错范围' })
    expect((await o.see('季红梅', paper)).stages.at(-1)?.pieces.map((p) => p.ending)).toEqual(['taken_back', 'taken_back'])
    expect(await o.code('季红梅', handleCloseRead, { ...on(paper), text: '阅件' })).toBe('incoming.nobody-read')
  })
})

describe('答复、办结', () => {
  const taken = async (more: object) => {
    const paper = await o.examined(more)
    await o.as('季红梅', handleAssignPaper, { ...on(paper), ...housing })
    await o.office.as('许文涛').do('accept', on(paper))
    const seen = await o.see('许文涛', paper)
    return (await o.as('许文涛', handleReportPaper, { ...on(paper), version: seen.version, result: 'done', text: '已安排资金 300 万元。' })) as Paper
  }
  test('a 请示 is answered within its promised days, by a letter with its number, and cannot be closed unanswered (R-D03)', async () => {
    const paper = await taken(request)
    expect(paper.state).toBe('reported')
    expect(await o.office.as('季红梅').code('noAnswer', { ...on(paper), via: 'none', ground: '不必', body: null })).toBe('incoming.request-is-answered')
    const told = (await o.office.as('季红梅').do('reply', { ...on(paper), body: '云政函〔2026〕45号：同意。', via: 'letter' })) as Paper
    expect([told.state, told.answers[0]?.body, clockOf(told, 'promised')?.stoppedAt]).toEqual(['replied', '云政函〔2026〕45号：同意。', o.office.now])
    const done = await o.office.as('季红梅').do('close', on(paper))
    expect(done.phase).toBe('closed')
    await whole(paper)
  })
  test('of another paper nobody need be told, on a ground to which a second person agrees', async () => {
    const paper = await taken({})
    await o.office.as('季红梅').do('noAnswer', { ...on(paper), via: 'none', ground: '上级部署，无须报告', body: null })
    const consent = (await o.office.facts(paper.id as never)).assignments.find((a) => a.kind === 'say' && a.state === 'open')
    const done = await o.office.as('张怀远').do('sign', { ...on(paper), piece: consent?.id, agree: true })
    expect([done.phase, done.answers[0]?.via]).toEqual(['closed', 'none'])
  })
  test('a report that asks is shown with the sentence that asks; another paper is not, nor one that is handled so already (R-D03)', async () => {
    const gist = '资金缺口较大，恳请市政府批准增拨 200 万元。'
    const asked = async (paper: Paper) => readAsks.run(reader('季红梅'), readAsks.contract.input.parse({ id: paper.id }))
    const report = await o.examined({ ...request, paperType: 'report', gist })
    expect(await asked(report)).toEqual({ found: { phrase: '恳请市政府批准', sentence: gist } })
    expect(await asked(await o.paper({ paperType: 'notice', gist }))).toEqual({ found: null })
    await o.as('季红梅', handleTreatAsRequest, { ...on(report), reason: '夹带请示' })
    expect(await asked(report)).toEqual({ found: null })
  })
  test('a report that hides a request is handled as one: its days begin, and it is owed an answer (R-D03)', async () => {
    const paper = await o.examined({ ...request, paperType: 'report' })
    expect(await o.code('季红梅', handleTreatAsRequest, { ...on(await o.examined()), reason: '夹带请示' })).toBe('incoming.not-a-report')
    const asked = (await o.as('季红梅', handleTreatAsRequest, { ...on(paper), reason: '文中请求“恳请批准”' })) as Paper
    expect([asked.detail.asRequest, clockOf(asked, 'promised') !== undefined]).toEqual([true, true])
  })
  test('what the register said wrong is put right, with what it said before', async () => {
    const paper = await o.paper()
    expect(await o.code('季红梅', handleAmendPaper, { ...on(paper), fields: { copies: 1 }, reason: '无' })).toBe('incoming.nothing-amended')
    const right = (await o.as('季红梅', handleAmendPaper, { ...on(paper), fields: { senderNumber: '云政办发〔2026〕13号' }, reason: '字号看错' })) as Paper
    expect(right.detail.senderNumber).toBe('云政办发〔2026〕13号')
    const facts = await o.office.facts(paper.id as never)
    expect(facts.notes.at(-1)?.text).toContain('来文字号：云政办发〔2026〕31号 → 云政办发〔2026〕13号')
    o.office.pass(HOUR)
    await o.as('季红梅', handleAmendPaper, { ...on(paper), fields: { paperType: 'letter', urgency: 'urgent', senderUnit: unitOf('housing') }, reason: '看错' })
    const lines = (await o.office.facts(paper.id as never)).notes.at(-1)?.text?.split('\n').slice(1).sort()
    expect(lines).toEqual(['文种：通知 → 函', '来文单位：（无） → 市住建局', '紧急程度：平件 → 加急'].sort())
    await whole(paper)
  })
})

describe('收文登记簿与统计 (HA-17)', () => {
  const rows = async (name: string, filter: object) => ((await readLedger.run(reader(name), readLedger.contract.input.parse(filter))) as { rows: { title: string }[] }).rows
  test('finds by sender, number, type and urgency, and shows nobody what he may not see', async () => {
    await o.paper()
    await o.paper(request)
    expect((await rows('季红梅', {})).length).toBe(2)
    expect((await rows('季红梅', { paperType: 'request' })).map((r) => r.title)).toEqual([request.title])
    expect((await rows('季红梅', { text: '清政' })).length).toBe(1)
    expect((await rows('许文涛', {})).length).toBe(0)
  })
  test('the file has the office’s columns, with what was proposed, written, routed, circulated and done, and no secrecy (R-C01)', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('韩冬')] })
    o.office.pass(HOUR)
    await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true, opinion: '同意，请抓紧。' })
    const heads = incomingLedgerFile.columns.map((c) => c.head('zh-CN'))
    expect(heads).toEqual(['收文号', '收文时间', '来文单位', '来文字号', '标题', '紧急程度', '拟办意见', '批办', '承办', '传阅', '时限', '办理结果'])
    const page = await incomingLedgerFile.page(reader('季红梅'), incomingLedgerFile.filter.parse({}), undefined, 50)
    const line = incomingLedgerFile.columns.map((c) => c.cell(page.rows[0], 'zh-CN', reader('季红梅')))
    expect(line.slice(2, 9)).toEqual([notice.sender, notice.senderNumber, notice.title, '平件', proposal.text, '韩冬：同意，请抓紧。', '主办：市住建局'])
  })
  test('numbers of citizens in what was proposed and done are masked in the file as they are on the page (R-C18)', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, text: '来人电话13800006027，拟请住建局办。', task: housing, leaders: [personOf('韩冬')] })
    const page = maskedFor(reader('季红梅'), await incomingLedgerFile.page(reader('季红梅'), incomingLedgerFile.filter.parse({}), undefined, 50))
    expect(incomingLedgerFile.columns.map((c) => c.cell(page.rows[0], 'zh-CN', reader('季红梅')))[6]).toBe('来人电话138****6027，拟请住建局办。')
  })
  test('批办 written by hand alone is an instruction in the book, no bare consent', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('韩冬')] })
    o.office.pass(HOUR)
    const ink = packInk({ width: 1000, height: 600, strokes: [[{ x: 100, y: 100, t: 0, p: 40 }]] })
    await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true, ink })
    const page = await incomingLedgerFile.page(reader('季红梅'), incomingLedgerFile.filter.parse({}), undefined, 50)
    expect(incomingLedgerFile.columns.map((c) => c.cell(page.rows[0], 'zh-CN', reader('季红梅')))[7]).toBe('韩冬：批示（手写）')
  })
  test('how long each step took, and where papers stand now, is on 主任一屏 (HA-97)', async () => {
    const paper = await o.examined()
    await o.as('季红梅', handleProposePaper, { ...on(paper), ...proposal, task: housing, leaders: [personOf('韩冬')] })
    o.office.pass(5 * HOUR)
    await o.office.as('韩冬').do('sign', { ...on(paper), piece: await o.piece(paper, '韩冬'), agree: true })
    const { steps } = await readOverview(reader('张怀远'), { older: 30, days: 90 })
    expect(steps.find((s) => s.step === 'sign')).toMatchObject({ desk: 'incoming', n: 1, median: 5, open: 0 })
    expect(steps.filter((s) => s.open > 0).map((s) => s.step)).toEqual(['accept'])
  })
  test('办理各类文电, in hand, requests, overdue by unit, returned by reason; a figure shows the very papers', async () => {
    await o.paper(request)
    const given = await o.examined()
    await o.as('季红梅', handleAssignPaper, { ...on(given), ...housing })
    await o.office.as('许文涛').do('accept', on(given))
    const back = await o.paper({ ...request, title: '另一请示' })
    await o.as('季红梅', handleReturnPaper, { ...on(back), checks: failing('format', 'rules') })
    o.days(10)
    const view = (await readFigures.run(reader('张怀远'), readFigures.contract.input.parse({}))) as z.output<typeof figures.output>
    const n = (list: readonly { key: string; n: number }[], key: string) => list.find((f) => f.key === key)?.n
    expect(['received', 'open', 'late', 'requests', 'returned', 'returnedFormat', 'returnedRules', 'returnedOurs'].map((key) => n(view.all, key))).toEqual([3, 2, 2, 2, 1, 1, 1, 0])
    expect(view.units.map((u) => [u.unit.name, n(u.figures, 'late')])).toEqual(
      expect.arrayContaining([
        ['市住建局', 1],
        ['文电科', 1],
      ]),
    )
    expect((await rows('张怀远', { figure: 'returnedFormat' })).map((r) => r.title)).toEqual(['另一请示'])
  })
})
