/** For tests: a small office and its affairs in memory, moved through `decide` alone. No database. */
import { decide } from '../../kernel/decide/decide.ts'
import type { MatterFacts, World } from '../../kernel/decide/facts.ts'
import { foldEffects } from '../../kernel/decide/fold.ts'
import { mayOf } from '../../kernel/decide/may.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { Desk } from '../../kernel/desk.ts'
import { type ActId, type ContactId, type MatterId, makeIds, type PersonId, type PostId, type UnitId } from '../../kernel/ids.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { noRules } from '../../kernel/rules/in-force.ts'
import { addMillis, HOUR, type Instant, instant, millis } from '../../kernel/time.ts'
import { affairs } from './desk.ts'
import { powers } from './powers.ts'
import type { AffairDetail } from './shape.ts'

const desk = affairs as unknown as Desk
const dated = { from_at: instant('2020-01-01T00:00:00+08:00'), to_at: null }
/** Unit, post key, title, who: 秘书长 gives orders, 孟佳 writes them down, 唐晓峰 and 许文涛 do them. */
const seats = [
  ['office', 'secretary-general', '秘书长', '张怀远'],
  ['office', 'arbiter', '副秘书长', '何平川'],
  ['division', 'division-head', '科长', '孟佳'],
  ['inspection', 'division-head', '科长', '唐晓峰'],
  ['housing', 'liaison', '联络员', '许文涛'],
  ['streets', 'liaison', '联络员', '魏来'],
] as const
const id = <T extends string>(text: string): T => text as T
const units = [...new Set(seats.map(([unit]) => unit))]
export const office: Office = {
  version: 1,
  units: new Map(units.map((u) => [id<UnitId>(u), { ...dated, id: id<UnitId>(u), name: u, short: u, parent: null, kind: 'office', sort: 0, code: u }])),
  persons: new Map(seats.map(([, , , name]) => [id<PersonId>(name), { id: id<PersonId>(name), name, pinyin: '', active: true, username: null }])),
  posts: new Map(
    seats.map(([unit, key, title, name]) => [
      id<PostId>(name),
      { ...dated, id: id<PostId>(name), unit: id<UnitId>(unit), title, rank: 10, head: key !== 'arbiter', receiving: key !== 'arbiter', key, follows: null },
    ]),
  ),
  holdings: seats.map(([, , , name]) => ({ ...dated, person: id<PersonId>(name), post: id<PostId>(name), kind: 'main' as const })),
  portfolios: [],
  powers: seats.flatMap(([, key, , name]) =>
    Object.entries(powers).flatMap(([power, def]) =>
      (def.posts as readonly string[]).includes(key) ? [{ ...dated, post: id<PostId>(name), person: null, key: `affairs.${power}` }] : [],
    ),
  ),
  delegations: [],
  successions: [],
  fields: [],
  fieldUnits: [],
}
const plain: AffairDetail = { way: 'oral', body: '请市住建局三日内报北苑小区供暖情况。', relayedBy: null, outside: false, people: null, atOnce: false, successor: null }

export interface Rehearsal {
  now: Instant
  /** Does a move as this person; the refusal's code, or 'done'. One hour passes. */
  do(person: string, move: string, input?: Readonly<Record<string, unknown>>): string
  facts(): MatterFacts<AffairDetail>
  state(): string
  may(person: string): ReturnType<typeof mayOf>
}
let seed = 1
/** Not chance at all: the same bytes every run. */
const chance = (n: number): Uint8Array =>
  Uint8Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed >> 8
  })
let made = 1
export interface Begin {
  /** A citizen's, or the secretary-general's. */
  readonly outside?: boolean
  readonly readers?: 'units' | 'named'
  readonly due?: string | null
  readonly detail?: Partial<AffairDetail>
}
/** An affair just written down by 孟佳, Monday 2026-11-23 at nine. @throws Error where registering is refused */
export function rehearse({ outside = false, readers = 'units', due = null, detail = {} }: Begin = {}): Rehearsal {
  const matter = `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}` as MatterId
  const ids = makeIds(chance, () => millis(it.now))
  let world: World = { matters: new Map(), office, calendar: { days: new Map(), years: new Set([2026]) }, routes: new Map(), rules: noRules }
  const ground = () => ({ now: it.now, act: ids.next<ActId>(), ids })
  const facts = () => world.matters.get(matter) as MatterFacts<AffairDetail>
  const it: Rehearsal = {
    now: instant('2026-11-23T09:00:00+08:00'),
    do(person, move, input = {}) {
      const { detail: fields, ...told } = input as { detail?: AffairDetail }
      const version = world.matters.get(matter)?.matter.version
      const ask = {
        desk,
        move,
        input: { matter, piece: null, ...(version ? { version } : {}), ...told },
        who: { person: id<PersonId>(person) },
        matter,
        ...(fields ? { detail: fields } : {}),
      }
      const effects = decide(world, ask, ground(), new Map([[desk.key, { desk }]]))
      if (isRefusal(effects)) return (effects as Refusal).code
      world = { ...world, matters: foldEffects(world, effects) }
      it.now = addMillis(it.now, HOUR)
      return 'done'
    },
    facts,
    state: () => facts().matter.state,
    may: (person) => mayOf(world, desk, facts(), { person: id<PersonId>(person) }, ground()),
  }
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
