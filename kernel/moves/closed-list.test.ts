import { describe, expect, test } from 'vitest'
import { broken } from '../decide/invariants.ts'
import { seesMatter } from '../decide/rights.ts'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { delegation, personId, trialPeople, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const reason = '涉及尚未公开的方案'
const seers = (office: MemoryOffice, matter: MatterId) =>
  [...office.office.persons.values()].filter((p) => seesMatter(office.office, office.see(matter), p.id, office.now)).map((p) => p.name)
const sound = (office: MemoryOffice) => expect(broken(office.matters, new Map([['trial', { desk: office.desk }]]))).toEqual([])

describe('知悉名单 the closed list (R-C04, HB-55)', () => {
  test('定为工作秘密 in the middle of its way: units see it no more, whoever held it does, and an unsigned piece goes to one person', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    expect(seers(office, matter)).toContain('李明')
    office.do('刘洋', 'closeList', { matter, reason })
    expect(seers(office, matter)).toEqual(['刘洋', '赵强'])
    expect(office.piece(matter, '赵强').person).toBe(personId('赵强'))
    sound(office)
    expect(office.code('刘洋', 'closeList', { matter, reason })).toBe('kernel.list-closed')
    office.do('赵强', 'accept', { matter })
    expect(office.see(matter).matter).toMatchObject({ readers: 'named', owner_person: personId('赵强') })
  })
  test('解除: the units see it again at once; the reason stands on record', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('刘洋', 'closeList', { matter, reason, add: [personId('沈丽')] })
    expect(seers(office, matter)).toEqual(['刘洋', '赵强', '沈丽'])
    office.do('刘洋', 'openList', { matter, reason: '方案已公开' })
    expect(seers(office, matter)).toContain('李明')
    expect(office.see(matter).notes.map((n) => n.text)).toEqual(expect.arrayContaining([reason, '方案已公开']))
    expect(office.code('刘洋', 'openList', { matter, reason })).toBe('kernel.list-open')
    expect(office.code('刘洋', 'changeList', { matter, reason, add: [personId('韩雪')] })).toBe('kernel.list-open')
  })
  test('办毕撤回 after the list was closed: the piece lies with whoever had done it, never again with his unit', () => {
    const office = memoryOffice()
    const { matter } = office.do('刘洋', 'register', {
      title: '方案',
      origin: 'own',
      unit: unitId('letters'),
      askers: [{ holder: { unit: unitId('office') } }],
      detail: { marked: null },
    })
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, helpers: [{ unit: unitId('city') }], ask: '请办理' })
    office.do('韩雪', 'done', { matter, opinion: '已配合' })
    office.do('刘洋', 'closeList', { matter, reason })
    office.do('韩雪', 'takeBack', { matter })
    expect(office.see(matter).assignments.at(-1)).toMatchObject({ state: 'open', person: personId('韩雪') })
    sound(office)
  })
  test('one person comes on the list and goes off it again; he sees nothing of it from that moment', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { register: { readers: 'named' } })
    office.do('刘洋', 'changeList', { matter, reason, add: [personId('沈丽')] })
    expect(seers(office, matter)).toContain('沈丽')
    expect(office.code('刘洋', 'changeList', { matter, reason, add: [personId('沈丽')] })).toBe('kernel.listed-already')
    office.do('刘洋', 'changeList', { matter, reason, remove: [personId('沈丽')] })
    expect(seers(office, matter)).toEqual(['刘洋', '赵强'])
    expect(office.code('沈丽', 'read', { matter })).toBe('kernel.not-found')
    office.do('刘洋', 'changeList', { matter, reason, add: [personId('沈丽')] })
    expect(seers(office, matter)).toContain('沈丽')
    sound(office)
  })
  test('who holds a piece is not struck off before he has handed it over; afterwards nothing he once held lets him look', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { register: { readers: 'named' } })
    expect(office.code('刘洋', 'changeList', { matter, reason, remove: [personId('赵强')] })).toBe('kernel.listed-holds')
    office.do('赵强', 'handOver', { matter, to: { person: personId('钱多多') }, ask: '请接' })
    expect(office.code('刘洋', 'changeList', { matter, reason, remove: [personId('赵强')] })).toBe('kernel.listed-holds')
    office.do('钱多多', 'accept', { matter })
    office.do('刘洋', 'changeList', { matter, reason, remove: [personId('赵强')] })
    expect(seers(office, matter)).toEqual(['刘洋', '钱多多'])
    sound(office)
  })
  test('only whoever has the power and stands on the list; nobody else learns that there is one', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { register: { readers: 'named' } })
    expect(office.code('赵强', 'openList', { matter, reason })).toBe('kernel.no-power')
    expect(office.code('王芳', 'openList', { matter, reason })).toBe('kernel.not-found')
    expect(office.code('刘洋', 'changeList', { matter, reason })).toBe('kernel.list-unchanged')
    expect(office.code('刘洋', 'changeList', { matter, reason, remove: [personId('沈丽')] })).toBe('kernel.not-listed')
  })
  test('whoever closes it stays on the list; the last who may change it is not struck off', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('周海平', 'closeList', { matter, reason })
    expect(seers(office, matter)).toContain('周海平')
    expect(office.code('周海平', 'changeList', { matter, reason, remove: [personId('刘洋')] })).toBe('done')
    expect(office.code('周海平', 'changeList', { matter, reason, remove: [personId('周海平')] })).toBe('kernel.list-last')
    expect(office.code('周海平', 'changeList', { matter, reason, remove: [personId('周海平')], add: [personId('王芳')] })).toBe('done')
    expect(seers(office, matter)).toEqual(['王芳', '赵强'])
    sound(office)
  })
  test('the recused never come on it; an agent does not put himself there', () => {
    const people = trialPeople()
    const office = memoryOffice({ office: { ...people, delegations: [delegation({ principal: '刘洋', agent: '王芳', named: true })] } })
    const matter = letter(office, 'registered', { register: { readers: 'named', recused: [{ unit: unitId('city'), ground: 'accused' }] } })
    expect(office.code('刘洋', 'changeList', { matter, reason, add: [personId('韩雪')] })).toBe('kernel.recused')
    expect(office.code('王芳', 'changeList', { matter, reason, add: [personId('王芳')] })).toBe('kernel.to-oneself')
    expect(office.code('王芳', 'changeList', { matter, reason, add: [personId('何俊')] })).toBe('done')
  })
})
