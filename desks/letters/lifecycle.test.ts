import { describe, expect, test } from 'vitest'
import { faults } from '../../kernel/lifecycle/check.ts'
import { addMillis, DAY, HOUR } from '../../kernel/time.ts'
import { kernelWords } from '../../kernel/words.ts'
import { lifecycle } from './lifecycle.ts'
import { digestOf, type Rehearsal, rating, rehearse, steps, upTo } from './rehearsal.ts'
import { zh } from './words/zh-CN.ts'

const code = (no: { code: string } | null) => no?.code ?? 'done'
/** Two refusals: the second has to pass the arbiter. */
const everyState: Readonly<Record<string, () => Rehearsal>> = {
  registered: () => rehearse(),
  assigned: () => upTo('assign'),
  working: () => upTo('accept'),
  reported: () => upTo('report'),
  answered: () => upTo('reply'),
  closed: () => {
    const letter = upTo('reply')
    letter.do('何雨桐', 'rate', rating(letter))
    return letter
  },
  void: () => {
    const letter = rehearse()
    letter.do('何雨桐', 'void', { reason: '重复登记', told: { via: 'phone', body: '您的来电与前日登记的为同一件，合并办理。' } })
    letter.do('高敏', 'sign', { agree: true, opinion: null })
    return letter
  },
}

describe('来信的生命周期 the life of a letter', () => {
  test('is sound: every open state has a holder and a way to a result and an answer', () => expect(faults(lifecycle)).toEqual([]))
  test.each(Object.entries(everyState))('a letter can be %s', (state, make) => expect(make().state()).toBe(state))

  describe('every state and every move: what the life cycle forbids is refused by state, to everybody (不变量 4)', () => {
    const people = ['何雨桐', '刘梦琪', '高敏', '许文涛', '魏来', '张怀远']
    test.each(Object.entries(everyState))('%s', (state, make) => {
      const letter = make()
      for (const person of people) {
        const may = letter.may(person)
        for (const [move, def] of Object.entries(lifecycle.moves)) {
          const answer = may[move]
          if (!answer) continue // not visible to this person
          if (!(def.from as readonly string[]).includes(state)) expect({ person, move, answer }).toMatchObject({ answer: { allowed: false, code: 'kernel.not-in-this-state' } })
          if (!answer.allowed) {
            const words: Readonly<Record<string, string>> = { ...kernelWords['zh-CN'].refusals, ...zh.refusals }
            expect(words[answer.code], `${answer.code} has words`).toBeTruthy()
          }
        }
      }
    })
  })

  test('the ordinary way: registered, assigned, signed for, reported, drafted, reviewed, answered, called back, closed (HA-45)', () => {
    const letter = upTo('reply')
    expect(letter.facts().answers).toMatchObject([{ via: 'phone', kind: 'final' }])
    expect(code(letter.do('何雨桐', 'rate', rating(letter)))).toBe('done')
    expect(letter.state()).toBe('closed')
    expect(letter.facts().assignments.every((a) => a.state === 'ended')).toBe(true)
    expect(letter.facts().clocks.every((c) => c.stopped_at !== null)).toBe(true)
  })
  test('nothing of an open letter is with nobody: after every step somebody has an open piece with a due time (promise 1)', () => {
    for (const make of [
      rehearse,
      () => upTo('assign'),
      () => upTo('accept'),
      () => upTo('report'),
      () => upTo('draft'),
      () => upTo('submit'),
      () => upTo('agree'),
      () => upTo('reply'),
    ]) {
      const { assignments } = make().facts()
      const open = assignments.filter((a) => a.state === 'open' && a.kind !== 'read')
      expect(open.length).toBeGreaterThan(0)
      expect(open.some((a) => a.due_at !== null)).toBe(true)
    }
  })
  test('first receiver answers until somebody signs: the registrar owns an assigned letter (GN-34)', () => {
    const letter = upTo('assign')
    expect(letter.facts().matter).toMatchObject({ owner_person: '何雨桐', owner_unit: 'division' })
    letter.do('许文涛', 'accept')
    expect(letter.facts().matter).toMatchObject({ owner_person: '许文涛', owner_unit: 'housing' })
  })
})

