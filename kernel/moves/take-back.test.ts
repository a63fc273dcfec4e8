import { describe, expect, test } from 'vitest'
import { standsAs } from '../decide/invariants.ts'
import type { MatterId } from '../ids.ts'
import { HOUR } from '../time.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const person = (name: string) => ({ person: personId(name) })
const signers = (office: MemoryOffice, more: object = {}) => {
  const matter = letter(office, 'working')
  office.do('赵强', 'circulate', { matter, to: ['李明', '褚卫国', '沈丽'].map(person), ask: '请会签', kind: 'say', blocks: true, ...more })
  return matter
}
type Act = (office: MemoryOffice) => {
  readonly matter: MatterId
  readonly by: string
  readonly act: readonly [string, object]
  readonly opened?: readonly [string, string, object]
}
/** Each word that can be undone: how things stand, the act, and what somebody could do that makes it too late. */
const words: Readonly<Record<string, Act>> = {
  交办: (o) => ({
    matter: letter(o, 'registered'),
    by: '刘洋',
    act: ['assign', { lead: { unit: unitId('city') }, helpers: [{ unit: unitId('traffic') }], ask: '办' }],
    opened: ['韩雪', 'accept', {}],
  }),
  转办: (o) => ({ matter: letter(o, 'working'), by: '赵强', act: ['handOver', { to: { unit: unitId('city') }, ask: '请接' }], opened: ['韩雪', 'accept', {}] }),
  委派: (o) => ({ matter: letter(o, 'working'), by: '赵强', act: ['errand', { to: person('郑爽'), ask: '查' }], opened: ['郑爽', 'done', {}] }),
  会签: (o) => ({
    matter: letter(o, 'working'),
    by: '赵强',
    act: ['circulate', { to: [person('李明'), person('沈丽')], ask: '签', kind: 'say', blocks: true }],
    opened: ['李明', 'sign', { agree: true }],
  }),
  传阅: (o) => ({ matter: letter(o, 'working'), by: '赵强', act: ['circulate', { to: [person('李明')], ask: '阅' }], opened: ['李明', 'read', {}] }),
  加签前: (o) => ({ matter: signers(o), by: '李明', act: ['addSign', { to: person('冯媛'), ask: '看', mode: 'before' }], opened: ['冯媛', 'sign', { agree: true }] }),
  加签并: (o) => ({ matter: signers(o), by: '李明', act: ['addSign', { to: person('冯媛'), ask: '看', mode: 'beside' }], opened: ['冯媛', 'sign', { agree: true }] }),
  签一支: (o) => ({ matter: signers(o), by: '褚卫国', act: ['sign', { agree: true }] }),
  或签之签: (o) => ({ matter: signers(o, { need: 1 }), by: '褚卫国', act: ['sign', { agree: true }] }),
  依次之签: (o) => ({ matter: signers(o, { pace: 'in_turn' }), by: '李明', act: ['sign', { agree: true }], opened: ['褚卫国', 'sign', { agree: true }] }),
  退回一支: (o) => {
    const matter = signers(o)
    const to = o.see(matter).assignments.find((a) => a.role === 'registrar')?.id
    return { matter, by: '李明', act: ['sendBackBranch', { to, reason: '补' }], opened: ['刘洋', 'done', {}] }
  },
  办毕: (o) => {
    const matter = letter(o, 'working')
    o.do('赵强', 'errand', { matter, to: person('郑爽'), ask: '查' })
    o.do('郑爽', 'accept', { matter })
    return { matter, by: '郑爽', act: ['done', { opinion: '已查' }], opened: ['赵强', 'report', { version: o.see(matter).matter.version, result: 'solved', text: '一' }] }
  },
  报结: (o) => {
    const matter = letter(o, 'working', { assign: { helpers: [{ unit: unitId('city') }] } })
    const withoutHelpers = [{ piece: o.piece(matter, '韩雪').id, why: '未到场' }]
    return {
      matter,
      by: '赵强',
      act: ['report', { version: o.see(matter).matter.version, result: 'solved', text: '一', withoutHelpers }],
      opened: ['刘洋', 'reply', { body: '一', via: 'phone' }],
    }
  },
  按路线: (o) => ({
    matter: letter(o, 'working'),
    by: '赵强',
    act: ['startRoute', { route: 'joint', chosen: { first: person('褚卫国'), second: person('沈丽') } }],
    opened: ['李明', 'sign', { agree: true }],
  }),
  请求延期: (o) => ({
    matter: letter(o, 'working'),
    by: '赵强',
    act: ['extend', { until: '2026-04-01T00:00:00.000Z', reason: '等检测' }],
    opened: ['周海平', 'sign', { agree: true }],
  }),
}

