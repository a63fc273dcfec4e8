import { describe, expect, test } from 'vitest'
import { conflicting, deciding, meaningOf, type Written } from './opinions.ts'
import { propose, type Rehearsal, rehearse, upTo } from './rehearsal.ts'

describe('意见的含义 what an opinion means (R-D24)', () => {
  const request = { paperType: 'request', asRequest: false } as const
  const notice = { paperType: 'notice', asRequest: false } as const
  test.each([
    ['a circle on a 阅件: read', { kind: 'read', ending: 'read', opinion: null }, notice, 'read'],
    ['圈阅 written on a 阅件: read', { kind: 'read', ending: 'read', opinion: '圈阅' }, notice, 'read'],
    ['a circle on a 请示: consent', { kind: 'read', ending: 'read', opinion: null }, request, 'consent'],
    ['a circle on a report that hides a request: consent', { kind: 'read', ending: 'read', opinion: '圈阅' }, { paperType: 'report', asRequest: true }, 'consent'],
    ['a name alone where an opinion was asked: consent', { kind: 'say', ending: 'agreed', opinion: null }, notice, 'consent'],
    ['同意拟办意见: consent', { kind: 'say', ending: 'agreed', opinion: '同意拟办意见。' }, request, 'consent'],
    ['同意，请市住建局周五前报: an instruction', { kind: 'say', ending: 'agreed', opinion: '同意，请市住建局周五前报。' }, request, 'instruction'],
    ['words on a 阅件: an instruction', { kind: 'read', ending: 'read', opinion: '请市水利局研究。' }, notice, 'instruction'],
    ['不同意: an objection', { kind: 'say', ending: 'disagreed', opinion: '再研究。' }, request, 'objection'],
    ['not asked for any more: nothing', { kind: 'say', ending: 'not_needed', opinion: null }, request, null],
    ['not given yet: nothing', { kind: 'say', ending: null, opinion: null }, request, null],
  ] as const)('%s', (_, given, paper, meaning) => expect(meaningOf(given, paper)).toBe(meaning))
})

describe('of several leaders the highest rank’s text decides (R-D24)', () => {
  const leaders = [
    { person: '韩冬', rank: 3 },
    { person: '周启明', rank: 1 },
  ]
  const piece = (person: string, ending: 'agreed' | 'disagreed' | 'dropped' | null, opinion: string | null = null, hour = 9, ink: string | null = null) =>
    ({
      id: person,
      person,
      ending,
      opinion,
      ink,
      state: ending === null ? 'open' : 'ended',
      ended_at: ending === null ? null : `2026-11-23T0${hour}:00:00.000Z`,
    }) as unknown as Written
  const who = (found: { person: unknown } | null) => found?.person ?? null
  test.each([
    ['the highest agreed', [piece('周启明', 'agreed'), piece('韩冬', null)], '周启明', []],
    ['the highest has not written: nothing is decided', [piece('周启明', null), piece('韩冬', 'agreed')], null, []],
    ['the highest was never heard and is not asked any more: the next decides', [piece('周启明', 'dropped'), piece('韩冬', 'agreed')], '韩冬', []],
    ['both agree', [piece('周启明', 'agreed'), piece('韩冬', 'agreed')], '周启明', []],
    ['one below said no, before', [piece('周启明', 'agreed', null, 9), piece('韩冬', 'disagreed', '不妥', 8)], '周启明', ['韩冬']],
    ['one below said no, later', [piece('周启明', 'agreed', null, 8), piece('韩冬', 'disagreed', '不妥', 9)], '周启明', ['韩冬']],
    ['one below agreed, the highest says no', [piece('周启明', 'disagreed', '再研究'), piece('韩冬', 'agreed')], '周启明', ['韩冬']],
    ['one below gives another instruction later', [piece('周启明', 'agreed', '请住建局办', 8), piece('韩冬', 'agreed', '请水利局办', 9)], '周启明', ['韩冬']],
    ['one below writes by hand later', [piece('周启明', 'agreed', null, 8), piece('韩冬', 'agreed', null, 9, '{}')], '周启明', ['韩冬']],
    ['one below gave his instruction first, the highest had it before him', [piece('周启明', 'agreed', '请住建局办', 9), piece('韩冬', 'agreed', '请水利局办', 8)], '周启明', []],
    ['one added later without a rank ranks last', [piece('周启明', 'agreed'), piece('罗静', 'disagreed', '不妥')], '周启明', ['罗静']],
  ] as const)('%s', (_, pieces, decides, differ) => {
    expect(who(deciding(pieces, leaders))).toBe(decides)
    expect(conflicting(pieces, leaders).map((a) => a.person)).toEqual(differ)
  })
})

describe('what an opinion sets off, in the same act', () => {
  const sign = (paper: Rehearsal, who: string, agree: boolean, opinion: string | null = null) => {
    const piece = paper.facts().assignments.find((a) => a.person === (who as never) && a.kind === 'say' && a.state === 'open')?.id
    expect(paper.do(who, 'sign', { piece, agree, opinion })).toBe('done')
  }
  const conflicts = (paper: Rehearsal) => paper.facts().stages.filter((s) => s.role === 'conflict').length
  test('agreed by whoever decides: both departments have it and the clock runs', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬'])
    sign(paper, '韩冬', true)
    const { assignments, clocks, matter } = paper.facts()
    expect([matter.state, assignments.filter((a) => a.kind === 'do' && a.state === 'open').map((a) => `${a.unit}:${a.role}:${a.bound}`)]).toEqual([
      'assigned',
      ['housing:lead:true', 'water:helper:true'],
    ])
    expect(clocks.some((c) => c.key === 'handling' && c.stopped_at === null)).toBe(true)
  })
  test('a proposal without a task binds nobody', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬'], 'together', null)
    sign(paper, '韩冬', true)
    expect(paper.state()).toBe('examined')
  })
  test('disagreed: proposed again, and the new word counts, not the old', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬'])
    sign(paper, '韩冬', false, '请改由水利局')
    expect(paper.state()).toBe('examined')
    propose(paper, ['韩冬'])
    sign(paper, '韩冬', true)
    expect(paper.state()).toBe('assigned')
  })
  test('given once: sent back to the office, an old consent does not give it again', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬', '周启明'])
    sign(paper, '周启明', true)
    paper.do('季红梅', 'takeBack')
    expect(paper.facts().stages.filter((s) => s.custody)).toHaveLength(1)
    sign(paper, '韩冬', true)
    expect(paper.facts().stages.filter((s) => s.custody)).toHaveLength(1)
  })
  test('one below said no before the highest agreed: the task runs, and the secretary-general is shown it once', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬', '周启明'])
    sign(paper, '韩冬', false, '不妥')
    sign(paper, '周启明', true)
    expect([paper.state(), conflicts(paper)]).toEqual(['assigned', 1])
    expect(paper.facts().assignments.find((a) => a.role === 'conflict')?.post).toBe('张怀远')
  })
  test('opinions a department asks of others are nobody’s conflict', () => {
    const paper = upTo('examine')
    propose(paper, ['韩冬'])
    sign(paper, '韩冬', true)
    paper.do('许文涛', 'accept')
    paper.do('许文涛', 'circulate', { to: [{ person: '水清' }, { person: '何平川' }], ask: '请提意见', kind: 'say', pace: 'together', need: null, blocks: false })
    sign(paper, '水清', false, '不同意')
    sign(paper, '何平川', true)
    expect(conflicts(paper)).toBe(0)
  })
  test('a paper nobody put before a leader stays where it is', () => {
    const paper = rehearse()
    expect(paper.facts().detail.proposal).toBeNull()
  })
})
