import { describe, expect, test } from 'vitest'
import { addMillis, HOUR, MINUTE } from '../time.ts'
import { memoryOffice } from '../trial/memory.ts'
import { personId, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

describe('催办 (F15、F16 噪声规则)', () => {
  test('an event, a note and a notice to everybody who holds work now, no assignment; the list is whole (F15)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { assign: { helpers: [{ unit: unitId('city') }, { unit: unitId('traffic') }] } })
    const before = office.see(matter).assignments.length
    const done = office.do('刘洋', 'urge', { matter, text: '请于本周内办结' })
    const open = office
      .see(matter)
      .assignments.filter((a) => a.state === 'open' && a.kind === 'do')
      .map((a) => a.id)
    expect(done.steps[0]?.said).toMatchObject({ by: 'notice', urged: open })
    expect(done.notices.map((n) => [n.kind, n.to]).sort()).toEqual(
      [
        ['urged', personId('赵强')],
        ['urged', personId('韩雪')],
        ['urged', personId('卫青')],
      ].sort(),
    )
    expect(office.see(matter).assignments).toHaveLength(before)
    expect(office.see(matter).notes).toMatchObject([{ kind: 'urge', text: '请于本周内办结' }])
    expect(JSON.stringify(done.notices)).not.toContain('本周')
  })
  test('refused inside the quiet interval, whoever urges; allowed after it', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('刘洋', 'urge', { matter, text: '快' })
    office.pass(59 * MINUTE)
    expect(office.attempt('王芳', 'urge', { matter, text: '快' })).toMatchObject({ code: 'kernel.urged-lately', status: 429, facts: { minutes: 60 } })
    office.pass(MINUTE)
    expect(office.code('王芳', 'urge', { matter, text: '快' })).toBe('done')
  })
  test('where nobody holds work the readers are urged too (F15); nobody urges himself', () => {
    const office = memoryOffice()
    const [main, matter] = [letter(office, 'working'), letter(office, 'working')]
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('褚卫国') }, { person: personId('沈丽') }], ask: '请阅' })
    office.do('王芳', 'merge', { matter, into: main })
    const done = office.do('刘洋', 'urge', { matter, text: '请阅' })
    expect(done.notices.map((n) => n.to).sort()).toEqual([personId('褚卫国'), personId('沈丽')].sort())
    office.pass(2 * HOUR)
    const one = office.do('沈丽', 'urge', { matter, text: '请阅' })
    expect(one.notices.map((n) => n.to)).toEqual([personId('褚卫国')])
  })
  test('电话催办: number, who answered, what was promised, by when; the promise opens its own reminder, and ends with the matter', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const promisedBy = addMillis(office.now, 5 * HOUR)
    const phone = { number: '13900000000', answeredBy: '钱多多', promised: '下午报结', promisedBy }
    const done = office.do('刘洋', 'urge', { matter, text: '电话催办', phone })
    const f = office.see(matter)
    expect(f.notes.at(-1)?.text).toBe('电话催办\n电话 13900000000，接话人 钱多多，答应：下午报结')
    expect(f.assignments.at(-1)).toMatchObject({ role: 'promise', kind: 'read', person: personId('刘洋'), due_at: promisedBy })
    expect(f.clocks.at(-1)).toMatchObject({ key: 'promise', whole: false, due_at: promisedBy, next_alarm_at: promisedBy, rule: 'kernel.promise' })
    expect(JSON.stringify([done.steps[0]?.said, done.notices])).not.toMatch(/139|钱多多|下午/)
    expect(office.code('王芳', 'urge', { matter: letter(office, 'working'), text: '快', phone: { ...phone, promisedBy: addMillis(office.now, -HOUR) } })).toBe('kernel.due-in-past')
    office.do('刘洋', 'read', { matter, piece: office.piece(matter, '刘洋', 'promise').id })
    expect(office.see(matter).clocks.find((c) => c.key === 'promise')?.stopped_at).not.toBeNull()
  })
  test('a leader’s plain agreement wakes the one who asked and nobody else (F16)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { assign: { helpers: [{ unit: unitId('city') }] } })
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('李明') }], ask: '请批', kind: 'say', blocks: true })
    const done = office.do('李明', 'sign', { matter, agree: true, opinion: '同意拟办意见' })
    expect(done.notices.map((n) => [n.kind, n.to])).toEqual([['woken', personId('赵强')]])
  })
})
