import { describe, expect, test } from 'vitest'
import type { PieceView } from '../../kernel/view.ts'
import { cut, dueOn, opinionOf } from './said-on-paper.ts'

const office = { office: { units: new Map(), holdings: [], posts: new Map(), persons: new Map(), powers: [], successions: [] } } as never
const piece = (more: Partial<PieceView>): PieceView =>
  ({
    kind: 'say',
    ending: 'agreed',
    endedAt: '2026-11-21T02:00:00.000Z',
    person: { id: 'p', name: '周启明' },
    unit: { id: 'u', name: '' },
    actedBy: null,
    opinion: null,
    ...more,
  }) as PieceView

describe('纸面上的话 words on paper', () => {
  test('a limit that ends with a day is told as 24:00 of that day', () => {
    expect(dueOn('2026-12-03T16:00:00.000Z', 'zh-CN')).toBe('2026年12月3日 24:00')
    expect(dueOn('2026-12-04T10:00:00.000Z', 'zh-CN')).toBe('2026年12月4日 18:00')
    expect(dueOn('2026-12-03T16:00:00.000Z', 'en')).toBe('2026-12-03 24:00')
  })
  test('an opinion says agreed or not, and its words; what nobody said is not on paper', () => {
    expect(opinionOf(office, piece({ opinion: '入冬前完成。' }), 'zh-CN')).toEqual({ text: '同意：入冬前完成。', by: '周启明', at: '2026年11月21日' })
    expect(opinionOf(office, piece({ opinion: '同意，入冬前完成。' }), 'zh-CN')?.text).toBe('同意，入冬前完成。')
    expect(opinionOf(office, piece({ ending: 'disagreed', opinion: null }), 'zh-CN')?.text).toBe('不同意')
    for (const ending of ['dropped', 'taken_back', 'superseded', 'expired']) expect(opinionOf(office, piece({ ending }), 'zh-CN'), ending).toBeNull()
    expect(opinionOf(office, piece({ endedAt: null }), 'zh-CN')).toBeNull()
    expect(opinionOf(office, piece({ kind: 'read', ending: 'read' }), 'zh-CN')).toBeNull()
  })
  test('代录: beside an opinion another hand entered stands whose and when; beside every other nothing', () => {
    const other = new Map([['p 2026-11-21T02:00:00.000Z', { by: '张三', at: '2026-11-22T01:00:00.000Z' }]])
    expect(opinionOf(office, piece({}), 'zh-CN', other)?.at).toBe('2026年11月21日（代录：张三 2026年11月22日）')
    expect(opinionOf(office, piece({}), 'en', other)?.at).toBe('2026-11-21 (recorded by 张三, 2026-11-22)')
    expect(opinionOf(office, piece({ endedAt: '2026-11-21T03:00:00.000Z' }), 'zh-CN', other)?.at).toBe('2026年11月21日')
    expect(opinionOf(office, piece({ person: { id: 'q', name: '李四' } }), 'zh-CN', other)?.at).toBe('2026年11月21日')
  })
  test('a long text is cut between characters, never inside one, and says where the rest is', () => {
    expect(cut('𠮷'.repeat(5), 3, '（全文附后）')).toBe('𠮷𠮷𠮷……（全文附后）')
    expect(cut('短', 3, '（全文附后）')).toBe('短')
  })
})
