import { describe, expect, test } from 'vitest'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const people = (...names: string[]) => names.map((name) => ({ person: personId(name) }))
const last = (office: MemoryOffice, matter: MatterId) => office.see(matter).stages.at(-1)
const endings = (office: MemoryOffice, matter: MatterId, role: string) =>
  office
    .see(matter)
    .assignments.filter((a) => a.role === role)
    .map((a) => a.ending ?? a.state)
/** 赵强 asks three to sign; his own piece waits. */
function signers(office: MemoryOffice, more: object = {}, who = ['李明', '褚卫国', '沈丽']): MatterId {
  const matter = letter(office, 'working')
  office.do('赵强', 'circulate', { matter, to: people(...who), ask: '请会签', kind: 'say', blocks: true, ...more })
  return matter
}

describe('会签、或签、依次', () => {
  test('会签: all must agree; mine waits and wakes when the last has signed (F1)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    expect(office.piece(matter, '赵强', 'lead').state).toBe('waiting')
    for (const name of ['李明', '褚卫国']) office.do(name, 'sign', { matter, agree: true })
    expect(last(office, matter)?.ended_at).toBeNull()
    office.do('沈丽', 'sign', { matter, agree: true })
    expect(last(office, matter)).toMatchObject({ outcome: 'well' })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
  })
  test('会签: one disagrees, the others are still heard; then it has ended badly and comes back to me, not on to anybody else (F10)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    expect(office.code('李明', 'sign', { matter, agree: false })).toBe('kernel.say-why')
    office.do('李明', 'sign', { matter, agree: false, opinion: '经费未落实' })
    expect(last(office, matter)?.ended_at).toBeNull()
    for (const name of ['褚卫国', '沈丽']) office.do(name, 'sign', { matter, agree: true })
    expect(last(office, matter)?.outcome).toBe('badly')
    expect(office.see(matter).matter.state).toBe('working')
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
  })
  test('或签: one agreement is enough, the others are needed no more; whoever comes late is told who did it (不变量 7)', () => {
    const office = memoryOffice()
    const matter = signers(office, { need: 1 })
    const late = office.piece(matter, '沈丽').id
    office.do('褚卫国', 'sign', { matter, agree: true })
    expect(endings(office, matter, 'sign')).toEqual(['not_needed', 'agreed', 'not_needed'])
    expect(office.attempt('沈丽', 'sign', { matter, piece: late, agree: true })).toMatchObject({ code: 'kernel.already-done', facts: { by: '褚卫国' } })
    expect(office.code('赵强', 'circulate', { matter, to: people('李明'), ask: '请签', kind: 'say', need: 2 })).toBe('kernel.need-too-many')
  })
  test('依次: one after another; a no ends it there', () => {
    const office = memoryOffice()
    const matter = signers(office, { pace: 'in_turn' })
    expect(endings(office, matter, 'sign')).toEqual(['open', 'waiting', 'waiting'])
    expect(office.code('沈丽', 'sign', { matter, agree: true })).toBe('kernel.piece-waits')
    office.do('李明', 'sign', { matter, agree: true })
    expect(endings(office, matter, 'sign')).toEqual(['agreed', 'open', 'waiting'])
    office.do('褚卫国', 'sign', { matter, agree: false, opinion: '不同意' })
    expect(endings(office, matter, 'sign')).toEqual(['agreed', 'disagreed', 'not_needed'])
    expect(last(office, matter)?.outcome).toBe('badly')
  })
})

