import { describe, expect, test } from 'vitest'
import { barred } from '../decide/own-work.ts'
import type { Desk } from '../desk.ts'
import type { MatterId } from '../ids.ts'
import { DAY } from '../time.ts'
import { trialDesk } from '../trial/desk.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { delegation, personId, trialPeople, unitId, without } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const until = '2026-03-20T16:00:00.000Z'
const clock = (office: MemoryOffice, matter: MatterId) => office.see(matter).clocks.find((c) => c.key === 'handling')

describe('同意 consent: what was asked runs when a second person agrees', () => {
  test('延期: asked, agreed, run in the same act; what was typed stands in notes and comes back whole; the first due date is never rewritten (R-H08、R-S13、不变量 18)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const first = clock(office, matter)?.first_due_at
    const ask = office.do('赵强', 'extend', { matter, until, reason: '等待检测报告，联系人张三' })
    expect(clock(office, matter)?.due_at).toBe(first)
    const stage = office.see(matter).stages.at(-1)
    expect(stage).toMatchObject({ kind: 'say', role: 'consent:extend', asks: { move: 'extend', by: personId('赵强'), input: { until, reason: { $note: expect.any(String) } } } })
    expect(JSON.stringify([ask.steps.map((s) => s.said), stage])).not.toContain('张三')
    const done = office.do('周海平', 'sign', { matter, agree: true })
    expect(done.steps.map((s) => [s.move, s.actor])).toEqual([
      ['sign', personId('周海平')],
      ['extend', personId('赵强')],
    ])
    expect(clock(office, matter)).toMatchObject({ due_at: until, first_due_at: first })
    expect(office.piece(matter, '赵强', 'lead').due_at).toBe(until)
    expect(office.see(matter).notes.filter((n) => n.text === '等待检测报告，联系人张三').length).toBeGreaterThan(0)
  })
  test('not agreed: it is only on record, and the asker is told', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'extend', { matter, until, reason: '等' })
    const due = clock(office, matter)?.due_at
    expect(office.code('周海平', 'sign', { matter, agree: false })).toBe('kernel.say-why')
    const no = office.do('周海平', 'sign', { matter, agree: false, opinion: '抓紧办' })
    expect(clock(office, matter)?.due_at).toBe(due)
    expect(no.notices).toMatchObject([{ kind: 'refused', to: personId('赵强'), payload: { move: 'extend' } }])
  })
  test('asked once at a time; nobody but who holds the power may agree, least of all the asker, his agent or whom he acted for (不变量 11)', () => {
    const people = trialPeople()
    const office = memoryOffice({ office: { ...people, delegations: [...people.delegations, delegation({ principal: '周海平', agent: '赵强' })] } })
    const matter = letter(office, 'working')
    office.do('赵强', 'extend', { matter, until, reason: '等' })
    expect(office.code('赵强', 'extend', { matter, until, reason: '等' })).toBe('kernel.consent-pending')
    const piece = office.see(matter).assignments.at(-1)?.id
    expect(office.code('赵强', 'sign', { matter, piece, agree: true })).toBe('kernel.own-work')
    expect(office.code('钱多多', 'sign', { matter, piece, agree: true })).toBe('kernel.not-yours')
    expect(office.code('吴静', 'sign', { matter, piece, agree: true })).toBe('done')
    const other = letter(office, 'working')
    office.do('钱多多', 'extend', { matter: other, until, reason: '代赵强请求' })
    expect(office.see(other).stages.at(-1)?.asks?.by).toBe(personId('钱多多'))
    expect(office.code('赵强', 'sign', { matter: other, piece: office.see(other).assignments.at(-1)?.id, agree: true })).toBe('kernel.own-work')
  })
  test('nobody else holds the power: refused at once, not left lying', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    for (const name of ['周海平', '王芳']) office.office = without(office.office, name, office.now)
    expect(office.code('赵强', 'extend', { matter, until, reason: '等' })).toBe('kernel.no-approver')
  })
  test('asked in vain: the matter has moved on, the request ends and holds nothing up', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'extend', { matter, until, reason: '等' })
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })
    expect(office.see(matter).assignments.find((a) => a.role === 'consent:extend')?.ending).toBe('superseded')
  })
  test('a text erased before it was agreed to: the move still runs, and says that it was erased', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'extend', { matter, until, reason: '等待张三' })
    for (const note of office.see(matter).notes) office.do('周海平', 'erase', { matter, table: 'note', key: note.id, column: 'text', reason: '依法' })
    office.do('周海平', 'sign', { matter, agree: true })
    expect(office.see(matter).notes.map((n) => n.text)).toContain('〔已依法删除〕')
    expect(clock(office, matter)?.due_at).toBe(until)
  })
})

