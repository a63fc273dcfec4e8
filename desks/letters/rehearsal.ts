/** For tests: a small office and its letters in memory, moved through `decide` alone. No database. */
import { decide } from '../../kernel/decide/decide.ts'
import type { MatterFacts, World } from '../../kernel/decide/facts.ts'
import { foldEffects } from '../../kernel/decide/fold.ts'
import { mayOf } from '../../kernel/decide/may.ts'
import type { Holding, Office, Person, Post, Power, Unit } from '../../kernel/decide/office.ts'
import type { Desk } from '../../kernel/desk.ts'
import { type ActId, type ContactId, type MatterId, makeIds, type PersonId, type PostId, type UnitId } from '../../kernel/ids.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { noRules } from '../../kernel/rules/in-force.ts'
import { addMillis, HOUR, type Instant, instant, millis } from '../../kernel/time.ts'
import { letters } from './desk.ts'
import { powers } from './powers.ts'
import type { LetterDetail } from './shape.ts'

export const desk = letters as unknown as Desk
const from_at = instant('2020-01-01T00:00:00+08:00')
const dated = { from_at, to_at: null }
const unit = (id: string, name: string, kind: Unit['kind'], parent: string | null): Unit => ({
  ...dated,
  id: id as UnitId,
  name,
  short: name,
  parent: parent as UnitId | null,
  kind,
  sort: 0,
  code: id,
})
const post = (id: string, of: string, title: string, key: string | null, more: Partial<Post> = {}): Post => ({
  ...dated,
  id: id as PostId,
  unit: of as UnitId,
  title,
  rank: 100,
  head: false,
  receiving: false,
  key,
  follows: null,
  ...more,
})
const units = [
  unit('office', '市政府办公室', 'office', null),
  unit('division', '来信来电科', 'division', 'office'),
  unit('duty', '总值班室', 'division', 'office'),
  unit('housing', '市住建局', 'department', null),
  unit('streets', '市城管局', 'department', null),
]
const posts = [
  post('arbiter', 'office', '副秘书长', 'arbiter', { rank: 10, receiving: true }),
  post('head', 'division', '科长', 'letters-head', { rank: 20, head: true }),
  post('staff', 'division', '科员', 'letters-division', { rank: 40, receiving: true }),
  post('centre', 'division', '话务员', 'call-centre', { rank: 50 }),
  post('duty-officer', 'duty', '值班员', 'duty-officer', { rank: 40, receiving: true, head: true }),
  post('housing-head', 'housing', '局长', 'unit-head', { rank: 10, head: true }),
  post('housing-liaison', 'housing', '联络员', 'liaison', { rank: 40, receiving: true }),
  post('streets-liaison', 'streets', '联络员', 'liaison', { rank: 40, receiving: true }),
]
const holders: readonly (readonly [string, string, string])[] = [
  ['张怀远', 'arbiter', 'main'],
  ['高敏', 'head', 'main'],
  ['陆青', 'head', 'deputy'],
  ['刘梦琪', 'staff', 'main'],
  ['何雨桐', 'centre', 'main'],
  ['方可', 'centre', 'main'],
  ['邵军', 'duty-officer', 'main'],
  ['郭振华', 'housing-head', 'main'],
  ['许文涛', 'housing-liaison', 'main'],
  ['魏来', 'streets-liaison', 'main'],
]
const granted: Power[] = posts.flatMap((p) =>
  Object.entries(powers).flatMap(([key, def]) => ((def.posts as readonly string[]).includes(p.key ?? '') ? [{ ...dated, post: p.id, person: null, key: `letters.${key}` }] : [])),
)
export const office: Office = {
  version: 1,
  units: new Map(units.map((u) => [u.id, u])),
  persons: new Map(holders.map(([name]): [PersonId, Person] => [name as PersonId, { id: name as PersonId, name, pinyin: '', active: true, username: null }])),
  posts: new Map(posts.map((p) => [p.id, p])),
  holdings: holders.map(([person, of, kind]): Holding => ({ ...dated, person: person as PersonId, post: of as PostId, kind: kind as Holding['kind'] })),
  portfolios: [],
  powers: granted,
  delegations: [],
  successions: [],
  fields: [],
  fieldUnits: [],
}
/** The same office with ids a database takes: a person's by his name, a unit's and a post's by their keys above. */
export function onDatabase(idOf: <T extends string>(word: string) => T, personId: (name: string) => PersonId): Office {
  const unitOf = (id: UnitId | null): UnitId | null => (id === null ? null : idOf<UnitId>(`letters unit ${id}`))
  const postOf = (id: PostId | null): PostId | null => (id === null ? null : idOf<PostId>(`letters post ${id}`))
  return {
    ...office,
    units: new Map(units.map((u) => ({ ...u, id: unitOf(u.id) as UnitId, parent: unitOf(u.parent) })).map((u) => [u.id, u])),
    persons: new Map([...office.persons.values()].map((p) => ({ ...p, id: personId(p.name) })).map((p) => [p.id, p])),
    posts: new Map(posts.map((p) => ({ ...p, id: postOf(p.id) as PostId, unit: unitOf(p.unit) as UnitId })).map((p) => [p.id, p])),
    holdings: office.holdings.map((h) => ({ ...h, person: personId(h.person), post: postOf(h.post) as PostId })),
    powers: granted.map((p) => ({ ...p, post: postOf(p.post) })),
  }
}
const plain: LetterDetail = {
  channel: 'call',
  kind: 'help',
  category: null,
  body: '北苑小区3号楼暖气不热。',
  place: '北苑小区',
  secret: false,
  reachable: true,
  visit: false,
  visitedOn: null,
  attempts: 0,
  drafted: false,
  atOnce: false,
  imported: false,
  source: null,
  sourceId: null,
  exit: null,
  exitTo: null,
  noted: false,
  supplements: 0,
}

