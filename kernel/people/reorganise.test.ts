import { describe, expect, test } from 'vitest'
import { broken, unseated } from '../decide/invariants.ts'
import { charge, headOf, receiverOf, unitsOf } from '../decide/office.ts'
import { isRecused, seesMatter } from '../decide/rights.ts'
import { unended } from '../decide/run.ts'
import { unitNow } from '../decide/succession.ts'
import type { Desk } from '../desk.ts'
import type { MatterId } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, postId, unitId } from '../trial/people.ts'
import { reorganiseIn } from '../trial/resettle.ts'
import { asked, letter } from '../trial/story.ts'

const keeper = personId('周海平')
const make = (name: string, code: string) => ({ unit: null, make: { name, short: name, code, parent: null, kind: 'department' as const, sort: 9 } })
const sound = (office: MemoryOffice) => {
  const desks = new Map([[office.desk.key, { desk: office.desk as Desk }]])
  expect([...broken(office.matters, desks), ...unseated(office.matters, office.office, office.now)]).toEqual([])
}
/** 住建局 and 城管局 become one. */
const merged = (office: MemoryOffice, more: object = {}) => {
  const n = reorganiseIn(
    office,
    { look: false, kind: 'merge', basis: '市委编委文件', ending: [unitId('housing'), unitId('city')], successors: [make('城乡建设和管理局', 'new')], posts: [], ...more },
    keeper,
  )
  if (isRefusal(n)) throw new Error(n.code)
  const unit = [...office.office.units.values()].find((u) => u.code === 'new')
  if (!unit) throw new Error('no new unit')
  return { n, unit: unit.id }
}
const holders = (office: MemoryOffice, matter: MatterId, role: string) =>
  office
    .see(matter)
    .assignments.filter((a) => a.role === role && unended(a))
    .map((a) => [office.office.units.get(a.unit)?.name, a.person ? office.office.persons.get(a.person)?.name : null])