describe('退单 declining a letter (R-H05)', () => {
  const ground = { ground: '不属我局职责，泵站由城区代管。' }
  test('the first goes back to the registrar at once; the second only with the arbiter', () => {
    const letter = upTo('assign')
    expect(code(letter.do('许文涛', 'refuse', ground))).toBe('done')
    expect(letter.state()).toBe('registered')
    expect(letter.facts().clocks.find((c) => c.key === 'handling')).toMatchObject({ stopped_at: null })
    letter.do('何雨桐', 'assign', steps.assign.input)
    expect(code(letter.do('许文涛', 'refuse', ground))).toBe('done')
    expect(letter.state()).toBe('assigned')
    const asked = letter.facts().assignments.find((a) => a.role === 'consent:refuse')
    expect(asked).toMatchObject({ post: 'arbiter', state: 'open' })
    expect(code(letter.do('张怀远', 'sign', { agree: false, opinion: '仍由你局主办。' }))).toBe('done')
    expect(letter.state()).toBe('assigned')
    expect(code(letter.do('许文涛', 'accept'))).toBe('done')
  })
  test('the arbiter agrees: it goes back and the clock has never stopped (C6)', () => {
    const letter = upTo('assign')
    const first = letter.facts().clocks.find((c) => c.key === 'handling')
    letter.do('许文涛', 'refuse', ground)
    letter.do('何雨桐', 'assign', steps.assign.input)
    letter.do('许文涛', 'refuse', ground)
    letter.do('张怀远', 'sign', { agree: true, opinion: '改派。' })
    expect(letter.state()).toBe('registered')
    expect(letter.facts().clocks.find((c) => c.key === 'handling')).toMatchObject({ id: first?.id, first_due_at: first?.first_due_at, stopped_at: null })
  })
  test('who was refused the letter no longer sees it', () => {
    const letter = upTo('assign')
    letter.do('许文涛', 'refuse', ground)
    expect(letter.may('许文涛')).toEqual({})
  })
})

describe('时限 clocks', () => {
  const due = (letter: Rehearsal, key: string) => letter.facts().clocks.find((c) => c.key === key && c.stopped_at === null)?.due_at
  test('five working days from assigning, one to sign for (standards §15)', () => {
    const letter = upTo('assign') // Monday 23 November, ten o'clock
    expect(due(letter, 'handling')).toBe('2026-11-30T16:00:00.000Z')
    expect(due(letter, 'signFor')).toBe('2026-11-24T16:00:00.000Z')
    letter.do('许文涛', 'accept')
    expect(due(letter, 'signFor')).toBeUndefined()
  })
  test('the giver may set the date himself', () => {
    const letter = rehearse()
    letter.do('何雨桐', 'assign', { ...steps.assign.input, due: '2026-11-25T10:00:00.000Z' })
    expect(due(letter, 'handling')).toBe('2026-11-25T10:00:00.000Z')
  })
  test('more time needs a reason and a second person; the first due date stays (R-H08, R-S13)', () => {
    const letter = upTo('accept')
    letter.do('许文涛', 'extend', { until: '2026-12-08T16:00:00.000Z', reason: '管材未到' })
    expect(due(letter, 'handling')).toBe('2026-11-30T16:00:00.000Z')
    letter.do('高敏', 'sign', { agree: true, opinion: null })
    expect(letter.facts().clocks.find((c) => c.key === 'handling')).toMatchObject({ due_at: '2026-12-08T16:00:00.000Z', first_due_at: '2026-11-30T16:00:00.000Z' })
  })
  test('reported: the reply has two days, the review one, the call-back three (R-H09)', () => {
    const letter = upTo('report')
    expect(due(letter, 'handling')).toBeUndefined()
    expect(due(letter, 'replying')).toBe('2026-11-25T16:00:00.000Z')
    const sent = upTo('submit')
    expect(due(sent, 'reviewing')).toBe('2026-11-24T16:00:00.000Z')
    expect(due(upTo('reply'), 'callBack')).toBe('2026-11-26T16:00:00.000Z')
  })
  test('a reopened letter runs a new handling clock and no second dispatch clock', () => {
    const letter = upTo('reply')
    letter.do('何雨桐', 'rate', rating(letter, { satisfied: 'no' }))
    const running = letter.facts().clocks.filter((c) => c.stopped_at === null)
    expect(running.map((c) => [c.key, c.round])).toEqual([['handling', 2]])
  })
})

