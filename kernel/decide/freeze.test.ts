import { describe, expect, test } from 'vitest'
import { memoryOffice } from '../trial/memory.ts'
import { personId, postId, unitId } from '../trial/people.ts'
import { letter, well } from '../trial/story.ts'

describe('办结留存 a round as it read when it ended (销号)', () => {
  test('closing freezes the round with the names and titles of the day, and none of its texts (不变量 18)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'answered')
    const answer = office.see(matter).answers[0]?.id
    const { frozen } = office.do('陈晨', 'rate', { matter, answer, ...well })
    expect(frozen).toHaveLength(1)
    const { names, ...rows } = frozen[0]?.body ?? { names: null }
    expect(frozen[0]).toMatchObject({ matter, round: 1, at: office.now })
    expect(names).toMatchObject({
      units: { [unitId('housing')]: office.office.units.get(unitId('housing'))?.name },
      persons: { [personId('赵强')]: '赵强', [personId('陈晨')]: '陈晨' },
    })
    expect(Object.values(names?.titles ?? {})).toContain([...office.office.posts.values()].find((p) => p.id === postId('housing-liaison'))?.title)
    expect(Object.keys(rows)).toEqual(['matter', 'rounds', 'reports', 'stages', 'assignments', 'clocks', 'pauses', 'answers'])
    const text = JSON.stringify(frozen)
    for (const said of ['路灯不亮', '请办理', '已修复', 'salt']) expect(text).not.toContain(said)
  })
  test('every round that ends leaves its own; what does not end anything leaves none; a void one is kept too', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed')
    expect(office.do('周海平', 'reopen', { matter, reason: '又不亮了' }).frozen).toEqual([])
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '再修' })
    office.do('刘洋', 'reply', { matter, body: '又修好了', via: 'phone' })
    const again = office.do('陈晨', 'rate', { matter, answer: office.see(matter).answers.at(-1)?.id, ...well })
    expect(again.frozen.map((s) => s.round)).toEqual([2])
    const other = letter(office, 'registered')
    expect(office.do('刘洋', 'void', { matter: other, reason: '误登', told: { via: 'phone', body: '误登' } }).frozen).toEqual([])
    const agreed = office.do('周海平', 'sign', { matter: other, agree: true })
    expect(agreed.frozen).toMatchObject([{ matter: other, round: 1, body: { matter: { phase: 'void' } } }])
  })
  test('a duplicate answered through leaves its own beside the main one', () => {
    const office = memoryOffice()
    const [main, duplicate] = [letter(office, 'working'), letter(office, 'registered')]
    office.do('刘洋', 'merge', { matter: duplicate, into: main })
    office.do('赵强', 'report', { matter: main, version: office.see(main).matter.version, result: 'solved', text: '已修' })
    expect(office.do('刘洋', 'reply', { matter: main, body: '已修好', via: 'phone' }).frozen.map((s) => s.matter)).toEqual([duplicate])
  })
})