describe('机构调整', () => {
  test('两局合并，会签正在进行：签过的算数，同一新局只再签一次，签完照样回到主办人 (ZK-47)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const to = ['housing', 'city', 'traffic', 'property'].map((unit) => ({ unit: unitId(unit) }))
    office.do('赵强', 'circulate', { matter, to, ask: '请会签', kind: 'say', blocks: true })
    office.do('李明', 'sign', { matter, agree: true })
    office.do('韩雪', 'note', { matter, text: '正在研究' })
    office.pass(60_000)
    merged(office)
    sound(office)
    // 住建局 had signed; 城管局 had not: its piece lies with the new bureau, once
    expect(holders(office, matter, 'sign')).toEqual([
      ['交警支队', null],
      ['物业管理科', null],
      ['城乡建设和管理局', null],
    ])
    expect(office.see(matter).assignments.find((a) => a.ending === 'agreed')?.unit).toBe(unitId('housing'))
    office.do('韩雪', 'sign', { matter, agree: true })
    office.do('卫青', 'sign', { matter, agree: true })
    office.do('冯媛', 'sign', { matter, agree: true })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    sound(office)
  })

  test('两局都未签：新局只收到一份会签，另一份由它代替 (F17)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered')
    office.do('刘洋', 'circulate', { matter, to: ['housing', 'city'].map((unit) => ({ unit: unitId(unit) })), ask: '请会签', kind: 'say', blocks: true })
    const { unit } = merged(office)
    const open = office.see(matter).assignments.filter((a) => a.role === 'sign' && unended(a))
    expect(open).toHaveLength(1)
    expect(open[0]?.unit).toBe(unit)
    office.do('赵强', 'sign', { matter, agree: true })
    expect(office.piece(matter, '刘洋', 'registrar').state).toBe('open')
    sound(office)
  })

  test('在办的随人随岗走：主办单位、主办人、期限、首办时限都对；记录上有调整这一步 (不变量 2 3 17)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const was = office.see(matter)
    const given = letter(office, 'assigned')
    office.pass(3_600_000)
    const { unit, n } = merged(office)
    expect(n).toBe(2)
    const is = office.see(matter)
    expect(is.matter).toMatchObject({ owner_unit: unit, owner_person: personId('赵强'), state: 'working', version: was.matter.version + 1 })
    expect(is.clocks).toEqual(was.clocks)
    expect(is.events[0]).toMatchObject({ move: 'reorganise', actor: keeper })
    expect(is.assignments.find((a) => a.unit === unitId('housing') && a.role === 'lead')).toMatchObject({ state: 'ended', ending: 'superseded', ended_at: office.now })
    expect(office.see(given).assignments.find((a) => a.lead && unended(a) && a.accepted_at === null)).toMatchObject({ unit, person: null })
    expect(receiverOf(office.office, unit, office.now)).toBe(personId('赵强'))
    office.do('韩雪', 'accept', { matter: given })
    expect(office.see(given).matter).toMatchObject({ owner_unit: unit, owner_person: personId('韩雪') })
    sound(office)
  })

  test('撤回不能越过机构调整：调整前的一步已无从恢复 (不变量 13)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    merged(office)
    expect(office.code('刘洋', 'takeBack', { matter })).toBe('kernel.taken-up')
  })

  test('新局看得见两局从前的件；旧局名下仍写旧局；不相干的局看不见 (不变量 14)', () => {
    const office = memoryOffice()
    const old = letter(office, 'closed')
    expect(seesMatter(office.office, office.see(old), personId('杨帆'), office.now)).toBe(false)
    merged(office)
    expect(seesMatter(office.office, office.see(old), personId('杨帆'), office.now)).toBe(true)
    expect(seesMatter(office.office, office.see(old), personId('蒋宁'), office.now)).toBe(false)
    expect(office.see(old).matter.owner_unit).toBe(unitId('housing'))
    expect(unitNow(office.office, unitId('housing'), office.now)).not.toBe(unitId('housing'))
  })

  test('单位回避跟着机构走：被投诉的局并入新局，新局的人同样看不见 (不变量 11)', () => {
    const office = memoryOffice()
    const { matter } = office.do('刘洋', 'register', asked(office, { recused: [{ unit: unitId('city'), ground: 'accused' }] }))
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('traffic') }, ask: '请办理' })
    const { unit } = merged(office)
    for (const name of ['韩雪', '李明', '赵强']) expect(isRecused(office.see(matter), office.office, personId(name), office.now), name).toBe(true)
    office.do('卫青', 'accept', { matter })
    expect(office.code('卫青', 'circulate', { matter, to: [{ unit }], ask: '请阅', kind: 'read' })).toBe('kernel.recused')
  })

  test('改名：一对一，岗位、权限、分管随之；旧名仍在旧件上', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const n = reorganiseIn(office, { look: false, kind: 'rename', basis: '更名通知', ending: [unitId('housing')], successors: [make('住房城乡建设委员会', 'housing')] }, keeper)
    expect(n).toBe(1)
    const unit = office.see(matter).matter.owner_unit
    expect(office.office.units.get(unit)?.name).toBe('住房城乡建设委员会')
    expect(office.office.units.get(unitId('property'))?.parent).toBe(unit)
    expect(headOf(office.office, unit, office.now)).toBe(personId('李明'))
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '已修复' })
    sound(office)
    // whoever still writes the old name reaches the new unit
    const next = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter: next, lead: { unit: unitId('housing') }, ask: '请办理' })
    expect(office.see(next).assignments.at(-1)?.unit).toBe(unit)
  })

  test('分设：每个岗位去处分明，件随人走；没有写明去处的归首个单位', () => {
    const office = memoryOffice()
    const mine = letter(office, 'working')
    const given = letter(office, 'assigned')
    const clerk = postId('housing-clerk')
    const n = reorganiseIn(
      office,
      {
        look: false,
        kind: 'split',
        basis: '分设通知',
        ending: [unitId('housing')],
        successors: [make('建设局', 'build'), make('房产局', 'estate')],
        posts: [
          { post: clerk, into: 1, receiving: true, head: true },
          { post: postId('housing-liaison'), into: 0 },
        ],
      },
      keeper,
    )
    expect(n).toBe(2)
    const name = (matter: MatterId) => office.office.units.get(office.see(matter).assignments.findLast((a) => a.lead && unended(a))?.unit as never)?.name
    expect([name(mine), name(given)]).toEqual(['建设局', '建设局'])
    expect(unitsOf(office.office, personId('钱多多'), office.now).map((u) => office.office.units.get(u)?.name)).toContain('房产局')
    sound(office)
  })

  test('没有收文的人、没有去处、编码已用、单位数不对：一律不办，什么都没有变', () => {
    const office = memoryOffice()
    const before = office.office
    const code = (asking: object) => {
      const n = reorganiseIn(
        office,
        { look: false, kind: 'merge', basis: '文件', ending: [unitId('housing'), unitId('city')], successors: [make('新局', 'new')], ...asking } as never,
        keeper,
      )
      return isRefusal(n) ? n.code : 'done'
    }
    expect(code({ posts: ['housing-liaison', 'city-liaison'].map((post) => ({ post: postId(post), into: 0, receiving: false })) })).toBe('people.successor-without-receiver')
    expect(code({ ending: [unitId('housing')] })).toBe('people.successor-number')
    expect(code({ successors: [{ unit: null, make: null }] })).toBe('people.successor-unclear')
    expect(code({ successors: [make('新局', 'traffic')] })).toBe('people.code-taken')
    expect(code({ successors: [{ unit: unitId('city'), make: null }] })).toBe('people.same-unit')
    expect(code({ posts: [{ post: postId('traffic-head'), into: 0 }] })).toBe('people.post-not-there')
    expect(office.office).toBe(before)
  })

  test('7月1日分工对调：当日起看各自分管的单位，前一刻还是旧分工 (ZK-47)', () => {
    const day = '2026-06-30T16:00:00.000Z' as never
    const office = memoryOffice({ at: '2026-06-30T15:59:59.000Z' })
    const swap = (person: string, unit: string, from: never, to: never) => ({
      person: personId(person),
      unit: unitId(unit),
      field: null,
      kind: '分管' as const,
      from_at: from,
      to_at: to,
    })
    const since = '2020-01-01T00:00:00.000Z' as never
    office.office = {
      ...office.office,
      portfolios: [
        swap('顾明川', 'housing', since, day),
        swap('顾明川', 'traffic', day, null as never),
        swap('沈知远', 'traffic', since, day),
        swap('沈知远', 'housing', day, null as never),
      ],
    }
    const matter = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('traffic') }, ask: '请办理' })
    expect(charge(office.office, unitId('traffic'), office.now)).toBe(personId('沈知远'))
    expect(seesMatter(office.office, office.see(matter), personId('顾明川'), office.now)).toBe(false)
    office.pass(2_000)
    expect(charge(office.office, unitId('traffic'), office.now)).toBe(personId('顾明川'))
    expect(seesMatter(office.office, office.see(matter), personId('顾明川'), office.now)).toBe(true)
    expect(seesMatter(office.office, office.see(matter), personId('沈知远'), office.now)).toBe(false)
  })
})