describe('撤回 take back (F9, F11, F12; 不变量 13)', () => {
  test.each(Object.keys(words))('%s 可撤回: state, holders and clocks stand as before, and the record keeps both', (name) => {
    const office = memoryOffice()
    const { matter, by, act } = (words[name] as Act)(office)
    const before = standsAs(office.see(matter))
    office.pass(2 * HOUR)
    const done = office.do(by, act[0], { matter, ...act[1] })
    expect(standsAs(office.see(matter))).not.toBe(before)
    office.pass(HOUR)
    expect(office.may(by, matter).takeBack).toMatchObject({ allowed: true })
    const undone = office.do(by, 'takeBack', { matter })
    expect(standsAs(office.see(matter))).toBe(before)
    expect(undone.steps).toMatchObject([{ move: 'takeBack', undoes: done.act }])
    expect(office.code(by, 'takeBack', { matter })).not.toBe('done')
    // and it can be done again
    const version = 'version' in act[1] ? { version: office.see(matter).matter.version } : {}
    const withoutHelpers = 'withoutHelpers' in act[1] ? { withoutHelpers: [{ piece: office.piece(matter, '韩雪').id, why: '未到场' }] } : {}
    expect(office.code(by, act[0], { matter, ...act[1], ...version, ...withoutHelpers })).toBe('done')
  })
  test.each(Object.keys(words).filter((name) => (words[name] as Act)(memoryOffice()).opened))('%s 之后有人接着办了，不能撤回: it says who', (name) => {
    const office = memoryOffice()
    const { matter, by, act, opened } = (words[name] as Act)(office)
    office.do(by, act[0], { matter, ...act[1] })
    const [who, move, input] = opened as readonly [string, string, object]
    const version = 'version' in input ? { version: office.see(matter).matter.version } : {}
    office.do(who, move, { matter, ...input, ...version })
    const no = office.attempt(by, 'takeBack', { matter })
    expect(no).toMatchObject({ refused: true, code: 'kernel.taken-up' })
    expect('facts' in no && office.office.persons.get(personId(String(no.facts.by)))?.name).toBe(who)
  })
  test('what went out is not taken back; nor a signature for it, nor a number', () => {
    const office = memoryOffice()
    const answered = letter(office, 'answered')
    expect(office.code('刘洋', 'takeBack', { matter: answered })).toBe('kernel.final')
    const accepted = letter(office, 'working')
    expect(office.code('赵强', 'takeBack', { matter: accepted })).toBe('kernel.final')
    const fresh = letter(office, 'registered')
    expect(office.code('刘洋', 'takeBack', { matter: fresh })).toBe('kernel.final')
  })
  test('handed to the wrong unit and taken back unseen: that unit never sees it', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered')
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('traffic') }, ask: '办' })
    office.do('刘洋', 'takeBack', { matter })
    expect(office.may('卫青', matter)).toEqual({})
  })
  test('a signature taken back counts no more: the join waits for it again (F12)', () => {
    const office = memoryOffice()
    const matter = signers(office)
    for (const name of ['李明', '褚卫国', '沈丽']) office.do(name, 'sign', { matter, agree: true })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    office.do('沈丽', 'takeBack', { matter })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('waiting')
    office.do('沈丽', 'sign', { matter, agree: false, opinion: '改主意了' })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    expect(office.see(matter).stages.at(-1)?.outcome).toBe('badly')
  })
  test('the clock of a report taken back runs on as if never stopped; the report stays on record as returned', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const due = office.see(matter).clocks.find((c) => c.key === 'handling')?.due_at
    office.pass(5 * HOUR)
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })
    office.pass(5 * HOUR)
    office.do('赵强', 'takeBack', { matter })
    const f = office.see(matter)
    expect(f.clocks.find((c) => c.key === 'handling')).toMatchObject({ stopped_at: null, due_at: due, first_due_at: due })
    expect(f.reports).toMatchObject([{ returned_by: personId('赵强') }])
    expect(f.rounds[0]?.report).toBeNull()
  })
  test('退单 is not taken back: who refused sees it no more', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    office.do('赵强', 'refuse', { matter, ground: '不属我局' })
    expect(office.code('赵强', 'takeBack', { matter })).toBe('kernel.not-found')
  })
  test('the agent takes back what his principal did, while he is acting (F13)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })
    office.do('钱多多', 'takeBack', { matter })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    office.do('钱多多', 'handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })
    office.do('赵强', 'takeBack', { matter })
    expect(office.see(matter).matter.owner_person).toBe(personId('赵强'))
    office.office = { ...office.office, delegations: [] }
    office.do('赵强', 'handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })
    expect(office.code('钱多多', 'takeBack', { matter })).toBe('kernel.nothing-to-take-back')
  })
})