describe('加签、减签、退回一支', () => {
  test('加签前: the extra signer first, mine waits; afterwards I may still disagree (F3)', () => {
    const office = memoryOffice()
    const matter = signers(office, {}, ['李明'])
    office.do('李明', 'addSign', { matter, to: people('冯媛')[0], ask: '请先看', mode: 'before' })
    expect(office.piece(matter, '李明').state).toBe('waiting')
    office.do('冯媛', 'sign', { matter, agree: true })
    expect(office.piece(matter, '李明').state).toBe('open')
    office.do('李明', 'sign', { matter, agree: false, opinion: '仍不同意' })
    expect(office.see(matter).stages.find((s) => s.role === 'sign' && s.wakes === office.piece(matter, '赵强', 'lead').id)?.outcome).toBe('badly')
  })
  test('加签后: opens when the others have signed; 加签并: beside them', () => {
    const office = memoryOffice()
    const matter = signers(office, {}, ['李明'])
    office.do('李明', 'addSign', { matter, to: people('冯媛')[0], ask: '请会签', mode: 'after' })
    office.do('李明', 'addSign', { matter, to: people('褚卫国')[0], ask: '请会签', mode: 'beside' })
    expect(endings(office, matter, 'sign')).toEqual(['open', 'waiting', 'open'])
    office.do('李明', 'sign', { matter, agree: true })
    expect(endings(office, matter, 'sign')).toEqual(['agreed', 'waiting', 'open'])
    office.do('褚卫国', 'sign', { matter, agree: true })
    expect(endings(office, matter, 'sign')).toEqual(['agreed', 'open', 'agreed'])
    office.do('冯媛', 'sign', { matter, agree: true })
    expect(last(office, matter)?.outcome).toBe('well')
    expect(office.code('赵强', 'addSign', { matter, to: people('李明')[0], ask: '签', mode: 'after' })).toBe('kernel.wrong-piece')
  })
  test('减签: whoever added takes away, with a reason; the join is asked again; mine wakes when I drop the one I waited for (F4)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    const [, second, third] = office.see(matter).assignments.filter((a) => a.role === 'sign')
    expect(office.code('李明', 'dropSign', { matter, target: second?.id, reason: '不必' })).toBe('kernel.not-yours')
    office.do('李明', 'sign', { matter, agree: true })
    office.do('赵强', 'dropSign', { matter, target: second?.id, reason: '出差' })
    office.do('赵强', 'dropSign', { matter, target: third?.id, reason: '出差' })
    expect(last(office, matter)?.outcome).toBe('well')
    const again = signers(office, {}, ['李明'])
    office.do('李明', 'addSign', { matter: again, to: people('冯媛')[0], ask: '先看', mode: 'before' })
    office.do('李明', 'dropSign', { matter: again, target: office.piece(again, '冯媛').id, reason: '不必了' })
    expect(office.piece(again, '李明').state).toBe('open')
  })
  test('减签 lowers what is needed to what is left', () => {
    const office = memoryOffice()
    const matter = signers(office, { need: 2 })
    const pieces = office.see(matter).assignments.filter((a) => a.role === 'sign')
    office.do('赵强', 'dropSign', { matter, target: pieces[1]?.id, reason: '一' })
    office.do('赵强', 'dropSign', { matter, target: pieces[2]?.id, reason: '二' })
    office.do('李明', 'sign', { matter, agree: true })
    expect(last(office, matter)?.outcome).toBe('well')
  })
  test('what a rule gave is not dropped, nor a lead, nor a consent', () => {
    const office = memoryOffice()
    const matter = letter(office, 'reported')
    const reply = office.see(matter).assignments.find((a) => a.role === 'reply')
    expect(office.code('赵强', 'dropSign', { matter, target: reply?.id, reason: '一' })).toBe('kernel.not-yours')
    expect(office.code('刘洋', 'dropSign', { matter, target: office.piece(matter, '赵强', 'lead').id, reason: '一' })).toBe('kernel.not-yours')
    const signed = signers(office)
    expect(office.code('赵强', 'dropSign', { matter: signed, target: office.piece(signed, '赵强', 'lead').id, reason: '一' })).toBe('kernel.lead-only')
  })
  test('减签、退回一支 are not offered while there is nobody to drop and no other branch', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(office.may('赵强', matter)).toMatchObject({ dropSign: { allowed: false, code: 'kernel.not-yours' }, sendBackBranch: { allowed: false, code: 'kernel.only-branch' } })
    expect(office.code('赵强', 'sendBackBranch', { matter, to: office.see(matter).assignments.find((a) => a.role === 'registrar')?.id, reason: '补' })).toBe('kernel.only-branch')
    const signed = signers(office)
    expect(office.may('赵强', signed).dropSign).toMatchObject({ allowed: true })
    expect(office.may('李明', signed).sendBackBranch).toMatchObject({ allowed: true })
  })
  test('退回一支: one branch goes back alone and straight back to its signer; the others never notice and go on (F6, F8; 不变量 9)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    const others = () => office.see(matter).assignments.filter((a) => a.role === 'sign' && a.person !== personId('李明'))
    const before = JSON.stringify(others())
    const registrar = office.see(matter).assignments.find((a) => a.role === 'registrar')
    office.do('李明', 'sendBackBranch', { matter, to: registrar?.id, reason: '请补附件' })
    expect(JSON.stringify(others())).toBe(before)
    office.do('褚卫国', 'sign', { matter, agree: true })
    office.do('沈丽', 'sign', { matter, agree: true })
    expect(last(office, matter)).toMatchObject({ role: 'returned', ended_at: null })
    office.do('刘洋', 'done', { matter, opinion: '已补' })
    office.do('李明', 'sign', { matter, agree: true })
    expect(
      office
        .see(matter)
        .stages.filter((s) => s.role === 'sign')
        .map((s) => s.outcome),
    ).toEqual(['well'])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
  })
  test('会签 after a jump back: the join counts what has been signed, once (F7)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    office.do('褚卫国', 'sign', { matter, agree: true })
    const registrar = office.see(matter).assignments.find((a) => a.role === 'registrar')
    office.do('李明', 'sendBackBranch', { matter, to: registrar?.id, reason: '请补附件' })
    office.do('李明', 'takeBack', { matter })
    office.do('李明', 'sign', { matter, agree: true })
    expect(office.see(matter).stages.find((s) => s.role === 'sign')?.ended_at).toBeNull()
    office.do('沈丽', 'sign', { matter, agree: true })
    expect(office.see(matter).stages.find((s) => s.role === 'sign')?.outcome).toBe('well')
  })
  test('a matter of many departments: each branch may be sent back and taken back by itself (F9)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { assign: { helpers: [{ unit: unitId('city') }, { unit: unitId('traffic') }] } })
    for (const name of ['韩雪', '卫青']) office.do(name, 'accept', { matter })
    office.do('韩雪', 'errand', { matter, to: people('杨帆')[0], ask: '去现场' })
    office.do('卫青', 'errand', { matter, to: people('蒋宁')[0], ask: '去现场' })
    office.do('韩雪', 'takeBack', { matter })
    expect(office.piece(matter, '韩雪', 'helper').state).toBe('open')
    expect(office.piece(matter, '卫青', 'helper').state).toBe('waiting')
    office.do('蒋宁', 'done', { matter })
    expect(office.piece(matter, '卫青', 'helper').state).toBe('open')
  })
})