describe('拟复核稿 the reply', () => {
  test('cannot leave without a draft, nor without a review', () => {
    expect(code(upTo('report').do('刘梦琪', 'reply', steps.reply.input))).toBe('letters.no-draft')
    expect(code(upTo('draft').do('刘梦琪', 'reply', steps.reply.input))).toBe('letters.not-reviewed')
    expect(code(upTo('submit').do('刘梦琪', 'reply', steps.reply.input))).toBe('letters.not-reviewed')
  })
  test('nobody reviews his own draft; a colleague without the post may not either (不变量 11)', () => {
    const letter = upTo('report')
    letter.do('高敏', 'renew', steps.draft.input)
    letter.do('高敏', 'submit')
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('kernel.own-work')
    expect(code(letter.do('刘梦琪', 'sign', { agree: true, opinion: null }))).toBe('kernel.not-yours')
    expect(code(letter.do('陆青', 'sign', { agree: true, opinion: null }))).toBe('done')
  })
  test('a changed draft must be reviewed again; a misprint need not (不变量 10)', () => {
    const letter = upTo('agree')
    const back = letter.keep()
    letter.do('刘梦琪', 'renew', { digest: digestOf(2), change: 'substantive', reason: null })
    expect(code(letter.do('刘梦琪', 'reply', steps.reply.input))).toBe('letters.not-reviewed')
    letter.do('高敏', 'sign', { agree: true, opinion: null })
    expect(code(letter.do('刘梦琪', 'reply', steps.reply.input))).toBe('done')
    back()
    letter.do('刘梦琪', 'renew', { digest: digestOf(3), change: 'trivial', reason: '错字' })
    expect(code(letter.do('刘梦琪', 'reply', steps.reply.input))).toBe('done')
  })
  test('the head says no: the drafter has it again, changes it and submits it again', () => {
    const letter = upTo('submit')
    letter.do('高敏', 'sign', { agree: false, opinion: '没有答复第三问。' })
    expect(code(letter.do('刘梦琪', 'renew', { digest: digestOf(2), change: 'substantive', reason: null }))).toBe('done')
    const again = letter.facts().assignments.some((a) => a.role === 'review' && a.state !== 'ended')
    if (!again) expect(code(letter.do('刘梦琪', 'submit'))).toBe('done')
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('done')
    expect(code(letter.do('刘梦琪', 'reply', steps.reply.input))).toBe('done')
  })
  test('the same draft is not submitted twice', () => expect(code(upTo('submit').do('刘梦琪', 'submit'))).toBe('letters.under-review'))
  test('drafting and calling back do not end by «done», so nothing lies with nobody', () => {
    expect(code(upTo('report').do('刘梦琪', 'done', { opinion: null }))).toBe('letters.finished-by-answer')
    expect(code(upTo('reply').do('何雨桐', 'done', { opinion: null }))).toBe('letters.finished-by-answer')
  })
  test('sent back to the unit: the report stays as returned and the clock runs on (HA-45)', () => {
    const letter = upTo('report')
    expect(code(letter.do('高敏', 'sendBack', { to: null, reason: '未到现场', resume: 'there' }))).toBe('done')
    expect(letter.state()).toBe('working')
    expect(letter.facts().reports).toMatchObject([{ returned_by: '高敏' }])
    expect(letter.facts().clocks.find((c) => c.key === 'handling')).toMatchObject({ stopped_at: null })
    expect(letter.facts().assignments.filter((a) => a.role === 'reply' && a.state !== 'ended')).toEqual([])
    expect(code(letter.do('许文涛', 'report', steps.report.input))).toBe('done')
  })
  test('a visit was asked for: no report without the day and a picture', () => {
    const letter = upTo('accept', { visit: true })
    expect(code(letter.do('许文涛', 'report', steps.report.input))).toBe('letters.no-site-evidence')
    expect(code(letter.do('许文涛', 'report', { ...steps.report.input, files: ['f'], visitedOn: '2026-11-23' }))).toBe('done')
  })
})

