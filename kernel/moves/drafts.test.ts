import { describe, expect, test } from 'vitest'
import { reviewedOn } from '../../desks/letters/reply-rules.ts'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { delegation, personId, trialPeople } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const digest = (n: number) => String(n).repeat(64).slice(0, 64)
/** Reported; 刘洋 drafts the reply and sends it to review. */
function drafted(office: MemoryOffice): MatterId {
  const matter = letter(office, 'reported')
  office.do('刘洋', 'renew', { matter, digest: digest(1), change: 'first' })
  office.do('刘洋', 'submit', { matter, draft: 1 })
  return matter
}
const reviews = (office: MemoryOffice, matter: MatterId) =>
  office
    .see(matter)
    .assignments.filter((a) => a.role === 'review')
    .map((a) => [a.on_draft, a.ending ?? a.state])

describe('拟稿、改稿、签署 drafts and signatures', () => {
  test('an agreement names the draft it saw; a draft that changed meanwhile is refused, nothing lost (不变量 10、15)', () => {
    const office = memoryOffice()
    const matter = drafted(office)
    expect(office.code('王芳', 'sign', { matter, agree: true })).toBe('kernel.draft-missing')
    office.do('刘洋', 'renew', { matter, digest: digest(2), change: 'trivial', reason: '错字' })
    expect(office.attempt('王芳', 'sign', { matter, agree: true, draft: 1 })).toMatchObject({ code: 'kernel.stale-draft', facts: { draft: 2, yours: 1 } })
    expect(office.code('刘洋', 'reply', { matter, body: '一', via: 'phone' })).toBe('kernel.draft-missing')
    office.do('王芳', 'sign', { matter, agree: true, draft: 2 })
    expect(reviews(office, matter)).toEqual([[2, 'agreed']])
  })
  test('a substantive change supersedes what is open and asks again whoever had agreed (R-D41)', () => {
    const office = memoryOffice()
    const matter = drafted(office)
    office.do('刘洋', 'renew', { matter, digest: digest(2), change: 'substantive', reason: '补充依据' })
    expect(reviews(office, matter)).toEqual([
      [1, 'superseded'],
      [2, 'open'],
    ])
    office.do('王芳', 'sign', { matter, agree: true, draft: 2 })
    expect(reviewedOn(office.see(matter))).toBe(true)
    office.do('刘洋', 'renew', { matter, digest: digest(3), change: 'substantive', reason: '改结论' })
    expect(reviews(office, matter)).toEqual([
      [1, 'superseded'],
      [2, 'agreed'],
      [3, 'open'],
    ])
    expect(reviewedOn(office.see(matter))).toBe(false)
  })
  test('会签 on a changed draft: those who agreed, who were asked and who disagreed are all asked again, the drafter waits on', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'renew', { matter, digest: digest(1), change: 'first' })
    office.do('赵强', 'circulate', { matter, to: ['李明', '褚卫国', '沈丽'].map((n) => ({ person: personId(n) })), ask: '请会签', kind: 'say' })
    office.do('李明', 'sign', { matter, agree: true, draft: 1 })
    office.do('褚卫国', 'sign', { matter, agree: false, opinion: '改数', draft: 1 })
    office.do('赵强', 'renew', { matter, digest: digest(2), change: 'substantive', reason: '已改数' })
    const stage = office.see(matter).stages.at(-1)
    expect(
      office
        .see(matter)
        .assignments.filter((a) => a.stage_id === stage?.id)
        .map((a) => [a.person, a.state, a.on_draft]),
    ).toEqual([
      [personId('李明'), 'open', 2],
      [personId('褚卫国'), 'open', 2],
      [personId('沈丽'), 'open', 2],
    ])
  })
  test('a trivial change names its reason; agreements stand; those who agreed are told', () => {
    const office = memoryOffice()
    const matter = drafted(office)
    office.do('王芳', 'sign', { matter, agree: true, draft: 1 })
    expect(office.code('刘洋', 'renew', { matter, digest: digest(2), change: 'trivial' })).toBe('kernel.reason-missing')
    const done = office.do('刘洋', 'renew', { matter, digest: digest(2), change: 'trivial', reason: '标点' })
    expect(done.notices).toMatchObject([{ kind: 'redline', to: personId('王芳'), payload: { draft: 2 } }])
    expect(reviewedOn(office.see(matter))).toBe(true)
    expect(JSON.stringify(done.changes.filter((c) => c.table === 'draft'))).not.toContain('标点')
  })
  test('an earlier signer may object that it is not trivial: it counts as substantive, and is signed again', () => {
    const office = memoryOffice()
    const matter = drafted(office)
    office.do('王芳', 'sign', { matter, agree: true, draft: 1 })
    office.do('刘洋', 'renew', { matter, digest: digest(2), change: 'trivial', reason: '标点' })
    const event = office.see(matter).events[0]?.id
    expect(office.code('刘洋', 'object', { matter, event, text: '我自己改的' })).toBe('kernel.no-such-event')
    expect(office.code('陈晨', 'object', { matter, event, text: '我没签过' })).toBe('kernel.no-such-event')
    office.do('王芳', 'object', { matter, event, text: '改了数字' })
    expect(office.see(matter).drafts.map((d) => [d.no, d.change, d.digest.slice(0, 1)])).toEqual([
      [1, 'first', '1'],
      [2, 'trivial', '2'],
      [3, 'substantive', '2'],
    ])
    expect(reviewedOn(office.see(matter))).toBe(false)
    expect(office.piece(matter, '王芳', 'review')).toMatchObject({ state: 'open', on_draft: 3 })
  })
  test('nobody signs his own draft, nor does a principal sign what his agent wrote for him, nor the agent what he wrote (不变量 11)', () => {
    const people = trialPeople()
    const office = memoryOffice({ office: { ...people, delegations: [...people.delegations, delegation({ principal: '刘洋', agent: '何俊' })] } })
    const matter = letter(office, 'reported')
    office.do('何俊', 'renew', { matter, digest: digest(1), change: 'first' })
    expect(office.see(matter).drafts[0]?.made_by).toBe(personId('何俊'))
    const to = (name: string) => office.code('陈晨', 'circulate', { matter, to: [{ person: personId(name) }], ask: '请核', kind: 'say' })
    expect([to('何俊'), to('刘洋')]).toEqual(['kernel.own-work', 'kernel.own-work'])
    office.office = { ...office.office, delegations: [] }
    expect([to('何俊'), to('刘洋')]).toEqual(['kernel.own-work', 'done'])
    office.office = { ...office.office, delegations: [...people.delegations, delegation({ principal: '刘洋', agent: '何俊' })] }
    expect(office.code('刘洋', 'sign', { matter, agree: true, draft: 1 })).toBe('kernel.own-work')
    expect(office.code('何俊', 'sign', { matter, agree: true, draft: 1 })).toBe('kernel.own-work')
    expect(to('王芳')).toBe('done')
    office.do('王芳', 'sign', { matter, agree: true, draft: 1 })
  })
  test('a signer who has left: whoever receives for his unit signs the new draft', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'renew', { matter, digest: digest(1), change: 'first' })
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('韩雪') }, { person: personId('沈丽') }], ask: '请会签', kind: 'say' })
    office.do('沈丽', 'sign', { matter, agree: true, draft: 1 })
    office.office = { ...office.office, holdings: office.office.holdings.map((h) => (h.person === personId('沈丽') ? { ...h, to_at: office.now } : h)) }
    office.do('赵强', 'renew', { matter, digest: digest(2), change: 'substantive', reason: '改' })
    const stage = office.see(matter).stages.at(-1)
    expect(
      office
        .see(matter)
        .assignments.filter((a) => a.stage_id === stage?.id)
        .map((a) => a.person),
    ).toEqual([personId('韩雪'), null])
  })
})
