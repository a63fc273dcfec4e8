/** For tests: a small office and its affairs in memory, moved through `decide` alone. No database. */
import type { Office } from '../../kernel/decide/office.ts'
import type { Desk } from '../../kernel/desk.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { openRehearsal, type Rehearsed } from '../../kernel/trial/rehearse.ts'
import { smallOffice } from '../../kernel/trial/small-office.ts'
import { affairs } from './desk.ts'
import { powers } from './powers.ts'
import type { AffairDetail } from './shape.ts'

const desk = affairs as unknown as Desk
/** Unit, post key, title, who: 秘书长 gives orders, 孟佳 writes them down, 唐晓峰 and 许文涛 do them. */
const seats = [
  ['office', 'secretary-general', '秘书长', '张怀远'],
  ['office', 'arbiter', '副秘书长', '何平川'],
  ['division', 'division-head', '科长', '孟佳'],
  ['inspection', 'division-head', '科长', '唐晓峰'],
  ['housing', 'liaison', '联络员', '许文涛'],
  ['streets', 'liaison', '联络员', '魏来'],
] as const
export const office: Office = smallOffice({
  units: [...new Set(seats.map(([unit]) => unit))].map((key) => ({ key })),
  seats: seats.map(([unit, key, title, name]) => ({ id: name, key, unit, person: name, title, head: key !== 'arbiter', receiving: key !== 'arbiter' })),
  powers: { affairs: powers },
})
const plain: AffairDetail = { way: 'oral', body: '请市住建局三日内报北苑小区供暖情况。', relayedBy: null, outside: false, people: null, atOnce: false, successor: null }

export type Rehearsal = Rehearsed<AffairDetail>
export interface Begin {
  /** A citizen's, or the secretary-general's. */
  readonly outside?: boolean
  readonly readers?: 'units' | 'named'
  readonly due?: string | null
  readonly detail?: Partial<AffairDetail>
}
/** An affair just written down by 孟佳, Monday 2026-11-23 at nine. @throws Error where registering is refused */
export function rehearse({ outside = false, readers = 'units', due = null, detail = {} }: Begin = {}): Rehearsal {
  const { it, ids } = openRehearsal<AffairDetail>(desk, office)
  const asker = outside ? { contact: ids.next<ContactId>() } : { holder: { person: '张怀远' } }
  const input = {
    title: '报北苑小区供暖情况',
    origin: outside ? 'public' : 'assigned',
    readers,
    urgency: 'normal',
    unit: 'division',
    askers: [asker],
    partOf: null,
    basis: [],
    arisesFrom: null,
    files: [],
    due,
  }
  const no = it.do('孟佳', 'register', { ...input, detail: { ...plain, outside, ...detail } })
  if (no !== 'done') throw new Error(`register: ${no}`)
  return it
}
const steps = {
  assign: ['孟佳', 'assign', { lead: { unit: 'housing' }, helpers: [{ unit: 'inspection' }], ask: '请办理', due: null, bound: false }],
  accept: ['许文涛', 'accept', {}],
  help: ['唐晓峰', 'done', { opinion: '已到场核对。', files: [] }],
  report: ['许文涛', 'report', { result: 'done', text: '已供暖，二十度。', files: [], withoutHelpers: [] }],
  reply: ['孟佳', 'reply', { answers: null, body: '北苑小区已供暖。', via: 'in_app', ground: null, delivered: true }],
  read: ['张怀远', 'read', { opinion: null }],
  close: ['孟佳', 'close', {}],
} as const
/** Takes the ordinary way as far as this step. @throws Error naming what refused */
export function upTo(last: keyof typeof steps, begin: Begin = {}): Rehearsal {
  const affair = rehearse(begin)
  for (const name of Object.keys(steps) as (keyof typeof steps)[]) {
    if (name === 'read' && begin.outside) continue
    const [person, move, input] = steps[name]
    const code = affair.do(person, move, name === 'reply' && begin.outside ? { ...input, via: 'phone' } : input)
    if (code !== 'done') throw new Error(`${name}: ${code}`)
    if (name === last) break
  }
  return affair
}
