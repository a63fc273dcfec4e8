import { describe, expect, test } from 'vitest'
import { inWords } from '../decide/answer.ts'
import type { Desk } from '../desk.ts'
import type { ContactId, MatterId } from '../ids.ts'
import { trialDesk } from '../trial/desk.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, unitId } from '../trial/people.ts'
import { asked, letter, well } from '../trial/story.ts'

const askers = (office: MemoryOffice) => ({
  askers: [{ contact: office.ids.next<ContactId>() }, { contact: office.ids.next<ContactId>() }, { holder: { person: personId('孙悦') } }],
})
const answers = (office: MemoryOffice, matter: MatterId) => office.see(matter).answers.map((a) => [a.kind, a.sent_at !== null, a.settled_at !== null, a.rated_at !== null])
const rate = (office: MemoryOffice, matter: MatterId, n: number, marks: object = well, who = '陈晨') =>
  office.code(who, 'rate', { matter, answer: office.see(matter).answers[n]?.id, ...marks })

describe('答复 every asker is answered (承诺 2、不变量 5)', () => {
  test('several askers, outside and inside: one debt each; those inside wait with a piece to read', () => {
    const office = memoryOffice()
    const matter = letter(office, 'reported', { register: askers(office) })
    const [, , inside] = office.see(matter).answers
    expect(answers(office, matter)).toEqual([
      ['final', false, false, false],
      ['final', false, false, false],
      ['final', false, false, false],
    ])
    expect(office.piece(matter, '孙悦', 'asker')).toMatchObject({ id: inside?.to_assignment, kind: 'read', state: 'waiting' })
    expect(office.code('孙悦', 'read', { matter })).toBe('kernel.piece-waits')
  })
  test('named twice he is owed once', () => {
    const office = memoryOffice()
    const contact = office.ids.next<ContactId>()
    const matter = letter(office, 'registered', { register: { askers: [{ contact }, { contact }] } })
    expect(office.see(matter).answers).toHaveLength(1)
  })
  test('one asker first: the matter goes on only when the last has been answered', () => {
    const office = memoryOffice()
    const matter = letter(office, 'reported', { register: askers(office) })
    const [first] = office.see(matter).answers
    office.do('刘洋', 'reply', { matter, answers: [first?.id], body: '已修复', via: 'phone' })
    expect(office.see(matter).matter.state).toBe('reported')
    expect(office.piece(matter, '刘洋', 'reply').state).toBe('open')
    office.do('刘洋', 'reply', { matter, body: '已修复', via: 'letter' })
    expect(office.see(matter).matter.state).toBe('answered')
    expect(
      office
        .see(matter)
        .assignments.filter((a) => a.role === 'reply')
        .map((a) => a.ending),
    ).toEqual(['done'])
  })
  test('outside it is settled when delivered, inside when read; closed when each has his answer', () => {
    const office = memoryOffice()
    const matter = letter(office, 'answered', { register: askers(office), reply: { via: 'letter', delivered: false } })
    expect(answers(office, matter)).toEqual([
      ['final', true, false, false],
      ['final', true, false, false],
      ['final', true, false, false],
    ])
    expect(office.code('陈晨', 'rate', { matter, answer: office.see(matter).answers[0]?.id })).toBe('done')
    expect(rate(office, matter, 0)).toBe('done')
    expect(rate(office, matter, 1)).toBe('done')
    expect(office.see(matter).matter.state).toBe('answered')
    expect(office.code('陈晨', 'close', { matter })).toBe('kernel.answer-owed')
    office.do('孙悦', 'read', { matter })
    expect(answers(office, matter)[2]).toEqual(['final', true, true, false])
    office.do('陈晨', 'close', { matter })
    expect(office.see(matter).matter.phase).toBe('closed')
  })
  test('a desk may say that inside delivery is enough, or that the asker must accept', () => {
    const desk = (settled: 'delivered' | 'accepted') =>
      ({ ...trialDesk, answers: { ...trialDesk.answers, replyInside: { kind: 'final', to: 'assignment', settled, rated: [] } } }) as Desk
    const settledAt = (how: 'delivered' | 'accepted') => {
      const office = memoryOffice({ desk: desk(how) })
      const matter = letter(office, 'answered', { register: { askers: [{ holder: { person: personId('孙悦') } }] } })
      const sent = office.see(matter).answers[0]?.settled_at !== null
      if (office.code('孙悦', 'read', { matter }) !== 'done') throw new Error('not read')
      return [sent, office.see(matter).answers[0]?.settled_at !== null]
    }
    expect(settledAt('delivered')).toEqual([true, true])
    expect(settledAt('accepted')).toEqual([false, false])
  })
  test('阶段答复: an interim answer tells every asker how things stand, owes the final one still, and the final one settles it', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { register: askers(office) })
    office.do('刘洋', 'inform', { matter, body: '正在核查', via: 'letter', delivered: false })
    expect(office.see(matter).matter.state).toBe('working')
    expect(
      office
        .see(matter)
        .answers.filter((a) => a.kind === 'interim')
        .map((a) => a.settled_at !== null),
    ).toEqual([false, false, true])
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })
    office.do('刘洋', 'reply', { matter, body: '已修复', via: 'phone' })
    expect(
      office
        .see(matter)
        .answers.filter((a) => a.kind === 'interim')
        .every((a) => a.settled_at !== null),
    ).toBe(true)
  })
  test('不作答复 needs a ground and a second person; the ground stands in a note, not in history (不变量 5、18)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'reported')
    const none = { matter, answers: null, body: null, via: 'none', ground: '来信未署名，无联系方式' }
    expect(office.code('刘洋', 'reply', none)).toBe('trial.none-has-its-own-move')
    expect(office.code('刘洋', 'unanswerable', { ...none, via: 'phone', body: '一' })).toBe('trial.only-none')
    office.do('刘洋', 'unanswerable', none)
    expect(office.see(matter).matter.state).toBe('reported')
    expect(office.code('刘洋', 'sign', { matter, agree: true })).toBe('kernel.not-yours')
    const done = office.do('周海平', 'sign', { matter, agree: true })
    const [answer] = office.see(matter).answers
    expect(answer).toMatchObject({ via: 'none', settled_at: office.now, by: personId('刘洋') })
    expect(inWords(office.see(matter), answer?.ground ?? null)).toBe('来信未署名，无联系方式')
    expect(JSON.stringify(done.steps.map((s) => [s.said, s.move]))).not.toContain('未署名')
    expect(JSON.stringify(answer)).not.toContain('未署名')
  })
  test('the call-back: all three marks, once, never by who answered; dissatisfied opens it again', () => {
    const office = memoryOffice()
    const matter = letter(office, 'answered')
    expect(rate(office, matter, 0, well, '刘洋')).toBe('kernel.own-work')
    expect(rate(office, matter, 0, { solved: 'yes' })).toBe('kernel.rating-incomplete')
    expect(rate(office, matter, 0, { responded: true, solved: 'no', satisfied: 'no' })).toBe('done')
    expect(office.see(matter).matter).toMatchObject({ state: 'working', round: 2 })
    expect(office.see(matter).answers.map((a) => [a.round, a.satisfied])).toEqual([
      [1, 'no'],
      [2, null],
    ])
    expect(rate(office, matter, 0)).toBe('kernel.not-in-this-state')
    expect(office.code('陈晨', 'rate', { matter: letter(office, 'working'), answer: office.see(matter).answers[0]?.id, ...well })).toBe('kernel.not-in-this-state')
  })
})

