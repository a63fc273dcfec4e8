/**
 * The trial office: eight units, twenty people with posts, powers, portfolios, one delegation. Test support for rules of the
 * kernel and of desks; no desk. Ids are made from names, so every test and every run speaks of the same people.
 */
import type { Calendar } from '../clock/workdays.ts'
import type { RouteStep, RouteVersion } from '../decide/facts.ts'
import type { Delegation, Holding, Office, Person, Portfolio, Post, Power, Unit } from '../decide/office.ts'
import type { DelegationId, PersonId, PostId, UnitId } from '../ids.ts'
import { type Instant, instant } from '../time.ts'

/** A UUID that is always the same for the same word. */
export function idOf<T extends string>(word: string): T {
  const parts = [2166136261, 40503, 104729, 7919].map((seed) => {
    let h = seed >>> 0
    for (const c of word) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16777619) >>> 0
    return ((h ^ (h >>> 15)) >>> 0).toString(16).padStart(8, '0').slice(-8)
  })
  const hex = parts.join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T
}
const since = instant('2020-01-01T00:00:00Z')
const dated = { from_at: since, to_at: null } as const

const unitRows: readonly (readonly [key: string, name: string, parent: string | null, kind: Unit['kind']])[] = [
  ['leaders', '市政府领导', null, 'leaders'],
  ['office', '市政府办公室', null, 'office'],
  ['letters', '信访科', 'office', 'division'],
  ['secretary', '秘书科', 'office', 'division'],
  ['housing', '住房和城乡建设局', null, 'department'],
  ['property', '物业管理科', 'housing', 'division'],
  ['traffic', '交警支队', null, 'department'],
  ['city', '城市管理局', null, 'department'],
]
/** Post key, unit, title, head, receiving, who holds it. */
const postRows: readonly (readonly [key: string, unit: string, title: string, head: boolean, receiving: boolean, holders: readonly string[]])[] = [
  ['mayor', 'leaders', '市长', true, false, ['沈知远']],
  ['vice-mayor', 'leaders', '副市长', false, false, ['顾明川']],
  ['office-head', 'office', '办公室主任', true, true, ['周海平']],
  ['office-deputy', 'office', '办公室副主任', false, false, ['吴静']],
  ['letters-head', 'letters', '信访科科长', true, false, ['王芳']],
  ['letters-clerk', 'letters', '信访科科员', false, true, ['刘洋', '陈晨']],
  ['secretary-head', 'secretary', '秘书科科长', true, true, ['孙悦']],
  ['secretary-clerk', 'secretary', '秘书科科员', false, false, ['何俊']],
  ['housing-head', 'housing', '住建局局长', true, false, ['李明']],
  ['housing-liaison', 'housing', '住建局联络员', false, true, ['赵强']],
  ['housing-clerk', 'housing', '住建局科员', false, false, ['钱多多', '郑爽']],
  ['property-head', 'property', '物业管理科科长', true, true, ['冯媛']],
  ['traffic-head', 'traffic', '交警支队支队长', true, false, ['褚卫国']],
  ['traffic-liaison', 'traffic', '交警支队联络员', false, true, ['卫青']],
  ['traffic-clerk', 'traffic', '交警支队民警', false, false, ['蒋宁']],
  ['city-head', 'city', '城管局局长', true, false, ['沈丽']],
  ['city-liaison', 'city', '城管局联络员', false, true, ['韩雪']],
  ['city-clerk', 'city', '城管局科员', false, false, ['杨帆', '朱莉']],
]
const centre = ['letters-head', 'letters-clerk']
const departments = [
  'housing-head',
  'housing-liaison',
  'housing-clerk',
  'property-head',
  'traffic-head',
  'traffic-liaison',
  'traffic-clerk',
  'city-head',
  'city-liaison',
  'city-clerk',
]
const everyDesk = [...centre, 'office-head', 'office-deputy', 'secretary-head', 'secretary-clerk', ...departments]
/** Powers of the trial desk, by post. */
export const trialPowers: Readonly<Record<string, readonly string[]>> = {
  register: [...centre, 'secretary-head', 'secretary-clerk', 'office-head'],
  dispatch: [...centre, 'secretary-head', 'office-head'],
  handle: everyDesk,
  'hand-over': everyDesk,
  arbitrate: ['office-head', 'office-deputy'],
  'approve-extension': ['letters-head', 'office-head'],
  review: ['letters-head', 'office-head'],
  answer: [...centre, 'secretary-head'],
  'approve-unanswered': ['office-head', 'office-deputy'],
  'call-back': centre,
  close: [...centre, 'secretary-head'],
  reopen: [...centre, 'office-head'],
  'approve-void': ['office-head', 'office-deputy'],
  accept: ['office-head', 'office-deputy'],
  erase: ['office-head'],
  mark: ['office-head', 'office-deputy', 'letters-head', 'letters-clerk'],
  record: ['secretary-clerk', 'letters-clerk'],
  'see-all': ['office-head'],
}

