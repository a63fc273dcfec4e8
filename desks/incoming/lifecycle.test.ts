import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { kernelWords } from '../../kernel/words.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { incoming } from './desk.ts'
import { lifecycle } from './lifecycle.ts'
import { positionOf, steps } from './position.ts'
import { cast, propose, type Rehearsal, rehearse, upTo } from './rehearsal.ts'
import { zh } from './words/zh-CN.ts'

const told = { via: 'letter', body: '误登，已撤。' }
const everyState: Readonly<Record<string, () => Rehearsal>> = {
  registered: () => rehearse(),
  examined: () => upTo('examine'),
  assigned: () => upTo('assign'),
  working: () => upTo('accept'),
  reported: () => upTo('report'),
  replied: () => upTo('reply'),
  closed: () => upTo('close'),
  void: () => {
    const paper = rehearse()
    paper.do('季红梅', 'void', { reason: '重复登记', told })
    paper.do('张怀远', 'sign', { agree: true, opinion: null })
    return paper
  },
}
describe('收文的生命周期', () => {
  test('is sound: every state has a holder and a way through a result and an answer to its end', () => expect(faults(incoming.lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(incoming.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
  test.each(Object.entries(everyState))('a paper can be %s', (state, make) => expect(make().state()).toBe(state))

  describe('every state and every move: what the life cycle forbids is refused by state, to everybody (不变量 4)', () => {
    const words: Readonly<Record<string, string>> = { ...kernelWords['zh-CN'].refusals, ...zh.refusals }
    test.each(Object.entries(everyState))('%s', (state, make) => {
      const paper = make()
      for (const person of cast)
        for (const [move, def] of Object.entries(lifecycle.moves)) {
          const answer = paper.may(person)[move]
          if (!answer) continue // not visible to this person
          if (!(def.from as readonly string[]).includes(state)) expect({ person, move, answer }).toMatchObject({ answer: { allowed: false, code: 'kernel.not-in-this-state' } })
          if (!answer.allowed) expect(words[answer.code], `${answer.code} has words`).toBeTruthy()
        }
    })
  })
  test('nobody makes by hand what only an opinion, a return or a reading sets off (R-D24)', () => {
    const paper = upTo('examine')
    expect(paper.do('季红梅', 'bind', { lead: { unit: 'housing' }, helpers: [], ask: '请办理', due: null, bound: true })).toBe('incoming.not-agreed')
    expect(paper.do('季红梅', 'showConflict')).toBe('incoming.no-conflict')
    const reported = upTo('report')
    const reply = { answers: null, body: '退回', via: 'letter', ground: null, delivered: true }
    expect([reported.do('季红梅', 'tellReturned', reply), reported.do('季红梅', 'tellRead', reply)]).toEqual(['incoming.not-returned', 'incoming.not-to-read'])
  })
})

describe('文到哪里了: exactly one present set of holders at any moment (R-D30)', () => {
  const at = (paper: Rehearsal) => {
    const { step, holders } = positionOf(paper.view())
    return [step, ...holders.map((h) => h.name)]
  }
  test('the ordinary way, step by step', () => {
    expect(at(rehearse())).toEqual(['examine', '季红梅'])
    expect(at(upTo('examine'))).toEqual(['propose', '季红梅'])
    expect(at(upTo('assign'))).toEqual(['signFor', 'liaison', 'liaison'])
    expect(at(upTo('accept'))).toEqual(['handle', '许文涛', 'liaison'])
    expect(at(upTo('report'))).toEqual(['answer', '季红梅'])
    expect(at(upTo('reply'))).toEqual(['close', '季红梅'])
    expect(at(upTo('close'))).toEqual(['ended'])
  })
  test('with the leaders while they write, one after another; with the readers while it goes round; then back (F17)', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬', '周启明'], 'in_turn', null)
    expect(at(paper)).toEqual(['instruct', '韩冬'])
    paper.do('韩冬', 'sign', { agree: true, opinion: null })
    expect(at(paper)).toEqual(['instruct', '周启明'])
    paper.do('周启明', 'sign', { agree: true, opinion: null })
    paper.do('季红梅', 'circulate', { to: [{ person: '韩冬' }, { person: '何平川' }], ask: '请阅', kind: 'read', pace: 'together', need: null, blocks: true })
    expect(at(paper)).toEqual(['circulate', '韩冬', '何平川'])
    for (const name of ['韩冬', '何平川']) paper.do(name, 'read', { opinion: null })
    expect(at(paper)).toEqual(['propose', '季红梅'])
  })

  const person = fc.constantFrom(...cast)
  const acts = [
    ['examine', { text: '通过', files: [] }],
    ['assign', { lead: { unit: 'housing' }, helpers: [{ unit: 'water' }], ask: '请办理', due: null, bound: false }],
    ['accept', {}],
    ['refuse', { ground: '不属我局职责' }],
    ['handOver', { to: { unit: 'water' }, ask: '请接办' }],
    ['errand', { to: { unit: 'water' }, ask: '请核数', kind: 'do' }],
    ['circulate', { to: [{ person: '韩冬' }, { person: '何平川' }], ask: '请阅', kind: 'read', pace: 'in_turn', need: null, blocks: true }],
    ['circulate', { to: [{ person: '水清' }], ask: '请提意见', kind: 'say', pace: 'together', need: null, blocks: true }],
    ['read', { opinion: null }],
    ['sign', { agree: true, opinion: null }],
    ['sign', { agree: false, opinion: '再研究' }],
    ['done', { opinion: null, files: [] }],
    ['report', { result: 'done', text: '已办', files: [], withoutHelpers: [] }],
    ['sendBack', { to: null, reason: '不够', resume: 'here' }],
    ['reply', { answers: null, body: '函复', via: 'letter', ground: null, delivered: true }],
    ['noAnswer', { answers: null, body: null, via: 'none', ground: '无须答复', delivered: true }],
    ['closeRead', { result: 'read', text: '阅件', files: [], withoutHelpers: [] }],
    ['close', {}],
    ['reopen', { reason: '又来函' }],
    ['void', { reason: '误登', told }],
  ] as const
  const act = fc.record({ who: person, what: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...acts) }, { weight: 2, arbitrary: fc.constant(['propose', {}] as const) }) })
  const begun = fc.constantFrom<Parameters<typeof upTo>[0] | null>(null, 'examine', 'assign', 'accept', 'help', 'report', 'reply')
  test('whatever is done to it by whomever: one step, somebody holds it until it ends, nobody twice', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.boolean(), begun, fc.array(act, { minLength: 10, maxLength: 60 }), (toRead, last, list) => {
        const detail = toRead ? { handling: 'read' as const } : {}
        const paper = last ? upTo(last, detail) : rehearse(detail)
        for (const { who, what } of list) {
          const code = what[0] === 'propose' ? propose(paper, ['韩冬', '周启明']) : paper.do(who, what[0], what[1])
          if (code !== 'done') continue
          const { step, holders } = positionOf(paper.view())
          reached.add(step)
          expect(holders.length > 0).toBe(step !== 'ended')
          expect(new Set(holders.map((h) => h.piece)).size).toBe(holders.length)
          expect(step === 'ended').toBe(['closed', 'void'].includes(paper.facts().matter.phase))
        }
      }),
      { numRuns: 150, seed: 20261130 },
    )
    expect([...reached].sort()).toEqual([...steps].sort())
  })
})
