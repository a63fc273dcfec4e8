/** A random hand: one lawful-looking act by somebody of the trial office, made from a few random numbers. The same hand plays in memory and on the database. */

import type { MatterFacts, World } from '../decide/facts.ts'
import { mayOf } from '../decide/may.ts'
import { isOpenPhase, owed, unended } from '../decide/run.ts'
import type { Desk } from '../desk.ts'
import type { ActId, ContactId, Ids, PersonId } from '../ids.ts'
import { openWords, wordNames } from '../lifecycle/define.ts'
import { addMillis, DAY, HOUR, type Instant, MINUTE } from '../time.ts'
import { personId, unitId } from './people.ts'

/** Random numbers of one step, out of one seed. */
export interface Chance {
  /** 0 … n-1 */
  pick(n: number): number
  of<T>(list: readonly T[]): T | undefined
  /** True in one of n. */
  rare(n: number): boolean
}
export function chance(seed: number): Chance {
  let state = seed >>> 0 || 1
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const pick = (n: number) => Math.floor(next() * n)
  return { pick, of: (list) => list[pick(list.length)], rare: (n) => pick(n) === 0 }
}

export interface Played {
  readonly person: PersonId
  readonly move: string
  readonly input: Readonly<Record<string, unknown>>
  /** How much time passes before it. */
  readonly wait: number
}
export interface Table {
  readonly world: World
  readonly desk: Desk
  readonly now: Instant
  readonly ids: Ids
}
/** A word that must never be found in an event or a notice (invariant 18). */
export const marker = '甲乙丙丁戊己'
/** A stroke of somebody's hand; no more in events than words are. */
export const someInk = '{"w":1031,"h":907,"s":[[10,10,0,50,5,5,16,60,40,0,16,55]]}'

const units = ['letters', 'secretary', 'housing', 'property', 'traffic', 'city', 'office', 'leaders'].map(unitId)
const digest = (c: Chance) => Array.from({ length: 64 }, () => '0123456789abcdef'[c.pick(16)]).join('')
const people = (world: World) => [...world.office.persons.keys()]

function holder(c: Chance, world: World) {
  if (c.rare(2)) return { unit: c.of(units) }
  if (c.rare(4)) return { post: c.of([...world.office.posts.keys()]) }
  return { person: c.of(people(world)) }
}
const others = (c: Chance, world: World, most: number) => Array.from({ length: 1 + c.pick(most) }, () => holder(c, world))
const said = (c: Chance) => `${marker}${c.pick(1000)}`

/** Every third time. */
const byHand = (f: MatterFacts): string | null => (f.events.length % 3 === 0 ? someInk : null)

