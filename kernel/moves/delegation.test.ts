import { describe, expect, test } from 'vitest'
import { addMillis, DAY, HOUR, instant } from '../time.ts'
import { memoryOffice } from '../trial/memory.ts'
import { delegation, personId, trialPeople, unitId, without } from '../trial/people.ts'
import { asked, letter } from '../trial/story.ts'

const people = trialPeople()
const lent = (...more: ReturnType<typeof delegation>[]) => ({ ...people, delegations: more })

describe('代理 acting for somebody (F13; 不变量 12)', () => {
  test('the agent sees and does what his principal may; the work stays the principal’s', () => {
    const office = memoryOffice({ office: lent(delegation({ principal: '赵强', agent: '蒋宁' })) })
    const matter = letter(office, 'assigned', { assign: { lead: { person: personId('赵强') } } })
    const done = office.do('蒋宁', 'accept', { matter })
    expect(done.steps[0]).toMatchObject({ actor: personId('蒋宁'), said: { for: personId('赵强') } })
    expect(office.see(matter).matter.owner_person).toBe(personId('赵强'))
    expect(office.see(matter).assignments.map((a) => a.person)).not.toContain(personId('蒋宁'))
  })
  test('with its end it is as if it had never been, but for what was done', () => {
    const office = memoryOffice({ office: lent(delegation({ principal: '赵强', agent: '蒋宁', to: instant('2026-03-03T00:00:00Z') })) })
    const matter = letter(office, 'working')
    expect(office.may('蒋宁', matter).report).toMatchObject({ allowed: true })
    const never = memoryOffice({ office: lent() })
    office.pass(2 * DAY)
    expect(office.may('蒋宁', matter)).toEqual({})
    expect(never.may('蒋宁', letter(never, 'working'))).toEqual({})
    expect(office.code('蒋宁', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })).toBe('kernel.not-found')
  })
  test('set for somebody who is away already: it runs from the moment it is given, without him (F13)', () => {
    const office = memoryOffice({ office: lent() })
    const matter = letter(office, 'working')
    expect(office.code('郑爽', 'handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })).toBe('kernel.not-yours')
    office.office = lent(delegation({ principal: '赵强', agent: '郑爽', from: office.now }))
    expect(office.code('郑爽', 'handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })).toBe('done')
  })
  test('for one desk only, and for a named matter only where it says so', () => {
    const elsewhere = memoryOffice({ office: lent(delegation({ principal: '赵强', agent: '蒋宁', desks: ['letters'] })) })
    expect(elsewhere.may('蒋宁', letter(elsewhere, 'working'))).toEqual({})
    const named = (all: boolean) => {
      const office = memoryOffice({ office: lent(delegation({ principal: '赵强', agent: '蒋宁', named: all })) })
      return Object.keys(office.may('蒋宁', letter(office, 'working', { register: { readers: 'named' } }))).length > 0
    }
    expect([named(false), named(true)]).toEqual([false, true])
  })
  test('an agent does not mix his own power with his principal’s piece', () => {
    const office = memoryOffice({ office: lent(delegation({ principal: '钱多多', agent: '孙悦' })) })
    office.office = {
      ...office.office,
      powers: office.office.powers.filter((p) => p.key !== 'trial.hand-over' || p.post === office.office.holdings.find((h) => h.person === personId('孙悦'))?.post),
    }
    const matter = letter(office, 'assigned', { assign: { lead: { person: personId('钱多多') } } })
    office.do('孙悦', 'accept', { matter })
    expect(office.code('孙悦', 'handOver', { matter, to: { unit: unitId('city') }, ask: '一' })).toBe('kernel.no-power')
  })
})

describe('回避 recusal (不变量 11、14)', () => {
  test('the accused unit is given nothing, sees nothing, decides nothing: the same answer as for what is not there', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered', { register: { recused: [{ unit: unitId('housing'), ground: 'accused' }] } })
    expect(office.see(matter).recusals).toMatchObject([{ unit: unitId('housing'), person: null, ground: 'accused' }])
    expect(office.code('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, ask: '办' })).toBe('kernel.recused')
    expect(office.code('刘洋', 'assign', { matter, lead: { person: personId('赵强') }, ask: '办' })).toBe('kernel.recused')
    expect(office.code('赵强', 'accept', { matter })).toBe('kernel.not-found')
    expect(office.code('赵强', 'accept', { matter: office.ids.next() })).toBe('kernel.not-found')
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('city') }, ask: '办' })
    expect(office.code('韩雪', 'errand', { matter, to: { person: personId('钱多多') }, ask: '查' })).toBe('kernel.accept-first')
    office.do('韩雪', 'accept', { matter })
    expect(office.code('韩雪', 'errand', { matter, to: { person: personId('钱多多') }, ask: '查' })).toBe('kernel.recused')
    expect(office.code('韩雪', 'circulate', { matter, to: [{ post: office.office.posts.keys().next().value }, { unit: unitId('housing') }], ask: '阅' })).toBe('kernel.recused')
  })
  test('a recused person sees nothing though he has see-all, is not told, and his agent can do nothing in his right', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered', { register: { recused: [{ person: personId('周海平'), ground: 'kin' }] } })
    expect(office.may('周海平', matter)).toEqual({})
    expect(Object.values(office.may('吴静', matter)).some((m) => m.allowed && m.piece !== null)).toBe(false)
    const done = office.do('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, ask: '办' })
    expect(done.notices.map((n) => n.to)).not.toContain(personId('周海平'))
    office.do('赵强', 'accept', { matter })
    office.do('赵强', 'pause', { matter, until: '2026-03-12T01:00:00.000Z', reason: '等' })
    expect(office.see(matter).assignments.at(-1)?.post).toBe(office.office.holdings.find((h) => h.person === personId('王芳'))?.post)
  })
  test('the only approver is recused: nobody may be asked', () => {
    const office = memoryOffice()
    office.office = without(office.office, '王芳', office.now)
    const matter = letter(office, 'working', { register: { recused: [{ person: personId('周海平'), ground: 'interest' }] } })
    expect(office.code('赵强', 'extend', { matter, until: '2026-04-01T00:00:00.000Z', reason: '等' })).toBe('kernel.no-approver')
  })
})

describe('知悉范围 who may see (不变量 14)', () => {
  test('another’s matter, an unknown id and another desk’s: one answer', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const refusals = [office.attempt('杨帆', 'note', { matter, text: '一' }), office.attempt('杨帆', 'note', { matter: office.ids.next(), text: '一' })]
    expect(refusals[0]).toEqual(refusals[1])
    expect(refusals[0]).toMatchObject({ code: 'kernel.not-found', status: 404 })
  })
  test('to let somebody see is to give him a 阅; the head sees his unit’s, the leader his portfolio’s', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(['李明', '顾明川', '褚卫国'].map((name) => Object.keys(office.may(name, matter)).length > 0)).toEqual([true, true, false])
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('褚卫国') }], ask: '请阅' })
    expect(Object.keys(office.may('褚卫国', matter)).length).toBeGreaterThan(0)
  })
  test('a named matter is for the persons on its list alone: not their heads, not see-all, not a unit', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { register: { readers: 'named' } })
    expect(office.see(matter).assignments.every((a) => a.person !== null)).toBe(true)
    expect(['赵强', '刘洋', '李明', '周海平', '陈晨'].map((name) => Object.keys(office.may(name, matter)).length > 0)).toEqual([true, true, false, false, false])
    office.pass(HOUR)
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })
    expect(office.see(matter).assignments.find((a) => a.role === 'reply')?.person).not.toBeNull()
    expect(office.code('王芳', 'register', asked(office, { partOf: matter, askers: [{ contact: office.ids.next() }] }))).toBe('kernel.not-found')
    expect(addMillis(office.now, 0)).toBe(office.now)
  })
})
