import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { kernelWords } from '../../kernel/words.ts'
import { isDocumentNumber } from '../../typeset/numbers.ts'
import { outgoing } from './desk.ts'
import { lifecycle } from './lifecycle.ts'
import { cast, countersign, type Rehearsal, rehearse, sign, upTo, write } from './rehearsal.ts'
import { dissents } from './signing-rules.ts'
import { zh } from './words/zh-CN.ts'

const returned = () => {
  const paper = upTo('accept')
  const drafted = paper.facts().assignments.find((a) => a.ending === 'passed')
  expect(paper.do('季红梅', 'sendBack', { to: drafted?.id ?? null, reason: '数据须核', resume: 'there' })).toBe('done')
  return paper
}
const everyState: Readonly<Record<string, () => Rehearsal>> = {
  drafting: () => rehearse(),
  submitted: () => upTo('submit'),
  returned,
  reviewing: () => upTo('accept'),
  reviewed: () => upTo('review'),
  signing: () => upTo('toSign'),
  signed: () => upTo('sign'),
  rechecked: () => upTo('recheck'),
  numbered: () => upTo('number'),
  issued: () => upTo('issue'),
  closed: () => upTo('close'),
  void: () => {
    const paper = upTo('write')
    paper.do('顾维民', 'void', { reason: '不再需要', told: { via: 'in_app', body: '不再行文。' } })
    paper.do('张怀远', 'sign', { agree: true, opinion: null })
    return paper
  },
}
describe('发文的生命周期', () => {
  test('is sound: every state has a holder and a way through a result and an answer to its end', () => expect(faults(outgoing.lifecycle)).toEqual([]))
  test('its numbers are office numbers', () => expect(isDocumentNumber(outgoing.series.replace('{year}', '2026').replace('{seq}', '12'))).toBe(true))
  test.each(Object.entries(everyState))('a paper can be %s', (state, make) => {
    const paper = make()
    expect(paper.state()).toBe(state)
    expect(paper.broken()).toEqual([])
  })
  test('every state of the life cycle is reached here, but the one passed in the act that issues', () =>
    expect([...Object.keys(everyState), 'printed'].sort()).toEqual(Object.keys(lifecycle.states).sort()))

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
})

describe('会签、签发', () => {
  test('three units are asked together; one says no alone, and its words stay (GN-18, R-D20)', () => {
    const paper = upTo('accept')
    expect(countersign(paper, '季红梅', 'housing', 'water', 'health')).toBe('done')
    expect([sign(paper, '水清', false), sign(paper, '许文涛'), sign(paper, '葛晴')]).toEqual(['done', 'done', 'done'])
    expect(dissents(paper.facts()).map((a) => [a.unit, a.opinion])).toEqual([['water', '请再斟酌']])
    paper.do('季红梅', 'review', { text: '通过', files: [] })
    expect(paper.do('季红梅', 'toSign', { signer: { person: '韩冬' }, dissent: '已协调，按多数意见办理' })).toBe('done')
    expect(paper.state()).toBe('signing')
  })
  test('a dissent that is not told stands in the way of 呈签 (GN-18)', () => {
    const paper = upTo('accept')
    countersign(paper, '季红梅', 'water')
    sign(paper, '水清', false)
    paper.do('季红梅', 'review', { text: '通过', files: [] })
    expect(paper.do('季红梅', 'toSign', { signer: { person: '韩冬' } })).toBe('outgoing.dissent-untold')
  })
  test('signed only when every countersignature is in too; a circle is consent (R-D24)', () => {
    const paper = upTo('review')
    countersign(paper, '季红梅', 'water')
    paper.do('季红梅', 'toSign', { signer: { person: '韩冬' } })
    expect(sign(paper, '韩冬')).toBe('done')
    expect(paper.state()).toBe('signing')
    expect(sign(paper, '水清')).toBe('done')
    expect(paper.state()).toBe('signed')
  })
  test('not signed: back to 核稿', () => {
    const paper = upTo('toSign')
    expect(sign(paper, '韩冬', false)).toBe('done')
    expect(paper.state()).toBe('reviewing')
  })
  test('whoever wrote the text does not sign it', () => {
    const paper = upTo('review')
    write(paper, '季红梅')
    paper.do('季红梅', 'toSign', { signer: { person: '季红梅' } })
    expect(sign(paper, '季红梅')).not.toBe('done')
  })
})

describe('签发后修改 (R-D41)', () => {
  const change = { digest: 'e'.repeat(64), change: 'substantive', reason: '数字有误' }
  test.each(['sign', 'recheck', 'number'] as const)('after «%s» a change of substance is before the signer again, and nothing goes on without him', (step) => {
    const paper = upTo(step)
    expect(paper.do('季红梅', 'changeText', change)).toBe('done')
    expect(paper.state()).toBe('signing')
    expect(paper.do('季红梅', 'recheck', { text: '', files: [] })).toBe('kernel.not-in-this-state')
    expect(sign(paper, '韩冬')).toBe('done')
    expect(paper.state()).toBe('signed')
    expect(paper.broken()).toEqual([])
  })
  test('a trivial one is marked by name and stands; the signer may object, and then signs again before it goes out', () => {
    const paper = upTo('useSeal')
    expect(paper.do('季红梅', 'correct', { digest: 'f'.repeat(64), change: 'trivial', reason: '标点' })).toBe('done')
    expect(paper.state()).toBe('numbered')
    const told = paper.facts().events.find((e) => e.move === 'correct')
    expect(paper.do('韩冬', 'object', { event: told?.id ?? 0, text: '这不是小改' })).toBe('done')
    expect(paper.do('季红梅', 'issue', { result: 'issued', text: '已印发', files: [], withoutHelpers: [] })).toBe('outgoing.not-signed')
    expect(sign(paper, '韩冬')).toBe('done')
    expect(paper.do('季红梅', 'issue', { result: 'issued', text: '已印发', files: [], withoutHelpers: [] })).toBe('done')
  })
  test('no number before 签发 and 复核, nor while an organ has not signed (R-D40, R-D25)', () => {
    const joint = { joint: [{ organ: '云溪军分区', signer: null, signedOn: null, file: null, by: null }] }
    expect(upTo('review').do('季红梅', 'number', { text: '', files: [] })).toBe('kernel.not-in-this-state')
    expect(upTo('recheck', joint).do('季红梅', 'number', { text: '', files: [] })).toBe('outgoing.joint-open')
  })
  test('not issued unsealed, nor before it is settled whether it is public (R-D60)', () => {
    const issue = { result: 'issued', text: '已印发', files: [], withoutHelpers: [] }
    expect(upTo('number').do('季红梅', 'issue', issue)).toBe('outgoing.not-sealed')
    expect(upTo('useSeal', { openness: null }).do('季红梅', 'issue', issue)).toBe('outgoing.no-openness')
  })
})
