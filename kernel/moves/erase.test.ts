import { describe, expect, test } from 'vitest'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const erase = (office: MemoryOffice, matter: MatterId, table: string, key: string | undefined, column: string) =>
  office.code('周海平', 'erase', { matter, table, key, column, reason: '当事人依法申请' })

describe('依法删除 erasure', () => {
  test('the text and its salt go, nothing else of the row; the event says what, the note why', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed')
    const was = office.see(matter)
    expect(erase(office, matter, 'matter', matter, 'title')).toBe('done')
    expect(erase(office, matter, 'answer', was.answers[0]?.id, 'body')).toBe('done')
    expect(erase(office, matter, 'report', was.reports[0]?.id, 'result_text')).toBe('done')
    expect(erase(office, matter, 'assignment', was.assignments.find((a) => a.ask)?.id, 'ask')).toBe('done')
    const f = office.see(matter)
    expect(f.matter).toMatchObject({ title: null, title_salt: null, phase: 'closed', number: was.matter.number })
    expect(f.answers[0]).toEqual({ ...was.answers[0], body: null, body_salt: null })
    expect(f.reports[0]).toEqual({ ...was.reports[0], result_text: null, result_text_salt: null })
    expect(f.events[0]?.said).toMatchObject({ erased: { table: 'assignment', column: 'ask' } })
    expect(f.notes.at(-1)).toMatchObject({ kind: 'reason', text: '当事人依法申请' })
  })
  test('a text of the desk’s own goes the same way; the event tells which, and nothing of it (不变量 18)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'closed', { register: { detail: { marked: '王女士，团结路12号' } } })
    const effects = office.do('周海平', 'erase', { matter, table: 'trial', key: matter, column: 'marked', reason: '当事人依法申请' })
    expect(office.see(matter).detail).toEqual({ marked: null })
    expect(effects.erased).toEqual([{ desk: 'trial', matter, table: 'trial', column: 'marked', detail: { marked: null } }])
    expect(JSON.stringify(effects.steps)).not.toContain('王女士')
    expect(office.see(matter).events[0]).toMatchObject({ move: 'erase', actor: personId('周海平'), said: { erased: { table: 'trial', column: 'marked' } } })
    expect(erase(office, matter, 'trial', matter, 'marked')).toBe('kernel.already-erased')
    expect(erase(office, matter, 'trial', matter, 'constructor')).toBe('kernel.not-erasable')
    expect(erase(office, matter, 'trial', letter(office, 'working'), 'marked')).toBe('kernel.not-found')
  })
  test('only personal texts, only of this matter, only once, only with the power', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const other = letter(office, 'working')
    expect(erase(office, matter, 'matter', matter, 'number')).toBe('kernel.not-erasable')
    expect(erase(office, matter, 'event', '1', 'said')).toBe('kernel.not-erasable')
    expect(erase(office, matter, 'constructor', '1', 'name')).toBe('kernel.not-erasable')
    expect(erase(office, matter, 'matter', other, 'title')).toBe('kernel.not-found')
    expect(erase(office, matter, 'assignment', office.see(other).assignments[0]?.id, 'ask')).toBe('kernel.not-found')
    expect(erase(office, matter, 'matter', matter, 'title')).toBe('done')
    expect(erase(office, matter, 'matter', matter, 'title')).toBe('kernel.already-erased')
    expect(office.code('刘洋', 'erase', { matter, table: 'matter', key: matter, column: 'title', reason: '一' })).toBe('kernel.no-power')
  })
})
