import { describe, expect, test } from 'vitest'
import { broken, unseated } from '../decide/invariants.ts'
import { holdersOf, homeUnits, receiverOf } from '../decide/office.ts'
import { seesMatter } from '../decide/rights.ts'
import { unended } from '../decide/run.ts'
import type { Desk } from '../desk.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, postId, unitId } from '../trial/people.ts'
import { handOverIn } from '../trial/resettle.ts'
import { asked, letter } from '../trial/story.ts'
import { signerOf } from './hand-over-post.ts'

const sound = (office: MemoryOffice) => {
  const desks = new Map([[office.desk.key, { desk: office.desk as Desk }]])
  expect([...broken(office.matters, desks), ...unseated(office.matters, office.office, office.now)]).toEqual([])
}
const over = (office: MemoryOffice, from: string, post: string, to: string) => handOverIn(office, personId(from), postId(post), personId(to))
const held = (office: MemoryOffice, matter: Parameters<MemoryOffice['see']>[0], name: string) =>
  office.see(matter).assignments.filter((a) => a.person === personId(name) && unended(a)).length

describe('岗位交接 a post’s work stays with the post', () => {
  test('接任者签收清单即为主办人，并任这一岗位；时限不变，前任名下不留在办件 (ZK-45, 不变量 2)', () => {
    const office = memoryOffice()
    const [one, two] = [letter(office, 'working'), letter(office, 'reported')]
    const clocks = office.see(one).clocks
    expect(over(office, '赵强', 'housing-liaison', '郑爽')).toBe(2)
    for (const matter of [one, two]) {
      expect(office.see(matter).matter).toMatchObject({ owner_person: personId('郑爽'), owner_unit: unitId('housing') })
      expect(held(office, matter, '赵强')).toBe(0)
      expect(office.see(matter).events[0]).toMatchObject({ move: 'handOverPost', actor: personId('郑爽') })
    }
    expect(office.see(one).clocks).toEqual(clocks)
    expect(receiverOf(office.office, unitId('housing'), office.now)).toBe(personId('郑爽'))
    office.do('郑爽', 'report', { matter: one, version: office.see(one).matter.version, result: 'solved', text: '已修复' })
    // what he handled he may still look up; nothing of it is his to do any more
    expect(office.code('赵强', 'note', { matter: one, text: '补记' })).toBe('kernel.not-yours')
    sound(office)
  })

  test('等着回来的、正在会签的，都还回到接任者手上 (F1)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'circulate', { matter, to: [{ unit: unitId('traffic') }, { person: personId('沈丽') }], ask: '请会签', kind: 'say', blocks: true })
    over(office, '赵强', 'housing-liaison', '郑爽')
    over(office, '沈丽', 'city-head', '杨帆')
    expect(office.piece(matter, '郑爽', 'lead').state).toBe('waiting')
    office.do('杨帆', 'sign', { matter, agree: true })
    office.do('卫青', 'sign', { matter, agree: true })
    expect(office.piece(matter, '郑爽', 'lead').state).toBe('open')
    sound(office)
  })

  test('一人两岗，只交一岗：另一岗的件仍在他名下 (ZK-47)', () => {
    const office = memoryOffice()
    const also = { person: personId('赵强'), post: postId('city-clerk'), kind: 'also' as const, from_at: '2020-01-01T00:00:00.000Z' as never, to_at: null }
    office.office = { ...office.office, holdings: [...office.office.holdings, also] }
    const mine = letter(office, 'working')
    const other = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter: other, lead: { unit: unitId('city'), person: personId('赵强') }, ask: '请办理' })
    office.do('赵强', 'accept', { matter: other })
    expect(over(office, '赵强', 'city-clerk', '朱莉')).toBe(1)
    expect(office.see(mine).matter.owner_person).toBe(personId('赵强'))
    expect(office.see(other).matter.owner_person).toBe(personId('朱莉'))
    sound(office)
  })

  test('借调人员回原单位：借入单位的件留给借入单位，原单位的件一直在他名下；借出期间收文先归在岗的人 (ZK-47)', () => {
    const office = memoryOffice()
    const mine = letter(office, 'working')
    const loan = { person: personId('赵强'), post: postId('city-clerk'), kind: 'borrowed' as const, from_at: office.now, to_at: null }
    office.office = { ...office.office, holdings: [...office.office.holdings, loan, { ...loan, person: personId('郑爽'), post: postId('housing-liaison'), kind: 'deputy' }] }
    expect(homeUnits(office.office, personId('赵强'), office.now)).toEqual([unitId('housing'), unitId('city')])
    expect(holdersOf(office.office, postId('housing-liaison'), office.now)).toEqual([personId('郑爽'), personId('赵强')])
    const there = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter: there, lead: { unit: unitId('city'), person: personId('赵强') }, ask: '请办理' })
    office.do('赵强', 'accept', { matter: there })
    expect(over(office, '赵强', 'city-clerk', '杨帆')).toBe(1)
    expect(office.see(there).matter).toMatchObject({ owner_person: personId('杨帆'), owner_unit: unitId('city') })
    expect(office.see(mine).matter).toMatchObject({ owner_person: personId('赵强'), owner_unit: unitId('housing') })
    expect(receiverOf(office.office, unitId('housing'), office.now)).toBe(personId('赵强'))
    const later = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter: later, lead: { unit: unitId('city') }, ask: '请办理' })
    expect(seesMatter(office.office, office.see(later), personId('赵强'), office.now)).toBe(false)
    sound(office)
  })

  test('没有接任者，由单位负责人签收；负责人自己走，由上一级签收', () => {
    const { office, now } = memoryOffice()
    const of = (person: string, post: string) => signerOf(office, { person: personId(person), post: postId(post), receiver: null }, now)
    expect(of('赵强', 'housing-liaison')).toBe(personId('李明'))
    expect(of('冯媛', 'property-head')).toBe(personId('李明'))
    expect(of('李明', 'housing-head')).toBeNull()
    expect(signerOf(office, { person: personId('李明'), post: postId('housing-head'), receiver: personId('郑爽') }, now)).toBe(personId('郑爽'))
  })

  test('接任者须回避的件归本单位其他人，谁都须回避就不能交 (不变量 11)', () => {
    const office = memoryOffice()
    const { matter } = office.do('刘洋', 'register', asked(office, { recused: [{ person: personId('郑爽'), ground: 'kin' }] }))
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    office.do('赵强', 'accept', { matter })
    expect(over(office, '赵强', 'housing-liaison', '郑爽')).toBe(1)
    expect(office.see(matter).matter.owner_person).toBe(personId('李明'))
    sound(office)
    const alone = memoryOffice()
    const kin = ['冯媛', '李明', '郑爽'].map((name) => ({ person: personId(name), ground: 'kin' }))
    const { matter: stuck } = alone.do('刘洋', 'register', asked(alone, { recused: kin.slice(1) }))
    alone.do('刘洋', 'assign', { matter: stuck, lead: { unit: unitId('property') }, ask: '请办理' })
    alone.do('冯媛', 'accept', { matter: stuck })
    expect(over(alone, '冯媛', 'property-head', '郑爽')).toBeNull()
    expect(alone.see(stuck).matter.owner_person).toBe(personId('冯媛'))
  })
})