describe('回访 the call-back (R-H09, promise 2)', () => {
  test.each([
    ['satisfied and solved', {}, 'closed'],
    ['mostly satisfied, partly solved', { satisfied: 'basically', solved: 'partly' }, 'closed'],
    ['dissatisfied', { satisfied: 'no' }, 'working'],
    ['unsolved', { solved: 'no' }, 'working'],
    ['reached, would not say', { satisfied: 'unasked', solved: 'unasked' }, 'closed'],
  ])('%s → %s', (_, marks, state) => {
    const letter = upTo('reply')
    expect(code(letter.do('何雨桐', 'rate', rating(letter, marks)))).toBe('done')
    expect(letter.state()).toBe(state)
  })
  test('reopened: a second round, the same citizen owed again, the same person has it', () => {
    const letter = upTo('reply')
    letter.do('何雨桐', 'rate', rating(letter, { solved: 'no' }))
    expect(letter.facts().matter).toMatchObject({ round: 2, owner_person: '许文涛' })
    expect(letter.facts().answers.map((a) => [a.round, a.settled_at !== null])).toEqual([
      [1, true],
      [2, false],
    ])
    for (const name of ['report'] as const) expect(code(letter.do(steps[name].person, steps[name].move, steps[name].input))).toBe('done')
    letter.do('刘梦琪', 'renew', { digest: digestOf(9), change: 'substantive', reason: null })
    if (!letter.facts().assignments.some((a) => a.role === 'review' && a.state !== 'ended')) letter.do('刘梦琪', 'submit')
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('done')
    expect(code(letter.do('刘梦琪', 'reply', steps.reply.input))).toBe('done')
    expect(code(letter.do('何雨桐', 'rate', rating(letter)))).toBe('done')
    expect(letter.state()).toBe('closed')
  })
  test('who answered does not ask how the answer was', () => {
    const letter = upTo('reply')
    expect(code(letter.do('刘梦琪', 'rate', rating(letter)))).toBe('kernel.own-work')
  })
  test('not called back, not closed', () => expect(code(upTo('reply').do('高敏', 'close'))).not.toBe('done'))
  test('three calls in vain: closed as not asked, no rating invented', () => {
    const letter = upTo('reply')
    expect(code(letter.do('何雨桐', 'unreached'))).toBe('letters.not-tried')
    for (const attempts of [1, 2, 3]) expect(code(letter.do('何雨桐', 'note', { text: '未接通', files: [] }, { ...letter.facts().detail, attempts }))).toBe('done')
    expect(code(letter.do('何雨桐', 'unreached'))).toBe('done')
    expect(letter.state()).toBe('closed')
    expect(letter.facts().answers).toMatchObject([{ rated_at: null, satisfied: null }])
  })
})

