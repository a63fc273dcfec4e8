import { describe, expect, test } from 'vitest'
import type { MatterId } from '../ids.ts'
import { HOUR } from '../time.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, unitId, without } from '../trial/people.ts'
import { asked, letter, well } from '../trial/story.ts'

const again = (office: MemoryOffice, matter: MatterId) => office.code('王芳', 'reopen', { matter, reason: '来信人不满意' })
/** Everything of this matter up to closed, from where it stands. */
function close(office: MemoryOffice, matter: MatterId) {
  office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '再办' })
  office.do('刘洋', 'reply', { matter, body: '再办完毕', via: 'phone' })
  const open = office.see(matter).answers.find((a) => a.rated_at === null && a.to_contact)
  if (open) office.do('陈晨', 'rate', { matter, answer: open.id, ...well })
}

describe('重办 reopen (承诺 2、R-P04)', () => {
  test('a new round and clock, the same askers owed again, the lead has it; the first round stays as it was (不变量 3)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed', { register: { askers: [{ contact: office.ids.next() }, { holder: { person: personId('孙悦') } }] } })
    if (office.see(matter).matter.phase !== 'closed') {
      office.do('孙悦', 'read', { matter })
      office.do('陈晨', 'close', { matter })
    }
    const first = JSON.stringify([office.see(matter).rounds[0], office.see(matter).reports[0], office.see(matter).answers])
    office.pass(HOUR)
    expect(again(office, matter)).toBe('done')
    const f = office.see(matter)
    expect(f.matter).toMatchObject({ state: 'working', round: 2, owner_person: personId('赵强') })
    expect(JSON.stringify([f.rounds[0], f.reports[0], f.answers.slice(0, 2)])).toBe(first)
    expect(f.answers.slice(2).map((a) => [a.round, a.to_contact !== null, a.settled_at])).toEqual([
      [2, true, null],
      [2, false, null],
    ])
    expect(f.answers[3]?.to_assignment).not.toBe(f.answers[1]?.to_assignment)
    expect(f.assignments.filter((a) => a.lead && a.state !== 'ended')).toMatchObject([{ state: 'open', accepted_at: office.now, person: personId('赵强') }])
    expect(f.clocks.filter((c) => c.stopped_at === null)).toMatchObject([{ key: 'rehandling', round: 2 }])
    office.do('赵强', 'report', { matter, version: f.matter.version, result: 'solved', text: '再办' })
    expect(office.see(matter).reports.map((r) => [r.round, r.no])).toEqual([
      [1, 1],
      [2, 1],
    ])
  })
  test('from the call-back: the lead that waited wakes under the new clock', () => {
    const office = memoryOffice()
    const matter = letter(office, 'answered')
    office.do('陈晨', 'rate', { matter, answer: office.see(matter).answers[0]?.id, responded: true, solved: 'no', satisfied: 'no' })
    const lead = office.piece(matter, '赵强', 'lead')
    const clock = office.see(matter).clocks.find((c) => c.stopped_at === null)
    expect(lead).toMatchObject({ state: 'open', clock_id: clock?.id, due_at: clock?.due_at })
    expect(office.see(matter).rounds.map((r) => r.closed_at !== null)).toEqual([true, false])
  })
  test('a desk without a clock for reopening runs the one again that ran last', () => {
    const office = memoryOffice()
    const { rehandling: _, ...clocks } = office.desk.clocks as Record<string, never>
    const plain = memoryOffice({ desk: { ...office.desk, clocks } })
    const matter = letter(plain, 'closed')
    again(plain, matter)
    expect(plain.see(matter).clocks.filter((c) => c.stopped_at === null)).toMatchObject([{ key: 'handling', round: 2 }])
  })
  test('the former lead has left: whoever receives for his unit now has it, else its head; else it is refused, not lost', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed')
    const holdings = office.office.holdings
    const receiving = holdings.find((h) => h.person === personId('赵强'))
    office.office = {
      ...without(office.office, '赵强', office.now),
      holdings: [...without(office.office, '赵强', office.now).holdings, { ...(receiving as (typeof holdings)[number]), person: personId('郑爽') }],
    }
    const matters = office.matters
    expect(again(office, matter)).toBe('done')
    expect(office.see(matter).matter).toMatchObject({ owner_unit: unitId('housing'), owner_person: personId('郑爽') })
    office.matters = matters
    office.office = without(office.office, '郑爽', office.now)
    expect(again(office, matter)).toBe('done')
    expect(office.see(matter).matter.owner_person).toBe(personId('李明'))
    office.matters = matters
    office.office = without(office.office, '李明', office.now)
    expect(again(office, matter)).toBe('kernel.no-receiver')
    expect(office.see(matter).matter.phase).toBe('closed')
  })
  test('nothing was answered yet: it is sent back, not reopened', () => {
    const office = memoryOffice()
    expect(again(office, letter(office, 'working'))).toBe('kernel.not-in-this-state')
  })
  test('closed ancestors reopen with the part; a void one stands against it (不变量 6)', () => {
    const office = memoryOffice()
    const whole = letter(office, 'working')
    const { matter: part } = office.do('刘洋', 'register', asked(office, { partOf: whole }))
    office.do('刘洋', 'assign', { matter: part, lead: { unit: unitId('housing') }, ask: '办' })
    office.do('赵强', 'accept', { matter: part })
    expect(office.code('赵强', 'report', { matter: whole, version: office.see(whole).matter.version, result: 'solved', text: '一' })).toBe('kernel.parts-open')
    close(office, part)
    close(office, whole)
    expect(office.see(whole).matter.phase).toBe('closed')
    const done = office.do('王芳', 'reopen', { matter: part, reason: '又坏了' })
    expect(done.steps.map((s) => [s.move, s.matter === part])).toEqual([
      ['reopen', true],
      ['reopen', false],
    ])
    expect(office.see(whole).matter).toMatchObject({ state: 'working', round: 2 })
    expect(office.see(whole).openParts).toBe(1)
  })
  test('owners of matters that rest on it are asked to check, and do not report before they have (basis)', () => {
    const office = memoryOffice()
    const basis = letter(office, 'closed')
    const resting = letter(office, 'working', { register: { basis: [basis] } })
    const done = office.do('王芳', 'reopen', { matter: basis, reason: '结论有误' })
    expect(done.steps.map((s) => s.move)).toEqual(['reopen', 'circulate'])
    expect(office.piece(resting, '赵强', 'recheck')).toMatchObject({ kind: 'do', state: 'open', ask: '所依据的事项已重办，请核对' })
    const report = () => office.code('赵强', 'report', { matter: resting, version: office.see(resting).matter.version, result: 'solved', text: '一' })
    expect(report()).toBe('kernel.helpers-unheard')
    office.do('赵强', 'done', { matter: resting, piece: office.piece(resting, '赵强', 'recheck').id, opinion: '不受影响' })
    expect(report()).toBe('done')
  })
})
