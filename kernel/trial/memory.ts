/** The trial office in memory: decide, then fold. No database; thousands of acts in a second. */
import type { Calendar } from '../clock/workdays.ts'
import { decide } from '../decide/decide.ts'
import type { Effects, MatterFacts, RouteVersion, Who, World } from '../decide/facts.ts'
import { foldEffects } from '../decide/fold.ts'
import { mayOf } from '../decide/may.ts'
import type { Office } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import type { DeclaredDesks, Desk } from '../desk.ts'
import type { ActId, Ids, MatterId, PersonId } from '../ids.ts'
import { makeIds } from '../ids.ts'
import { wordNames } from '../lifecycle/define.ts'
import { wordInput } from '../moves/inputs.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { noRules, type Rules } from '../rules/in-force.ts'
import { addMillis, type Instant, instant, millis } from '../time.ts'
import type { May } from '../view.ts'
import { trialDesk } from './desk.ts'
import { personId, trialCalendar, trialPeople, trialRoutes } from './people.ts'

/** Ids out of a counter: the same in every run of the same test. @param seed tells one office's ids from another's */
export function countedIds(now: () => Instant, seed = 1): Ids {
  let n = seed * 1_000_000
  const bytes = (length: number) => {
    n += 1
    const out = new Uint8Array(length)
    let h = n
    for (let i = 0; i < length; i++) {
      h = (Math.imul(h ^ (h >>> 15), 2246822519) + i + n) >>> 0
      out[i] = (h >>> 8) & 255
    }
    // the counter itself, so that no two are ever alike
    out.set([n & 255, (n >>> 8) & 255, (n >>> 16) & 255], length - 3)
    return out
  }
  return makeIds(bytes, () => millis(now()))
}

/** Input as the contract would hand it on: defaults filled in, unknown moves left as they are. */
export function parsed(desk: Desk, move: string, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const def = desk.lifecycle.moves[move]
  const word = def?.word ?? wordNames.find((w) => w === move)
  const schema = word && word in wordInput ? wordInput[word as keyof typeof wordInput] : null
  return schema ? { ...input, ...(schema.parse(input) as Record<string, unknown>) } : { piece: null, ...input }
}

export interface MemoryOptions {
  readonly at?: string
  readonly office?: Office
  readonly desk?: Desk
  readonly calendar?: Calendar
  readonly routes?: ReadonlyMap<string, RouteVersion>
  readonly rules?: Rules
  readonly seed?: number
}
export interface MemoryOffice {
  readonly desk: Desk
  office: Office
  now: Instant
  routes: ReadonlyMap<string, RouteVersion>
  rules: Rules
  matters: ReadonlyMap<MatterId, MatterFacts>
  readonly ids: Ids
  readonly world: () => World
  /** Lets time pass. */
  pass(ms: number): void
  /** The effects, or the refusal; on refusal nothing has changed. */
  attempt(name: string | PersonId, move: string, input: Readonly<Record<string, unknown>>): Effects | Refusal
  /** As `attempt`, where a refusal is a failure of the test. */
  do(name: string | PersonId, move: string, input: Readonly<Record<string, unknown>>): Effects
  /** Code of the refusal, or 'done'. */
  code(name: string | PersonId, move: string, input: Readonly<Record<string, unknown>>): string
  see(matter: MatterId): MatterFacts
  may(name: string, matter: MatterId): Record<string, May>
  /** The unended piece of this person (or his unit), of this role if given. */
  piece(matter: MatterId, name: string, role?: string): AssignmentRow
}

/** `system`: what arrives by itself, or the scheduler. */
const whoActs = (name: string): Who => (name === 'system' ? { person: whoIs('刘洋'), system: true } : { person: whoIs(name) })
export const whoIs = (name: string): PersonId => (name.includes('-') ? (name as PersonId) : personId(name))

export function memoryOffice(options: MemoryOptions = {}): MemoryOffice {
  const desk = (options.desk ?? trialDesk) as Desk
  const desks: DeclaredDesks = new Map([[desk.key, { desk }]])
  let serial = 0
  const it: MemoryOffice = {
    desk,
    office: options.office ?? trialPeople([desk.key]),
    now: instant(options.at ?? '2026-03-02T01:00:00.000Z'),
    routes: options.routes ?? trialRoutes(),
    rules: options.rules ?? noRules,
    matters: new Map(),
    ids: countedIds(() => it.now, options.seed ?? 1),
    world: () => ({ matters: it.matters, office: it.office, calendar: options.calendar ?? trialCalendar, routes: it.routes, rules: it.rules }),
    pass(ms) {
      it.now = addMillis(it.now, ms)
    },
    attempt(name, move, input) {
      const matter = (input.matter as MatterId | undefined) ?? it.ids.next<MatterId>()
      const { detail, ...told } = input
      const ask = { desk, move, input: parsed(desk, move, told), who: whoActs(name), matter, ...(detail === undefined ? {} : { detail }) }
      const effects = decide(it.world(), ask, { now: it.now, act: it.ids.next<ActId>(), ids: it.ids }, desks)
      if (isRefusal(effects)) return effects
      const after = new Map(foldEffects(it.world(), effects))
      for (const { matter: id } of effects.numbers) {
        const facts = after.get(id)
        if (facts && facts.matter.number === null) after.set(id, { ...facts, matter: { ...facts.matter, number: `试〔2026〕${++serial}号` } })
      }
      it.matters = after
      return effects
    },
    do(name, move, input) {
      const done = it.attempt(name, move, input)
      if (isRefusal(done)) throw new Error(`${name} ${move}: ${done.code} ${JSON.stringify(done.facts)}`)
      return done
    },
    code(name, move, input) {
      const done = it.attempt(name, move, input)
      return isRefusal(done) ? done.code : 'done'
    },
    see(matter) {
      const facts = it.matters.get(matter)
      if (!facts) throw new Error(`no matter ${matter}`)
      return facts
    },
    may: (name, matter) => mayOf(it.world(), desk, it.see(matter), { person: whoIs(name) }, { now: it.now, act: it.ids.next<ActId>(), ids: it.ids }),
    piece(matter, name, role) {
      const person = whoIs(name)
      const units = it.office.holdings.filter((h) => h.person === person).flatMap((h) => it.office.posts.get(h.post)?.unit ?? [])
      const own = it.see(matter).assignments.filter((a) => a.state !== 'ended' && (role === undefined || a.role === role))
      const found = own.find((a) => a.person === person) ?? own.find((a) => a.person === null && units.includes(a.unit))
      if (!found) throw new Error(`${name} holds no ${role ?? 'piece'}`)
      return found
    },
  }
  return it
}