describe('当场答复、无法答复、作废、并件', () => {
  test('an enquiry answered on the line is registered, reported, answered and closed in one act (R-H02)', () => {
    const letter = rehearse({ kind: 'enquiry', atOnce: true })
    expect(code(letter.do('何雨桐', 'answerAtOnce', { result: 'explained', text: '带身份证到区民政窗口办理。', files: [], withoutHelpers: [] }))).toBe('done')
    expect(letter.state()).toBe('closed')
    expect(letter.facts().answers).toMatchObject([{ via: 'phone', body: '带身份证到区民政窗口办理。', satisfied: null }])
  })
  test('a complaint is not answered on the line', () => {
    const letter = rehearse({ kind: 'complaint', atOnce: true })
    expect(code(letter.do('何雨桐', 'answerAtOnce', { result: 'explained', text: 'x', files: [], withoutHelpers: [] }))).toBe('letters.not-an-enquiry')
  })
  test('nobody can be told: a ground and a second person, then closed', () => {
    const letter = upTo('report')
    const none = { answers: null, body: null, via: 'none', ground: '来信未署名，无联系方式。', delivered: true }
    expect(code(letter.do('刘梦琪', 'reply', none))).not.toBe('done')
    expect(code(letter.do('刘梦琪', 'unanswerable', { ...none, ground: null }))).toBe('letters.not-none')
    expect(code(letter.do('刘梦琪', 'unanswerable', none))).toBe('done')
    expect(letter.state()).toBe('reported')
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('done')
    expect(letter.state()).toBe('closed')
    const { answers, notes } = letter.facts()
    expect(answers.map((a) => [a.via, notes.find((n) => n.id === a.ground)?.text])).toEqual([['none', none.ground]])
  })
  test('void needs a second person and the citizen told why (不变量 5)', () => {
    const letter = rehearse()
    letter.do('何雨桐', 'void', { reason: '误登', told: null })
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('kernel.answer-owed')
    expect(everyState.void?.().facts().answers).toMatchObject([{ via: 'phone' }])
  })
  test('void where nobody can be told: a ground, and the second person agrees to both (不变量 5)', () => {
    const letter = rehearse({ reachable: false })
    const none = { reason: '内容无法辨认', told: { via: 'none', ground: '来信未署名，无联系方式。' } }
    expect(code(letter.do('何雨桐', 'void', none))).toBe('done')
    expect(letter.state()).toBe('registered')
    expect(letter.facts().answers).toMatchObject([{ sent_at: null }])
    expect(code(letter.do('高敏', 'sign', { agree: true, opinion: null }))).toBe('done')
    expect(letter.state()).toBe('void')
    const { answers, notes } = letter.facts()
    expect(answers.map((a) => [a.via, a.body, notes.find((n) => n.id === a.ground)?.text])).toEqual([['none', null, '来信未署名，无联系方式。']])
    expect(answers[0]?.settled_at).not.toBeNull()
  })
  test.each(Object.entries(everyState))('依法删除 of a %s letter: by the one outside the division, nobody else', (_, make) => {
    const letter = make()
    const erasure = (column: string) => ({ table: 'letters', key: letter.facts().matter.id, column, reason: '当事人依法申请' })
    for (const person of ['何雨桐', '刘梦琪', '高敏']) expect(code(letter.do(person, 'erase', erasure('body')))).toBe('kernel.no-power')
    expect(letter.may('张怀远').erase).toMatchObject({ allowed: true, consent: null })
    expect(code(letter.do('张怀远', 'erase', erasure('body')))).toBe('done')
    expect(letter.facts().detail).toMatchObject({ body: null, place: '北苑小区' })
    expect(code(letter.do('张怀远', 'erase', erasure('body')))).toBe('kernel.already-erased')
    expect(code(letter.do('张怀远', 'erase', erasure('reply')))).toBe('kernel.already-erased')
  })
  test('an unknown person and a unit without the letter may not even see it (不变量 14)', () => {
    expect(upTo('accept').may('魏来')).toEqual({})
    expect(code(upTo('accept').do('魏来', 'report', steps.report.input))).toBe('kernel.not-found')
  })
  test('a month passes and the light is late, nothing else', () => {
    const letter = upTo('accept')
    letter.now = addMillis(letter.now, 30 * DAY + HOUR)
    expect(letter.may('许文涛').report).toMatchObject({ allowed: true })
  })
})
