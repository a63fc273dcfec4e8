import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { kernelWords } from '../../kernel/words.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { affairs } from './desk.ts'
import { lifecycle } from './lifecycle.ts'
import { type Rehearsal, rehearse, upTo } from './rehearsal.ts'
import { zh } from './words/zh-CN.ts'

const everyState: Readonly<Record<string, () => Rehearsal>> = {
  registered: () => rehearse(),
  assigned: () => upTo('assign'),
  working: () => upTo('accept'),
  reported: () => upTo('report'),
  answered: () => upTo('reply'),
  closed: () => upTo('close'),
  void: () => {
    const affair = rehearse()
    affair.do('孟佳', 'void', { reason: '重复登记', told: { via: 'in_app', body: '与前一件为同一事项。' } })
    affair.do('何平川', 'sign', { agree: true, opinion: null })
    return affair
  },
}
const elsewhere = '00000000-0000-7000-8000-00000000ffff'
const takenOver = (affair: Rehearsal, who: string, via: string) =>
  affair.do(who, 'takeOver', { result: 'takenOver', text: '已由信〔2026〕12号接续办理。', via, by: elsewhere, files: [], withoutHelpers: [] })

describe('交办事项的生命周期 the life of an affair', () => {
  test('is sound: every open state has a holder and a way to a result and an answer', () => expect(faults(lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(affairs.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
  test.each(Object.entries(everyState))('an affair can be %s', (state, make) => expect(make().state()).toBe(state))

  describe('every state and every move: what the life cycle forbids is refused by state, to everybody (不变量 4)', () => {
    const words: Readonly<Record<string, string>> = { ...kernelWords['zh-CN'].refusals, ...zh.refusals }
    test.each(Object.entries(everyState))('%s', (state, make) => {
      const affair = make()
      for (const person of ['孟佳', '张怀远', '何平川', '唐晓峰', '许文涛', '魏来'])
        for (const [move, def] of Object.entries(lifecycle.moves)) {
          const answer = affair.may(person)[move]
          if (!answer) continue // not visible to this person
          if (!(def.from as readonly string[]).includes(state)) expect({ person, move, answer }).toMatchObject({ answer: { allowed: false, code: 'kernel.not-in-this-state' } })
          if (!answer.allowed) expect(words[answer.code], `${answer.code} has words`).toBeTruthy()
        }
    })
  })
  test('the ordinary way: written down, given, signed for, helped, reported, told to whoever gave it, read, closed (ZK-57)', () => {
    const { assignments, clocks, answers } = upTo('close').facts()
    expect(assignments.every((a) => a.state === 'ended')).toBe(true)
    expect(clocks.every((c) => c.stopped_at !== null)).toBe(true)
    expect(answers).toMatchObject([{ via: 'in_app', body: '北苑小区已供暖。', settled_at: expect.any(String) }])
  })
  test('it is not closed before whoever gave the order has read the answer (ZK-57)', () => {
    const affair = upTo('reply')
    expect(affair.do('孟佳', 'close')).toBe('affairs.not-read-yet')
    expect(affair.do('孟佳', 'done', { opinion: null, files: [] })).toBe('affairs.finished-by-answer')
    affair.do('张怀远', 'read', { opinion: '好。' })
    expect(affair.do('孟佳', 'close')).toBe('done')
  })
  test('from the first minute it has an owner and a date: the date the order named, else five working days (ZK-09)', () => {
    const [usual, named] = [rehearse().facts(), rehearse({ due: '2026-11-25T16:00:00.000Z' }).facts()]
    expect(usual.matter).toMatchObject({ owner_person: '孟佳' })
    expect(usual.clocks.find((c) => c.key === 'handling')).toMatchObject({ due_at: '2026-11-30T16:00:00.000Z', first_due_at: '2026-11-30T16:00:00.000Z' })
    expect(named.clocks.find((c) => c.key === 'handling')).toMatchObject({ due_at: '2026-11-25T16:00:00.000Z' })
  })
  test('whoever was told owns it until somebody signs (GN-34)', () => {
    const affair = upTo('assign')
    expect(affair.facts().matter.owner_person).toBe('孟佳')
    affair.do('许文涛', 'accept')
    expect(affair.facts().matter.owner_person).toBe('许文涛')
  })
  test('whoever wrote it down may do it himself', () => {
    const affair = rehearse()
    expect(affair.do('孟佳', 'report', { result: 'done', text: '已办。', files: [], withoutHelpers: [] })).toBe('done')
    expect(affair.state()).toBe('reported')
  })
  test('the second refusal goes to the secretary-general or a deputy', () => {
    const affair = upTo('assign')
    const ground = { ground: '不属我局职责。' }
    expect(affair.do('许文涛', 'refuse', ground)).toBe('done')
    expect(affair.state()).toBe('registered')
    affair.do('孟佳', 'assign', { lead: { unit: 'housing' }, helpers: [], ask: '请办理', due: null, bound: false })
    expect(affair.do('许文涛', 'refuse', ground)).toBe('done')
    expect(affair.state()).toBe('assigned')
    expect(affair.facts().assignments.find((a) => a.role === 'consent:refuse')).toMatchObject({ state: 'open' })
  })
  test('handled again: a new round, a new date, the same asker owed again', () => {
    const affair = upTo('close')
    expect(affair.do('孟佳', 'reopen', { reason: '又停暖' })).toBe('done')
    expect(affair.facts().matter).toMatchObject({ round: 2, state: 'working' })
    expect(affair.facts().clocks.filter((c) => c.key === 'handling' && c.round === 2)).toHaveLength(1)
    expect(affair.facts().answers.filter((a) => a.round === 2)).toHaveLength(1)
  })
})

describe('由他处接办 taken over by another desk (ZK-05)', () => {
  test("a citizen's is answered with the number and closed in the same act, and the link stands", () => {
    const affair = rehearse({ outside: true })
    expect(takenOver(affair, '孟佳', 'in_person')).toBe('done')
    expect(affair.state()).toBe('closed')
    expect(affair.facts().links).toMatchObject([{ to_matter: elsewhere, kind: 'arises' }])
    expect(affair.facts().answers).toMatchObject([{ via: 'in_person', settled_at: expect.any(String) }])
    expect(affair.facts().reports).toMatchObject([{ result: 'takenOver' }])
  })
  test('an order is closed when whoever gave it has read where it went', () => {
    const affair = upTo('accept')
    affair.do('唐晓峰', 'done', { opinion: null, files: [] })
    expect(takenOver(affair, '许文涛', 'in_app')).toBe('done')
    expect(affair.state()).toBe('answered')
    affair.do('张怀远', 'read', { opinion: null })
    expect(affair.do('孟佳', 'close')).toBe('done')
  })
  test('only by whoever owns it, and only with a successor named', () => {
    expect(takenOver(upTo('assign'), '许文涛', 'in_app')).toBe('kernel.not-in-this-state')
    expect(takenOver(upTo('accept'), '唐晓峰', 'in_app')).not.toBe('done')
    expect(rehearse().do('孟佳', 'takeOver', { result: 'takenOver', text: '转出', via: 'in_app', files: [], withoutHelpers: [] })).toBe('affairs.name-successor')
    expect(rehearse().do('孟佳', 'report', { result: 'takenOver', text: '转出', files: [], withoutHelpers: [] })).toBe('affairs.name-successor')
  })
})

describe('工作秘密 work secrets (R-C04)', () => {
  test('given to a unit, its receiver alone knows of it; who is not named sees nothing', () => {
    const affair = rehearse({ readers: 'named' })
    affair.do('孟佳', 'assign', { lead: { unit: 'housing' }, helpers: [], ask: '请办理', due: null, bound: false })
    expect(affair.facts().assignments.find((a) => a.lead && a.unit === ('housing' as never))).toMatchObject({ person: '许文涛' })
    expect(affair.do('唐晓峰', 'note', { text: '看看', files: [] })).toBe('kernel.not-found')
    expect(affair.do('何平川', 'note', { text: '看看', files: [] })).toBe('kernel.not-found') // see-all does not open it
  })
})