describe('every path to a close or a void without an answer is refused (不变量 5)', () => {
  const close = (office: MemoryOffice, matter: MatterId) => office.code('陈晨', 'close', { matter })
  test('close in every state before the answer, with part of the answers, with a debt unsettled, with work open', () => {
    const office = memoryOffice()
    for (const state of ['registered', 'assigned', 'working', 'reported'] as const) expect(close(office, letter(office, state))).toBe('kernel.not-in-this-state')
    const unrated = letter(office, 'answered')
    expect(close(office, unrated)).toBe('trial.not-called-back')
    const undelivered = letter(office, 'answered', { reply: { via: 'letter', delivered: false } })
    expect(close(office, undelivered)).toBe('trial.not-called-back')
    const work = letter(office, 'answered')
    office.do('王芳', 'circulate', { matter: work, to: [{ person: personId('孙悦') }], ask: '核', kind: 'say' })
    expect(rate(office, work, 0)).toBe('kernel.work-open')
  })
  test('a desk that forgets every need of its own is still held by the kernel', () => {
    const moves = { ...trialDesk.lifecycle.moves, close: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'closed', power: 'close' } }
    const office = memoryOffice({ desk: { ...trialDesk, lifecycle: { ...trialDesk.lifecycle, moves } } as unknown as Desk })
    expect(close(office, letter(office, 'registered'))).toBe('kernel.no-result')
    expect(close(office, letter(office, 'working'))).toBe('kernel.no-result')
    expect(close(office, letter(office, 'reported'))).toBe('kernel.answer-owed')
    const half = letter(office, 'reported', { register: askers(office) })
    office.do('刘洋', 'reply', { matter: half, answers: [office.see(half).answers[0]?.id], body: '一', via: 'phone' })
    expect(close(office, half)).toBe('kernel.answer-owed')
    const returned = letter(office, 'reported')
    office.do('王芳', 'sendBack', { matter: returned, reason: '再核' })
    expect(close(office, returned)).toBe('kernel.no-result')
    const parted = letter(office, 'answered')
    office.do('刘洋', 'register', asked(office, { partOf: parted }))
    expect(close(office, parted)).toBe('kernel.parts-open')
    // whoever holds the call-back finishes it by closing
    expect(close(office, letter(office, 'answered'))).toBe('done')
  })
  test('作废: a second person, every asker told why, nothing under way elsewhere', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(office.code('刘洋', 'void', { matter, reason: '重复登记' })).toBe('done')
    expect(office.see(matter).matter.phase).toBe('working')
    expect(office.code('周海平', 'sign', { matter, agree: true })).toBe('kernel.answer-owed')
    office.do('周海平', 'sign', { matter, agree: false, opinion: '先告知来信人' })
    office.do('刘洋', 'void', { matter, reason: '重复登记', told: { via: 'phone', body: '您的来信已在另件办理' } })
    const done = office.do('周海平', 'sign', { matter, agree: true })
    expect(done.steps.map((s) => s.move)).toEqual(['sign', 'void'])
    const f = office.see(matter)
    expect(f.matter.phase).toBe('void')
    expect(f.answers).toMatchObject([{ body: '您的来信已在另件办理', via: 'phone', by: personId('刘洋'), settled_at: office.now }])
    expect(f.notes.map((n) => n.text)).toContain('重复登记')
    expect(f.assignments.every((a) => a.state === 'ended')).toBe(true)
    expect(f.clocks.every((c) => c.stopped_at !== null)).toBe(true)
    const parted = letter(office, 'working')
    office.do('刘洋', 'register', asked(office, { partOf: parted }))
    expect(office.code('刘洋', 'void', { matter: parted, reason: '一', told: { via: 'phone', body: '二' } })).toBe('kernel.parts-open')
  })
  test('nothing is added to a closed matter: no work, no debt, no part', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed')
    for (const [who, move, input] of [
      ['赵强', 'circulate', { to: [{ person: personId('李明') }], ask: '阅' }],
      ['刘洋', 'urge', { text: '快' }],
      ['刘洋', 'reply', { body: '一', via: 'phone' }],
      ['刘洋', 'assign', { lead: { unit: unitId('city') }, ask: '办' }],
      ['赵强', 'note', { text: '一' }],
    ] as const)
      expect(office.code(who, move, { matter, ...input })).toBe('kernel.not-in-this-state')
    expect(office.code('刘洋', 'register', asked(office, { partOf: matter }))).toBe('kernel.parent-closed')
  })
  test('办毕 does not tick off a reply that was never sent', () => {
    const office = memoryOffice()
    expect(office.code('刘洋', 'done', { matter: letter(office, 'reported') })).toBe('kernel.nobody-holds')
  })
})
