/** A matter brought as far as a test needs it, through acts: 刘洋 of 信访科 registers, 赵强 of 住建局 handles, 刘洋 replies, 陈晨 calls back. */
import type { ContactId, MatterId } from '../ids.ts'
import { MINUTE } from '../time.ts'
import type { MemoryOffice } from './memory.ts'
import { unitId } from './people.ts'

export const way = ['registered', 'assigned', 'working', 'reported', 'answered', 'closed'] as const
export type Way = (typeof way)[number]
type Input = Readonly<Record<string, unknown>>
export interface StoryOptions {
  readonly by?: string
  readonly register?: Input
  readonly assign?: Input
  readonly report?: Input
  readonly reply?: Input
}
/** What 登记 is told; one citizen asks, unless said otherwise. */
export const asked = (office: MemoryOffice, more: Input = {}): Input => ({
  title: '路灯不亮',
  origin: 'public',
  unit: unitId('letters'),
  askers: [{ contact: office.ids.next<ContactId>() }],
  detail: { marked: null },
  ...more,
})
export const well = { responded: true, solved: 'yes', satisfied: 'yes' } as const

/** @returns the matter, in the state named */
export function letter(office: MemoryOffice, until: Way, options: StoryOptions = {}): MatterId {
  const by = options.by ?? '刘洋'
  const { matter } = office.do(by, 'register', asked(office, options.register))
  const on = way.indexOf(until)
  const next = (step: number, act: () => void) => {
    if (on < step) return
    office.pass(MINUTE)
    act()
  }
  next(1, () => office.do(by, 'assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理', ...options.assign }))
  next(2, () => office.do('赵强', 'accept', { matter }))
  next(3, () => office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '已修复', ...options.report }))
  next(4, () => office.do(by, 'reply', { matter, body: '已修复，请查看。', via: 'phone', ...options.reply }))
  next(5, () => {
    for (const a of office.see(matter).answers) if (a.to_contact) office.do('陈晨', 'rate', { matter, answer: a.id, ...well })
  })
  return matter
}
