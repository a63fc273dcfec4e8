import { describe, expect, test } from 'vitest'
import type { MatterId } from '../ids.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const people = (...names: string[]) => names.map((name) => ({ person: personId(name) }))
/** 赵强 gives it to three, to sign or to read. */
function given(office: MemoryOffice, kind: 'say' | 'read', who = ['李明', '褚卫国', '沈丽']): MatterId {
  const matter = letter(office, 'working')
  office.do('赵强', 'circulate', { matter, to: people(...who), ask: '请批示', kind, blocks: kind === 'say' })
  return matter
}
const told = (done: { readonly notices: readonly { readonly kind: string; readonly to: string }[] }) => done.notices.filter((n) => n.to === personId('赵强')).map((n) => n.kind)

describe('有批示才通知 (F16)', () => {
  test('领导写了批示，交办人随即知道；只写“同意”，不打扰', () => {
    const office = memoryOffice()
    const matter = given(office, 'say')
    expect(told(office.do('李明', 'sign', { matter, agree: true, opinion: '同意，请本周内办结' }))).toEqual(['opinion'])
    expect(told(office.do('褚卫国', 'sign', { matter, agree: true, opinion: '同意拟办意见。' }))).toEqual([])
  })
  test('最后一人签完，交办人被请去接着办，不再为同一件事另说一次', () => {
    const office = memoryOffice()
    const matter = given(office, 'say', ['李明'])
    expect(told(office.do('李明', 'sign', { matter, agree: true, opinion: '请住建局牵头' }))).toEqual(['woken'])
  })
  test('传阅中写了批示同样告知，只写“已阅”不告知；批示的字不进通知', () => {
    const office = memoryOffice()
    const matter = given(office, 'read')
    const done = office.do('李明', 'read', { matter, opinion: '请沈丽同志阅处' })
    expect(told(done)).toEqual(['opinion'])
    expect(JSON.stringify(done.notices)).not.toContain('阅处')
    expect(told(office.do('褚卫国', 'read', { matter, opinion: '已阅。' }))).toEqual([])
    expect(told(office.do('沈丽', 'read', { matter, opinion: null }))).toEqual([])
  })
})
