import { describe, expect, test } from 'vitest'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId } from '../trial/people.ts'
import { asked, letter } from '../trial/story.ts'

const merge = (office: MemoryOffice, matter: MatterId, into: MatterId, who = '王芳') => office.code(who, 'merge', { matter, into })
const state = (office: MemoryOffice, matter: MatterId) => office.see(matter).matter.state

describe('并件 one answer for many askers (decision 0002)', () => {
  test('the duplicate keeps its number, its asker and a clock; its lead waits, its work ends', () => {
    const office = memoryOffice()
    const main = letter(office, 'working')
    const twin = letter(office, 'working')
    office.do('赵强', 'circulate', { matter: twin, to: [{ person: personId('李明') }], ask: '请签', kind: 'say' })
    expect(merge(office, twin, main)).toBe('done')
    const f = office.see(twin)
    expect(f.links).toMatchObject([{ kind: 'merged', from_matter: twin, to_matter: main, ended_at: null }])
    expect(office.piece(twin, '赵强', 'lead').state).toBe('waiting')
    expect(f.assignments.filter((a) => a.kind === 'say').map((a) => a.ending)).toEqual(['superseded'])
    expect(f.clocks.filter((c) => c.stopped_at === null).map((c) => c.key)).toContain('merged')
    expect(f.answers).toMatchObject([{ sent_at: null }])
    expect(office.code('赵强', 'report', { matter: twin, version: f.matter.version, result: 'solved', text: '一' })).toBe('kernel.piece-waits')
  })
  test('a duplicate just given comes back from the unit that had not signed', () => {
    const office = memoryOffice()
    const main = letter(office, 'working')
    const twin = letter(office, 'assigned')
    expect(merge(office, twin, main)).toBe('done')
    expect(state(office, twin)).toBe('registered')
    expect(office.see(twin).assignments.find((a) => a.role === 'lead')).toMatchObject({ ending: 'taken_back', sees: false })
    office.do('王芳', 'unmerge', { matter: twin, reason: '不是同一件' })
    office.do('刘洋', 'assign', { matter: twin, lead: { unit: office.see(main).matter.owner_unit }, ask: '办' })
    expect(state(office, twin)).toBe('assigned')
  })
  test('when the main matter answers, each asker of each duplicate is answered through it and it closes, in the same act', () => {
    const office = memoryOffice()
    const main = letter(office, 'working')
    const twins = [
      letter(office, 'registered'),
      letter(office, 'working'),
      letter(office, 'working', { register: { askers: [{ contact: office.ids.next() }, { holder: { person: personId('孙悦') } }] } }),
    ]
    for (const twin of twins) expect(merge(office, twin, main)).toBe('done')
    expect(office.code('陈晨', 'close', { matter: main })).toBe('kernel.not-in-this-state')
    office.do('赵强', 'report', { matter: main, version: office.see(main).matter.version, result: 'solved', text: '已修复' })
    const done = office.do('刘洋', 'reply', { matter: main, body: '已全部修复', via: 'phone' })
    expect(done.steps.map((s) => s.move)).toEqual(['reply', 'answerThrough', 'answerThrough', 'answerThrough'])
    for (const twin of twins) {
      const f = office.see(twin)
      expect(f.matter).toMatchObject({ phase: 'closed' })
      expect(f.reports).toMatchObject([{ result: 'solved', result_text: '已修复', by: personId('赵强') }])
      expect(f.answers.map((a) => [a.body, a.via, a.settled_at !== null])).toEqual(f.answers.map(() => ['已全部修复', 'through', true]))
    }
    expect(office.see(twins[2] as MatterId).answers).toHaveLength(2)
    expect(office.piece(twins[2] as MatterId, '孙悦', 'asker').state).toBe('open')
  })
  test('拆并: stands by itself again, its lead wakes', () => {
    const office = memoryOffice()
    const [main, twin] = [letter(office, 'working'), letter(office, 'working')]
    merge(office, twin, main)
    office.do('王芳', 'unmerge', { matter: twin, reason: '不是同一件' })
    expect(office.piece(twin, '赵强', 'lead').state).toBe('open')
    expect(office.see(twin).clocks.find((c) => c.key === 'merged')?.stopped_at).not.toBeNull()
    office.do('赵强', 'report', { matter: main, version: office.see(main).matter.version, result: 'solved', text: '一' })
    expect(office.do('刘洋', 'reply', { matter: main, body: '一', via: 'phone' }).steps).toHaveLength(1)
    expect(state(office, twin)).toBe('working')
  })
  test('no chains, no circles, not into what is answered, not what has parts, not what one may not see', () => {
    const office = memoryOffice()
    const [main, twin, third] = [letter(office, 'working'), letter(office, 'working'), letter(office, 'working')]
    expect(merge(office, main, main)).toBe('kernel.merge-itself')
    expect(merge(office, twin, main)).toBe('done')
    expect(merge(office, twin, main)).toBe('kernel.already-merged')
    expect(merge(office, main, third)).toBe('kernel.merge-chain')
    expect(merge(office, third, twin)).toBe('kernel.merge-chain')
    expect(merge(office, third, letter(office, 'answered'))).toBe('kernel.merge-closed')
    const { matter: part } = office.do('刘洋', 'register', asked(office, { partOf: third }))
    expect(merge(office, third, main)).toBe('kernel.parts-open')
    expect(merge(office, part, third)).toBe('kernel.merge-chain')
    const elsewhere = letter(office, 'registered', {
      by: '孙悦',
      register: { unit: office.office.posts.get(office.office.holdings.find((h) => h.person === personId('孙悦'))?.post as never)?.unit },
    })
    expect(merge(office, third, elsewhere, '刘洋')).toBe('kernel.parts-open')
    expect(merge(office, letter(office, 'registered'), elsewhere, '刘洋')).toBe('kernel.not-found')
    expect(merge(office, letter(office, 'registered'), office.ids.next<MatterId>(), '刘洋')).toBe('kernel.not-found')
  })
  test('a matter others rest on as duplicates is not closed nor voided over them; a duplicate is not voided; no part is hung on it', () => {
    const office = memoryOffice()
    const [main, twin] = [letter(office, 'working'), letter(office, 'working')]
    merge(office, twin, main)
    const told = { via: 'phone', body: '一' }
    expect(office.code('刘洋', 'void', { matter: main, reason: '一', told })).toBe('kernel.merged-open')
    expect(office.code('刘洋', 'void', { matter: twin, reason: '一', told })).toBe('kernel.already-merged')
    expect(office.code('刘洋', 'register', asked(office, { partOf: twin }))).toBe('kernel.already-merged')
    expect(office.code('赵强', 'takeBack', { matter: twin })).toBe('kernel.already-merged')
  })
  test('answerThrough is nobody’s to ask for', () => {
    const office = memoryOffice()
    const [main, twin] = [letter(office, 'reported'), letter(office, 'working')]
    expect(office.code('刘洋', 'answerThrough', { matter: twin, main })).toBe('kernel.unknown-move')
  })
  test('a dissatisfied asker of a duplicate is handled by itself: reopened, it is a duplicate no more', () => {
    const office = memoryOffice()
    const [main, twin] = [letter(office, 'working'), letter(office, 'working')]
    merge(office, twin, main)
    office.do('赵强', 'report', { matter: main, version: office.see(main).matter.version, result: 'solved', text: '一' })
    office.do('刘洋', 'reply', { matter: main, body: '一', via: 'phone' })
    office.do('王芳', 'reopen', { matter: twin, reason: '来信人不满意' })
    expect(office.see(twin).matter).toMatchObject({ state: 'working', round: 2, owner_person: personId('赵强') })
    expect(office.see(twin).links).toEqual([])
  })
})