export const unitId = (key: string): UnitId => idOf<UnitId>(`unit ${key}`)
export const postId = (key: string): PostId => idOf<PostId>(`post ${key}`)
export const personId = (name: string): PersonId => idOf<PersonId>(`person ${name}`)

const units: Unit[] = unitRows.map(([key, name, parent, kind], sort) => ({
  id: unitId(key),
  name,
  short: name.slice(0, 4),
  parent: parent ? unitId(parent) : null,
  kind,
  sort,
  code: key,
  ...dated,
}))
const posts: Post[] = postRows.map(([key, unit, title, head, receiving], rank) => ({
  id: postId(key),
  unit: unitId(unit),
  title,
  rank,
  head,
  receiving,
  key,
  follows: null,
  ...dated,
}))
const holdings: Holding[] = postRows.flatMap(([key, , , , , holders]) => holders.map((name) => ({ person: personId(name), post: postId(key), kind: 'main' as const, ...dated })))
/** Everybody, in the order of the posts. */
export const names: readonly string[] = [...new Set(postRows.flatMap(([, , , , , holders]) => holders))]
const persons: Person[] = names.map((name) => ({ id: personId(name), name, pinyin: '', active: true, username: null }))
const portfolios: Portfolio[] = ['housing', 'city'].map((unit) => ({ person: personId('顾明川'), unit: unitId(unit), field: null, kind: '分管' as const, ...dated }))
const powersOf = (desk: string): Power[] =>
  Object.entries(trialPowers).flatMap(([key, keys]) => keys.map((post) => ({ post: postId(post), person: null, key: `${desk}.${key}`, ...dated })))

export interface DelegationSpec {
  readonly principal: string
  readonly agent: string
  readonly from?: Instant
  readonly to?: Instant | null
  readonly desks?: readonly string[] | null
  readonly named?: boolean
}
export const delegation = (spec: DelegationSpec): Delegation => ({
  id: idOf<DelegationId>(`delegation ${spec.principal} ${spec.agent}`),
  principal: personId(spec.principal),
  agent: personId(spec.agent),
  desks: spec.desks ?? null,
  named_too: spec.named ?? false,
  from_at: spec.from ?? since,
  to_at: spec.to ?? null,
})
/** 周海平 is often away: 吴静 acts for him; 赵强 lets 钱多多 act. */
const delegations = [delegation({ principal: '周海平', agent: '吴静' }), delegation({ principal: '赵强', agent: '钱多多' })]

/** The office on paper. @param desks keys of desks whose powers are given out as on the trial desk */
export function trialPeople(desks: readonly string[] = ['trial'], more: Partial<Office> = {}): Office {
  return {
    version: 1,
    units: new Map(units.map((u) => [u.id, u])),
    persons: new Map(persons.map((p) => [p.id, p])),
    posts: new Map(posts.map((p) => [p.id, p])),
    holdings,
    portfolios,
    powers: desks.flatMap(powersOf),
    delegations,
    successions: [],
    fields: [],
    fieldUnits: [],
    ...more,
  }
}
/** The same office without a person's posts from a moment on: he has left. */
export function without(office: Office, name: string, at: Instant): Office {
  return { ...office, holdings: office.holdings.map((h) => (h.person === personId(name) ? { ...h, to_at: at } : h)) }
}
export const trialCalendar: Calendar = { days: new Map(), years: new Set([2025, 2026, 2027]) }

/** 会审: the head of the owner's unit, then two people the drafter chooses, either of whom is enough, then issue. */
export const trialSteps: readonly RouteStep[] = [
  { role: 'head', kind: 'say', pace: 'together', need: null, who: [{ head: 'owner' }] },
  { role: 'countersign', kind: 'say', pace: 'together', need: 1, who: [{ chosen: 'first' }, { chosen: 'second' }] },
  { role: 'issue', kind: 'say', pace: 'together', need: null, who: [{ post: 'office-head' }], move: 'issue' },
]
export const trialRoutes = (): ReadonlyMap<string, RouteVersion> => {
  const route: RouteVersion = { key: 'joint', version: 1, steps: trialSteps, from_at: instant(0) }
  return new Map([
    ['joint', route],
    ['joint@1', route],
  ])
}