describe('委派、传阅', () => {
  test('委派: mine waits, any ending wakes me: straight back to me', () => {
    const office = memoryOffice()
    for (const end of [
      ['done', {}],
      ['refuse', { ground: '不会' }],
    ] as const) {
      const matter = letter(office, 'working')
      office.do('赵强', 'errand', { matter, to: people('郑爽')[0], ask: '查档' })
      expect(office.see(matter).matter.owner_person).toBe(personId('赵强'))
      office.do('郑爽', end[0], { matter, ...end[1] })
      expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    }
  })
  test('传阅: owes nothing but reading, is never to oneself, and what is unread is on record (F17)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(office.code('赵强', 'circulate', { matter, to: people('赵强'), ask: '阅' })).toBe('kernel.to-oneself')
    office.do('赵强', 'circulate', { matter, to: people('赵强', '李明', '褚卫国'), ask: '请阅' })
    expect(endings(office, matter, 'circulate')).toEqual(['open', 'open'])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    office.do('李明', 'read', { matter, opinion: '已知悉' })
    expect(
      office
        .see(matter)
        .assignments.filter((a) => a.role === 'circulate')
        .map((a) => [a.ending, a.opinion]),
    ).toEqual([
      ['read', '已知悉'],
      [null, null],
    ])
  })
  test('收回传阅 in bulk: the unread end, and see it no more; what was read stays read (F17)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'circulate', { matter, to: people('李明', '褚卫国', '沈丽'), ask: '请阅' })
    office.do('李明', 'read', { matter })
    const stage = last(office, matter)?.id
    expect(office.code('褚卫国', 'withdraw', { matter, stage, reason: '误发' })).toBe('kernel.not-yours')
    office.do('赵强', 'withdraw', { matter, stage, reason: '误发' })
    expect(endings(office, matter, 'circulate')).toEqual(['read', 'taken_back', 'taken_back'])
    expect(office.may('褚卫国', matter)).toEqual({})
    expect(office.code('刘洋', 'withdraw', { matter, stage: office.see(matter).stages[0]?.id, reason: '一' })).toBe('kernel.no-such-stage')
  })
  test('reading that does not block outlives the closing; reading that blocks holds it up', () => {
    const office = memoryOffice()
    const plain = letter(office, 'working')
    office.do('赵强', 'circulate', { matter: plain, to: people('李明'), ask: '阅' })
    const close = (matter: MatterId) => {
      office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })
      office.do('刘洋', 'reply', { matter, body: '一', via: 'phone' })
      return office.code('陈晨', 'rate', { matter, answer: office.see(matter).answers[0]?.id, responded: true, solved: 'yes', satisfied: 'yes' })
    }
    expect(close(plain)).toBe('done')
    office.do('李明', 'read', { matter: plain })
    const blocking = letter(office, 'working')
    office.do('赵强', 'circulate', { matter: blocking, to: people('李明'), ask: '阅', blocks: true })
    expect(close(blocking)).toBe('kernel.work-open')
  })
})