export interface Rehearsal {
  now: Instant
  /** Does a move as this person; the refusal, or null when it went through. One hour passes. */
  do(person: string, move: string, input?: Readonly<Record<string, unknown>>, detail?: LetterDetail): Refusal | null
  facts(): MatterFacts<LetterDetail>
  state(): string
  may(person: string): ReturnType<typeof mayOf>
  /** The state and everything else as it is now, to come back to. */
  keep(): () => void
}
let seed = 1
/** Not chance at all: the same bytes every run. */
function chance(n: number): Uint8Array {
  return Uint8Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed >> 8
  })
}
let letterNo = 1
/** A letter just registered by 何雨桐, Monday 2026-11-23 at nine. */
export function rehearse(detail: Partial<LetterDetail> = {}): Rehearsal {
  const matter = `00000000-0000-7000-8000-${String(letterNo++).padStart(12, '0')}` as MatterId
  const ids = makeIds(chance, () => millis(rehearsal.now))
  let world: World = {
    matters: new Map(),
    office,
    calendar: { days: new Map(), years: new Set([2026]) },
    routes: new Map(),
    rules: noRules,
  }
  const rehearsal: Rehearsal = {
    now: instant('2026-11-23T09:00:00+08:00'),
    do(person, move, input = {}, newDetail) {
      const f = world.matters.get(matter)
      const draft = f?.drafts.at(-1)?.no
      const told = { matter, piece: null, ...(f ? { version: f.matter.version } : {}), ...(draft === undefined ? {} : { draft }), ...input }
      const ask = { desk, move, input: told, who: { person: person as PersonId }, matter, ...(newDetail ? { detail: newDetail } : {}) }
      const effects = decide(world, ask, { now: rehearsal.now, act: ids.next<ActId>(), ids }, new Map([[desk.key, { desk }]]))
      if (isRefusal(effects)) return effects
      world = { ...world, matters: foldEffects(world, effects) }
      rehearsal.now = addMillis(rehearsal.now, HOUR)
      return null
    },
    facts() {
      const f = world.matters.get(matter)
      if (!f) throw new Error('nothing registered')
      return f as MatterFacts<LetterDetail>
    },
    state: () => rehearsal.facts().matter.state,
    may: (person) => mayOf(world, desk, rehearsal.facts(), { person: person as PersonId }, { now: rehearsal.now, act: ids.next<ActId>(), ids }),
    keep() {
      const [then, at] = [world, rehearsal.now]
      return () => {
        world = then
        rehearsal.now = at
      }
    },
  }
  const no = rehearsal.do(
    '何雨桐',
    'register',
    {
      title: '北苑小区3号楼暖气不热',
      origin: 'public',
      readers: 'units',
      urgency: 'normal',
      unit: 'division',
      askers: [{ contact: ids.next<ContactId>() }],
      partOf: null,
      basis: [],
      arisesFrom: null,
      files: [],
    },
    { ...plain, ...detail },
  )
  if (no) throw new Error(`register: ${no.code}`)
  return rehearsal
}

export const digestOf = (n: number) => n.toString(16).padStart(64, '0')
/** The ordinary way, step by step; each leaves the letter in the state named. */
export const steps = {
  assign: { person: '何雨桐', move: 'assign', input: { lead: { unit: 'housing' }, helpers: [], ask: '请办理', due: null, bound: false } },
  accept: { person: '许文涛', move: 'accept', input: {} },
  report: { person: '许文涛', move: 'report', input: { result: 'solved', text: '已修复', files: [], withoutHelpers: [] } },
  draft: { person: '刘梦琪', move: 'renew', input: { digest: digestOf(1), change: 'first', reason: null } },
  submit: { person: '刘梦琪', move: 'submit', input: {} },
  agree: { person: '高敏', move: 'sign', input: { agree: true, opinion: null } },
  reply: { person: '刘梦琪', move: 'reply', input: { answers: null, body: '已修复，请查看。', via: 'phone', ground: null, delivered: true } },
} as const
export type StepName = keyof typeof steps
/** Takes the ordinary way as far as this step. @throws Error naming what refused */
export function upTo(last: StepName, detail: Partial<LetterDetail> = {}): Rehearsal {
  const letter = rehearse(detail)
  for (const name of Object.keys(steps) as StepName[]) {
    const { person, move, input } = steps[name]
    const no = letter.do(person, move, input)
    if (no) throw new Error(`${name}: ${no.code} ${JSON.stringify(no.facts)}`)
    if (name === last) break
  }
  return letter
}
/** The call-back that ends it, or opens it again. */
export const rating = (letter: Rehearsal, marks: { responded?: boolean; solved?: string; satisfied?: string } = {}) => ({
  answer: letter.facts().answers.at(-1)?.id,
  responded: true,
  solved: 'yes',
  satisfied: 'yes',
  text: null,
  ...marks,
})