/** What is typed for a word, where the matter stands as it does. */
function typed(c: Chance, { world, now }: Table, f: MatterFacts, move: string, word: string | null): Record<string, unknown> {
  const stage = c.of(f.stages.filter((s) => s.ended_at === null))
  const until = addMillis(now, (1 + c.pick(20)) * DAY)
  const debts = owed(f)
  switch (word) {
    case 'assign':
      return { lead: holder(c, world), helpers: c.rare(2) ? others(c, world, 2) : [], ask: said(c), due: c.rare(4) ? until : null, bound: c.rare(6) }
    case 'refuse':
      return { ground: said(c) }
    case 'handOver':
      return { to: holder(c, world), ask: said(c) }
    case 'errand':
      return { to: holder(c, world), ask: said(c), kind: c.of(['do', 'say']) }
    case 'addSign':
      return { to: holder(c, world), ask: said(c), mode: c.of(['before', 'after', 'beside']) }
    case 'dropSign':
      return { target: c.of(f.assignments.filter((a) => unended(a) && !a.lead))?.id ?? f.assignments[0]?.id, reason: said(c) }
    case 'sendBackBranch':
    case 'sendBack':
      return { to: c.of(f.assignments.filter((a) => a.state === 'ended' && a.kind !== 'read'))?.id ?? f.assignments[0]?.id, reason: said(c), resume: c.of(['here', 'there']) }
    case 'sign':
      return { agree: !c.rare(4), opinion: said(c), ink: byHand(f), ...(f.drafts.length > 0 ? { draft: f.drafts.length } : {}) }
    case 'read':
      return { opinion: c.rare(2) ? said(c) : null, ink: byHand(f), dictated: f.events.length % 2 === 0 }
    case 'done':
      return { opinion: c.rare(2) ? said(c) : null }
    case 'circulate':
      return { to: others(c, world, 4), ask: said(c), kind: c.of(['say', 'read', 'read']), pace: c.of(['together', 'in_turn']), need: c.rare(3) ? 1 : null, blocks: c.rare(2) }
    case 'withdraw':
      return { stage: stage?.id ?? f.stages[0]?.id, reason: said(c) }
    case 'urge':
      return { text: said(c), phone: c.rare(2) ? { number: '13900000000', answeredBy: said(c), promised: said(c), promisedBy: c.rare(2) ? until : null } : null }
    case 'note':
      return { text: said(c) }
    case 'extend':
      return { until: addMillis(f.clocks.find((k) => k.whole && k.stopped_at === null)?.due_at ?? now, (1 + c.pick(9)) * DAY), reason: said(c) }
    case 'pause':
      return { until, reason: said(c) }
    case 'renew':
      return { digest: digest(c), change: c.of(['first', 'substantive', 'trivial']), reason: said(c) }
    case 'report':
      return {
        version: f.matter.version,
        result: c.of(['solved', 'partly', 'explained']),
        text: said(c),
        withoutHelpers: f.assignments.filter((a) => a.kind === 'do' && unended(a)).map((a) => ({ piece: a.id, why: said(c) })),
      }
    case 'reply':
      return {
        answers: debts.length > 1 && c.rare(2) ? [c.of(debts)?.id] : null,
        body: move === 'unanswerable' ? null : said(c),
        via: move === 'unanswerable' ? 'none' : c.of(['letter', 'phone', 'portal', 'in_app']),
        ground: move === 'unanswerable' ? said(c) : null,
        delivered: !c.rare(3),
        ...(f.drafts.length > 0 ? { draft: f.drafts.length } : {}),
      }
    case 'settle': {
      const rated = !c.rare(4)
      return {
        answer: c.of(f.answers.filter((a) => a.sent_at !== null))?.id ?? f.answers[0]?.id,
        responded: rated ? true : null,
        solved: rated ? c.of(['yes', 'yes', 'partly', 'no', 'unasked']) : null,
        satisfied: rated ? c.of(['yes', 'yes', 'basically', 'no', 'unasked']) : null,
        text: c.rare(2) ? said(c) : null,
      }
    }
    case 'merge':
      return { into: c.of([...world.matters.values()].filter((m) => isOpenPhase(m.matter.phase)))?.matter.id ?? f.matter.id }
    case 'void':
      return { reason: said(c), told: c.rare(3) ? null : c.rare(3) ? { via: 'none', ground: said(c) } : { via: 'phone', body: said(c) } }
    case 'object':
      return { event: c.of(f.events)?.id ?? 0, text: said(c) }
    case 'erase': {
      const [table, key, column] = c.of([
        ['matter', f.matter.id, 'title'],
        ['note', c.of(f.notes)?.id ?? '', 'text'],
        ['answer', c.of(f.answers)?.id ?? '', 'body'],
        ['assignment', c.of(f.assignments)?.id ?? '', byHand(f) ? 'ink' : 'opinion'],
        ['trial', f.matter.id, 'marked'],
      ]) as [string, string, string]
      return { table, key, column, reason: said(c) }
    }
    case 'recuse': {
      const free = people(world).filter((person) => !f.assignments.some((a) => unended(a) && a.person === person))
      return {
        whom: c.rare(4) ? { unit: unitId(c.of(['property', 'traffic', 'city']) as string) } : { person: c.of(free) ?? c.of(people(world)) },
        ground: c.of(['accused', 'kin', 'interest', 'other']),
      }
    }
    case 'closeList':
      return { add: c.rare(2) ? [c.of(people(world))] : [], reason: said(c) }
    case 'changeList':
      return { add: c.rare(2) ? [c.of(people(world))] : [], remove: c.rare(2) ? [c.of(f.assignments.flatMap((a) => a.person ?? [])) ?? c.of(people(world))] : [], reason: said(c) }
    case 'startRoute':
      return { route: 'joint', chosen: c.rare(5) ? {} : { first: { person: c.of(people(world)) }, second: { person: c.of(people(world)) } } }
    default:
      return move === 'submit' && f.drafts.length > 0 ? { draft: f.drafts.length } : { reason: said(c), ...(f.drafts.length > 0 ? { draft: f.drafts.length } : {}) }
  }
}

/** Words that carry a matter forward come more often than those that tangle it. */
const forward = ['accept', 'assign', 'report', 'reply', 'rate', 'sign', 'close', 'submit', 'handOver', 'done', 'takeBack', 'sendBack', 'merge', 'pause', 'resume']
/** Words that end something come less often, so that matters live long enough to be tangled. */
const seldom = ['void', 'close', 'erase', 'merge', 'reopen', 'object', 'refuse', 'urge', 'note', 'withdraw', 'recuse', 'closeList', 'openList', 'changeList']

