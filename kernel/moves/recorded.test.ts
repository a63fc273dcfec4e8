import { describe, expect, test } from 'vitest'
import type { MatterId, PersonId } from '../ids.ts'
import { addMillis, DAY, HOUR, instant, MINUTE } from '../time.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { idOf, personId, trialPeople, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

/** 李明, the head, was asked for his opinion; he said it on the telephone. */
function asked(at?: string): { office: MemoryOffice; matter: MatterId } {
  const office = memoryOffice(at ? { at } : {})
  const matter = letter(office, 'working')
  office.do('赵强', 'circulate', { matter, to: [{ person: personId('王芳') }], ask: '请批示', kind: 'say', blocks: true })
  office.pass(2 * HOUR)
  return { office, matter }
}
const recorded = (office: MemoryOffice, more: object = {}) => ({ actor: personId('王芳'), at: addMillis(office.now, -HOUR), relay: '电话，刘洋接', ...more })

describe('代录 paper and telephone first', () => {
  test('both names and both times stand on the trail; the piece was the leader’s, and it was his hand (代录)', () => {
    const { office, matter } = asked()
    const done = office.do('刘洋', 'sign', { matter, agree: true, opinion: '同意', recorded: recorded(office) })
    expect(done.steps[0]).toMatchObject({ actor: personId('王芳'), recorded_by: personId('刘洋'), at: addMillis(office.now, -HOUR), holder: expect.any(String) })
    expect(office.see(matter).assignments.find((a) => a.role === 'sign')).toMatchObject({
      ending: 'agreed',
      opinion: '同意',
      acted_by: personId('王芳'),
      ended_at: addMillis(office.now, -HOUR),
    })
    expect(office.see(matter).notes).toMatchObject([{ kind: 'relay', text: '电话，刘洋接' }])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
  })
  test('it lends no authority: what the leader may not do, nobody may record for him', () => {
    const { office, matter } = asked()
    expect(office.code('刘洋', 'extend', { matter, until: '2026-04-01T00:00:00.000Z', reason: '一', recorded: recorded(office) })).toBe('kernel.not-yours')
    expect(office.code('刘洋', 'sign', { matter, agree: true, recorded: recorded(office, { actor: personId('沈丽') }) })).toBe('kernel.not-found')
  })
  test('it needs its own power, given on the desk, for the leader by name, or for his post', () => {
    const { office, matter } = asked()
    const code = (who: string, more: object = {}) => office.code(who, 'sign', { matter, agree: true, recorded: recorded(office, more) })
    expect(code('王芳', {})).toBe('kernel.recorded-self')
    expect(code('赵强')).toBe('kernel.no-power')
    const power = (key: string) => ({ post: null, person: personId('赵强'), key, from_at: instant(0), to_at: null })
    office.office = { ...office.office, powers: [...office.office.powers, power(`record.p-${personId('李明')}`)] }
    expect(code('赵强')).toBe('kernel.no-power')
    office.office = { ...office.office, powers: [...office.office.powers, power(`record.p-${personId('王芳')}`)] }
    expect(code('赵强')).toBe('done')
    const byPost = asked()
    const post = idOf<string>('post letters-head')
    byPost.office.office = { ...trialPeople(), powers: [...trialPeople().powers, power(`record.o-${post}`)] }
    expect(byPost.office.code('赵强', 'sign', { matter: byPost.matter, agree: true, recorded: recorded(byPost.office) })).toBe('done')
  })
  test('a scan or who relayed it; not before the matter’s last event, not in the future', () => {
    const { office, matter } = asked()
    const code = (more: object) => office.code('刘洋', 'sign', { matter, agree: true, recorded: recorded(office, more) })
    expect(code({ relay: null })).toBe('kernel.recorded-without-ground')
    expect(code({ at: addMillis(office.now, MINUTE) })).toBe('kernel.recorded-in-future')
    expect(code({ at: addMillis(office.now, -3 * HOUR) })).toBe('kernel.recorded-before')
    expect(code({ relay: null, evidence: idOf('scan') })).toBe('done')
  })
  test('补录: entered after the end of the next working day it says why; a weekend in between is no delay', () => {
    const friday = asked('2026-03-06T01:00:00.000Z')
    const at = addMillis(friday.office.now, -HOUR)
    friday.office.pass(3 * DAY)
    expect(friday.office.code('刘洋', 'sign', { matter: friday.matter, agree: true, recorded: recorded(friday.office, { at }) })).toBe('done')
    const monday = asked('2026-03-02T01:00:00.000Z')
    const said = addMillis(monday.office.now, -HOUR)
    monday.office.pass(3 * DAY)
    const code = (more: object) => monday.office.code('刘洋', 'sign', { matter: monday.matter, agree: true, recorded: recorded(monday.office, { at: said, ...more }) })
    expect(code({})).toBe('kernel.recorded-late')
    expect(code({ late: '领导出差，回来补' })).toBe('done')
    const event = monday.office.see(monday.matter).events[0]
    expect(event?.said).toMatchObject({ late: true })
    expect(JSON.stringify(event?.said)).not.toContain('出差')
    expect(monday.office.see(monday.matter).notes.map((n) => n.text)).toContain('电话，刘洋接；领导出差，回来补')
  })
  test('异议: the person named says it was not so; it is an event itself, and the owner hears of it', () => {
    const { office, matter } = asked()
    office.do('刘洋', 'sign', { matter, agree: true, recorded: recorded(office) })
    const event = office.see(matter).events[0]?.id
    expect(office.code('刘洋', 'object', { matter, event, text: '一' })).toBe('kernel.no-such-event')
    const done = office.do('王芳', 'object', { matter, event, text: '我未同意' })
    expect(done.steps[0]).toMatchObject({ move: 'object', actor: personId('王芳'), said: { event } })
    expect(done.notices).toMatchObject([{ kind: 'objection', to: personId('赵强') }])
    expect(office.see(matter).notes.map((n) => [n.kind, n.text])).toContainEqual(['objection', '我未同意'])
  })
  test('a leader’s 圈阅 and an office dispatch by telephone: any move may be recorded', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered')
    office.pass(HOUR)
    office.do('陈晨', 'assign', {
      matter,
      lead: { unit: unitId('housing') },
      ask: '请办',
      recorded: { actor: personId('刘洋'), at: addMillis(office.now, -MINUTE), relay: '口头' },
    })
    expect(office.see(matter).assignments.at(-1)).toMatchObject({ given_by: personId('刘洋'), given_at: addMillis(office.now, -MINUTE) })
    office.do('赵强', 'accept', { matter })
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('李明') as PersonId }], ask: '请阅' })
    office.pass(HOUR)
    office.do('刘洋', 'read', { matter, recorded: { actor: personId('李明'), at: addMillis(office.now, -MINUTE), relay: '圈阅' } })
    expect(office.see(matter).assignments.at(-1)).toMatchObject({ ending: 'read', acted_by: personId('李明') })
  })
})