describe('验收、终验', () => {
  test('验收 is signed by somebody who neither reported nor owns it, not by delegation either (不变量 11)', () => {
    const people = trialPeople()
    const office = memoryOffice({ office: { ...people, delegations: [delegation({ principal: '周海平', agent: '赵强' })] } })
    const matter = letter(office, 'reported')
    office.do('刘洋', 'verify', { matter })
    const piece = office.see(matter).assignments.find((a) => a.role === 'acceptance')?.id
    expect(office.code('赵强', 'sign', { matter, piece, agree: true })).toBe('kernel.own-work')
    expect(office.code('周海平', 'sign', { matter, piece, agree: true })).toBe('done')
    const own = memoryOffice()
    const mine = letter(own, 'registered', { by: '周海平', register: { unit: unitId('office') } })
    own.do('周海平', 'answerAtOnce', { matter: mine, version: own.see(mine).matter.version, result: 'explained', text: '已当场答复' })
    own.office = { ...own.office, delegations: [] }
    expect(own.code('刘洋', 'verify', { matter: mine })).toBe('kernel.own-work')
  })
  test('终验: closing by consent; who reported and who owns it may not be the one who agrees', () => {
    const desk = {
      ...trialDesk,
      lifecycle: { ...trialDesk.lifecycle, moves: { ...trialDesk.lifecycle.moves, close: { ...trialDesk.lifecycle.moves.close, consent: { power: 'handle' } } } },
    } as unknown as Desk
    const office = memoryOffice({ desk })
    const matter = letter(office, 'answered')
    office.do('陈晨', 'rate', { matter, answer: office.see(matter).answers[0]?.id, responded: true, solved: 'yes', satisfied: 'yes' })
    expect(office.see(matter).matter.phase).toBe('closed')
    const asked = letter(office, 'answered')
    office.matters = new Map(
      [...office.matters].map(([id, f]) => [
        id,
        { ...f, answers: f.answers.map((a) => ({ ...a, responded: true, solved: 'yes' as const, satisfied: 'yes' as const, rated_at: office.now })) },
      ]),
    )
    office.do('王芳', 'close', { matter: asked })
    const stage = office.see(asked).stages.at(-1)
    expect(stage).toMatchObject({ role: 'consent:close', asks: { move: 'close', by: personId('王芳') } })
    expect(barred(office.see(asked), office.office, desk, stage as never)).toEqual([personId('王芳'), personId('赵强'), personId('赵强')])
  })
})

describe('挂起、恢复、延期', () => {
  function paused(): { office: MemoryOffice; matter: MatterId } {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'pause', { matter, until: '2026-03-12T01:00:00.000Z', reason: '等待材料' })
    office.do('周海平', 'sign', { matter, agree: true })
    return { office, matter }
  }
  test('挂起 is an interval with an end and a second person, not a state; it is not reported meanwhile', () => {
    const { office, matter } = paused()
    expect(office.see(matter).matter.state).toBe('working')
    expect(office.see(matter).pauses).toMatchObject([{ to_at: null, until_at: '2026-03-12T01:00:00.000Z', reason: '等待材料' }])
    expect(office.may('赵强', matter).pause).toMatchObject({ allowed: false, code: 'kernel.already-paused' })
    expect(office.code('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })).toBe('kernel.paused')
  })
  test('恢复: the due time moves by what the pause took, the first stays; the pieces follow (R-T05、不变量 8)', () => {
    const { office, matter } = paused()
    expect(clock(office, matter)?.due_at).toBe('2026-03-09T16:00:00.000Z')
    office.pass(3 * DAY)
    office.do('赵强', 'resume', { matter })
    expect(clock(office, matter)).toMatchObject({ due_at: '2026-03-12T16:00:00.000Z', first_due_at: '2026-03-09T16:00:00.000Z' })
    expect(office.piece(matter, '赵强', 'lead').due_at).toBe('2026-03-12T16:00:00.000Z')
    expect(office.code('赵强', 'resume', { matter })).toBe('kernel.not-paused')
  })
  test('when its end has come the office itself lifts it', () => {
    const { office, matter } = paused()
    office.pass(11 * DAY)
    const done = office.do('system', 'resume', { matter, piece: office.piece(matter, '赵强', 'lead').id })
    expect(done.steps[0]?.said).toMatchObject({ system: true })
    expect(office.see(matter).pauses[0]?.to_at).toBe(office.now)
  })
  test('later than now, and later than it was', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'extend', { matter, until: '2026-03-04T00:00:00.000Z', reason: '等' })
    expect(office.code('周海平', 'sign', { matter, agree: true })).toBe('kernel.due-not-later')
    const other = letter(office, 'working')
    office.do('赵强', 'pause', { matter: other, until: '2026-03-01T00:00:00.000Z', reason: '等' })
    expect(office.code('周海平', 'sign', { matter: other, agree: true })).toBe('kernel.due-in-past')
  })
})