export function register(c: Chance, { world, ids }: Table): Played {
  const desk = c.of(['刘洋', '陈晨', '王芳', '孙悦', '周海平']) as string
  const unit = unitId(desk === '孙悦' ? 'secretary' : desk === '周海平' ? 'office' : 'letters')
  const open = [...world.matters.values()].filter((m) => isOpenPhase(m.matter.phase) || c.rare(8))
  const near = () => c.of(open)?.matter.id
  const recused = c.rare(6)
    ? [c.rare(2) ? { unit: unitId(c.of(['property', 'traffic', 'city']) as string), ground: 'accused' } : { person: c.of(people(world)), ground: 'kin' }]
    : []
  const asker = () => (c.rare(3) ? { holder: holder(c, world) } : { contact: ids.next<ContactId>() })
  const partOf = c.rare(4) ? (near() ?? null) : null
  return {
    person: personId(desk),
    move: 'register',
    wait: c.pick(3) * MINUTE,
    input: {
      title: said(c),
      origin: c.of(['public', 'superior', 'assigned', 'own']),
      readers: c.rare(6) ? 'named' : 'units',
      unit,
      askers: Array.from({ length: 1 + c.pick(3) }, asker),
      partOf,
      basis: c.rare(4) ? [near()].filter(Boolean) : [],
      recused,
      detail: { marked: said(c) },
    },
  }
}

/** Somebody who may do something here, and what. @returns null where nobody can do anything at all */
export function play(seed: number, table: Table): Played {
  const c = chance(seed)
  const { world, desk, now, ids } = table
  const matters = [...world.matters.values()]
  if (matters.length === 0 || (matters.length < 7 && c.rare(12))) return register(c, table)
  const f = (c.rare(10) ? c.of(matters) : c.of(matters.filter((m) => isOpenPhase(m.matter.phase)))) ?? c.of(matters)
  if (!f) return register(c, table)
  const everybody = people(world)
  // a wild hand tries anything; otherwise somebody who holds something does what he may
  const wild = c.rare(6)
  let person = c.of(everybody) as PersonId
  let move = c.of([...Object.keys(desk.lifecycle.moves), ...openWords, 'startRoute'].filter((name) => name !== 'recuse' || c.rare(6))) as string
  let piece: string | null = null
  if (!wild) {
    const holders = f.assignments
      .filter((a) => a.state === 'open')
      .flatMap((a) => (a.person ? [a.person] : everybody.filter((p) => world.office.holdings.some((h) => h.person === p && h.post === a.post))))
    if (holders.length > 0 && !c.rare(4)) person = c.of(holders) as PersonId
    const may = Object.entries(mayOf(world, desk, f, { person }, { now, act: ids.next<ActId>(), ids })).filter(
      ([name, m]) => m.allowed && (!seldom.includes(name) || c.rare(name === 'recuse' ? 24 : 6)),
    )
    const ahead = may.filter(([name]) => forward.includes(name))
    const chosen = c.of(ahead.length > 0 && !c.rare(3) ? ahead : may)
    if (chosen) {
      move = chosen[0]
      piece = chosen[1].allowed && c.rare(2) ? chosen[1].piece : null
    }
  } else if (c.rare(2)) piece = c.of(f.assignments)?.id ?? null
  const word = desk.lifecycle.moves[move]?.word ?? wordNames.find((w) => w === move) ?? null
  const input: Record<string, unknown> = { matter: f.matter.id, piece, ...typed(c, table, f, move, word) }
  const wait = c.rare(5) ? c.pick(30) * HOUR : c.pick(90) * MINUTE
  if (c.rare(12)) return { ...recordedBy(c, world, person, { ...input, piece: null }, addMillis(now, wait)), move, wait }
  return { person, move, input, wait }
}
/** 代录: a clerk enters what somebody decided a while ago. */
function recordedBy(c: Chance, world: World, actor: PersonId, input: Record<string, unknown>, now: Instant): Pick<Played, 'person' | 'input'> {
  const clerk = c.of(['何俊', '刘洋', '陈晨', c.of(people(world)) as string]) as string
  const recorded = { actor, at: addMillis(now, -c.pick(40) * HOUR), relay: c.rare(5) ? null : `${marker}电话`, late: c.rare(3) ? marker : null }
  return { person: clerk.includes('-') ? (clerk as PersonId) : personId(clerk), input: { ...input, recorded } }
}
